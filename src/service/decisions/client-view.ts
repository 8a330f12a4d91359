/**
 * What a client that keeps its own copy is told: what changed after a cursor, whole pages to begin with, and the hash by
 * which it checks itself. How often to ask is advised with a spread, so that clients do not all come at once.
 */
import { fail, ok, type Result } from '../../base/problem.ts';
import type { DecisionIndex, Entry, Hash } from './decision-index.ts';
import { BUCKETS } from './reconcile-hash.ts';

/** Between two questions of one client, ms: this, and up to as much again. */
const ASK_EVERY = 5_000;
/** The hash is over what had not ended by the last full minute: it is computed once a minute, or change, for all. */
const HASH_EVERY = 60_000;

export interface Changes {
  /** Where to go on. */
  readonly cursor: number;
  readonly entries: readonly Entry[];
  /** More has changed already: ask at once. */
  readonly more: boolean;
  readonly retryAfter: number;
}

export interface SnapshotPage {
  /** Of the whole copy: that of its first page. */
  readonly cursor: number;
  readonly entries: readonly Entry[];
  /** Null after the last one. */
  readonly nextBucket: number | null;
}

/** Problem code: `cursor_too_old`. */
export function changesSince(index: DecisionIndex, cursor: number, limit: number, random: () => number): Result<Changes> {
  if (cursor < index.floor) {
    return fail({
      code: 'cursor_too_old',
      message: 'Expected a cursor whose changes are still known, got an older one.',
      hint: 'Take the pages of GET /v1/decision-snapshot, and go on from the cursor of the first.',
    });
  }
  const entries = index.since(cursor, limit);
  const more = entries.length === limit;
  return ok({
    // A node that lags behind the one asked before answers with no changes and keeps the client's cursor.
    cursor: more ? (entries.at(-1) as Entry).seq : Math.max(cursor, index.cursor),
    entries,
    more,
    retryAfter: more ? 0 : Math.round(ASK_EVERY * (1 + random())),
  });
}

/** Whole buckets from `bucket` on, until there are `limit` accounts. */
export function snapshotPage(index: DecisionIndex, bucket: number, limit: number, now: number): SnapshotPage {
  const { cursor } = index;
  const entries: Entry[] = [];
  let at = bucket;
  do {
    for (const entry of index.inBucket(at)) if (entry.until > now) entries.push(entry);
    at++;
  } while (at < BUCKETS && entries.length < limit);
  return { cursor, entries, nextBucket: at < BUCKETS ? at : null };
}

export function currentHash(index: DecisionIndex, now: number): Hash {
  return index.hash(Math.floor(now / HASH_EVERY) * HASH_EVERY);
}
