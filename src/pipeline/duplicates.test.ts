import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyFingerprint, FINGERPRINT_STRIDE, OFFSET } from '../model/fingerprint-layout.ts';
import { Intake, type RowStore } from './intake.ts';

function rowsOf(ids: readonly number[]): Uint8Array {
  const rows = new Uint8Array(ids.length * FINGERPRINT_STRIDE);
  ids.forEach((id, i) => {
    rows.set(emptyFingerprint(), i * FINGERPRINT_STRIDE);
    new DataView(rows.buffer).setBigUint64(i * FINGERPRINT_STRIDE + OFFSET.id, BigInt(id), true);
  });
  return rows;
}

function memoryStore(): RowStore & { stored: bigint[] } {
  const stored: bigint[] = [];
  return {
    stored,
    insert: async (parts, count) => {
      const view = new DataView(new Uint8Array(Buffer.concat(parts)).buffer);
      for (let i = 0; i < count; i++)
        stored.push(view.getBigUint64(i * FINGERPRINT_STRIDE + OFFSET.id, true));
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
        const intake = await Intake.open(store);
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
    const first = await Intake.open(store);
    await first.add(rowsOf([1, 2, 3]), 3);
    await first.flush();
    const second = await Intake.open(store);
    await second.add(rowsOf([3, 4, 4]), 3);
    await second.flush();
    expect(store.stored.map(Number)).toEqual([1, 2, 3, 4]);
    expect(second.duplicates).toBe(2);
  });
});
