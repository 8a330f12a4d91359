/**
 * Reads who shares addresses, networks and autonomous systems. An address is cut in time (leases.ts). Leaves out what a shared value
 * says (sharing.ts).
 */
import { ABSENT, HashIndex, type NumberedHashes, numberHashes } from '../kernels/hash-index.ts';
import { valuesOf } from '../model/parameter.ts';
import { type DetectSource, gatherHashes, gatherNumbers, type Index } from './columns.ts';
import type { Postings } from './detect-input.ts';
import { splitByTime } from './leases.ts';
import { AGGREGATE_PARAMETERS } from './parameters.ts';
import { groupRows, holderOrder, mergedPostings, postingsOf, reorder } from './postings.ts';

const { leaseGapMs, maxHolderShare, minHolderLimit } = valuesOf(AGGREGATE_PARAMETERS);

/** Who shares which part of the network. */
export interface NetworkPostings {
  readonly addresses: Postings;
  readonly addressSystem: Uint32Array;
  readonly addressHolders: Uint32Array;
  readonly addressNetwork: Int32Array;
  readonly networks: Postings;
  readonly systems: Postings;
}

/** Reads who shares addresses, networks and autonomous systems. */
export async function loadNetworks(
  source: DetectSource,
  unitSql: string,
  units: number,
  at: Index,
): Promise<NetworkPostings> {
  const [uses, places, systems] = await Promise.all([
    loadUses(source, unitSql, at),
    loadPlaces(source),
    // The largest ones too, which say where their customers are.
    loadHolders(source, 'toUInt64(asn)', 'asn != 0', unitSql, units, units, at),
  ]);
  const address = numberHashes(uses.address);
  const placeOf = new HashIndex(places.address).places(gatherHashes(uses.address, address.first));
  const networkOf = numberHashes(places.network);
  const { networks, place: networkPlace } = networksOf(uses, address, placeOf, networkOf, units);
  const rows = groupRows(address, uses.unit, units, mostHolders(units));
  const leases = splitByTime(
    {
      ...postingsOf(rows, uses.unit, uses.exchanges),
      first: gatherNumbers(uses.first, rows.row),
      last: gatherNumbers(uses.last, rows.row),
    },
    leaseGapMs,
  );
  const order = holderOrder(leases);
  const addressSystem = new Uint32Array(order.length);
  const addressHolders = new Uint32Array(order.length);
  const addressNetwork = new Int32Array(order.length).fill(NOWHERE);
  for (let k = 0; k < order.length; k++) {
    const value = leases.of[order[k]];
    const p = placeOf[address.numbers[rows.row[rows.start[value]]]];
    addressHolders[k] = leases.holders[order[k]];
    if (p === ABSENT) continue;
    addressSystem[k] = places.system[p];
    addressNetwork[k] = networkPlace[networkOf.numbers[p]];
  }
  return {
    addresses: reorder(leases, order),
    addressSystem,
    addressHolders,
    addressNetwork,
    networks,
    systems,
  };
}

/** Who sent from which address, how much, and from when until when; rows in no order. */
interface Uses {
  readonly address: BigUint64Array;
  readonly unit: Uint32Array;
  readonly exchanges: Float64Array;
  readonly first: BigInt64Array;
  readonly last: BigInt64Array;
}

async function loadUses(source: DetectSource, unitSql: string, at: Index): Promise<Uses> {
  const columns = await source.exchanges.columns(
    `SELECT ip AS v, ${unitSql} AS u, toFloat64(count()) AS n, min(time) AS first, max(time) AS last
     FROM exchanges WHERE ip != 0 GROUP BY v, u`,
    [
      { name: 'v', type: 'UInt64' },
      { name: 'u', type: 'UInt64' },
      { name: 'n', type: 'Float64' },
      { name: 'first', type: 'Int64' },
      { name: 'last', type: 'Int64' },
    ],
  );
  return {
    address: columns.v as BigUint64Array,
    unit: at(columns.u as BigUint64Array),
    exchanges: columns.n as Float64Array,
    first: columns.first as BigInt64Array,
    last: columns.last as BigInt64Array,
  };
}

/** Where each address is: there are a hundred times fewer than there are uses of them. */
interface Places {
  readonly address: BigUint64Array;
  /** Its /24 or /48. */
  readonly network: BigUint64Array;
  readonly system: Uint32Array;
}

async function loadPlaces(source: DetectSource): Promise<Places> {
  const columns = await source.exchanges.columns(
    'SELECT ip AS v, max(net) AS network, max(asn) AS system FROM exchanges WHERE ip != 0 GROUP BY v',
    [
      { name: 'v', type: 'UInt64' },
      { name: 'network', type: 'UInt64' },
      { name: 'system', type: 'UInt32' },
    ],
  );
  return {
    address: columns.v as BigUint64Array,
    network: columns.network as BigUint64Array,
    system: columns.system as Uint32Array,
  };
}

const NOWHERE = -1;

/** Who sends from each network: from any of its addresses. And the place of each network among those that several use. */
function networksOf(uses: Uses, address: NumberedHashes, placeOf: Uint32Array, networkOf: NumberedHashes, units: number) {
  const network = new Uint32Array(uses.unit.length);
  for (let r = 0; r < network.length; r++) {
    const place = placeOf[address.numbers[r]];
    network[r] = place === ABSENT ? ABSENT : networkOf.numbers[place];
  }
  const { postings, of } = mergedPostings(network, networkOf.count, uses.unit, units, uses.exchanges, mostHolders(units));
  const order = holderOrder(postings);
  const place = new Int32Array(networkOf.count).fill(NOWHERE);
  for (let k = 0; k < order.length; k++) place[of[order[k]]] = k;
  return { networks: reorder(postings, order), place };
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
  const rows = groupRows(numberHashes(columns.v as BigUint64Array), unit, units, most);
  const postings = postingsOf(rows, unit, columns.n as Float64Array);
  return reorder(postings, holderOrder(postings));
}

/** Holders beyond which a network value is left out, for a number of units. */
export function mostHolders(units: number): number {
  return Math.max(minHolderLimit, Math.floor(units * maxHolderShare));
}
