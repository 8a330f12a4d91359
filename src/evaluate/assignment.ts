/**
 * Optimal one-to-one matching of rows to columns: the pairs of largest total value (Kuhn 1955, Munkres 1957;
 * the shortest-augmenting-path form with potentials, O(rows² · columns)). Rows are planted campaigns,
 * columns are findings, values are accounts in common: a campaign found in five parts is matched by one of them.
 */
import { assert } from '../base/assert.ts';

/**
 * The matching of largest total value.
 * @param values one row per campaign, of `columns` values each; none may be negative
 * @returns the column of each row, or -1 when the pair would have no value
 */
export function assign(values: readonly Float64Array[], columns: number): Int32Array {
  const rows = values.length;
  for (const row of values) assert(row.length === columns, `every row needs ${columns} columns, got ${row.length}`);
  const pairs = new Int32Array(rows).fill(-1);
  if (rows === 0 || columns === 0) return pairs;
  // The method wants at least as many columns as rows; the extra ones are worth 0 and mean "no match".
  const width = Math.max(columns, rows);
  const cost = (row: number, column: number): number =>
    column < columns ? -((values[row] as Float64Array)[column] as number) : 0;

  // Position 0 is a stand-in, as in the textbook form: rows and columns count from 1.
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(width + 1);
  const rowOf = new Int32Array(width + 1);
  for (let start = 1; start <= rows; start++) {
    const cameFrom = new Int32Array(width + 1);
    const slack = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY);
    const seen = new Uint8Array(width + 1);
    let column = 0;
    rowOf[0] = start;
    do {
      seen[column] = 1;
      const row = rowOf[column] as number;
      let smallest = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let c = 1; c <= width; c++) {
        if (seen[c]) continue;
        const reduced = cost(row - 1, c - 1) - (rowPotential[row] as number) - (columnPotential[c] as number);
        if (reduced < (slack[c] as number)) {
          slack[c] = reduced;
          cameFrom[c] = column;
        }
        if ((slack[c] as number) < smallest) {
          smallest = slack[c] as number;
          next = c;
        }
      }
      for (let c = 0; c <= width; c++) {
        if (seen[c]) {
          const at = rowOf[c] as number;
          rowPotential[at] = (rowPotential[at] as number) + smallest;
          columnPotential[c] = (columnPotential[c] as number) - smallest;
        } else {
          slack[c] = (slack[c] as number) - smallest;
        }
      }
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      const previous = cameFrom[column] as number;
      rowOf[column] = rowOf[previous] as number;
      column = previous;
    }
  }

  for (let c = 1; c <= columns; c++) {
    const row = (rowOf[c] as number) - 1;
    if (row >= 0 && ((values[row] as Float64Array)[c - 1] as number) > 0) pairs[row] = c - 1;
  }
  return pairs;
}
