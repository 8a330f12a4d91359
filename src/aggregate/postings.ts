/** Rows of values and their holders -> postings, in linear time and in an order that no keyed hash decides. */
import { ABSENT, type NumberedHashes } from '../kernels/hash-index.ts';
import { gather, gatherWhole } from './columns.ts';
import type { Postings } from './detect-input.ts';

/** Rows of a result by value: those of value v are row[start[v]] .. row[start[v + 1] - 1], by unit. */
export interface RowsByValue {
  readonly start: Uint32Array;
  readonly row: Uint32Array;
}

/**
 * Rows (value, unit) in any order, by value. The engine would take two thirds of a query's time to sort them, and group
 * them twice to leave the others out.
 * @param most values that more units than this have, or only one, are left out
 */
export function groupRows({ numbers, count }: NumberedHashes, unit: Uint32Array, units: number, most: number): RowsByValue {
  const holders = new Uint32Array(count);
  for (let r = 0; r < numbers.length; r++) holders[numbers[r]]++;
  let values = 0;
  const place = new Uint32Array(count);
  for (let v = 0; v < count; v++) place[v] = holders[v] >= 2 && holders[v] <= most ? values++ : LEFT_OUT;
  const value = new Uint32Array(numbers.length);
  const kept = new Uint32Array(numbers.length);
  let rows = 0;
  for (let r = 0; r < numbers.length; r++) {
    value[r] = place[numbers[r]];
    if (value[r] !== LEFT_OUT) kept[rows++] = r;
  }
  const byUnit = countingSort(unit, units, kept.subarray(0, rows)).order;
  const { order: row, start } = countingSort(value, values, byUnit);
  return { start, row };
}

const LEFT_OUT = 0xffffffff;

/**
 * Postings of values of which several rows may be one unit's: their weights add up.
 * @param value of each row; {@link ABSENT} where there is none
 * @param most values that more units than this have, or only one, are left out
 * @returns the postings, and the value of each
 */
export function mergedPostings(
  value: Uint32Array,
  values: number,
  unit: Uint32Array,
  units: number,
  weight: Float64Array,
  most: number,
): { readonly postings: Postings; readonly of: Uint32Array } {
  const known = new Uint32Array(value.length);
  let rows = 0;
  for (let r = 0; r < value.length; r++) if (value[r] !== ABSENT) known[rows++] = r;
  const byUnit = countingSort(unit, units, known.subarray(0, rows)).order;
  const { order, start } = countingSort(value, values, byUnit);
  const unitOf = new Uint32Array(rows);
  const weightOf = new Float64Array(rows);
  const starts = new Uint32Array(values + 1);
  const of = new Uint32Array(values);
  let kept = 0;
  let to = 0;
  for (let v = 0; v < values; v++) {
    const from = to;
    for (let p = start[v]; p < start[v + 1]; p++) {
      const i = unit[order[p]];
      if (to === from || unitOf[to - 1] !== i) {
        unitOf[to] = i;
        weightOf[to++] = 0;
      }
      weightOf[to - 1] += weight[order[p]];
    }
    if (to - from < 2 || to - from > most) to = from;
    else {
      of[kept++] = v;
      starts[kept] = to;
    }
  }
  return {
    postings: {
      values: kept,
      start: starts.slice(0, kept + 1),
      unit: unitOf.slice(0, to),
      weight: weightOf.slice(0, to),
    },
    of: of.slice(0, kept),
  };
}

/** Postings of such rows. */
export function postingsOf({ start, row }: RowsByValue, unit: Uint32Array, weight: Float64Array): Postings {
  return {
    values: start.length - 1,
    start,
    unit: gatherWhole(unit, row),
    weight: gather(weight, row),
  };
}

/** Rows in any order become postings, the units of each value ascending. Two counting sorts: linear, no comparison. */
export function sortPostings(
  value: Uint32Array,
  values: number,
  unit: Uint32Array,
  units: number,
  weight: Uint32Array,
): Postings {
  const byUnit = countingSort(unit, units, null).order;
  const { order, start } = countingSort(value, values, byUnit);
  const unitOf = new Uint32Array(order.length);
  const weightOf = new Float64Array(order.length);
  for (let p = 0; p < order.length; p++) {
    unitOf[p] = unit[order[p]];
    weightOf[p] = weight[order[p]];
  }
  return { values, start, unit: unitOf, weight: weightOf };
}

/** Rows by their key, those of one key in the order of `before` (absent: all, as they stand). */
function countingSort(key: Uint32Array, keys: number, before: Uint32Array | null) {
  const rows = before?.length ?? key.length;
  const start = new Uint32Array(keys + 1);
  for (let p = 0; p < rows; p++) start[key[before === null ? p : before[p]] + 1]++;
  for (let k = 0; k < keys; k++) start[k + 1] += start[k];
  const cursor = start.slice(0, keys);
  const order = new Uint32Array(rows);
  for (let p = 0; p < rows; p++) {
    const r = before === null ? p : before[p];
    order[cursor[key[r]]++] = r;
  }
  return { order, start };
}

/**
 * The values in the order of their holders. They come in the order of their keyed hashes, and a result must not depend
 * on the key of the data directory.
 */
export function holderOrder({ values, start, unit, weight }: Postings): Uint32Array {
  // By their first holders in one counting sort: what is left to be compared is a dozen values at a time.
  const first = new Uint32Array(values);
  let holders = 0;
  for (let v = 0; v < values; v++) {
    first[v] = start[v] === start[v + 1] ? 0 : 1 + unit[start[v]];
    holders = Math.max(holders, first[v]);
  }
  const { order, start: begin } = countingSort(first, holders + 1, null);
  const byHolders = (a: number, b: number): number => {
    for (let i = start[a], j = start[b]; i < start[a + 1] && j < start[b + 1]; i++, j++) {
      if (unit[i] !== unit[j]) return unit[i] - unit[j];
      if (weight[i] !== weight[j]) return weight[i] - weight[j];
    }
    return start[a + 1] - start[a] - (start[b + 1] - start[b]);
  };
  for (let h = 0; h <= holders; h++) if (begin[h + 1] - begin[h] > 1) order.subarray(begin[h], begin[h + 1]).sort(byHolders);
  return order;
}

/** Some of the values, or all of them, in another order: value k is what value order[k] was. */
export function reorder(postings: Postings, order: ArrayLike<number>): Postings {
  const start = new Uint32Array(order.length + 1);
  const unit = new Uint32Array(postings.unit.length);
  const weight = new Float64Array(postings.unit.length);
  let to = 0;
  for (let k = 0; k < order.length; k++) {
    for (let p = postings.start[order[k]]; p < postings.start[order[k] + 1]; p++) {
      unit[to] = postings.unit[p];
      weight[to++] = postings.weight[p];
    }
    start[k + 1] = to;
  }
  return { values: order.length, start, unit: unit.subarray(0, to), weight: weight.subarray(0, to) };
}
