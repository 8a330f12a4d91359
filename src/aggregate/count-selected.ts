/** Counts the exchanges of some units that meet selections (model/selections.ts), exactly: in the store, exchange by exchange. */
import { hash64BigInt } from '../kernels/hash.ts';
import { FLAGS } from '../model/fingerprint-layout.ts';
import type { ExchangeSelection } from '../model/selections.ts';
import { unitHashInput } from '../model/unit-id.ts';
import { ANSWER } from '../model/vocabulary.ts';
import type { ExchangeQueries } from '../store/exchanges/exchange-queries.ts';

/** From this share of 255 on, an exchange asks for training data more likely than not. */
export const HARVEST_FROM = 128;

/** Units in one query: with their accounts about 100 KB. */
const UNITS_AT_ONCE = 2_000;

/** An account, or an end user of a router. */
export interface CountedUnit {
  readonly account: string;
  readonly subAccount: string | null;
}

/** Where the exchanges are. */
export interface CountSource {
  readonly exchanges: ExchangeQueries;
  /** The unit of an exchange, as SQL (load-input.ts). */
  readonly unitSql: string;
  /** Whether the store keeps anchors as a string of bytes. */
  readonly scratch: boolean;
  /** Anchors of each segment, 16 hexadecimal digits each. */
  readonly anchors: ReadonlyMap<string, readonly string[]>;
}

/** @returns for each selection the number of exchanges of each unit, in the order given */
export async function countSelected(
  { exchanges, unitSql, scratch, anchors }: CountSource,
  units: readonly CountedUnit[],
  selections: readonly ExchangeSelection[],
): Promise<Float64Array[]> {
  const keys = units.map(({ account, subAccount }) => hash64BigInt(unitHashInput(account, subAccount)));
  const accounts = units.map(({ account }) => hash64BigInt(account));
  const columns = selections.map((selection, k) => {
    const named = new Set(selection.segments?.flatMap((id) => anchors.get(id) ?? []));
    const conditions = conditionsOf(selection, scratch, [...named]);
    return `toFloat64(${conditions.length === 0 ? 'count()' : `countIf(${conditions.join(' AND ')})`}) AS n_${k}`;
  });
  const result = selections.map(() => new Float64Array(keys.length));
  for (let from = 0; from < keys.length; from += UNITS_AT_ONCE) {
    const some = keys.slice(from, from + UNITS_AT_ONCE);
    const theirs = new Set(accounts.slice(from, from + UNITS_AT_ONCE));
    // Numbers stand in the query, since parameters go into a server's address, which is short. The store is sorted by account:
    // little of other accounts is read.
    const found = (await exchanges.columns(
      `SELECT ${unitSql} AS u, ${columns.join(', ')} FROM exchanges
      WHERE account IN (${[...theirs].join(', ')}) AND u IN (${some.join(', ')}) GROUP BY u`,
      [{ name: 'u', type: 'UInt64' }, ...selections.map((_, k) => ({ name: `n_${k}`, type: 'Float64' as const }))],
      {},
    )) as Record<string, BigUint64Array | Float64Array>;
    const row = new Map(Array.from(found.u as BigUint64Array, (key, r) => [key, r]));
    for (const [k, counts] of result.entries())
      for (const [i, key] of some.entries()) counts[from + i] = Number(found[`n_${k}`]?.[row.get(key) ?? -1] ?? 0);
  }
  return result;
}

function conditionsOf(selection: ExchangeSelection, scratch: boolean, anchors: readonly string[]): string[] {
  const conditions: string[] = [];
  if (selection.segments !== undefined) {
    const kept = scratch ? `reinterpret(substring(anchors, 2), 'Array(UInt64)')` : 'anchors';
    // A segment without anchors is in no exchange.
    const numbers = anchors.map((anchor) => BigInt(`0x${anchor}`));
    conditions.push(numbers.length === 0 ? 'false' : `arrayExists(a -> a IN (${numbers.join(', ')}), ${kept})`);
  }
  if (selection.harvest) conditions.push(`arraySum(intents) > 0 AND intents[${1 + ANSWER}] < ${HARVEST_FROM}`);
  if (selection.refused) conditions.push(`bitAnd(flags, ${FLAGS.refused}) != 0`);
  if (selection.signatures) conditions.push('presented[1] != 0');
  if (selection.model !== undefined) conditions.push(`model = toUInt64('${hash64BigInt(selection.model)}')`);
  if (selection.from !== undefined) conditions.push(`time >= ${selection.from}`);
  if (selection.to !== undefined) conditions.push(`time < ${selection.to}`);
  return conditions;
}
