/** Rows of a record store by table, to compare a backup with what came of it. */
import type { PGlite } from '@electric-sql/pglite';

/** Number of rows of every table. */
export async function recordCounts(records: Pick<PGlite, 'query'>): Promise<Record<string, number>> {
  const { rows } = await records.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const counted = await records.query<{ n: number | string }>(`SELECT count(*) AS n FROM "${name.replaceAll('"', '""')}"`);
    counts[name] = Number(counted.rows[0]?.n ?? 0);
  }
  return counts;
}
