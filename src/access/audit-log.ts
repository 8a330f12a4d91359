/**
 * The audit log in the record store: append-only, enforced by a trigger, and one hash chain for all nodes. Leaves out
 * verifying the chain (audit-verify.ts) and hashing (audit-chain.ts).
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Clock } from '../base/clock.ts';
import type { RecordTables } from '../store/records/record-tables.ts';
import { fromStorable, toStorable } from '../store/records/storable-text.ts';
import type { AuditRow } from '../store/records/tables/access.ts';
import { type AuditAnchor, CHAIN_LOCK } from './audit-anchor.ts';
import { type AuditHead, type ChainedEntry, canonicalJson, EMPTY, entryHash } from './audit-chain.ts';
import type { AuditEntry, AuditTrail } from './audit-trail.ts';

/** An entry of the log, decoded. */
export interface AuditItem {
  readonly seq: number;
  /** ms since the epoch. */
  readonly time: number;
  readonly actor: { readonly kind: string; readonly id: string };
  readonly action: string;
  readonly subject: string;
  readonly detail: unknown;
  readonly previous: string;
  readonly hash: string;
}

export interface AuditLog extends AuditTrail {
  /** Takes the exclusive right to append until the transaction ends; waits for other nodes. */
  lock(tx: Transaction<RecordTables>): Promise<void>;
  /** The newest entry. */
  head(): Promise<AuditHead>;
  /** At most `limit` entries, newest first, with numbers below `before` if it is given. */
  page(limit: number, before?: number): Promise<AuditItem[]>;
}

/** Makes the audit log over an open record database. @param anchor moved after each entry, if there is one */
export function createAuditLog(db: Kysely<RecordTables>, clock: Clock, anchor?: AuditAnchor): AuditLog {
  const lock = async (tx: Transaction<RecordTables>): Promise<void> => {
    await sql`SELECT pg_advisory_xact_lock(${CHAIN_LOCK})`.execute(tx);
  };
  const recordWithin = async (tx: Transaction<RecordTables>, entry: AuditEntry): Promise<void> => {
    // Appends wait here for the previous one to commit, and then see its entry.
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
    // The move waits for the end of this transaction, and must not be waited for in it.
    void anchor?.move();
  };
  return {
    lock,
    recordWithin,
    async record(entry) {
      await db.transaction().execute((tx) => recordWithin(tx, entry));
      await anchor?.move();
    },
    head: () => readHead(db),
    async page(limit, before) {
      let query = db.selectFrom('audit_log').selectAll().orderBy('seq', 'desc').limit(limit);
      if (before !== undefined) query = query.where('seq', '<', before);
      return (await query.execute()).map(toItem);
    },
  };
}

async function readHead(db: Kysely<RecordTables>): Promise<AuditHead> {
  const row = await db.selectFrom('audit_log').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
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

/** An entry written around the service must not make the rest unreadable; verification reports it. */
function readDetail(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
