/**
 * What detection asks of the stores, and columns of a result as what detection works on: score sums side by side, and
 * postings of values.
 */
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

/** The part of the stores that detection needs; the store folder implements it. */
export interface DetectSource {
  readonly exchanges: {
    rows<T>(sql: string, params?: Record<string, unknown>): Promise<T[]>;
    columns(sql: string, layout: readonly ColumnLayout[]): Promise<Record<string, NumberColumn>>;
  };
  readonly records: {
    accounts(): AsyncIterable<AccountRecord[]>;
    releases(): Promise<ReleaseRecord[]>;
  };
}

/** Units by their keys. */
export type Index = (keys: BigUint64Array) => Uint32Array;

/** Rows sorted by value become postings; values outside `keep` are left out. */
export function groupPostings(
  values: BigUint64Array,
  unit: Uint32Array,
  weight: Float64Array,
  keep?: Set<bigint>,
) {
  const start: number[] = [];
  const units = new Uint32Array(unit.length);
  const weights = new Float64Array(unit.length);
  let at = 0;
  let previous: bigint | null = null;
  for (let r = 0; r < values.length; r++) {
    if (keep && !keep.has(values[r])) continue;
    if (values[r] !== previous) {
      start.push(at);
      previous = values[r];
    }
    units[at] = unit[r];
    weights[at++] = weight[r];
  }
  const count = start.length;
  start.push(at);
  const postings: Postings = {
    values: count,
    start: Uint32Array.from(start),
    unit: units.subarray(0, at),
    weight: weights.subarray(0, at),
  };
  return { postings };
}

/** One SQL column a slot of a score array, scaled to 0..1. */
export function sums(column: string, slots: number, aggregate: 'sum' | 'avg' = 'sum') {
  const layout: ColumnLayout[] = [];
  const sql: string[] = [];
  for (let k = 1; k <= slots; k++) {
    const name = `${column}_${k}`;
    sql.push(`${aggregate}(${column}[${k}]) / 255 AS ${name}`);
    layout.push({ name, type: 'Float64' });
  }
  return { sql: sql.join(', '), layout };
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
export function holderOrder(postings: Postings): number[] {
  const { start, unit, weight } = postings;
  return Array.from({ length: postings.values }, (_, v) => v).sort((a, b) => {
    for (let i = start[a], j = start[b]; i < start[a + 1] && j < start[b + 1]; i++, j++) {
      if (unit[i] !== unit[j]) return unit[i] - unit[j];
      if (weight[i] !== weight[j]) return weight[i] - weight[j];
    }
    return start[a + 1] - start[a] - (start[b + 1] - start[b]);
  });
}

/** The values in another order: value k is what value order[k] was. */
export function reorder(postings: Postings, order: readonly number[]): Postings {
  const start = new Uint32Array(postings.values + 1);
  const unit = new Uint32Array(postings.unit.length);
  const weight = new Float64Array(postings.unit.length);
  order.forEach((v, k) => {
    unit.set(postings.unit.subarray(postings.start[v], postings.start[v + 1]), start[k]);
    weight.set(postings.weight.subarray(postings.start[v], postings.start[v + 1]), start[k]);
    start[k + 1] = start[k] + postings.start[v + 1] - postings.start[v];
  });
  return { values: postings.values, start, unit, weight };
}
