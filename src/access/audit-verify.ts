/**
 * Walks the audit log and says where its chain breaks first. A chain that was cut at its end is whole in itself: only a
 * head that was noted elsewhere shows that. Reads the table as it is and trusts no trigger.
 */
import type { Kysely } from 'kysely';
import type { RecordTables } from '../store/records/record-tables.ts';
import { type AuditHead, EMPTY, entryHash } from './audit-chain.ts';

export interface AuditVerdict {
  /** Entries that are as they were written, from the first on. */
  readonly entries: number;
  /** The last of these. */
  readonly head: AuditHead;
  /** The first entry that is not as it was written; null when all are. */
  readonly broken: { readonly seq: number; readonly why: string } | null;
  /** Whether the expected head is in the chain; null when none was given. */
  readonly expectedFound: boolean | null;
}

/** Entries of one read. */
const PAGE = 1_000;

export async function verifyAudit(
  db: Kysely<RecordTables>,
  expected?: { readonly seq: number | null; readonly hash: string },
): Promise<AuditVerdict> {
  let head = EMPTY;
  let found = expected === undefined ? null : isExpected(EMPTY, expected);
  for (let first = true; ; first = false) {
    let query = db.selectFrom('audit_log').selectAll().orderBy('seq').limit(PAGE);
    // The first page has no bound below: a number under 1 must not hide an entry from the walk.
    if (!first) query = query.where('seq', '>', head.seq);
    const rows = await query.execute();
    for (const row of rows) {
      const seq = Number(row.seq);
      const hash = entryHash(head.hash, {
        seq,
        time: Number(row.time),
        actorKind: row.actor_kind,
        actorId: row.actor_id,
        action: row.action,
        subject: row.subject,
        detail: row.detail,
      });
      const why =
        seq !== head.seq + 1
          ? `expected entry ${head.seq + 1}, got entry ${seq}: those between are missing`
          : row.previous !== head.hash
            ? 'it does not follow from the entry before it'
            : row.hash !== hash
              ? 'it was changed after it was written'
              : null;
      if (why !== null)
        return { entries: head.seq, head, broken: { seq: head.seq + 1, why }, expectedFound: found };
      head = { seq, hash };
      if (expected !== undefined && isExpected(head, expected)) found = true;
    }
    if (rows.length < PAGE) return { entries: head.seq, head, broken: null, expectedFound: found };
  }
}

function isExpected(head: AuditHead, expected: { seq: number | null; hash: string }): boolean {
  return head.hash === expected.hash && (expected.seq === null || expected.seq === head.seq);
}
