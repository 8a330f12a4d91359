/** Rows of the outbox of events and of webhooks, after the last migration. Numbers that are bigint come as text from a server. */

export interface EventRow {
  id: number | string;
  type: string;
  time: number | string;
  /** JSON text. */
  data: string;
}

/** One row: the id given out last. */
export interface EventSequenceRow {
  name: string;
  last: number | string;
}

export interface WebhookRow {
  id: string;
  url: string;
  /** JSON text: the types of events that are sent; empty for all. */
  types: string;
  /** Sealed (src/service/events/seal.ts). */
  secret: string;
  /** The secret before the last rotation, until a time. */
  old_secret: string | null;
  old_secret_until: number | string | null;
  active: boolean;
  /** Why it is not. */
  inactive_because: string | null;
  created: number | string;
  /** The last event that is done with: delivered, given up, or not asked for. */
  after: number | string;
  /** Of the event behind that one. */
  attempts: number;
  first_attempt: number | string | null;
  next_attempt: number | string;
  /** Since when no delivery has succeeded; null when the last one has. */
  failing_since: number | string | null;
}

export interface WebhookDeliveryRow {
  webhook: string;
  event: number | string;
  type: string;
  outcome: 'delivered' | 'dead' | 'retrying';
  attempts: number;
  /** Of the last attempt. */
  time: number | string;
  /** HTTP status of the last answer, null without one. */
  status: number | null;
  reason: string | null;
}
