import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { emptyFingerprint } from '../../model/fingerprint-layout.ts';
import { openChdbEngine } from './chdb-engine.ts';
import { type ExchangeStore, openExchangeStore } from './exchange-store.ts';

/** Merges take as long as the engine likes. */
const TEST_TIMEOUT = 90_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let directory: string;
let store: ExchangeStore;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'merges-test-'));
  const opened = await openExchangeStore(await openChdbEngine(join(directory, 'data'), directory), {
    clock: Date.now,
  });
  if (!opened.ok) throw new Error(opened.problem.message);
  store = opened.value;
});
afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

async function insert(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await store.insert(emptyFingerprint(), 1);
}

async function parts(): Promise<number> {
  const [row] = await store.rows<{ n: string }>(
    "SELECT count() AS n FROM system.parts WHERE table = 'exchanges' AND active",
  );
  return Number(row.n);
}

/** Waits until there are fewer parts. */
async function merged(below: number): Promise<void> {
  const until = Date.now() + 60_000;
  while ((await parts()) >= below) {
    if (Date.now() > until) throw new Error(`expected fewer than ${below} parts after a minute`);
    await sleep(50);
  }
}

it('wait until they are let go on', async () => {
  await store.holdMerges();
  await insert(40);
  await sleep(1_000);
  expect(await parts()).toBe(40);
  await store.releaseMerges();
  await insert(1);
  await merged(20);
}, 90_000);

it('do not wait for more parts than a query can read in order', async () => {
  await store.holdMerges();
  await insert(199);
  expect(await parts()).toBe(199);
  await insert(1);
  await merged(100);
  // With few parts they wait again, and what waited before counts.
  await store.holdMerges();
  // One that was under way may still come to its end.
  await sleep(1_000);
  const before = await parts();
  await insert(10);
  expect(await parts()).toBe(before + 10);
}, 90_000);
