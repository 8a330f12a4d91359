/** The interface by which other parts write to the audit log. */
import type { Transaction } from 'kysely';
import type { RecordTables } from '../store/records/record-tables.ts';
import type { Principal } from './principal.ts';

export interface AuditEntry {
  /** Who did it; `system` for actions of the service itself. */
  readonly actor: Pick<Principal, 'kind' | 'id'> | 'system';
  /** What was done, in the form `noun.verb`: `key.created`, `policy.activated`, `decision.approved`. */
  readonly action: string;
  /** Id of what it was done to. */
  readonly subject: string;
  /** Further details for readers. Must not contain secrets or personal data. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface AuditTrail {
  /** Appends an entry; it is stored once this resolves. */
  record(entry: AuditEntry): Promise<void>;
  /**
   * Appends within a transaction, so that a change and its entry commit together. Call it last in the transaction: until
   * that ends, no other node can append.
   */
  recordWithin(tx: Transaction<RecordTables>, entry: AuditEntry): Promise<void>;
}
