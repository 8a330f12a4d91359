/** What other parts know of the audit log: that it keeps what they tell it. */
import type { Transaction } from 'kysely';
import type { RecordTables } from '../store/records/record-tables.ts';
import type { Principal } from './principal.ts';

export interface AuditEntry {
  /** Who did it; `system` when nobody asked for it. */
  readonly actor: Pick<Principal, 'kind' | 'id'> | 'system';
  /** What was done, as noun.verb: `key.created`, `policy.activated`, `decision.approved`. */
  readonly action: string;
  /** What it was done to, by id. */
  readonly subject: string;
  /** JSON: what else a reader needs; no secret and nothing personal. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface AuditTrail {
  /** Kept, and part of the chain, once this resolves. */
  record(entry: AuditEntry): Promise<void>;
  /**
   * Appends within a transaction, so that a change and its entry are kept both or not at all. Call it last: until the
   * transaction ends, no other node can append.
   */
  recordWithin(tx: Transaction<RecordTables>, entry: AuditEntry): Promise<void>;
}
