/**
 * Reads {@link DetectInput} from the stores. The engine groups and counts; what comes back is columns of numbers.
 * A unit is an account, except under a declared router, where each end user is one.
 */
import { DAY } from '../base/clock.ts';
import { hash64BigInt } from '../kernels/hash.ts';
import { ABSENT, HashIndex } from '../kernels/hash-index.ts';
import type { AccountRecord } from '../model/account-record.ts';
import { FLAGS } from '../model/fingerprint-layout.ts';
import { CAPABILITIES, INTENTS } from '../model/vocabulary.ts';
import {
  type DetectSource,
  groupPostings,
  holderOrder,
  type Index,
  interleave,
  reorder,
  sums,
} from './columns.ts';
import { isCovered, type ModelUse } from './grants.ts';
import type { Daily, DetectInput, Postings, Units } from './input.ts';
import { loadAdoptions } from './load-adoptions.ts';
import { loadAnchors } from './load-anchors.ts';
import { loadAttempts } from './load-attempts.ts';
import { loadBehaviour } from './load-behaviour.ts';
import { loadFrames } from './load-frames.ts';
import { loadNetworks, mostHolders, sharedValues } from './load-network.ts';
import { loadSignatures } from './load-replays.ts';
import { readShapes, SHAPE_SUMS } from './load-shapes.ts';

const INTENT_SUMS = sums('intents', INTENTS.length);
const CAPABILITY_SUMS = sums('capabilities', CAPABILITIES.length);

export async function loadDetectInput(source: DetectSource): Promise<DetectInput> {
  const records = new Map<string, AccountRecord>();
  for await (const batch of source.records.accounts())
    for (const record of batch) records.set(record.account, record);
  const unitSql = unitExpression(records);
  const { units, unitShapes, index } = await loadUnits(source, unitSql, records);
  const at = (keys: BigUint64Array) => index.places(keys, 0);

  // Asked for all at once: the engine answers one query while this thread works on the answer to another. The longest
  // answers come first.
  const count = units.count;
  const [anchors, networks, clients, daily, adoptions, signatures, behaviour, attempts, frames, authorised] =
    await Promise.all([
      loadAnchors(source, unitSql, count, at),
      loadNetworks(source, unitSql, count, at),
      loadPostings(source, unitSql, 'cityHash64(user_agent, ja4)', 'user_agent != 0 OR ja4 != 0', count, at),
      loadDaily(source, unitSql, at),
      loadAdoptions(source, unitSql, at),
      loadSignatures(source, unitSql, count, at),
      loadBehaviour(source, unitSql, units, at),
      loadAttempts(source, unitSql, at),
      loadFrames(source, unitSql, at),
      loadAuthorised(source, units),
    ]);
  return {
    units,
    ...anchors,
    ...networks,
    clients,
    ...behaviour,
    daily,
    adoptions,
    ...signatures,
    attempts,
    frames,
    unitShapes,
    authorised,
    window: windowOf(units),
  };
}

function unitExpression(records: Map<string, AccountRecord>): string {
  const routers: bigint[] = [];
  for (const record of records.values()) if (record.router) routers.push(hash64BigInt(record.account));
  if (routers.length === 0) return 'account';
  return `if(account IN (${routers.map((key) => `toUInt64('${key}')`).join(',')}), unit, account)`;
}

async function loadUnits(source: DetectSource, unitSql: string, records: Map<string, AccountRecord>) {
  const columns = await source.exchanges.columns(
    `SELECT ${unitSql} AS u, any(account) AS a, toFloat64(count()) AS n, min(time) AS first, max(time) AS last,
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
      { name: 'a', type: 'UInt64' },
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
  const index = new HashIndex(keys);

  const account: string[] = new Array(count).fill('');
  const subAccount: (string | null)[] = new Array(count).fill(null);
  const names = await source.exchanges.rows<{ hash: string; account: string; sub_account: string | null }>(
    `SELECT toString(hash) AS hash, account, sub_account FROM names FINAL WHERE kind = 'unit'`,
  );
  const named = index.places(BigUint64Array.from(names, (name) => BigInt(name.hash)));
  const parents = index.places(BigUint64Array.from(names, (name) => hash64BigInt(name.account)));
  names.forEach((name, r) => {
    // A sub-account of an account that is no router was counted under the account.
    if (named[r] !== ABSENT) {
      account[named[r]] = name.account;
      subAccount[named[r]] = name.sub_account || null;
    } else if (parents[r] !== ABSENT) account[parents[r]] = name.account;
  });

  const hours = new Float64Array(24 * count);
  const byHour = await source.exchanges.columns(
    `SELECT ${unitSql} AS u, toUInt8(intDiv(time, 3600000) % 24) AS hour, toFloat64(count()) AS n
     FROM exchanges GROUP BY u, hour`,
    [
      { name: 'u', type: 'UInt64' },
      { name: 'hour', type: 'UInt8' },
      { name: 'n', type: 'Float64' },
    ],
  );
  const n = byHour.n as Float64Array;
  const hour = byHour.hour as Uint8Array;
  index.places(byHour.u as BigUint64Array, 0).forEach((i, r) => {
    hours[24 * i + hour[r]] += n[r];
  });

  const units: Units = {
    count,
    account,
    subAccount,
    // A router's papers say nothing of its end users.
    record: account.map((name, i) => (subAccount[i] === null ? (records.get(name) ?? null) : null)),
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
    hours,
  };
  return { units, unitShapes: readShapes(columns), index };
}

/** Postings of the values of a column that at least two units have, and not half of all. */
async function loadPostings(
  source: DetectSource,
  unitSql: string,
  valueSql: string,
  where: string,
  units: number,
  at: Index,
): Promise<Postings> {
  const columns = await source.exchanges.columns(sharedValues(valueSql, where, unitSql, mostHolders(units)), [
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

async function loadDaily(source: DetectSource, unitSql: string, at: Index): Promise<Daily> {
  const columns = await source.exchanges.columns(
    `SELECT ${unitSql} AS u, intDiv(time, ${DAY}) AS day, toFloat64(count()) AS n,
       toFloat64(uniqIf(net, net != 0)) AS networks, toFloat64(uniqIf(asn, asn != 0)) AS systems
     FROM exchanges GROUP BY u, day ORDER BY u, day`,
    [
      { name: 'u', type: 'UInt64' },
      { name: 'day', type: 'Int64' },
      { name: 'n', type: 'Float64' },
      { name: 'networks', type: 'Float64' },
      { name: 'systems', type: 'Float64' },
    ],
  );
  return {
    unit: at(columns.u as BigUint64Array),
    day: Int32Array.from(columns.day as BigInt64Array, Number),
    exchanges: columns.n as Float64Array,
    networks: columns.networks as Float64Array,
    systems: columns.systems as Float64Array,
  };
}

/** Units whose exchanges lie within their grants (grants.ts). */
async function loadAuthorised(source: DetectSource, units: Units): Promise<Set<number>> {
  const granted = new Map<string, number>();
  for (let i = 0; i < units.count; i++)
    if ((units.record[i]?.grants.length ?? 0) > 0) granted.set(units.account[i], i);
  const authorised = new Set<number>();
  if (granted.size === 0) return authorised;
  const keys = [...granted.keys()].map((account) => `toUInt64('${hash64BigInt(account)}')`);
  const rows = await source.exchanges.rows<{
    account: string;
    model: string;
    n: string;
    first: string;
    last: string;
  }>(
    `SELECT toString(e.account) AS account, m.name AS model, toString(count()) AS n, toString(min(e.time)) AS first, toString(max(e.time)) AS last
     FROM exchanges AS e LEFT JOIN (SELECT hash, any(name) AS name FROM names WHERE kind = 'model' GROUP BY hash) AS m ON m.hash = e.model
     WHERE e.account IN (${keys.join(',')}) GROUP BY e.account, m.name`,
  );
  for (const [account, i] of granted) {
    const key = String(hash64BigInt(account));
    const uses: ModelUse[] = rows
      .filter((row) => row.account === key)
      .map((row) => ({
        account,
        model: row.model,
        exchanges: Number(row.n),
        first: Number(row.first),
        last: Number(row.last),
      }));
    if (isCovered(units.record[i]?.grants ?? [], uses)) authorised.add(i);
  }
  return authorised;
}

function windowOf(units: Units): { from: number; to: number } | null {
  if (units.count === 0) return null;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < units.count; i++) {
    from = Math.min(from, units.first[i]);
    to = Math.max(to, units.last[i]);
  }
  return { from, to };
}
