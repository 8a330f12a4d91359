/** What happened, as parts of the service tell each other and the outside. Ids and figures; nothing personal. */
import type { Kysely } from 'kysely';
import type { RecordTables } from '../../store/records/record-tables.ts';

export const EVENT_TYPES = [
  'campaign.found',
  'campaign.changed',
  'campaign.ended',
  'decision.changed',
  'decision.proposed',
  'policy.activated',
  'webhook.disabled',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface NewEvent {
  readonly type: EventType;
  /** ms since the epoch. */
  readonly time: number;
  /** JSON: what the event is about, by ids. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface EventSink {
  /** As part of a transaction, kept once it is committed: delivered later, to whoever listens then or asks from a cursor on. */
  appendWithin(tx: Kysely<RecordTables>, events: readonly NewEvent[]): Promise<void>;
  /** Followers look at once: call it when the transaction is committed. */
  wake(): void;
}
