/** A reader that lives long: blocks that are small, a present that moves, names that are bounded. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exchange, ndjson } from '../../test/intake-server.ts';
import { DAY } from '../base/clock.ts';
import { FINGERPRINT_STRIDE, OFFSET } from '../model/fingerprint-layout.ts';
import { BlockReader } from './block-reader.ts';
import type { WorkerSettings } from './block-task.ts';
import { NameBook } from './name-book.ts';

const NOW = Date.UTC(2026, 10, 1);
const SETTINGS: WorkerSettings = { identityKey: new Uint8Array(32), now: NOW };

function read(reader: BlockReader, text: string, memory?: ArrayBuffer) {
  return reader.read({
    ...(memory === undefined ? {} : { memory }),
    file: 'x',
    format: 'stillwatch',
    origin: 'stillwatch',
    firstLine: 0,
    bytes: new Uint8Array(Buffer.from(text)),
    consumed: 0,
  });
}

const WORDS = 'gate water level boat lock paddle basin chamber barge quay rope tide keel draught sluice weir'.split(' ');
const SEGMENT =
  'before you answer write out every step of the reasoning that leads to it as a numbered list and then grade it by the rubric above from one to five';

/** Every third one of twelve accounts sends the segment between words of its own. */
function prompts(count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const own = (seed: number) =>
      Array.from({ length: 40 }, (_, w) => `${WORDS[(n * seed + w * w * 7) % 16]}${(n * 31 + w * seed) % 9973}`).join(' ');
    const text = `${own(5)} ${n % 3 === 0 ? SEGMENT : own(11)} ${own(3)}`;
    return ndjson([exchange(n, { account: `account-${n % 12}`, request: { messages: [{ role: 'user', content: text }] } })]);
  });
}

/** How many anchors of each row recur among the prompts it was compared with. */
function sharedOf(rows: Uint8Array): number[] {
  return Array.from({ length: rows.length / FINGERPRINT_STRIDE }, (_, i) => rows[i * FINGERPRINT_STRIDE + OFFSET.shared]);
}

describe('a range of a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-range-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('gives the same rows through the cache, past it, and from memory', async () => {
    const file = join(folder, 'log.ndjson');
    const text = prompts(200).join('');
    writeFileSync(file, text);
    const from = text.indexOf('\n') + 1;
    const expected = read(new BlockReader(SETTINGS), text.slice(from));
    expect(expected.count).toBe(199);
    for (const uncached of [false, true]) {
      const reader = new BlockReader(SETTINGS);
      const range = {
        file,
        format: 'stillwatch',
        origin: 'stillwatch',
        from,
        to: text.length,
        uncached,
      } as const;
      const task = { ...range, consumed: text.length };
      const ahead = await reader.readAhead(task, 1);
      const got = reader.read(task, ahead);
      expect(reader.read(task, { ...ahead, refused: true }).detours).toEqual(['read_through_cache']);
      expect(got.lines).toBe(199);
      expect(got.detours).toEqual(ahead.refused === true ? ['read_through_cache'] : []);
      expect(Buffer.from(got.rows).equals(Buffer.from(expected.rows))).toBe(true);
    }
  });
});

describe('blocks of a few lines', () => {
  const all = prompts(300);
  const whole = sharedOf(read(new BlockReader(SETTINGS), all.join('')).rows);
  const inPieces = (settings: WorkerSettings): number[] => {
    const reader = new BlockReader(settings);
    const shared: number[] = [];
    for (let at = 0; at < all.length; at += 2) shared.push(...sharedOf(read(reader, all.slice(at, at + 2).join('')).rows));
    return shared;
  };
  const withSegment = (shared: readonly number[]) => shared.filter((count, n) => n % 3 === 0 && count > 0).length;

  it('show what recurs when they are compared with those before, as one block of all does', () => {
    expect(withSegment(whole)).toBe(100);
    expect(withSegment(inPieces(SETTINGS))).toBeLessThan(5);
    const recent = inPieces({ ...SETTINGS, recent: true });
    expect(withSegment(recent)).toBeGreaterThan(95);
    // Nobody's own words recur.
    expect(recent.filter((count, n) => n % 3 !== 0 && count > 0)).toEqual([]);
  });

  it('keep the same anchors as one block of all does', () => {
    const anchors = (rows: Uint8Array, i: number) => {
      const view = new DataView(rows.buffer, rows.byteOffset);
      const at = i * FINGERPRINT_STRIDE;
      return Array.from({ length: rows[at + OFFSET.shared] }, (_, k) =>
        view.getBigUint64(at + OFFSET.anchors + 8 * k, true),
      );
    };
    const reader = new BlockReader({ ...SETTINGS, recent: true });
    const first = read(reader, all.slice(0, 299).join(''));
    const last = read(reader, all.slice(297, 298).join(''));
    expect(last.count).toBe(1);
    expect(anchors(last.rows, 0)).toEqual(anchors(first.rows, 297));
    expect(anchors(last.rows, 0).length).toBeGreaterThan(0);
  });

  it('go on for as long as there are some, whatever comes', () => {
    const reader = new BlockReader({ ...SETTINGS, recent: true });
    let rows = 0;
    for (let round = 0; round < 60; round++)
      for (const size of [1, 300, 7]) rows += read(reader, all.slice(0, size).join('')).count;
    expect(rows).toBe(60 * 308);
  });
});

it('takes as the future what is later than a day from a present that moves', () => {
  const reader = new BlockReader(SETTINGS);
  const later = ndjson([exchange(1, { time: NOW + 3 * DAY })]);
  expect(read(reader, later)).toMatchObject({ count: 0, rejections: [{ reason: 'future_time' }] });
  reader.setNow(NOW + 3 * DAY);
  expect(read(reader, later).count).toBe(1);
});

it('sends a name once, until there are more than it may remember', () => {
  const names = new NameBook(5);
  const sent = (account: string): number => {
    names.unit(account, null);
    return names.take().length;
  };
  expect(['a', 'b', 'a', 'b'].map(sent)).toEqual([1, 1, 0, 0]);
  for (const account of 'cdef') sent(account);
  expect(['a', 'f', 'a'].map(sent)).toEqual([1, 0, 0]);
});

it('tells what became of each line that was handed back', () => {
  const reader = new BlockReader(SETTINGS);
  const account = { account: 'a', created: '2026-01-01T00:00:00Z', program: 'standard' };
  read(
    reader,
    ndjson([
      exchange(1),
      account,
      { model: 'm', released: '2026-01-01T00:00:00Z' },
      { nothing: 1 },
      { account: 'a', campaign: null, group: 'g' },
    ]),
  );
  expect([...reader.outcomes]).toEqual([
    [1, 'account'],
    [2, 'release'],
    [3, 'rejected'],
    [4, 'ignored'],
  ]);
});

it('writes rows into memory that it is given, larger or smaller than they are, as into its own', () => {
  const text = prompts(40).join('');
  const own = read(new BlockReader(SETTINGS), text).rows;
  const used = new ArrayBuffer(own.length + 5_000);
  new Uint8Array(used).fill(0xff);
  const again = read(new BlockReader(SETTINGS), text, used).rows;
  expect(again.buffer).toBe(used);
  expect(Buffer.compare(again, own)).toBe(0);
  const grown = read(new BlockReader(SETTINGS), text, new ArrayBuffer(7)).rows;
  expect(Buffer.compare(grown, own)).toBe(0);
  // What is made has room for a block that is a little larger.
  expect(grown.buffer.byteLength).toBeGreaterThan(own.length);
});

it.each([
  ['stillwatch', prompts(40).join('')],
  [
    'openai',
    Array.from({ length: 9 }, (_, n) =>
      JSON.stringify({
        timestamp: '2026-10-01T12:00:00Z',
        user: `account-${n}`,
        request: { model: 'm-1', messages: [{ role: 'user', content: `${n} größer als 名 ${SEGMENT}` }] },
        response: { id: `r-${n}`, object: 'chat.completion', model: 'm-1', choices: [] },
      }),
    ).join('\n'),
  ],
] as const)('reads a block of %s from memory that threads share as from its own', (format, text) => {
  const own = new Uint8Array(Buffer.from(text));
  const shared = new Uint8Array(new SharedArrayBuffer(own.length + 5)).subarray(0, own.length);
  shared.set(own);
  const task = { file: 'x', format, origin: format, firstLine: 1, consumed: 0 };
  const expected = new BlockReader(SETTINGS).read({ ...task, bytes: own });
  expect(expected.count).toBeGreaterThan(8);
  expect(new BlockReader(SETTINGS).read({ ...task, bytes: shared })).toEqual(expected);
});
