/**
 * What detection asks of the stores, and columns of a result as what detection works on. Leaves out who shares which
 * value (postings.ts).
 */

import { numberHashes } from '../kernels/hash-index.ts';
import type { AccountRecord, ReleaseRecord } from '../model/account-record.ts';
import type { SpooledRows } from '../store/exchanges/spooled-rows.ts';

type Scalar = 'UInt8' | 'UInt16' | 'UInt32' | 'UInt64' | 'Int64' | 'Float32' | 'Float64';
/** The columns of a result, with their types. */
export interface ColumnLayout {
  readonly name: string;
  readonly type: Scalar;
  readonly slots?: number;
}
/** A column of numbers, as the engine returns it. */
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

/** The same of single-precision numbers. */
export function gatherFloats(values: Float32Array, places: Uint32Array): Float32Array {
  const out = new Float32Array(places.length);
  for (let k = 0; k < out.length; k++) out[k] = values[places[k]];
  return out;
}

/** The hashes at the given rows. */
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
