/**
 * Reads the units with their aggregates. Who they are and what is known of them beside their traffic comes in later: it
 * is read at the same time.
 */
import { hash64BigInt } from '../kernels/hash.ts';
import { ABSENT, HashIndex } from '../kernels/hash-index.ts';
import type { AccountRecord } from '../model/account-record.ts';
import { FLAGS } from '../model/fingerprint-layout.ts';
import { CAPABILITIES, INTENTS } from '../model/vocabulary.ts';
import { type DetectSource, interleave, sums } from './columns.ts';
import type { Shapes, Units } from './input.ts';
import { readShapes, SHAPE_SUMS } from './load-shapes.ts';

const INTENT_SUMS = sums('intents', INTENTS.length);
const CAPABILITY_SUMS = sums('capabilities', CAPABILITIES.length);

/** Units as the exchanges know them: by the hashes of their names. */
export interface Aggregates extends Omit<Units, 'account' | 'subAccount' | 'record' | 'hours'> {
  /** The unit of each hash. */
  readonly index: HashIndex;
  readonly shapes: Shapes;
}

export async function loadAggregates(source: DetectSource, unitSql: string): Promise<Aggregates> {
  const columns = await source.exchanges.columns(
    `SELECT ${unitSql} AS u, toFloat64(count()) AS n, min(time) AS first, max(time) AS last,
       ${INTENT_SUMS.sql}, ${CAPABILITY_SUMS.sql},
       toFloat64(countIf(bitAnd(flags, ${FLAGS.followUp}) != 0)) AS follow_ups,
       toFloat64(countIf(tool_results > 0)) AS tool_results_n,
       toFloat64(countIf(bitAnd(flags, ${FLAGS.refused}) != 0)) AS refused_n,
       sum(reasoning_in_input) / 255 AS reasoning_n,
       toFloat64(sum(output_tokens)) AS output_n,
       toFloat64(uniq(body)) AS bodies, ${SHAPE_SUMS.sql}
     FROM exchanges GROUP BY u ORDER BY u`,
    [
      { name: 'u', type: 'UInt64' },
      { name: 'n', type: 'Float64' },
      { name: 'first', type: 'Int64' },
      { name: 'last', type: 'Int64' },
      ...INTENT_SUMS.layout,
      ...CAPABILITY_SUMS.layout,
      { name: 'follow_ups', type: 'Float64' },
      { name: 'tool_results_n', type: 'Float64' },
      { name: 'refused_n', type: 'Float64' },
      { name: 'reasoning_n', type: 'Float64' },
      { name: 'output_n', type: 'Float64' },
      { name: 'bodies', type: 'Float64' },
      ...SHAPE_SUMS.layout,
    ],
  );
  const keys = columns.u as BigUint64Array;
  const count = keys.length;
  return {
    count,
    index: new HashIndex(keys),
    exchanges: columns.n as Float64Array,
    first: Float64Array.from(columns.first as BigInt64Array, Number),
    last: Float64Array.from(columns.last as BigInt64Array, Number),
    intents: interleave(columns, INTENT_SUMS.layout, count),
    capabilities: interleave(columns, CAPABILITY_SUMS.layout, count),
    followUps: columns.follow_ups as Float64Array,
    toolResults: columns.tool_results_n as Float64Array,
    refused: columns.refused_n as Float64Array,
    reasoningInInput: columns.reasoning_n as Float64Array,
    outputTokens: columns.output_n as Float64Array,
    bodies: columns.bodies as Float64Array,
    shapes: readShapes(columns),
  };
}

interface Names {
  readonly account: readonly string[];
  readonly subAccount: readonly (string | null)[];
}

export async function loadNames(source: DetectSource, { count, index }: Aggregates): Promise<Names> {
  const account: string[] = new Array(count).fill('');
  const subAccount: (string | null)[] = new Array(count).fill(null);
  const names = await source.exchanges.rows<{ hash: string; account: string; sub_account: string | null }>(
    `SELECT toString(hash) AS hash, account, sub_account FROM names FINAL WHERE kind = 'unit'`,
  );
  const units = index.places(BigUint64Array.from(names, (name) => BigInt(name.hash)));
  const parents = index.places(BigUint64Array.from(names, (name) => hash64BigInt(name.account)));
  names.forEach((name, r) => {
    // A sub-account of an account that is no router was counted under the account.
    if (units[r] !== ABSENT) {
      account[units[r]] = name.account;
      subAccount[units[r]] = name.sub_account || null;
    } else if (parents[r] !== ABSENT) account[parents[r]] = name.account;
  });
  return { account, subAccount };
}

/** Exchanges by hour of the day, 24 a unit. */
export async function loadHours(
  source: DetectSource,
  unitSql: string,
  { count, index }: Aggregates,
): Promise<Float64Array> {
  const hours = new Float64Array(24 * count);
  const columns = await source.exchanges.columns(
    `SELECT ${unitSql} AS u, toUInt8(intDiv(time, 3600000) % 24) AS hour, toFloat64(count()) AS n
     FROM exchanges GROUP BY u, hour`,
    [
      { name: 'u', type: 'UInt64' },
      { name: 'hour', type: 'UInt8' },
      { name: 'n', type: 'Float64' },
    ],
  );
  const n = columns.n as Float64Array;
  const hour = columns.hour as Uint8Array;
  index.places(columns.u as BigUint64Array, 0).forEach((i, r) => {
    hours[24 * i + hour[r]] += n[r];
  });
  return hours;
}

export function toUnits(
  { index: _, shapes: __, ...aggregates }: Aggregates,
  { account, subAccount }: Names,
  hours: Float64Array,
  records: ReadonlyMap<string, AccountRecord>,
): Units {
  return {
    ...aggregates,
    account,
    subAccount,
    // A router's papers say nothing of its end users.
    record: account.map((name, i) => (subAccount[i] === null ? (records.get(name) ?? null) : null)),
    hours,
  };
}
