import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTogether } from './together.ts';

const SLOTS = 4;

function rows(lists: readonly (readonly bigint[])[]): BigUint64Array {
  const out = new BigUint64Array(lists.length * SLOTS);
  lists.forEach((list, i) => {
    out.set(list, i * SLOTS);
  });
  return out;
}

function pairs(together: ReturnType<typeof countTogether>): [number, number, number][] {
  return Array.from(together.count, (n, k) => [together.first[k], together.second[k], n]);
}

describe('counting which anchors stand together', () => {
  it('counts pairs over exchanges and leaves out anchors that nobody asked for', () => {
    const list = [...new Array(5).fill([10n, 20n, 99n]), [10n], [30n, 10n], []];
    const together = countTogether(rows(list), SLOTS, BigUint64Array.of(10n, 20n, 30n));
    expect(Array.from(together.sampled)).toEqual([7, 5, 1]);
    expect(pairs(together)).toEqual([[0, 1, 5]]);
  });

  it('stops a row at its first empty slot', () => {
    const together = countTogether(BigUint64Array.of(10n, 0n, 20n, 0n), SLOTS, BigUint64Array.of(10n, 20n));
    expect(Array.from(together.sampled)).toEqual([1, 0]);
  });

  it('agrees with counting by hand, in order, however many pairs there are', () => {
    const anchor = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(anchor, { maxLength: SLOTS }), { maxLength: 60 }), (lists) => {
        const keys = Array.from({ length: 12 }, (_, k) => BigInt(k + 1));
        const together = countTogether(
          rows(lists.map((list) => list.map(BigInt))),
          SLOTS,
          BigUint64Array.from(keys),
        );
        const expected: [number, number, number][] = [];
        for (let a = 1; a <= 12; a++) {
          expect(together.sampled[a - 1]).toBe(lists.filter((list) => list.includes(a)).length);
          for (let b = a + 1; b <= 12; b++) {
            const n = lists.filter((list) => list.includes(a) && list.includes(b)).length;
            expected.push([a - 1, b - 1, n]);
          }
        }
        const found = pairs(together);
        // Few meetings are chance and may be left out; what is kept is exact, and many meetings are always kept.
        for (const pair of found) expect(expected).toContainEqual(pair);
        for (const pair of expected) if (pair[2] >= 8) expect(found).toContainEqual(pair);
        expect(found.map(([a, b]) => a * 100 + b)).toEqual(
          found.map(([a, b]) => a * 100 + b).sort((x, y) => x - y),
        );
      }),
    );
  });

  it('counts beyond the first size of its table', () => {
    const keys = Array.from({ length: 200 }, (_, k) => BigInt(k + 1));
    const lists: bigint[][] = [];
    for (let a = 0; a < 200; a++)
      for (let b = a + 1; b < 200; b++) for (let r = 0; r < 6; r++) lists.push([keys[a], keys[b]]);
    const together = countTogether(rows(lists), SLOTS, BigUint64Array.from(keys));
    expect(together.count.length).toBe((200 * 199) / 2);
    expect(together.count.every((n) => n === 6)).toBe(true);
  });
});
