/** What is kept from look to look, against everything counted at once, on a real store that grows and loses exchanges. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dataDirectory, makeFolder } from '../../../test/analysis-run.ts';
import { type LiveWorld, liveWorld, takeIn } from '../../../test/live-world.ts';
import { loadDetectInput } from '../../aggregate/load-input.ts';
import { during } from '../../aggregate/window-store.ts';
import type { AccountRecord } from '../../model/account-record.ts';
import { type DataDirectory, openDataDirectory } from '../../store/directory/data-directory.ts';
import { WindowInput, type WindowLoad } from './window-input.ts';

/** Each test loads a whole log. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const PARTS = 4;

let root: string;
let world: LiveWorld;
let directory: DataDirectory;
const kept = new WindowInput();

beforeAll(async () => {
  root = makeFolder('window-input');
  dataDirectory(root, 'data');
  world = await liveWorld(
    root,
    { world: 'feb-2026', scale: 0.001, seed: 11, days: 4, honest: 0.1 },
    Array.from({ length: PARTS }, (_, k) => (k + 1) / PARTS),
  );
  const opened = await openDataDirectory({ path: join(root, 'data') });
  if (!opened.ok) throw new Error(opened.problem.message);
  directory = opened.value;
}, 120_000);

afterAll(async () => {
  await kept.forget();
  await directory.close();
  rmSync(root, { recursive: true, force: true });
});

/** Loads both ways what is there now and gives what was kept, which is the same. */
async function load(from = 0): Promise<WindowLoad> {
  const stretch = { from, taken: Date.now(), ahead: null };
  const loaded = await kept.load(directory, stretch);
  expect(loaded.input).toEqual(await loadDetectInput(during(directory, stretch)));
  return loaded;
}

async function take(part: number): Promise<void> {
  await takeIn(directory, world.parts[part] as string[], world.end);
}

describe('the input of look after look', () => {
  let exchanges = 0;

  it('begins with everything', async () => {
    await take(0);
    const first = await load();
    expect(first.counted).toBe(first.exchanges);
    expect(first.exchanges).toBeGreaterThan(1_000);
    ({ exchanges } = first);
  });

  it('counts what has come since, and is what everything together gives', async () => {
    await take(1);
    const next = await load();
    expect(next.exchanges).toBeGreaterThan(exchanges);
    expect(next.counted).toBe(next.exchanges - exchanges);
    ({ exchanges } = next);
  });

  it('is the same when nothing has come', async () => {
    expect(await load()).toMatchObject({ exchanges, counted: 0, disturbed: false });
  });

  it('counts everything anew when some have been deleted, and says so', async () => {
    const [{ time = '' } = {}] = await directory.exchanges.rows<{ time: string }>(
      'SELECT toString(toInt64(quantileExact(0.3)(time))) AS time FROM exchanges',
    );
    expect(await directory.exchanges.deleteBefore(Number(time))).toBeGreaterThan(0);
    await take(2);
    const anew = await load();
    expect(anew).toMatchObject({ disturbed: true, counted: anew.exchanges });
    ({ exchanges } = anew);
  });

  it('goes on from there', async () => {
    await take(3);
    const next = await load();
    expect(next).toMatchObject({ disturbed: false, counted: next.exchanges - exchanges });
    ({ exchanges } = next);
  });

  it('counts everything anew when an account has become a router, whose end users are then units', async () => {
    const records: AccountRecord[] = [];
    for await (const batch of directory.records.accounts()) records.push(...batch);
    await directory.records.upsertAccounts([{ ...(records[0] as AccountRecord), router: true }]);
    expect(await load()).toMatchObject({ disturbed: false, counted: exchanges, exchanges });
    expect(await load()).toMatchObject({ counted: 0 });
  });

  it('has what the store took in while its clock was ahead, counted once', async () => {
    const [{ first = '', last = '' } = {}] = await directory.exchanges.rows<{ first: string; last: string }>(
      'SELECT toString(min(taken)) AS first, toString(max(taken)) AS last FROM exchanges',
    );
    const setBack = { from: 0, taken: Number(first) - 60_000 };
    const ahead = Number(first) + 1;
    const all = await load();
    const without = new WindowInput();
    expect((await without.load(directory, { ...setBack, ahead: null })).exchanges).toBe(0);
    const later = new WindowInput();
    const found = await later.load(directory, { ...setBack, ahead });
    expect(found.exchanges).toBeGreaterThan(0);
    expect(found.input).toEqual(await loadDetectInput(during(directory, { ...setBack, ahead })));
    const next = { ...setBack, taken: setBack.taken + 1_000, ahead };
    expect(await later.load(directory, next)).toMatchObject({ exchanges: found.exchanges, counted: 0, disturbed: false });
    // By and by its time comes.
    const reached = await later.load(directory, { from: 0, taken: Number(last), ahead: null });
    expect(reached).toMatchObject({ exchanges: all.exchanges, disturbed: false });
    await without.forget();
    await later.forget();
  });

  it('counts everything anew where the window begins elsewhere, as expected', async () => {
    const { from, to } = (await load()).input.window as { from: number; to: number };
    const shorter = await load(Math.round((from + to) / 2));
    expect(shorter).toMatchObject({ disturbed: false, counted: shorter.exchanges });
    expect(shorter.exchanges).toBeLessThan(exchanges);
  });
});
