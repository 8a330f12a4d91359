/**
 * Deletes exchanges by age. In a cluster the table is divided by day, and whole days are dropped, which costs nothing.
 * Elsewhere it is not (a batch must be one part) and is sorted by account, so old rows lie everywhere in it. A
 * lightweight delete only marks them: it writes one narrow column. The rows are taken out when a fifth of the table is
 * marked, which rewrites it once; between times merges take out what they pass. A TTL would have rewritten what it touches
 * at each of its merges.
 */
import { DAY } from '../../base/clock.ts';
import type { ClickHouseEngine } from './clickhouse-engine.ts';
import { storedExchanges } from './table-layout.ts';

type Engine = Pick<ClickHouseEngine, 'client' | 'layout'>;

/** Share of marked rows at which they are taken out. */
const REWRITE_SHARE = 0.2;

/** Deletes what is older than `time` (ms since the epoch), in a cluster by whole days; gives how many rows that were. */
export async function deleteExchangesBefore(engine: Engine, time: number): Promise<number> {
  if (engine.layout.kind === 'cluster') return dropDays(engine, Math.floor(time / DAY));
  const deleted = await countExchangesBefore(engine, time);
  if (deleted > 0) {
    await engine.client.command({
      query: 'DELETE FROM exchanges WHERE time < {before:Int64} SETTINGS lightweight_deletes_sync = 2',
      query_params: { before: String(time) },
    });
  }
  await rewriteIfWorth(engine);
  return deleted;
}

/** How many exchanges are older than `time`. */
export async function countExchangesBefore(engine: Engine, time: number): Promise<number> {
  const [row] = await ask<{ n: string }>(engine, 'SELECT count() AS n FROM exchanges WHERE time < {before:Int64}', {
    before: String(time),
  });
  return Number(row?.n ?? 0);
}

/** Days before `first`, since the epoch. The day that a moment falls in goes when it is over. */
async function dropDays(engine: Engine, first: number): Promise<number> {
  const days = await ask<{ day: string; n: string }>(
    engine,
    `SELECT intDiv(time, ${DAY}) AS day, count() AS n FROM exchanges
     WHERE time < {before:Int64} GROUP BY day ORDER BY day`,
    { before: String(first * DAY) },
  );
  const { table, onCluster } = storedExchanges(engine.layout);
  let dropped = 0;
  for (const { day, n } of days) {
    await engine.client.command({ query: `ALTER TABLE ${table} ${onCluster} DROP PARTITION ${Number(day)}` });
    dropped += Number(n);
  }
  return dropped;
}

async function rewriteIfWorth(engine: Engine): Promise<void> {
  // What is stored counts marked rows, what is asked for does not.
  const [parts] = await ask<{ stored: string | null; rewriting: string }>(
    engine,
    `SELECT (SELECT sum(rows) FROM system.parts
             WHERE active AND database = currentDatabase() AND table = 'exchanges') AS stored,
            (SELECT count() FROM system.mutations
             WHERE NOT is_done AND database = currentDatabase() AND table = 'exchanges') AS rewriting`,
  );
  const stored = Number(parts?.stored ?? 0);
  const [left] = await ask<{ n: string }>(engine, 'SELECT count() AS n FROM exchanges');
  const marked = stored - Number(left?.n ?? 0);
  if (marked <= stored * REWRITE_SHARE || parts?.rewriting !== '0') return;
  // Not waited for: it rewrites the table, and inserts go on beside it.
  await engine.client.command({
    query: 'ALTER TABLE exchanges APPLY DELETED MASK SETTINGS mutations_sync = 0',
  });
}

async function ask<T>(engine: Engine, query: string, params: Record<string, unknown> = {}): Promise<T[]> {
  const result = await engine.client.query({ query, format: 'JSONEachRow', query_params: params });
  return (await result.json()) as T[];
}
