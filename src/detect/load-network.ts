/**
 * Reads who shares addresses, networks and autonomous systems. An address is cut in time (leases.ts). Leaves out what a shared value
 * says (sharing.ts).
 */
import { DAY } from '../base/clock.ts';
import { HashIndex } from '../kernels/hash-index.ts';
import {
  type DetectSource,
  gather,
  groupRows,
  holderOrder,
  type Index,
  numbersOf,
  postingsOf,
  reorder,
} from './columns.ts';
import type { Postings } from './input.ts';
import { splitByTime } from './leases.ts';

/** Use of an address by two units is together when no longer than this lies between. */
const TOGETHER = DAY;
/** A value that more than this share of units has ties nobody to anybody. */
const MAX_SHARE = 0.5;

export interface NetworkPostings {
  readonly addresses: Postings;
  readonly addressSystem: Uint32Array;
  readonly addressHolders: Uint32Array;
  readonly addressNetwork: Int32Array;
  readonly networks: Postings;
  readonly systems: Postings;
}

export async function loadNetworks(
  source: DetectSource,
  unitSql: string,
  units: number,
  at: Index,
): Promise<NetworkPostings> {
  const [ranges, addresses, systems] = await Promise.all([
    loadRanges(source, unitSql, units, at),
    loadAddresses(source, unitSql, units, at),
    // The largest ones too, which say where their customers are.
    loadHolders(source, 'toUInt64(asn)', 'asn != 0', unitSql, units, units, at),
  ]);
  const { addressRange, ...columns } = addresses;
  return {
    ...columns,
    addressNetwork: new Int32Array(ranges.of.places(addressRange).buffer),
    networks: ranges.networks,
    systems,
  };
}

/** Who sends from each /24 or /48, and the place of each network by its hash. */
async function loadRanges(source: DetectSource, unitSql: string, units: number, at: Index) {
  const columns = await source.exchanges.columns(holdersSql('net', 'net != 0', unitSql), HOLDERS);
  const keys = columns.v as BigUint64Array;
  const unit = at(columns.u as BigUint64Array);
  const rows = groupRows(keys, unit, units, mostHolders(units));
  const postings = postingsOf(rows, unit, columns.n as Float64Array);
  const order = holderOrder(postings);
  const inOrder = new BigUint64Array(order.length);
  for (let k = 0; k < order.length; k++) inOrder[k] = keys[rows.row[rows.start[order[k]]]];
  // What is not there is at ABSENT, which is -1 in the other reading of its bits.
  return { networks: reorder(postings, order), of: new HashIndex(inOrder) };
}

/** Rows (value, unit, exchanges) in no order. */
function holdersSql(value: string, where: string, unitSql: string): string {
  return `SELECT ${value} AS v, ${unitSql} AS u, toFloat64(count()) AS n FROM exchanges WHERE ${where} GROUP BY v, u`;
}

const HOLDERS = [
  { name: 'v', type: 'UInt64' },
  { name: 'u', type: 'UInt64' },
  { name: 'n', type: 'Float64' },
] as const;

/** Postings of the values of a column that at least two units have, and not more than `most`. */
export async function loadHolders(
  source: DetectSource,
  valueSql: string,
  where: string,
  unitSql: string,
  units: number,
  most: number,
  at: Index,
): Promise<Postings> {
  const columns = await source.exchanges.columns(holdersSql(valueSql, where, unitSql), HOLDERS);
  const unit = at(columns.u as BigUint64Array);
  const rows = groupRows(columns.v as BigUint64Array, unit, units, most);
  const postings = postingsOf(rows, unit, columns.n as Float64Array);
  return reorder(postings, holderOrder(postings));
}

async function loadAddresses(source: DetectSource, unitSql: string, units: number, at: Index) {
  const columns = await source.exchanges.columns(
    `SELECT ip AS v, ${unitSql} AS u, toFloat64(count()) AS n, min(time) AS first, max(time) AS last, max(asn) AS system, max(net) AS range
       FROM exchanges WHERE ip != 0 GROUP BY v, u`,
    [
      { name: 'v', type: 'UInt64' },
      { name: 'u', type: 'UInt64' },
      { name: 'n', type: 'Float64' },
      { name: 'first', type: 'Int64' },
      { name: 'last', type: 'Int64' },
      { name: 'system', type: 'UInt32' },
      { name: 'range', type: 'UInt64' },
    ],
  );
  const unit = at(columns.u as BigUint64Array);
  const rows = groupRows(columns.v as BigUint64Array, unit, units, mostHolders(units));
  const leases = splitByTime(
    {
      ...postingsOf(rows, unit, columns.n as Float64Array),
      first: gather(numbersOf(columns.first as BigInt64Array), rows.row),
      last: gather(numbersOf(columns.last as BigInt64Array), rows.row),
    },
    TOGETHER,
  );
  const system = columns.system as Uint32Array;
  const range = columns.range as BigUint64Array;
  const order = holderOrder(leases);
  const firstRow = (k: number) => rows.row[rows.start[leases.of[k]]];
  const addressRange = new BigUint64Array(order.length);
  for (let k = 0; k < order.length; k++) addressRange[k] = range[firstRow(order[k])];
  return {
    addresses: reorder(leases, order),
    addressSystem: order.map((k) => system[firstRow(k)]),
    addressHolders: order.map((k) => leases.holders[k]),
    addressRange,
  };
}

export function mostHolders(units: number): number {
  return Math.max(8, Math.floor(units * MAX_SHARE));
}
