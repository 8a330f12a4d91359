import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABSENT, numberHashes } from '../kernels/hash-index.ts';
import { groupRows, holderOrder, mergedPostings, sortPostings } from './postings.ts';

describe('postings of rows in any order', () => {
  it('are those of the rows when the engine sorts them', () => {
    const pair = fc.tuple(fc.nat(5), fc.nat(9));
    fc.assert(
      fc.property(fc.uniqueArray(pair, { selector: ([v, u]) => v * 10 + u }), (rows) => {
        const weight = rows.map(([v, u]) => 1 + 3 * v + u);
        const found = sortPostings(
          Uint32Array.from(rows, ([v]) => v),
          6,
          Uint32Array.from(rows, ([, u]) => u),
          10,
          Uint32Array.from(weight),
        );
        const sorted = rows.map((row, r) => [...row, weight[r]]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        expect([...found.unit]).toEqual(sorted.map(([, u]) => u));
        expect([...found.weight]).toEqual(sorted.map(([, , w]) => w));
        // Values that nobody has are there too, with no holders.
        for (let v = 0; v < 6; v++)
          expect(found.start[v + 1] - found.start[v]).toBe(rows.filter(([value]) => value === v).length);
      }),
    );
  });
});

describe('rows by value', () => {
  it('are those of values with two holders or more and not too many, by unit', () => {
    const pair = fc.tuple(fc.bigInt({ min: 0n, max: 5n }), fc.nat(9));
    fc.assert(
      fc.property(fc.uniqueArray(pair, { selector: ([v, u]) => v * 10n + BigInt(u) }), (rows) => {
        // Far apart, as hashes are.
        const values = BigUint64Array.from(rows, ([v]) => BigInt.asUintN(64, v * 0x9e3779b97f4a7c15n));
        const units = Uint32Array.from(rows, ([, u]) => u);
        const { start, row } = groupRows(numberHashes(values), units, 10, 4);
        const found = Array.from({ length: start.length - 1 }, (_, v) =>
          Array.from(row.subarray(start[v], start[v + 1]), (r) => rows[r]),
        );
        const expected = [0n, 1n, 2n, 3n, 4n, 5n]
          .map((value) => rows.filter(([v]) => v === value).sort((a, b) => a[1] - b[1]))
          .filter((list) => list.length >= 2 && list.length <= 4);
        const sorted = (lists: (typeof expected)[number][]) => lists.sort((a, b) => Number(a[0][0] - b[0][0]));
        expect(sorted(found)).toEqual(sorted(expected));
      }),
    );
  });
});

describe('postings of a coarser value', () => {
  it('have each unit once, with the sum of its weights', () => {
    const row = fc.tuple(fc.constantFrom(0, 1, 2, 3, ABSENT), fc.nat(5), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const column = (k: number) => rows.map((one) => one[k]);
        const { postings, of } = mergedPostings(
          Uint32Array.from(column(0)),
          4,
          Uint32Array.from(column(1)),
          6,
          Float64Array.from(column(2)),
          4,
        );
        const found = Array.from(of, (v, k) => [
          v,
          Array.from(postings.unit.subarray(postings.start[k], postings.start[k + 1]), (unit, p) => [
            unit,
            postings.weight[postings.start[k] + p],
          ]),
        ]);
        const expected = [0, 1, 2, 3]
          .map((v) => {
            const sums = new Map<number, number>();
            for (const [value, unit, weight] of rows) if (value === v) sums.set(unit, (sums.get(unit) ?? 0) + weight);
            return [v, [...sums].sort((a, b) => a[0] - b[0])] as const;
          })
          .filter(([, holders]) => holders.length >= 2 && holders.length <= 4);
        expect(found).toEqual(expected);
        expect(postings.values).toBe(expected.length);
      }),
    );
  });
});

describe('the order of values', () => {
  it('is that of their holders and weights, as comparing all of them gives it', () => {
    const holders = fc.uniqueArray(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 3 })), {
      selector: ([unit]) => unit,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(holders, { maxLength: 12 }), (lists) => {
        const sorted = lists.map((list) => [...list].sort((a, b) => a[0] - b[0]));
        const start = new Uint32Array(sorted.length + 1);
        sorted.forEach((list, v) => {
          start[v + 1] = start[v] + list.length;
        });
        const order = holderOrder({
          values: sorted.length,
          start,
          unit: Uint32Array.from(sorted.flat(), ([unit]) => unit),
          weight: Float64Array.from(sorted.flat(), ([, weight]) => weight),
        });
        const compare = (a: number, b: number): number => {
          for (let k = 0; k < Math.min(sorted[a].length, sorted[b].length); k++) {
            const [unit, weight] = sorted[a][k];
            const [otherUnit, otherWeight] = sorted[b][k];
            if (unit !== otherUnit) return unit - otherUnit;
            if (weight !== otherWeight) return weight - otherWeight;
          }
          return sorted[a].length - sorted[b].length;
        };
        expect([...order]).toEqual([...sorted.keys()].sort(compare));
      }),
    );
  });
});
