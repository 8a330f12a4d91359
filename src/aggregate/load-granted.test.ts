import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blankRecord } from '../../test/blank-record.ts';
import { InputBuilder } from '../../test/detect-input.ts';
import { DAY } from '../base/clock.ts';
import { hash64BigInt } from '../kernels/hash.ts';
import type { AccountRecord } from '../model/account-record.ts';
import { emptyFingerprint, FINGERPRINT_STRIDE, OFFSET } from '../model/fingerprint-layout.ts';
import { INTENTS } from '../model/vocabulary.ts';
import type { Grant } from '../model/wire.ts';
import { openChdbEngine } from '../store/exchanges/chdb-engine.ts';
import { type ExchangeStore, openExchangeStore } from '../store/exchanges/exchange-store.ts';
import type { DetectSource } from './columns.ts';
import { loadGranted } from './load-granted.ts';

const START = Date.UTC(2026, 1, 2);
const ELICITATION = INTENTS.indexOf('reasoning_elicitation');
const ACCOUNTS = ['parent', 'seat', 'stranger'];
let folder: string;
let store: ExchangeStore;
let source: DetectSource;

/** Every account sends one request a day for ten days to each of two models; all ask for reasoning. */
function rows(): { bytes: Uint8Array; count: number } {
  const sent = ACCOUNTS.flatMap((account) =>
    ['m', 'n'].flatMap((model) => Array.from({ length: 10 }, (_, day) => ({ account, model, day }))),
  );
  const bytes = new Uint8Array(sent.length * FINGERPRINT_STRIDE);
  const view = new DataView(bytes.buffer);
  sent.forEach(({ account, model, day }, r) => {
    const at = r * FINGERPRINT_STRIDE;
    bytes.set(emptyFingerprint(), at);
    view.setBigUint64(at + OFFSET.id, BigInt(r + 1), true);
    view.setBigUint64(at + OFFSET.account, hash64BigInt(account), true);
    view.setBigUint64(at + OFFSET.model, hash64BigInt(model), true);
    view.setBigInt64(at + OFFSET.time, BigInt(START + day * DAY), true);
    view.setUint8(at + OFFSET.intents + ELICITATION, 255);
  });
  return { bytes, count: sent.length };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-granted-'));
  const opened = await openExchangeStore(await openChdbEngine(join(folder, 'chdb'), folder, true), {
    clock: () => START,
  });
  if (!opened.ok) throw new Error(opened.problem.message);
  store = opened.value;
  const { bytes, count } = rows();
  await store.insert(bytes, count);
  await store.insertNames(['m', 'n'].map((name) => ({ kind: 'model', hash: hash64BigInt(name), name })));
  source = {
    exchanges: store,
    records: { accounts: async function* () {}, routers: async () => [], releases: async () => [] },
  };
}, 60_000);

afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** The parent holds the grant; the seat is its verified colleague. */
function load(grant: Partial<Grant>, colleague: Partial<AccountRecord> = {}) {
  const builder = new InputBuilder();
  for (const account of ACCOUNTS) builder.unit({ account, exchanges: 20 });
  const { units } = builder.build();
  const firm = { emailDomain: 'firm', verification: 'business' } as const;
  const grants: Grant[] = [{ kind: 'distillation', models: ['*'], from: START, to: START + 10 * DAY, ...grant }];
  const record = [
    { ...blankRecord('parent', 0), ...firm, grants },
    { ...blankRecord('seat', 0), ...firm, ...colleague },
    blankRecord('stranger', 0),
  ];
  return loadGranted(source, { ...units, record });
}

describe('grants from the store', () => {
  it('cover their holder, and leave nothing open of its verified colleagues', async () => {
    const { authorised, ungranted } = await load({});
    expect([...authorised]).toEqual([0]);
    expect([...ungranted].map(([unit, { exchanges }]) => [unit, exchanges])).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });

  it('leave open what another model was asked, and what was asked after their end', async () => {
    const model = await load({ models: ['m'] });
    expect(model.authorised.size).toBe(0);
    expect(model.ungranted.get(1)?.exchanges).toBe(10);
    expect(model.ungranted.get(1)?.intents[ELICITATION]).toBeCloseTo(10);
    const ended = await load({ to: START + 2 * DAY });
    expect(ended.ungranted.get(1)?.exchanges).toBe(14);
  });

  it('say nothing of colleagues who were not verified', async () => {
    const { ungranted } = await load({}, { verification: 'email' });
    expect([...ungranted.keys()]).toEqual([0]);
  });
});
