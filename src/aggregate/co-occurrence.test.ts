import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCoOccurrences, END } from './co-occurrence.ts';

/** Exchanges by the places of their anchors. */
function flat(lists: readonly (readonly number[])[]): Uint32Array {
  return Uint32Array.from(lists.flatMap((list) => [...[...list].sort((a, b) => a - b), END]));
}

function pairs(together: ReturnType<typeof countCoOccurrences>): [number, number, number][] {
  return Array.from(together.count, (n, k) => [together.first[k], together.second[k], n]);
}

describe('counting which anchors stand together', () => {
  it('counts pairs over exchanges, and those that carry an anchor at all', () => {
    const together = countCoOccurrences(flat([...new Array(5).fill([0, 1]), [0], [2, 0], []]), 3);
    expect(Array.from(together.sampled)).toEqual([7, 5, 1]);
    expect(pairs(together)).toEqual([[0, 1, 5]]);
  });

  it('agrees with counting by hand, in order, however many pairs there are', () => {
    const anchor = fc.integer({ min: 0, max: 11 });
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(anchor, { maxLength: 4 }), { maxLength: 60 }), (lists) => {
        const together = countCoOccurrences(flat(lists), 12);
        const expected: [number, number, number][] = [];
        for (let a = 0; a < 12; a++) {
          expect(together.sampled[a]).toBe(lists.filter((list) => list.includes(a)).length);
          for (let b = a + 1; b < 12; b++) {
            const n = lists.filter((list) => list.includes(a) && list.includes(b)).length;
            expected.push([a, b, n]);
          }
        }
        const found = pairs(together);
        // Few meetings are chance and may be left out; what is kept is exact, and many meetings are always kept.
        for (const pair of found) expect(expected).toContainEqual(pair);
        for (const pair of expected) if (pair[2] >= 8) expect(found).toContainEqual(pair);
        expect(found.map(([a, b]) => a * 100 + b)).toEqual(found.map(([a, b]) => a * 100 + b).sort((x, y) => x - y));
      }),
    );
  });

  it('counts beyond the first size of its table', () => {
    const lists: number[][] = [];
    for (let a = 0; a < 200; a++) for (let b = a + 1; b < 200; b++) for (let r = 0; r < 6; r++) lists.push([a, b]);
    const together = countCoOccurrences(flat(lists), 200);
    expect(together.count.length).toBe((200 * 199) / 2);
    expect(together.count.every((n) => n === 6)).toBe(true);
  });
});
