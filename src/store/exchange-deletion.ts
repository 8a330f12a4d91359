/**
 * Deletes exchanges by age. The table has no partitions to drop (a batch must be one part) and is sorted by account, so
 * old rows lie everywhere in it. A lightweight delete only marks them: it writes one narrow column. The rows are taken
 * out when a fifth of the table is marked, which rewrites it once; between times merges take out what they pass.
 * A TTL would have rewritten what it touches at each of its merges.
 */
import type { ClickHouseClient } from '@clickhouse/client';
import type { StoredTable } from './table-layout.ts';

/** Share of marked rows at which they are taken out. */
const REWRITE_SHARE = 0.2;

/** Deletes what is older than `time` (ms since the epoch); gives how many rows that were. */
export async function deleteExchangesBefore(
  client: ClickHouseClient,
  time: number,
  { table, onCluster }: StoredTable,
): Promise<number> {
  const deleted = await countExchangesBefore(client, time);
  if (deleted > 0) {
    await client.command({
      query: `DELETE FROM ${table} ${onCluster} WHERE time < {before:Int64} SETTINGS lightweight_deletes_sync = 2`,
      query_params: { before: String(time) },
    });
  }
  // What is stored counts marked rows, what is asked for does not.
  const [parts] = await ask<{ stored: string | null; rewriting: string }>(
    client,
    `SELECT (SELECT sum(rows) FROM system.parts
             WHERE active AND database = currentDatabase() AND table = {table:String}) AS stored,
            (SELECT count() FROM system.mutations
             WHERE NOT is_done AND database = currentDatabase() AND table = {table:String}) AS rewriting`,
    { table },
  );
  const stored = Number(parts?.stored ?? 0);
  const [left] = await ask<{ n: string }>(client, `SELECT count() AS n FROM ${table}`);
  const marked = stored - Number(left?.n ?? 0);
  if (marked > stored * REWRITE_SHARE && parts?.rewriting === '0') {
    // Not waited for: it rewrites the table, and inserts go on beside it.
    await client.command({
      query: `ALTER TABLE ${table} ${onCluster} APPLY DELETED MASK SETTINGS mutations_sync = 0`,
    });
  }
  return deleted;
}

/** How many exchanges are older than `time`. */
export async function countExchangesBefore(client: ClickHouseClient, time: number): Promise<number> {
  const [row] = await ask<{ n: string }>(
    client,
    'SELECT count() AS n FROM exchanges WHERE time < {before:Int64}',
    {
      before: String(time),
    },
  );
  return Number(row?.n ?? 0);
}

async function ask<T>(
  client: ClickHouseClient,
  query: string,
  params: Record<string, unknown> = {},
): Promise<T[]> {
  const result = await client.query({ query, format: 'JSONEachRow', query_params: params });
  return (await result.json()) as T[];
}
