/**
 * What detection asks of the stores, and columns of a result as what detection works on: score sums side by side, and
 * postings of values.
 */
import { ABSENT, type NumberedHashes, numberHashes } from '../kernels/hash-index.ts';
import type { AccountRecord, ReleaseRecord } from '../model/account-record.ts';
import type { Postings } from './input.ts';

type Scalar = 'UInt8' | 'UInt16' | 'UInt32' | 'UInt64' | 'Int64' | 'Float32' | 'Float64';
export interface ColumnLayout {
  readonly name: string;
  readonly type: Scalar;
  readonly slots?: number;
}
export type NumberColumn =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array;

/** RowBinary rows, kept somewhere until they are removed. */
export interface SpooledRows {
  readonly rows: number;
  /** Where they are, for another thread of this machine, and their bytes. */
  readonly path: string;
  readonly bytes: number;
  /** Whole rows, at most so many at a time, in memory that the next piece takes over; it begins where 8-byte numbers may. */
  pieces(rows: number): AsyncIterable<Uint8Array>;
  remove(): Promise<void>;
}

/** The part of the stores that detection needs; the store folder implements it. */
export interface DetectSource {
  readonly exchanges: {
    rows<T>(sql: string, params?: Record<string, unknown>): Promise<T[]>;
    columns(sql: string, layout: readonly ColumnLayout[]): Promise<Record<string, NumberColumn>>;
    /** A result that is gone through several times; its rows are as wide as the layout says. */
    spool(sql: string, layout: readonly ColumnLayout[]): Promise<SpooledRows>;
  };
  readonly records: {
    accounts(pageRows?: number): AsyncIterable<AccountRecord[]>;
    /** The accounts that are routers, ordered by account. */
    routers(): Promise<AccountRecord[]>;
    releases(): Promise<ReleaseRecord[]>;
  };
}

/**
 * The values at some places. Loops, here and below: `from` with a function takes ten times as long, and a BigInt of each
 * number is memory to be collected.
 */
export function gather(values: ArrayLike<number>, places: ArrayLike<number>): Float64Array {
  const out = new Float64Array(places.length);
  for (let k = 0; k < out.length; k++) out[k] = values[places[k]];
  return out;
}

/** The same of whole numbers, and of hashes. */
export function gatherWhole(values: Uint32Array, places: Uint32Array): Uint32Array {
  const out = new Uint32Array(places.length);
  for (let k = 0; k < out.length; k++) out[k] = values[places[k]];
  return out;
}

export function gatherHashes(values: BigUint64Array, places: Uint32Array): BigUint64Array {
  const out = new BigUint64Array(places.length);
  const halves = new Uint32Array(out.buffer);
  const from = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  for (let k = 0; k < places.length; k++) {
    halves[2 * k] = from[2 * places[k]];
    halves[2 * k + 1] = from[2 * places[k] + 1];
  }
  return out;
}

/** The numbers of a column, which are exact up to 2^53. */
export function numbersOf(column: BigInt64Array): Float64Array {
  const low = new Uint32Array(column.buffer, column.byteOffset, 2 * column.length);
  const high = new Int32Array(column.buffer, column.byteOffset, 2 * column.length);
  const out = new Float64Array(column.length);
  for (let r = 0; r < out.length; r++) out[r] = low[2 * r] + high[2 * r + 1] * 2 ** 32;
  return out;
}

/** The numbers at some places. */
export function gatherNumbers(column: BigInt64Array, places: Uint32Array): Float64Array {
  const low = new Uint32Array(column.buffer, column.byteOffset, 2 * column.length);
  const high = new Int32Array(column.buffer, column.byteOffset, 2 * column.length);
  const out = new Float64Array(places.length);
  for (let k = 0; k < out.length; k++) out[k] = low[2 * places[k]] + high[2 * places[k] + 1] * 2 ** 32;
  return out;
}

/** Hashes as numbers in the order in which they are met; 0 (none) stays 0. */
export function numbered(hashes: BigUint64Array): Uint32Array {
  const { numbers } = numberHashes(hashes);
  const none = hashes.indexOf(0n);
  const zero = none < 0 ? Number.POSITIVE_INFINITY : numbers[none];
  for (let r = 0; r < numbers.length; r++) {
    if (numbers[r] === zero) numbers[r] = 0;
    else if (numbers[r] < zero) numbers[r]++;
  }
  return numbers;
}

/** Units by their keys. */
export type Index = (keys: BigUint64Array) => Uint32Array;

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
export function groupRows(
  { numbers, count }: NumberedHashes,
  unit: Uint32Array,
  units: number,
  most: number,
): RowsByValue {
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

/** Columns side by side: row i holds a value of each, the layout's first column first. */
export function interleave(
  columns: Record<string, NumberColumn>,
  layout: readonly ColumnLayout[],
  count: number,
): Float64Array {
  const width = layout.length;
  const out = new Float64Array(count * width);
  layout.forEach((column, k) => {
    const values = columns[column.name] as Float64Array;
    for (let i = 0; i < count; i++) out[i * width + k] = values[i];
  });
  return out;
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
  for (let h = 0; h <= holders; h++)
    if (begin[h + 1] - begin[h] > 1) order.subarray(begin[h], begin[h + 1]).sort(byHolders);
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
