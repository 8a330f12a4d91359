import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../base/clock.ts';
import { createRng } from '../base/rng.ts';
import {
  type ColumnName,
  emptyFingerprint,
  FINGERPRINT_COLUMNS,
  FINGERPRINT_STRIDE,
  OFFSET,
} from '../model/fingerprint-layout.ts';
import { openChdbEngine } from '../store/exchanges/chdb-engine.ts';
import { type ExchangeStore, openExchangeStore } from '../store/exchanges/exchange-store.ts';
import type { DetectSource } from './columns.ts';
import { loadBehaviour } from './load-behaviour.ts';
import { loadNetworks } from './load-network.ts';

const START = Date.UTC(2026, 1, 2);
type Row = Partial<Record<Exclude<ColumnName, 'anchors' | 'skeleton'>, number>>;

const UNITS = 4;
let folder: string;
let store: ExchangeStore;
let source: DetectSource;
const at = (keys: BigUint64Array) => Uint32Array.from(keys, (key) => Number(key) - 1);

/** Rows as a worker writes them; what is not said is 0. */
function encode(rows: readonly Row[]): Uint8Array {
  const bytes = new Uint8Array(rows.length * FINGERPRINT_STRIDE);
  const view = new DataView(bytes.buffer);
  rows.forEach((row, r) => {
    bytes.set(emptyFingerprint(), r * FINGERPRINT_STRIDE);
    for (const { name, type } of FINGERPRINT_COLUMNS) {
      const value = (row as Record<string, number>)[name];
      if (value === undefined) continue;
      const place = r * FINGERPRINT_STRIDE + OFFSET[name];
      if (type === 'UInt64' || type === 'Int64') view.setBigInt64(place, BigInt(value), true);
      else if (type === 'UInt32') view.setUint32(place, value, true);
      else if (type === 'UInt16') view.setUint16(place, value, true);
      else view.setUint8(place, value);
    }
  });
  return bytes;
}

const LONG = { shared: 1, prompt_chars: 900, system_chars: 100 };
const ROWS: Row[] = [
  // Units 1 and 2 share address 10 on one day; unit 3 has it two weeks later, unit 4 a day after that.
  { account: 1, time: START, ip: 10, net: 20, asn: 7, surface: 5 },
  { account: 2, time: START + HOUR, ip: 10, net: 20, asn: 7, surface: 5 },
  { account: 3, time: START + 14 * DAY, ip: 10, net: 20, asn: 7, surface: 6 },
  { account: 4, time: START + 14 * DAY + 20 * HOUR, ip: 10, net: 20, asn: 7 },
  // An address of one unit, one user agent over another handshake, and a unit that changes its user agent.
  { account: 1, time: START + DAY, ip: 11, net: 21, asn: 8, user_agent: 30, ja4: 40 },
  { account: 1, time: START + DAY, ip: 11, net: 21, asn: 8, user_agent: 30, ja4: 40 },
  { account: 1, time: START + DAY, ip: 11, net: 21, asn: 8, user_agent: 31, ja4: 40 },
  { account: 2, time: START + DAY, user_agent: 30, ja4: 41 },
  // A long message in two hours of one unit and one of another; one that is sent once; a short one sent by both.
  { account: 1, time: START, body: 50, ...LONG },
  { account: 1, time: START + 5 * MINUTE, body: 50, ...LONG },
  { account: 1, time: START + 3 * HOUR, body: 50, ...LONG },
  { account: 2, time: START, body: 50, ...LONG },
  { account: 2, time: START, body: 51, ...LONG },
  { account: 1, time: START, body: 52, ...LONG, prompt_chars: 120 },
  { account: 2, time: START, body: 52, ...LONG, prompt_chars: 120 },
];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-load-'));
  const opened = await openExchangeStore(await openChdbEngine(join(folder, 'chdb'), folder, true), {
    clock: () => START,
  });
  if (!opened.ok) throw new Error(opened.problem.message);
  store = opened.value;
  // The order of rows in the store must not matter.
  const rng = createRng('rows');
  const order = ROWS.map((row, k) => ({ ...row, id: k + 1, draw: rng.next() })).sort((a, b) => a.draw - b.draw);
  await store.insert(encode(order), order.length);
  source = {
    exchanges: store,
    records: { accounts: async function* () {}, routers: async () => [], releases: async () => [] },
  };
}, 60_000);

afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

describe('networks from the store', () => {
  it('cut an address in time, and know its system, its network and all who ever had it', async () => {
    const loaded = await loadNetworks(source, 'account', UNITS, at);
    const { start, unit, values } = loaded.addresses;
    const holders = Array.from({ length: values }, (_, v) => [...unit.subarray(start[v], start[v + 1])]);
    expect(holders).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect([...loaded.addressSystem]).toEqual([7, 7]);
    expect([...loaded.addressHolders]).toEqual([4, 4]);
    expect([...loaded.addressNetwork]).toEqual([0, 0]);
    expect([...loaded.networks.unit]).toEqual([0, 1, 2, 3]);
    expect([...loaded.systems.unit]).toEqual([0, 1, 2, 3]);
  });
});

describe('behaviour from the store', () => {
  it('is software by unit, the most used first, with numbers that compare', async () => {
    const { software } = await loadBehaviour(source, 'account', UNITS, ROWS.length, at);
    expect([...software.unit]).toEqual([0, 0, 1]);
    expect([...software.exchanges]).toEqual([2, 1, 1]);
    expect(software.agent[0]).toBe(software.agent[2]);
    expect(software.agent[0]).not.toBe(software.agent[1]);
    expect(software.tls[0]).toBe(software.tls[1]);
    expect(software.tls[0]).not.toBe(software.tls[2]);
  });

  it('is surfaces by day, every moment of a small log in order, and repeated long messages', async () => {
    const { pathways, moments, repeats } = await loadBehaviour(source, 'account', UNITS, ROWS.length, at);
    expect([...pathways.unit]).toEqual([0, 1, 2]);
    expect(pathways.surface[0]).toBe(pathways.surface[1]);
    expect(pathways.surface[0]).not.toBe(pathways.surface[2]);
    expect(pathways.day[2] - pathways.day[0]).toBe(14);

    expect(moments.time.length).toBe(ROWS.length);
    expect([...moments.time]).toEqual([...moments.time].sort((a, b) => a - b));

    expect([...repeats.unit]).toEqual([0, 1]);
    expect([...repeats.hours]).toEqual([2, 1]);
    expect(repeats.task[0]).toBe(repeats.task[1]);
    expect([...repeats.sent]).toEqual([3, 2, 0, 0]);
  });

  it('of a large log is a sample of blocks of time, the same for every unit', async () => {
    const { moments } = await loadBehaviour(source, 'account', UNITS, 500_000 * UNITS, at);
    expect(moments.time.length).toBeLessThan(ROWS.length);
    const all = (await loadBehaviour(source, 'account', UNITS, ROWS.length, at)).moments;
    const blocks = new Set(Array.from(moments.time, (t) => Math.floor(t / moments.block)));
    const expected = all.time.filter((t) => blocks.has(Math.floor(t / all.block)));
    expect([...moments.time]).toEqual([...expected]);
  });
});
