/**
 * Reads who shares addresses, networks and autonomous systems. An address is cut in time (leases.ts). Leaves out what a shared value
 * says (sharing.ts).
 */
import { DAY } from '../base/clock.ts';
import { type DetectSource, groupPostings, holderOrder, type Index, reorder } from './columns.ts';
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
    loadSystems(source, unitSql, units, at),
  ]);
  const { addressRange, ...columns } = addresses;
  return {
    ...columns,
    addressNetwork: Int32Array.from(addressRange, (range) => ranges.of.get(range) ?? -1),
    networks: ranges.networks,
    systems,
  };
}

/** Who sends from each /24 or /48, and the place of each network by its hash. */
async function loadRanges(source: DetectSource, unitSql: string, units: number, at: Index) {
  const columns = await source.exchanges.columns(
    sharedValues('net', 'net != 0', unitSql, mostHolders(units)),
    [
      { name: 'v', type: 'UInt64' },
      { name: 'u', type: 'UInt64' },
      { name: 'n', type: 'Float64' },
    ],
  );
  const keys = columns.v as BigUint64Array;
  const postings = groupPostings(keys, at(columns.u as BigUint64Array), columns.n as Float64Array);
  const order = holderOrder(postings);
  const of = new Map<bigint, number>();
  order.forEach((v, k) => {
    of.set(keys[postings.start[v]], k);
  });
  return { networks: reorder(postings, order), of };
}

/** Rows (value, unit, exchanges) of the values that 2 to `most` units have, sorted. */
export function sharedValues(value: string, where: string, unitSql: string, most: number): string {
  return `WITH pairs AS (SELECT ${value} AS v, ${unitSql} AS u, toFloat64(count()) AS n FROM exchanges WHERE ${where} GROUP BY v, u)
     SELECT v, u, n FROM pairs WHERE v IN (SELECT v FROM pairs GROUP BY v HAVING count() BETWEEN 2 AND ${most}) ORDER BY v, u`;
}

async function loadAddresses(source: DetectSource, unitSql: string, units: number, at: Index) {
  const columns = await source.exchanges.columns(
    `WITH pairs AS (SELECT ip AS v, ${unitSql} AS u, toFloat64(count()) AS n, min(time) AS first, max(time) AS last, max(asn) AS system, max(net) AS range
       FROM exchanges WHERE ip != 0 GROUP BY v, u)
     SELECT v, u, n, first, last, system, range FROM pairs
     WHERE v IN (SELECT v FROM pairs GROUP BY v HAVING count() BETWEEN 2 AND ${mostHolders(units)}) ORDER BY v, u`,
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
  const postings = groupPostings(
    columns.v as BigUint64Array,
    at(columns.u as BigUint64Array),
    columns.n as Float64Array,
  );
  const leases = splitByTime(
    {
      ...postings,
      first: Float64Array.from(columns.first as BigInt64Array, Number),
      last: Float64Array.from(columns.last as BigInt64Array, Number),
    },
    TOGETHER,
  );
  const system = columns.system as Uint32Array;
  const range = columns.range as BigUint64Array;
  const order = holderOrder(leases);
  return {
    addresses: reorder(leases, order),
    addressSystem: Uint32Array.from(order, (k) => system[postings.start[leases.of[k]]]),
    addressHolders: Uint32Array.from(order, (k) => leases.holders[k]),
    addressRange: BigUint64Array.from(order, (k) => range[postings.start[leases.of[k]]]),
  };
}

/** Who sends through each autonomous system; the largest ones too, which say where their customers are. */
async function loadSystems(
  source: DetectSource,
  unitSql: string,
  units: number,
  at: Index,
): Promise<Postings> {
  const columns = await source.exchanges.columns(sharedValues('toUInt64(asn)', 'asn != 0', unitSql, units), [
    { name: 'v', type: 'UInt64' },
    { name: 'u', type: 'UInt64' },
    { name: 'n', type: 'Float64' },
  ]);
  const postings = groupPostings(
    columns.v as BigUint64Array,
    at(columns.u as BigUint64Array),
    columns.n as Float64Array,
  );
  return reorder(postings, holderOrder(postings));
}

export function mostHolders(units: number): number {
  return Math.max(8, Math.floor(units * MAX_SHARE));
}
