/**
 * Events kept until they are delivered: numbered without gaps in the order in which they were committed, read from a number
 * on. Whoever follows is woken at once by what this node appends, and within a poll by what others append. Kept for some days
 * and up to a number; what is older goes, and who asks for it is told. Leaves out delivery.
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
  /** Ask from here next. */
  readonly next: number;
  /** Events behind the asked one that are no longer kept. */
  readonly missed: number;
}

export interface OutboxOptions {
  readonly db: Kysely<RecordTables>;
  readonly clock: Clock;
  /** Events are kept this long, ms … */
  readonly keepFor?: number;
  /** … and at most so many. */
  readonly keepMost?: number;
  /** How often followers look for what other nodes appended, ms. */
  readonly poll?: number;
}

export interface OutboxStats {
  /** By this node, those of transactions that were taken back included. */
  readonly appended: number;
  readonly swept: number;
  readonly followers: number;
}

export interface Outbox extends EventSink {
  /** At most `limit` events behind `after`. */
  read(after: number, limit: number): Promise<EventPage>;
  /** Page after page, waiting for more at the end, until the signal. A page without events tells of missed ones. */
  follow(after: number, signal: AbortSignal): AsyncIterable<EventPage>;
  /** The newest id; 0 before the first. */
  last(): Promise<number>;
  /** How often followers were woken: read it before reading events, and a wait misses nothing that comes in between. */
  wakes(): number;
  /** Resolves when there may be something behind `after`: when woken since `wakes`, after `atMost` ms, or at the signal. */
  wait(after: number, wakes: number, atMost: number, signal: AbortSignal): Promise<void>;
  /** Removes what need not be kept. */
  sweep(): Promise<void>;
  stats(): OutboxStats;
}

const SEQUENCE = 'events';
const PAGE = 100;
/** Most characters of an event's data: ids and figures are few. */
const MOST_DATA = 65_536;
/** A poll keeps nobody awake longer than this while nothing comes, ms. */
const LONGEST_WAIT = 60 * SECOND;

export function createOutbox(options: OutboxOptions): Outbox {
  const { db, clock, keepFor = 30 * DAY, keepMost = 1_000_000, poll = SECOND } = options;
  const waiting = new Set<{ readonly after: number; resolve(): void }>();
  let appended = 0;
  let swept = 0;
  let followers = 0;
  let wakes = 0;
  let polling: NodeJS.Timeout | null = null;

  const last = async (): Promise<number> => {
    const row = await db
      .selectFrom('event_sequence')
      .select('last')
      .where('name', '=', SEQUENCE)
      .executeTakeFirstOrThrow();
    return Number(row.last);
  };

  const wake = (): void => {
    wakes++;
    for (const waiter of waiting) waiter.resolve();
  };

  const pollWhileAnybodyWaits = (): void => {
    if (polling !== null || waiting.size === 0) return;
    polling = setTimeout(async () => {
      // A store that does not answer now is asked again: followers lose time, not events.
      const newest = await last().catch(() => 0);
      polling = null;
      // Only who has not read up to there: a poll that finds nothing is no news.
      for (const waiter of waiting) if (waiter.after < newest) waiter.resolve();
      pollWhileAnybodyWaits();
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
      pollWhileAnybodyWaits();
    });

  const appendWithin = async (tx: Kysely<RecordTables>, events: readonly NewEvent[]): Promise<void> => {
    if (events.length === 0) return;
    const data = events.map((event) => JSON.stringify(event.data));
    for (const text of data)
      assert(text.length <= MOST_DATA, `an event has at most ${MOST_DATA} characters, got ${text.length}`);
    // Holds the row until the transaction ends: whoever appends next waits, so ids are committed in their order.
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
    appended += events.length;
  };

  const read = async (after: number, limit: number): Promise<EventPage> => {
    // Before the events: what comes in between must not look as if it had been swept.
    const newest = await last();
    const rows = await db
      .selectFrom('events')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute();
    const events = rows.map(eventOf);
    // Ids have no gaps: what is missing in front of the first was swept. An empty table may have had events.
    const first = events[0]?.id ?? newest + 1;
    const missed = Math.max(0, first - after - 1);
    return { events, next: events.at(-1)?.id ?? after + missed, missed };
  };

  return {
    appendWithin,
    wake,
    read,
    async *follow(after, signal) {
      followers++;
      try {
        for (let from = after; !signal.aborted; ) {
          const before = wakes;
          const page = await read(from, PAGE);
          from = page.next;
          if (page.events.length > 0 || page.missed > 0) yield page;
          else await wait(from, before, LONGEST_WAIT, signal);
        }
      } finally {
        followers--;
      }
    },
    last,
    wakes: () => wakes,
    wait,
    async sweep() {
      const until = (await last()) - keepMost;
      const gone = await db
        .deleteFrom('events')
        .where((eb) => eb.or([eb('time', '<', clock() - keepFor), eb('id', '<=', until)]))
        .executeTakeFirst();
      swept += Number(gone.numDeletedRows);
    },
    stats: () => ({ appended, swept, followers }),
  };
}

function eventOf(row: EventRow): StoredEvent {
  return {
    id: Number(row.id),
    type: row.type as EventType,
    time: Number(row.time),
    data: JSON.parse(row.data),
  };
}
