import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupPostings, sortPostings } from './columns.ts';

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
        const order = rows
          .map((_, r) => r)
          .sort((a, b) => rows[a][0] - rows[b][0] || rows[a][1] - rows[b][1]);
        const sorted = groupPostings(
          BigUint64Array.from(order, (r) => BigInt(rows[r][0])),
          Uint32Array.from(order, (r) => rows[r][1]),
          Float64Array.from(order, (r) => weight[r]),
        );
        expect([...found.unit]).toEqual([...sorted.unit]);
        expect([...found.weight]).toEqual([...sorted.weight]);
        // Values that nobody has are there too, with no holders.
        expect([...new Set(found.start)]).toEqual([...sorted.start]);
      }),
    );
  });
});
