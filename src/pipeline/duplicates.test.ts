import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash64, hashed as hashed64 } from '../kernels/hash.ts';
import { emptyFingerprint, FINGERPRINT_STRIDE, OFFSET } from '../model/fingerprint-layout.ts';
import { DuplicateFilter, suspectRows } from './duplicates.ts';
import { RowLoader, type RowStore } from './row-loader.ts';

function rowsOf(ids: readonly number[]): Uint8Array {
  const rows = new Uint8Array(ids.length * FINGERPRINT_STRIDE);
  ids.forEach((id, i) => {
    rows.set(emptyFingerprint(), i * FINGERPRINT_STRIDE);
    new DataView(rows.buffer).setBigUint64(i * FINGERPRINT_STRIDE + OFFSET.id, BigInt(id), true);
  });
  return rows;
}

interface MemoryStore extends RowStore {
  readonly stored: bigint[];
  /** Names, and how many rows were stored before each. */
  readonly named: [string, number][];
}

function memoryStore(): MemoryStore {
  const stored: bigint[] = [];
  const named: [string, number][] = [];
  return {
    stored,
    named,
    insert: async (parts, count) => {
      const view = new DataView(new Uint8Array(Buffer.concat(parts)).buffer);
      for (let i = 0; i < count; i++) stored.push(view.getBigUint64(i * FINGERPRINT_STRIDE + OFFSET.id, true));
    },
    insertNames: async (names) => {
      for (const name of names) named.push([String(name.name), stored.length]);
    },
    known: async (ids) => new Set([...ids].filter((id) => stored.includes(id))),
    ids: async function* () {
      yield BigUint64Array.from(stored);
    },
  };
}

describe('taking rows in', () => {
  it('keeps each id once, in the order of its first row, whatever the blocks', async () => {
    const blocks = fc.array(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(blocks, async (ids) => {
        const store = memoryStore();
        const intake = await RowLoader.open(store);
        for (const block of ids) await intake.add(rowsOf(block), block.length);
        await intake.flush();
        const expected = [...new Set(ids.flat())];
        expect(store.stored.map(Number)).toEqual(expected);
        expect(intake.taken).toBe(expected.length);
        expect(intake.duplicates).toBe(ids.flat().length - expected.length);
      }),
      { numRuns: 25 },
    );
  });

  it('knows the ids of an earlier run', async () => {
    const store = memoryStore();
    const first = await RowLoader.open(store);
    await first.add(rowsOf([1, 2, 3]), 3);
    await first.flush();
    const second = await RowLoader.open(store);
    await second.add(rowsOf([3, 4, 4]), 3);
    await second.flush();
    expect(store.stored.map(Number)).toEqual([1, 2, 3, 4]);
    expect(second.duplicates).toBe(2);
  });

  it('stores names before the rows that have them, and gives the memory of stored rows back', async () => {
    const store = memoryStore();
    const intake = await RowLoader.open(store, 3);
    const [first, second, third] = [rowsOf([1, 2]), rowsOf([3, 4]), rowsOf([4])];
    await intake.add(first, 2, [{ kind: 'model', hash: 7n, name: 'early' }]);
    expect(intake.freeBuffers).toEqual([]);
    await intake.add(second, 2, [{ kind: 'model', hash: 8n, name: 'early too' }]);
    await intake.add(third, 1, [{ kind: 'model', hash: 9n, name: 'of no new row' }]);
    await intake.flush();
    expect(store.named).toEqual([
      ['early', 0],
      ['early too', 0],
      ['of no new row', 4],
    ]);
    expect(new Set(intake.freeBuffers)).toEqual(new Set([first.buffer, second.buffer, third.buffer]));
  });
});

describe('the filter', () => {
  /** Hashes of the numbers from `from` on, as rows. */
  function hashed(from: number, count: number): Uint8Array {
    const rows = new Uint8Array(count * FINGERPRINT_STRIDE);
    const view = new DataView(rows.buffer);
    for (let i = 0; i < count; i++) {
      hash64(`request ${from + i}`);
      view.setUint32(i * FINGERPRINT_STRIDE + OFFSET.id, hashed64.lo, true);
      view.setUint32(i * FINGERPRINT_STRIDE + OFFSET.id + 4, hashed64.hi, true);
    }
    return rows;
  }

  it('knows every id that it was given, and takes hardly a new one for known', () => {
    const filter = new DuplicateFilter();
    const block = 50_000;
    const ids = 1_500_000;
    let suspects = 0;
    for (let from = 0; from < ids; from += block) suspects += suspectRows(filter, hashed(from, block), block).length;
    // By chance one in ten million or so; a filter that fills up too early has hundreds.
    expect(suspects).toBeLessThan(5);
    // Of the first ids, of those behind them, and of those where the one ends and the other begins.
    for (const from of [0, 1_000_000, ids - block])
      expect(suspectRows(filter, hashed(from, block), block)).toHaveLength(block);
    expect(suspectRows(filter, hashed(ids, block), block).length).toBeLessThan(3);
  });
});
