/**
 * Reads how units behave, for the relational families: the software they send with, the surfaces they come through,
 * the moments at which they act and the messages they repeat. Moments and repeats are samples, chosen by the hash of a
 * block of time or of a message, so that every member of a group is in the same sample and memory stays bounded.
 */
import { DAY, HOUR } from '../base/clock.ts';
import { valuesOf } from '../model/parameter.ts';
import { type DetectSource, type Index, numbered, numbersOf } from './columns.ts';
import type { Moments, Pathways, Repeats, Software } from './detect-input.ts';
import { AGGREGATE_PARAMETERS } from './parameters.ts';

const { softwarePerAccount, sampledMoments, momentBlockMs, longMessageChars, sampledRepeats } =
  valuesOf(AGGREGATE_PARAMETERS);

/** What {@link loadBehaviour} reads. */
export interface Behaviour {
  readonly software: Software;
  readonly pathways: Pathways;
  readonly moments: Moments;
  readonly repeats: Repeats;
}

/**
 * Reads how units behave.
 *
 * @param count units
 * @param exchanges in the log, which decides how far samples are thinned
 */
export async function loadBehaviour(
  source: DetectSource,
  unitSql: string,
  count: number,
  exchanges: number,
  at: Index,
): Promise<Behaviour> {
  const [software, pathways, moments, repeats] = await Promise.all([
    loadSoftware(source, unitSql, at),
    loadPathways(source, unitSql, at),
    loadMoments(source, unitSql, at, oneIn(exchanges, sampledMoments)),
    loadRepeats(source, unitSql, at, count, oneIn(exchanges, sampledRepeats)),
  ]);
  return { software, pathways, moments, repeats };
}

/** The power of two by which a total is thinned to about `wanted`. */
function oneIn(total: number, wanted: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(total / wanted)));
}

async function loadSoftware(source: DetectSource, unitSql: string, at: Index): Promise<Software> {
  // Hashes of software are keyed: ties are settled by the first exchange, which is not.
  const columns = await source.exchanges.columns(
    `SELECT u, agent, tls, n FROM (
       SELECT ${unitSql} AS u, user_agent AS agent, ja4 AS tls, toFloat64(count()) AS n, min(id) AS witness
       FROM exchanges WHERE user_agent != 0 OR ja4 != 0 GROUP BY u, agent, tls)
     ORDER BY u, n DESC, witness LIMIT ${softwarePerAccount} BY u`,
    [
      { name: 'u', type: 'UInt64' },
      { name: 'agent', type: 'UInt64' },
      { name: 'tls', type: 'UInt64' },
      { name: 'n', type: 'Float64' },
    ],
  );
  return {
    unit: at(columns.u as BigUint64Array),
    agent: numbered(columns.agent as BigUint64Array),
    tls: numbered(columns.tls as BigUint64Array),
    exchanges: columns.n as Float64Array,
  };
}

async function loadPathways(source: DetectSource, unitSql: string, at: Index): Promise<Pathways> {
  const columns = await source.exchanges.columns(
    `SELECT ${unitSql} AS u, surface, intDiv(time, ${DAY}) AS day, toFloat64(count()) AS n
     FROM exchanges WHERE surface != 0 GROUP BY u, surface, day ORDER BY u, day, surface`,
    [
      { name: 'u', type: 'UInt64' },
      { name: 'surface', type: 'UInt64' },
      { name: 'day', type: 'Int64' },
      { name: 'n', type: 'Float64' },
    ],
  );
  return {
    unit: at(columns.u as BigUint64Array),
    surface: numbered(columns.surface as BigUint64Array),
    day: Int32Array.from(numbersOf(columns.day as BigInt64Array)),
    exchanges: columns.n as Float64Array,
  };
}

async function loadMoments(source: DetectSource, unitSql: string, at: Index, every: number): Promise<Moments> {
  const columns = await source.exchanges.columns(
    `SELECT ${unitSql} AS u, time FROM exchanges WHERE cityHash64(intDiv(time, ${momentBlockMs})) % ${every} = 0 ORDER BY time, u`,
    [
      { name: 'u', type: 'UInt64' },
      { name: 'time', type: 'Int64' },
    ],
  );
  return {
    unit: at(columns.u as BigUint64Array),
    time: numbersOf(columns.time as BigInt64Array),
    block: momentBlockMs,
  };
}

async function loadRepeats(
  source: DetectSource,
  unitSql: string,
  at: Index,
  units: number,
  every: number,
): Promise<Repeats> {
  const sampled = `shared > 0 AND prompt_chars >= system_chars + ${longMessageChars} AND cityHash64(body) % ${every} = 0`;
  const columns = await source.exchanges.columns(
    `WITH again AS (SELECT body FROM exchanges WHERE ${sampled} GROUP BY body HAVING count() > 1)
     SELECT body AS task, ${unitSql} AS u, toFloat64(uniq(intDiv(time, ${HOUR}))) AS hours FROM exchanges
     WHERE ${sampled} AND body IN again GROUP BY task, u ORDER BY task, u`,
    [
      { name: 'task', type: 'UInt64' },
      { name: 'u', type: 'UInt64' },
      { name: 'hours', type: 'Float64' },
    ],
  );
  const counted = await source.exchanges.columns(
    `SELECT ${unitSql} AS u, toFloat64(count()) AS n FROM exchanges WHERE ${sampled} GROUP BY u ORDER BY u`,
    [
      { name: 'u', type: 'UInt64' },
      { name: 'n', type: 'Float64' },
    ],
  );
  const sent = new Float64Array(units);
  at(counted.u as BigUint64Array).forEach((i, r) => {
    sent[i] = Number(counted.n[r]);
  });
  return {
    task: numbered(columns.task as BigUint64Array),
    unit: at(columns.u as BigUint64Array),
    hours: columns.hours as Float64Array,
    sent,
  };
}
