/** Events of the service, for webhooks and the event stream. They contain ids and figures, never personal data. */
import type { Kysely } from 'kysely';
import type { RecordTables } from '../../store/records/record-tables.ts';

/** All types of events. */
export const EVENT_TYPES = [
  'campaign.found',
  'campaign.changed',
  'campaign.ended',
  'text.opened',
  'text.changed',
  'text.closed',
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
  /** Details of the event, with ids of what it is about. At most 65,536 characters as JSON. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface EventSink {
  /** Appends events within a transaction; they are delivered after it has committed. */
  appendWithin(tx: Kysely<RecordTables>, events: readonly NewEvent[]): Promise<void>;
  /** Wakes followers. Call it after the transaction has committed. */
  wake(): void;
}
