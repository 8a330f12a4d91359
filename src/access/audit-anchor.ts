/**
 * The anchor of the audit log: its head in a file of the data directory, outside the record store. A log whose end was cut off is still a
 * valid chain; it no longer contains its anchor. The anchor follows each committed entry within moments, and never replaces one
 * that the log does not contain. Leaves out verifying the rest of the chain (audit-verify.ts).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { AUDIT_ANCHOR_FILE, writeWhole } from '../store/directory/directory-files.ts';
import type { RecordTables } from '../store/records/record-tables.ts';
import { type AuditHead, formatHead, parseHead } from './audit-chain.ts';

export interface AuditAnchor {
  /** The head in the file; null if there is none yet. A damaged file counts as a head that no log contains. */
  read(): AuditHead | null;
  /** Moves the anchor to the newest committed entry. Calls while it moves share one more move. Resolves when it is on disk. */
  move(): Promise<void>;
}

export interface AuditAnchorOptions {
  /** The data directory. */
  readonly directory: string;
  /** Called with every new anchor. */
  onMoved?(head: AuditHead): void;
  /** Called with an anchor that the log does not contain; it stays. */
  onMissing?(head: AuditHead): void;
  /** Called with an error of the file or the database; the next entry tries again. */
  onError?(error: unknown): void;
}

/** What a damaged file says: a head that cannot be, so that verification reports it. */
const UNREADABLE: AuditHead = { seq: Number.MAX_SAFE_INTEGER, hash: 'f'.repeat(64) };

/** Keeps the anchor of the audit log in `db`, which is one connection: a query waits until the transaction before it has ended. */
export function createAuditAnchor(db: Kysely<RecordTables>, options: AuditAnchorOptions): AuditAnchor {
  const path = join(options.directory, AUDIT_ANCHOR_FILE);
  let moving: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  const read = (): AuditHead | null => {
    if (!existsSync(path)) return null;
    const head = parseHead(readFileSync(path, 'utf8'));
    return head === null || head.seq === null ? UNREADABLE : { seq: head.seq, hash: head.hash };
  };
  const moveOnce = async (): Promise<void> => {
    try {
      const anchor = read();
      const newest = await db
        .selectFrom('audit_log')
        .select(['seq', 'hash'])
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (anchor !== null && !(await contains(db, anchor))) {
        options.onMissing?.(anchor);
        return;
      }
      if (newest === undefined || newest.hash === anchor?.hash) return;
      const head = { seq: Number(newest.seq), hash: newest.hash };
      writeWhole(path, `${formatHead(head)}\n`);
      options.onMoved?.(head);
    } catch (error) {
      options.onError?.(error);
    }
  };
  const start = (): Promise<void> => {
    moving = moveOnce().finally(() => {
      moving = null;
    });
    return moving;
  };
  return {
    read,
    move() {
      if (moving === null) return start();
      next ??= moving.then(() => {
        next = null;
        return start();
      });
      return next;
    },
  };
}

async function contains(db: Kysely<RecordTables>, { seq, hash }: AuditHead): Promise<boolean> {
  const row = await db.selectFrom('audit_log').select('hash').where('seq', '=', seq).executeTakeFirst();
  return row?.hash === hash;
}
