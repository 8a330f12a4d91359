/**
 * Looks up the rows of API keys in batches, one query at a time: made-up keys, however many, cost the database one query after
 * another and never more, and a key that was not seen before waits for at most the batch before its own. While the database does
 * not answer, it is asked again at most once a second, and look-ups fail at once. Leaves out what a row is good for (key-ring.ts).
 */
import type { Kysely } from 'kysely';
import { type Clock, SECOND } from '../base/clock.ts';
import type { RecordTables } from '../store/records/record-tables.ts';
import type { ApiKeyRow } from '../store/records/tables/access.ts';

export interface KeyLookups {
  /** The row of a key; null if there is none. Joins a running look-up of the same key. Throws if the database does not answer. */
  row(id: string): Promise<ApiKeyRow | null>;
  /** Has the next look-up of a key not join a running one. */
  forget(id: string): void;
  /** Whether the last query failed. */
  failing(): boolean;
  /** Whether a query may be made now: if the last one failed, only after a pause. */
  mayAsk(): boolean;
  stats(): KeyLookupStats;
}

export interface KeyLookupStats {
  /** Keys looked up. */
  readonly lookups: number;
  /** Queries, each for a batch of keys. */
  readonly queries: number;
  readonly failedQueries: number;
}

export interface KeyLookupOptions {
  readonly tenant: string;
  readonly monotonic: Clock;
}

/** Keys in one query. */
const BATCH = 500;
/** Keys that may wait. They are bounded by the open connections as well: this many take more than a second to answer. */
const MOST_WAITING = 50_000;
/** Longest time to wait for a query, ms. */
const PATIENCE = 5 * SECOND;
/** Pause after a failed query, ms. */
const PAUSE = SECOND;

interface Waiting {
  readonly id: string;
  resolve(row: ApiKeyRow | null): void;
  reject(error: unknown): void;
}

/** Makes the look-ups of one node. */
export function createKeyLookups(db: Kysely<RecordTables>, { tenant, monotonic }: KeyLookupOptions): KeyLookups {
  const asked = new Map<string, Promise<ApiKeyRow | null>>();
  const counts = { lookups: 0, queries: 0, failedQueries: 0 };
  let waiting: Waiting[] = [];
  let running = false;
  let failedAt: number | null = null;

  const query = async (ids: readonly string[]): Promise<Map<string, ApiKeyRow>> => {
    counts.queries++;
    const rows = db.selectFrom('api_keys').selectAll().where('tenant', '=', tenant).where('id', 'in', ids).execute();
    return new Map((await inTime(rows)).map((row) => [row.id, row]));
  };

  const run = async (): Promise<void> => {
    // Includes look-ups of the same turn of the event loop.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH);
      try {
        const rows = await query(batch.map(({ id }) => id));
        failedAt = null;
        for (const { id, resolve } of batch) resolve(rows.get(id) ?? null);
      } catch (error) {
        counts.failedQueries++;
        failedAt = monotonic();
        // The others would wait for the same failure.
        for (const { reject } of [...batch, ...waiting]) reject(error);
        waiting = [];
      }
    }
    // In the same turn in which the queue was found empty.
    running = false;
  };

  const mayAsk = (): boolean => failedAt === null || monotonic() - failedAt >= PAUSE;

  return {
    row(id) {
      const same = asked.get(id);
      if (same !== undefined) return same;
      if (!mayAsk()) return Promise.reject(new LookupError('the database did not answer a moment ago'));
      if (waiting.length >= MOST_WAITING) return Promise.reject(new LookupError('too many keys wait for a look-up'));
      counts.lookups++;
      const found = new Promise<ApiKeyRow | null>((resolve, reject) => {
        waiting.push({ id, resolve, reject });
      });
      asked.set(id, found);
      const done = () => {
        if (asked.get(id) === found) asked.delete(id);
      };
      found.then(done, done);
      if (!running) {
        running = true;
        void run();
      }
      return found;
    },
    forget: (id) => void asked.delete(id),
    failing: () => failedAt !== null,
    mayAsk,
    stats: () => ({ ...counts }),
  };
}

/** A look-up that was not made, or not answered in time. */
class LookupError extends Error {
  override readonly name = 'LookupError';
  readonly code = 'lookup_failed';
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LookupError('the database did not answer in time')), PATIENCE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
}
