/**
 * The audit log in the record store: append-only (a trigger refuses anything else), one chain however many nodes write.
 * Leaves out checking the chain (audit-verify.ts) and how a hash is made (audit-chain.ts).
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Clock } from '../base/clock.ts';
import type { RecordTables } from '../store/records/record-tables.ts';
import { fromStorable, toStorable } from '../store/records/storable-text.ts';
import type { AuditRow } from '../store/records/tables/access.ts';
import { type AuditHead, type ChainedEntry, canonicalJson, EMPTY, entryHash } from './audit-chain.ts';
import type { AuditEntry, AuditTrail } from './audit-trail.ts';

/** An entry as readers get it. */
export interface AuditItem {
  readonly seq: number;
  readonly time: number;
  readonly actor: { readonly kind: string; readonly id: string };
  readonly action: string;
  readonly subject: string;
  readonly detail: unknown;
  readonly previous: string;
  readonly hash: string;
}

export interface AuditLog extends AuditTrail {
  /** Waits until no other node appends, and keeps them from it until the transaction ends. */
  lock(tx: Transaction<RecordTables>): Promise<void>;
  head(): Promise<AuditHead>;
  /** Entries before `before` (absent: the latest), the newest first. */
  page(limit: number, before?: number): Promise<AuditItem[]>;
}

/** Names the chain among PostgreSQL's advisory locks; any number that nobody else uses. */
const CHAIN_LOCK = 0x5117a0d1;

export function createAuditLog(db: Kysely<RecordTables>, clock: Clock): AuditLog {
  const lock = async (tx: Transaction<RecordTables>): Promise<void> => {
    await sql`SELECT pg_advisory_xact_lock(${CHAIN_LOCK})`.execute(tx);
  };
  const recordWithin = async (tx: Transaction<RecordTables>, entry: AuditEntry): Promise<void> => {
    // Whoever appends waits here for the one before to commit, and then sees what it wrote.
    await lock(tx);
    const head = await readHead(tx);
    const actor = entry.actor === 'system' ? { kind: 'system', id: 'system' } : entry.actor;
    const chained: ChainedEntry = {
      seq: head.seq + 1,
      time: clock(),
      actorKind: actor.kind,
      actorId: toStorable(actor.id),
      action: toStorable(entry.action),
      subject: toStorable(entry.subject),
      detail: toStorable(canonicalJson(entry.detail ?? {})),
    };
    await tx
      .insertInto('audit_log')
      .values({
        seq: chained.seq,
        time: chained.time,
        actor_kind: chained.actorKind,
        actor_id: chained.actorId,
        action: chained.action,
        subject: chained.subject,
        detail: chained.detail,
        previous: head.hash,
        hash: entryHash(head.hash, chained),
      })
      .execute();
  };
  return {
    lock,
    recordWithin,
    record: (entry) => db.transaction().execute((tx) => recordWithin(tx, entry)),
    head: () => readHead(db),
    async page(limit, before) {
      let query = db.selectFrom('audit_log').selectAll().orderBy('seq', 'desc').limit(limit);
      if (before !== undefined) query = query.where('seq', '<', before);
      return (await query.execute()).map(toItem);
    },
  };
}

async function readHead(db: Kysely<RecordTables>): Promise<AuditHead> {
  const row = await db
    .selectFrom('audit_log')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? EMPTY : { seq: Number(row.seq), hash: row.hash };
}

function toItem(row: AuditRow): AuditItem {
  return {
    seq: Number(row.seq),
    time: Number(row.time),
    actor: { kind: row.actor_kind, id: fromStorable(row.actor_id) },
    action: fromStorable(row.action),
    subject: fromStorable(row.subject),
    detail: readDetail(fromStorable(row.detail)),
    previous: row.previous,
    hash: row.hash,
  };
}

/** What somebody wrote past us must not keep the rest from being read; the walk of the chain says that it was. */
function readDetail(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
