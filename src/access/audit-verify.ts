/**
 * Verifies the audit log and finds the first break in its chain. A log whose end was cut off is still a valid chain; only a
 * checkpoint stored elsewhere reveals that: the anchor (audit-anchor.ts), or one that somebody noted. Reads the table itself and does not rely on the trigger.
 */
import type { Kysely } from 'kysely';
import type { RecordTables } from '../store/records/record-tables.ts';
import { type AuditHead, EMPTY, entryHash } from './audit-chain.ts';

export interface AuditVerdict {
  /** Number of intact entries, counted from the first. */
  readonly entries: number;
  /** The last intact entry. */
  readonly head: AuditHead;
  /** The first entry that breaks the chain; null if none does. */
  readonly broken: { readonly seq: number; readonly why: string } | null;
  /** Whether the chain contains the expected checkpoint; null if none was given. */
  readonly expectedFound: boolean | null;
  /** Whether the chain contains its anchor, the head that was kept outside the store; null if there is none. */
  readonly anchorFound: boolean | null;
}

/** A head, or its hash alone. */
export interface Checkpoint {
  readonly seq: number | null;
  readonly hash: string;
}

/** Entries per query. */
const PAGE = 1_000;

/**
 * Reads the whole audit log and checks every hash.
 * @param expected an earlier checkpoint that the log must contain; `seq` null means at any place
 * @param anchor the head that was kept outside the store, read before the call
 */
export async function verifyAudit(
  db: Kysely<RecordTables>,
  expected?: Checkpoint,
  anchor: Checkpoint | null = null,
): Promise<AuditVerdict> {
  let head = EMPTY;
  let expectedFound = expected === undefined ? null : isExpected(EMPTY, expected);
  let anchorFound = anchor === null ? null : isExpected(EMPTY, anchor);
  for (let first = true; ; first = false) {
    let query = db.selectFrom('audit_log').selectAll().orderBy('seq').limit(PAGE);
    // No lower bound on the first page: an entry with a number below 1 must not escape the check.
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
          ? `expected entry ${head.seq + 1}, got entry ${seq}: the entries in between are missing`
          : row.previous !== head.hash
            ? 'it does not continue the entry before it'
            : row.hash !== hash
              ? 'it was changed after it was written'
              : null;
      if (why !== null) return { entries: head.seq, head, broken: { seq: head.seq + 1, why }, expectedFound, anchorFound };
      head = { seq, hash };
      if (expected !== undefined && isExpected(head, expected)) expectedFound = true;
      if (anchor !== null && isExpected(head, anchor)) anchorFound = true;
    }
    if (rows.length < PAGE) return { entries: head.seq, head, broken: null, expectedFound, anchorFound };
  }
}

function isExpected(head: AuditHead, expected: Checkpoint): boolean {
  return head.hash === expected.hash && (expected.seq === null || expected.seq === head.seq);
}
