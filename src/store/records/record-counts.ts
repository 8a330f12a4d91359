/** What a backup notes of a record store, to compare with what came of it: rows by table, and the head of the audit log. */
import type { GuardedPglite } from './guarded-pglite.ts';

/** Number of rows of every table. */
export async function recordCounts(records: Pick<GuardedPglite, 'query'>): Promise<Record<string, number>> {
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

/** Number and hash of the newest entry of the audit log; null if there is none. */
export async function newestAudit(records: Pick<GuardedPglite, 'query'>): Promise<{ seq: number; hash: string } | null> {
  const there = await records.query<{ there: boolean }>(`SELECT to_regclass('audit_log') IS NOT NULL AS there`);
  if (there.rows[0]?.there !== true) return null;
  const { rows } = await records.query<{ seq: number | string; hash: string }>(
    'SELECT seq, hash FROM audit_log ORDER BY seq DESC LIMIT 1',
  );
  return rows[0] === undefined ? null : { seq: Number(rows[0].seq), hash: rows[0].hash };
}
