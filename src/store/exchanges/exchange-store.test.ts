import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startClickHouse } from '../../../test/clickhouse-http/start.ts';
import { createRng } from '../../base/rng.ts';
import {
  clickhouseStructure,
  emptyFingerprint,
  FINGERPRINT_COLUMNS,
  FINGERPRINT_STRIDE,
  OFFSET,
} from '../../model/fingerprint-layout.ts';
import { openHttpEngine } from '../servers/http-engine.ts';
import { openChdbEngine } from './chdb-engine.ts';
import type { ClickHouseEngine } from './clickhouse-engine.ts';
import { type ExchangeStore, MAX_INSERT_ROWS, openExchangeStore } from './exchange-store.ts';
import type { ColumnSpec } from './row-binary.ts';
import { isScratch } from './table-layout.ts';

/** Inserts of the largest size; up to 36 s on a busy machine. */
const TEST_TIMEOUT = 180_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const clock = () => Date.UTC(2026, 1, 3);

interface Place {
  open(): Promise<ClickHouseEngine>;
  close(): Promise<void>;
}

/** Where the suite runs, whether copies of a row count once there, and whether what is stored outlives a run. */
const PLACES = [
  {
    engine: 'chDB in this process',
    collapses: false,
    kept: true,
    start: async (directory: string): Promise<Place> => ({
      open: () => openChdbEngine(join(directory, "data 'here'"), directory),
      close: async () => {},
    }),
  },
  {
    engine: 'chDB in this process, for one run',
    collapses: false,
    kept: false,
    start: async (directory: string): Promise<Place> => ({
      open: () => openChdbEngine(join(directory, 'scratch'), directory, true),
      close: async () => {},
    }),
  },
  {
    engine: 'a server over HTTP',
    collapses: true,
    kept: true,
    start: async (): Promise<Place> => {
      const server = await startClickHouse({ user: 'watcher', password: "p'w:%/" });
      const open = async () => {
        const engine = await openHttpEngine({ url: server.url });
        if (!engine.ok) throw new Error(engine.problem.message);
        return engine.value;
      };
      return { open, close: () => server.stop() };
    },
  },
];

type FingerprintColumn = (typeof FINGERPRINT_COLUMNS)[number];

function layoutOf(columns: readonly FingerprintColumn[]): ColumnSpec[] {
  return columns.map(({ name, type, ...rest }) => ({
    name,
    type,
    ...('slots' in rest ? { slots: rest.slots } : {}),
  }));
}

/** Everything that is asked for. */
function selectOf(columns: readonly FingerprintColumn[]): string {
  return `SELECT ${columns.map((column) => column.name).join(', ')} FROM exchanges`;
}

/** What no query of an analysis reads is not in a store for one run. */
const READ = FINGERPRINT_COLUMNS.filter((column) => !('unread' in column));

/** Rows whose every byte is random but for the arrays' length bytes. */
function randomRows(seed: string, count: number): Uint8Array {
  const rng = createRng(seed);
  const rows = new Uint8Array(count * FINGERPRINT_STRIDE);
  for (let i = 0; i < rows.length; i++) rows[i] = rng.int(256);
  for (const column of FINGERPRINT_COLUMNS) {
    if (!('slots' in column)) continue;
    for (let row = 0; row < count; row++) rows[row * FINGERPRINT_STRIDE + OFFSET[column.name] - 1] = column.slots;
  }
  return rows;
}

function idsOf(rows: Uint8Array): bigint[] {
  const view = new DataView(rows.buffer, rows.byteOffset);
  return Array.from({ length: rows.length / FINGERPRINT_STRIDE }, (_, i) =>
    view.getBigUint64(i * FINGERPRINT_STRIDE + OFFSET.id, true),
  );
}

/** The bytes of stored rows, put together again from some columns; 0 for those that are not among them. */
function encode(
  asked: readonly FingerprintColumn[],
  columns: Record<string, ArrayLike<number | bigint>>,
  count: number,
): Uint8Array {
  const rows = new Uint8Array(count * FINGERPRINT_STRIDE);
  const view = new DataView(rows.buffer);
  for (const column of asked) {
    const slots = 'slots' in column ? column.slots : 1;
    const values = columns[column.name] as ArrayLike<number | bigint>;
    for (let row = 0; row < count; row++) {
      const start = row * FINGERPRINT_STRIDE + OFFSET[column.name];
      if ('slots' in column) rows[start - 1] = slots;
      for (let slot = 0; slot < slots; slot++) {
        const value = values[row * slots + slot] as number | bigint;
        if (column.type === 'UInt64' || column.type === 'Int64') {
          view.setBigUint64(start + slot * 8, BigInt.asUintN(64, BigInt(value)), true);
        } else if (column.type === 'UInt32') view.setUint32(start + slot * 4, Number(value), true);
        else if (column.type === 'UInt16') view.setUint16(start + slot * 2, Number(value), true);
        else rows[start + slot] = Number(value);
      }
    }
  }
  return rows;
}

/** Rows with 0 for every column that no query reads. */
function withoutUnread(rows: Uint8Array): Uint8Array {
  const left = rows.slice();
  const bytes = { UInt8: 1, UInt16: 2, UInt32: 4, UInt64: 8, Int64: 8 };
  for (const column of FINGERPRINT_COLUMNS) {
    if (!('unread' in column)) continue;
    for (let at = OFFSET[column.name]; at < left.length; at += FINGERPRINT_STRIDE) left.fill(0, at, at + bytes[column.type]);
  }
  return left;
}

const sorted = (rows: Uint8Array): string[] =>
  Array.from({ length: rows.length / FINGERPRINT_STRIDE }, (_, i) =>
    Buffer.from(rows.subarray(i * FINGERPRINT_STRIDE, (i + 1) * FINGERPRINT_STRIDE)).toString('hex'),
  ).sort();

describe.each(PLACES)('the exchange store on $engine', ({ collapses, kept, start }) => {
  let directory: string;
  let place: Place;
  let engine: ClickHouseEngine;
  let store: ExchangeStore;

  async function open(): Promise<ExchangeStore> {
    engine = await place.open();
    const opened = await openExchangeStore(engine, { clock });
    if (!opened.ok) throw new Error(opened.problem.message);
    return opened.value;
  }

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "exchange 'test' "));
    place = await start(directory);
    store = await open();
  });
  afterAll(async () => {
    await store.close();
    await place.close();
    rmSync(directory, { recursive: true });
  });

  it('gives back the bytes that were put in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 8 }), fc.integer({ min: 1, max: 300 }), async (seed, count) => {
        await engine.client.command({ query: 'TRUNCATE TABLE exchanges' });
        const rows = randomRows(seed, count);
        await store.insert(rows, count);
        const asked = isScratch(engine.layout) ? READ : FINGERPRINT_COLUMNS;
        const columns = await store.columns(selectOf(asked), layoutOf(asked));
        const expected = isScratch(engine.layout) ? withoutUnread(rows) : rows;
        expect(sorted(encode(asked, columns, count))).toEqual(sorted(expected));
      }),
      { numRuns: 12 },
    );
  });

  it('stores an insert of the largest size as one part, so that it is there whole or not at all', async () => {
    await engine.client.command({ query: 'TRUNCATE TABLE exchanges' });
    await engine.client.command({ query: 'SYSTEM STOP MERGES exchanges' });
    const block = randomRows('large', 4_096);
    const rows = new Uint8Array(MAX_INSERT_ROWS * FINGERPRINT_STRIDE);
    for (let at = 0; at < rows.length; at += block.length) rows.set(block, at);
    const view = new DataView(rows.buffer);
    for (let i = 0; i < MAX_INSERT_ROWS; i++) view.setBigUint64(i * FINGERPRINT_STRIDE + OFFSET.id, BigInt(i), true);
    await store.insert(rows, MAX_INSERT_ROWS);
    await engine.client.command({ query: 'SYSTEM START MERGES exchanges' });
    expect(await store.rows(`SELECT toUInt32(rows) AS rows FROM system.parts WHERE table = 'exchanges' AND active`)).toEqual(
      [{ rows: MAX_INSERT_ROWS }],
    );
  });

  it('takes nothing of a batch that is cut off, and goes on', async () => {
    const before = await store.count();
    const whole = randomRows('cut', 10);
    const structure = clickhouseStructure(isScratch(engine.layout));
    await expect(engine.insertRowBinary('exchanges', structure, [whole.subarray(0, whole.length - 3)])).rejects.toThrow();
    expect(await store.count()).toBe(before);
    await store.insert(whole, 10);
    expect(await store.count()).toBe(before + 10);
  });

  it('knows exactly the ids that it holds, duplicates and the largest values included', async () => {
    await engine.client.command({ query: 'TRUNCATE TABLE exchanges' });
    const rows = randomRows('known', 500);
    new DataView(rows.buffer).setBigUint64(OFFSET.id, 2n ** 64n - 1n, true);
    new DataView(rows.buffer).setBigUint64(FINGERPRINT_STRIDE + OFFSET.id, 0n, true);
    const ids = idsOf(rows);
    await store.insert(rows, 500);
    await store.insert(rows.slice(0, FINGERPRINT_STRIDE * 20), 20);
    const absent = Array.from({ length: 300 }, (_, i) => BigInt(i) + 12_345n);
    const asked = BigUint64Array.from([...absent, ...ids, ...ids.slice(0, 5)]);
    expect(await store.known(asked)).toEqual(new Set(ids));
    expect(await store.known(BigUint64Array.from(absent))).toEqual(new Set());
    expect(await store.known(new BigUint64Array(0))).toEqual(new Set());
    expect(await store.count()).toBe(collapses ? 500 : 520);

    const listed: bigint[] = [];
    for await (const page of store.ids()) listed.push(...page);
    expect(listed.sort()).toEqual([...ids, ...(collapses ? [] : ids.slice(0, 20))].sort());
  });

  it('gives a big result in pages that are full, in order and complete', async () => {
    const pages = [];
    const layout = [{ name: 'n', type: 'UInt32' }] as const;
    const sql = 'WITH {to:UInt32} AS last SELECT toUInt32(last - 1 - number) AS n FROM numbers({to:UInt32}) ORDER BY n';
    for await (const page of store.pages(sql, layout, 300_000, { to: 1_000_001 })) pages.push(page.n);
    expect(pages.map((page) => page.length)).toEqual([300_000, 300_000, 300_000, 100_001]);
    expect(pages.flatMap((page) => [...page]).every((n, i) => n === i)).toBe(true);
  });

  it('leaves no file behind when a reader stops early', async () => {
    for await (const _ of store.pages('SELECT toUInt8(1) AS n FROM numbers(100)', [{ name: 'n', type: 'UInt8' }], 10)) {
      break;
    }
    expect(readdirSync(directory).filter((name) => name.endsWith('.rows'))).toEqual([]);
  });

  it('gives empty columns for an empty result', async () => {
    const { n } = await store.columns('SELECT toFloat64(1) AS n WHERE 0', [{ name: 'n', type: 'Float64' }]);
    expect(n).toEqual(new Float64Array(0));
  });

  it('refuses a layout that is not the columns of the query', async () => {
    await expect(store.columns('SELECT count() AS n FROM exchanges', [{ name: 'n', type: 'UInt32' }])).rejects.toThrow(
      '(n UInt32), got (n UInt64)',
    );
  });

  it('answers small queries with bound parameters, 64-bit integers as strings', async () => {
    const text = `it's "quoted"\n\\ {x:String}`;
    expect(
      await store.rows('SELECT {text:String} AS text, {big:UInt64} AS big, count() AS n FROM exchanges WHERE 0', {
        text,
        big: '18446744073709551615',
      }),
    ).toEqual([{ text, big: '18446744073709551615', n: '0' }]);
  });

  it('says what went wrong with a query, as a Problem', async () => {
    await expect(store.rows('SELECT nope FROM exchanges')).rejects.toMatchObject({
      problem: { code: 'exchange_store_failed', message: expect.stringContaining('UNKNOWN_IDENTIFIER') },
    });
  });

  it('keeps the last name of a hash, whatever characters it has', async () => {
    const hash = 2n ** 64n - 2n;
    await store.insertNames([{ kind: 'unit', hash, account: 'first' }]);
    await store.insertNames([
      { kind: 'unit', hash, account: "a'\u0000\n\\", sub_account: '😀\ud800' },
      { kind: 'model', hash, name: 'm-1' },
      { kind: 'surface', hash: 5n, name: '' },
      { kind: 'unit', hash: 6n, account: 'long 名 '.repeat(40), sub_account: '' },
    ]);
    expect(await store.rows('SELECT * FROM names FINAL ORDER BY kind, hash DESC')).toEqual([
      { kind: 'model', hash: String(hash), account: '', sub_account: null, name: 'm-1' },
      { kind: 'surface', hash: '5', account: '', sub_account: null, name: '' },
      { kind: 'unit', hash: String(hash), account: "a'\u0000\n\\", sub_account: '😀\ufffd', name: '' },
      { kind: 'unit', hash: '6', account: 'long 名 '.repeat(40), sub_account: '', name: '' },
    ]);
  });

  it('has everything after it was closed and opened again, and runs no migration twice', async () => {
    const row = emptyFingerprint();
    new DataView(row.buffer).setBigUint64(OFFSET.id, 77n, true);
    await store.insert(row, 1);
    const before = await store.count();
    await store.close();
    await expect(store.count()).rejects.toMatchObject({ problem: { code: 'store_closed' } });
    store = await open();
    expect(await store.count()).toBe(before);
    expect(await store.known(BigUint64Array.of(77n))).toEqual(new Set([77n]));
    expect(await store.rows('SELECT number, name FROM migrations ORDER BY number')).toEqual([
      { number: 1, name: 'exchanges' },
      { number: 2, name: 'names' },
      { number: 3, name: 'leads' },
      { number: 4, name: 'taken' },
      { number: 5, name: 'encoded' },
      { number: 6, name: 'durable' },
    ]);
  });

  // What is gone with its run is never of an older version.
  const itKept = kept ? it : () => {};
  itKept('of an older version is brought up to date, its rows knowing nothing of the new columns', async () => {
    const added = ['issued_after', 'presented_after', 'encoded'];
    const before = Date.now();
    await engine.client.command({ query: 'TRUNCATE TABLE exchanges' });
    for (const name of [...added, 'taken'])
      await engine.client.command({ query: `ALTER TABLE exchanges DROP COLUMN ${name}` });
    const known = FINGERPRINT_COLUMNS.filter((column) => !added.includes(column.name));
    await engine.client.command({
      query: `INSERT INTO exchanges (${known.map((column) => column.name).join(', ')})
        SELECT ${known.map((column) => ('slots' in column ? `range(${column.slots})` : '1')).join(', ')}`,
    });
    await engine.client.command({ query: 'TRUNCATE TABLE migrations' });
    await engine.client.command({ query: "INSERT INTO migrations SELECT 2, 'names', 0" });
    await store.close();
    store = await open();
    expect(await store.rows(`SELECT ${added.join(', ')} FROM exchanges`)).toEqual([
      { issued_after: 0, presented_after: [0, 0, 0, 0], encoded: 0 },
    ]);
    const columns = await store.columns(selectOf(FINGERPRINT_COLUMNS), layoutOf(FINGERPRINT_COLUMNS));
    expect(columns.version).toHaveLength(1);
    await store.insert(emptyFingerprint(), 1);
    expect(await store.count()).toBe(2);
    const taken = await store.columns('SELECT taken FROM exchanges ORDER BY taken', [{ name: 'taken', type: 'Int64' }]);
    expect(taken.taken[0], 'a row from before was taken in at 0').toBe(0n);
    expect(Number(taken.taken[1])).toBeGreaterThanOrEqual(before);
  });

  it('is refused when a newer version has changed its schema', async () => {
    await engine.client.insert({
      table: 'migrations',
      values: [{ number: 99, name: 'later', applied_ms: '0' }],
      format: 'JSONEachRow',
    });
    await store.close();
    await expect(open()).rejects.toThrow('Expected exchange store schema 6 or older, got schema 99.');
  });
});
