/**
 * The anchor of the audit log: its head in a file of the data directory, outside the record store. A log whose end was cut off is still a
 * valid chain; it no longer contains its anchor. The anchor follows each committed entry within moments, and never replaces one
 * that the log does not contain. On a server each node has an anchor of its own, which follows the entries of all nodes: entries are
 * never removed, so a head that was once committed stays in the log whichever node wrote it. Leaves out verifying the rest of the
 * chain (audit-verify.ts).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { AUDIT_ANCHOR_FILE, writeWhole } from '../store/directory/directory-files.ts';
import type { RecordTables } from '../store/records/record-tables.ts';
import { type AuditHead, formatHead, parseHead } from './audit-chain.ts';

export interface AuditAnchor {
  /** The head in the file; null if there is none yet. A damaged file counts as a head that no log contains. */
  read(): AuditHead | null;
  /** Whether the log did not contain the anchor when it was last to be moved. */
  isMissing(): boolean;
  /** Moves the anchor to the newest entry, once the transaction that appends has ended. Calls while it moves share one more move. Resolves when it is on disk. */
  move(): Promise<void>;
  /** Stops moving it by itself, and moves it a last time. */
  close(): Promise<void>;
}

export interface AuditAnchorOptions {
  /** The data directory. */
  readonly directory: string;
  /** How often to move it even if this process appends nothing, ms: other nodes do. Absent: never. */
  readonly every?: number;
  /** Called with every new anchor. */
  onMoved?(head: AuditHead): void;
  /** Called with an anchor that the log does not contain; it stays. */
  onMissing?(head: AuditHead): void;
  /** Called with an error of the file or the database; the next entry tries again. */
  onError?(error: unknown): void;
}

/** What a damaged file says: a head that cannot be, so that verification reports it. */
const UNREADABLE: AuditHead = { seq: Number.MAX_SAFE_INTEGER, hash: 'f'.repeat(64) };

/** Advisory lock of the chain: an arbitrary number that other software is unlikely to use. Appends take it exclusively. */
export const CHAIN_LOCK = 0x5117a0d1;

/** The head in the anchor's file of a data directory; null if there is none. A damaged file counts as a head that no log contains. */
export function readAnchor(directory: string): AuditHead | null {
  const path = join(directory, AUDIT_ANCHOR_FILE);
  if (!existsSync(path)) return null;
  const head = parseHead(readFileSync(path, 'utf8'));
  return head === null || head.seq === null ? UNREADABLE : { seq: head.seq, hash: head.hash };
}

/** Keeps the anchor of the audit log in `db`. */
export function createAuditAnchor(db: Kysely<RecordTables>, options: AuditAnchorOptions): AuditAnchor {
  const path = join(options.directory, AUDIT_ANCHOR_FILE);
  let moving: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let missing = false;

  const read = (): AuditHead | null => readAnchor(options.directory);
  const moveOnce = async (): Promise<void> => {
    try {
      const anchor = read();
      const { newest, isContained } = await db.transaction().execute(async (tx) => {
        // Waits for an append under way, whose transaction may be on another connection and have asked for this move.
        await sql`SELECT pg_advisory_xact_lock_shared(${CHAIN_LOCK})`.execute(tx);
        return { newest: await newestEntry(tx), isContained: anchor === null || (await contains(tx, anchor)) };
      });
      missing = !isContained;
      if (anchor !== null && !isContained) {
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
  const move = (): Promise<void> => {
    if (moving === null) return start();
    next ??= moving.then(() => {
      next = null;
      return start();
    });
    return next;
  };
  const timer = options.every === undefined ? undefined : setInterval(() => void move(), options.every).unref();
  return {
    read,
    isMissing: () => missing,
    move,
    close() {
      clearInterval(timer);
      return move();
    },
  };
}

async function newestEntry(db: Kysely<RecordTables>): Promise<{ seq: number; hash: string } | undefined> {
  return db.selectFrom('audit_log').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
}

async function contains(db: Kysely<RecordTables>, { seq, hash }: AuditHead): Promise<boolean> {
  const row = await db.selectFrom('audit_log').select('hash').where('seq', '=', seq).executeTakeFirst();
  return row?.hash === hash;
}
