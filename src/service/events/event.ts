/** What happened, as parts of the service tell each other and the outside. Ids and figures; nothing personal. */

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
  /** Kept once this resolves: delivered later, to whoever listens then or asks from a cursor on. */
  append(events: readonly NewEvent[]): Promise<void>;
}
