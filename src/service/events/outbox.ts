/**
 * Stores events until they are delivered, numbered without gaps in the order of their commits, and reads them from a number on.
 * Followers are woken at once by events of this node, and within a polling interval by those of other nodes. Events expire by
 * age and by number; readers learn how many they missed. Leaves out delivery (webhook-delivery.ts, src/api/routes/events.ts).
 */
import { type Kysely, sql } from 'kysely';
import { assert } from '../../base/assert.ts';
import { type Clock, DAY, SECOND } from '../../base/clock.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import type { EventRow } from '../../store/records/tables/events.ts';
import type { EventSink, EventType, NewEvent } from './event.ts';

export interface StoredEvent extends NewEvent {
  /** Counts up from 1 without gaps. */
  readonly id: number;
}

export interface EventPage {
  readonly events: readonly StoredEvent[];
  /** Pass this as `after` to read on. */
  readonly next: number;
  /** Number of events after `after` that have expired. */
  readonly missed: number;
}

export interface OutboxOptions {
  readonly db: Kysely<RecordTables>;
  readonly clock: Clock;
  /** How long events are kept, ms (default 30 days) … */
  readonly keepFor?: number;
  /** … and how many at most (default a million). */
  readonly keepMost?: number;
  /** Interval at which followers check for events of other nodes, ms (default one second). */
  readonly poll?: number;
}

export interface OutboxStats {
  /** Events appended by this node, including those of transactions that were rolled back. */
  readonly appended: number;
  /** Expired events deleted by this node. */
  readonly swept: number;
  readonly followers: number;
}

export interface Outbox extends EventSink {
  /** At most `limit` events after the id `after`. */
  read(after: number, limit: number): Promise<EventPage>;
  /** Page after page, waiting for new events, until the signal. A page without events reports missed ones. */
  follow(after: number, signal: AbortSignal): AsyncIterable<EventPage>;
  /** Id of the newest event; 0 before the first. */
  last(): Promise<number>;
  /** Number of wake-ups so far. Take it before reading events and pass it to `wait`, which then misses none in between. */
  wakes(): number;
  /** Resolves when there may be events after `after`: on a wake-up since `wakes`, after `atMost` ms, or at the signal. */
  wait(after: number, wakes: number, atMost: number, signal: AbortSignal): Promise<void>;
  /** Deletes expired events. */
  sweep(): Promise<void>;
  stats(): OutboxStats;
}

const SEQUENCE = 'events';
const PAGE = 100;
/** Maximum length of an event's data as JSON, in characters. */
const MOST_DATA = 65_536;
/** Maximum time of one wait, ms. */
const LONGEST_WAIT = 60 * SECOND;

/** Makes the outbox of one node over an open record database. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { db, clock, keepFor = 30 * DAY, keepMost = 1_000_000, poll = SECOND } = options;
  const waiting = new Set<{ readonly after: number; resolve(): void }>();
  let appended = 0;
  let swept = 0;
  let followers = 0;
  let wakes = 0;
  let polling: NodeJS.Timeout | null = null;

  /** Checks for events of other nodes as long as followers wait. */
  const pollWhileWaiting = (): void => {
    if (polling !== null || waiting.size === 0) return;
    polling = setTimeout(async () => {
      // If the store does not respond, the next poll tries again: followers lose time, not events.
      const newest = await lastId(db).catch(() => 0);
      polling = null;
      // Only followers that have not read up to there.
      for (const waiter of waiting) if (waiter.after < newest) waiter.resolve();
      pollWhileWaiting();
    }, poll);
    polling.unref();
  };

  const wait = (after: number, since: number, atMost: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted || wakes !== since) return resolve();
      const waiter = {
        after,
        resolve: () => {
          waiting.delete(waiter);
          clearTimeout(timer);
          signal.removeEventListener('abort', waiter.resolve);
          resolve();
        },
      };
      const timer = setTimeout(waiter.resolve, Math.min(atMost, LONGEST_WAIT));
      signal.addEventListener('abort', waiter.resolve);
      waiting.add(waiter);
      pollWhileWaiting();
    });

  return {
    async appendWithin(tx, events) {
      await appendEvents(tx, events);
      appended += events.length;
    },
    wake() {
      wakes++;
      for (const waiter of waiting) waiter.resolve();
    },
    wakes: () => wakes,
    wait,
    read: (after, limit) => readEvents(db, after, limit),
    last: () => lastId(db),
    async *follow(after, signal) {
      followers++;
      try {
        for (let from = after; !signal.aborted; ) {
          const before = wakes;
          const page = await readEvents(db, from, PAGE);
          from = page.next;
          if (page.events.length > 0 || page.missed > 0) yield page;
          else await wait(from, before, LONGEST_WAIT, signal);
        }
      } finally {
        followers--;
      }
    },
    async sweep() {
      const until = (await lastId(db)) - keepMost;
      const gone = await db
        .deleteFrom('events')
        .where((eb) => eb.or([eb('time', '<', clock() - keepFor), eb('id', '<=', until)]))
        .executeTakeFirst();
      swept += Number(gone.numDeletedRows);
    },
    stats: () => ({ appended, swept, followers }),
  };
}

async function appendEvents(tx: Kysely<RecordTables>, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const data = events.map((event) => JSON.stringify(event.data));
  for (const text of data)
    assert(text.length <= MOST_DATA, `an event has at most ${MOST_DATA} characters, got ${text.length}`);
  // Locks the row until the transaction ends, so that ids are committed in their order.
  const taken = await tx
    .updateTable('event_sequence')
    .set({ last: sql<number>`last + ${events.length}` })
    .where('name', '=', SEQUENCE)
    .returning('last')
    .executeTakeFirstOrThrow();
  const first = Number(taken.last) - events.length + 1;
  const rows = events.map(({ type, time }, k) => ({ id: first + k, type, time, data: data[k] as string }));
  for (let at = 0; at < rows.length; at += PAGE)
    await tx
      .insertInto('events')
      .values(rows.slice(at, at + PAGE))
      .execute();
}

async function readEvents(db: Kysely<RecordTables>, after: number, limit: number): Promise<EventPage> {
  // Before the events: those appended in between must not seem to have expired.
  const newest = await lastId(db);
  const rows = await db.selectFrom('events').selectAll().where('id', '>', after).orderBy('id').limit(limit).execute();
  const events = rows.map(eventOf);
  // Ids have no gaps, so events missing before the first one have expired. An empty table may have had events.
  const first = events[0]?.id ?? newest + 1;
  const missed = Math.max(0, first - after - 1);
  return { events, next: events.at(-1)?.id ?? after + missed, missed };
}

async function lastId(db: Kysely<RecordTables>): Promise<number> {
  const row = await db.selectFrom('event_sequence').select('last').where('name', '=', SEQUENCE).executeTakeFirstOrThrow();
  return Number(row.last);
}

function eventOf(row: EventRow): StoredEvent {
  return {
    id: Number(row.id),
    type: row.type as EventType,
    time: Number(row.time),
    data: JSON.parse(row.data),
  };
}
