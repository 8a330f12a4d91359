import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign } from './assignment.ts';

/** Every way to give rows different columns or none: the best total. */
function bruteForce(values: readonly (readonly number[])[], row = 0, used = new Set<number>()): number {
  if (row === values.length) return 0;
  let best = bruteForce(values, row + 1, used);
  for (const [column, value] of (values[row] as readonly number[]).entries()) {
    if (used.has(column)) continue;
    used.add(column);
    best = Math.max(best, value + bruteForce(values, row + 1, used));
    used.delete(column);
  }
  return best;
}

const matrix = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 6 })).chain(([rows, columns]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  }),
);

describe('one-to-one matching', () => {
  test('reaches the best total that trying everything finds, and uses no column twice', () => {
    fc.assert(
      fc.property(matrix, (values) => {
        const columns = (values[0] as number[]).length;
        const pairs = assign(
          values.map((row) => Float64Array.from(row)),
          columns,
        );
        const total = values.reduce((sum, row, i) => sum + (pairs[i] === -1 ? 0 : (row[pairs[i] as number] as number)), 0);
        expect(total).toBe(bruteForce(values));
        const used = [...pairs].filter((column) => column !== -1);
        expect(new Set(used).size).toBe(used.length);
      }),
    );
  });

  test('a row whose every value is 0 stays unmatched', () => {
    expect([...assign([Float64Array.of(0, 0), Float64Array.of(0, 2)], 2)]).toEqual([-1, 1]);
  });

  test('takes the pair that is second best for one when that is best for all', () => {
    // Greedy would take 9 and leave 1; the best is 8 + 7.
    expect([...assign([Float64Array.of(9, 8), Float64Array.of(7, 1)], 2)]).toEqual([1, 0]);
  });
});
