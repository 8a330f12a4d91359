/**
 * Checks API keys on requests without a query for each: rows are cached for a few seconds. A revoked key stops working at
 * once on the node that revoked it, and on other nodes when their cached row expires. Also records when a key was last used,
 * about once a minute and without delaying the request.
 */
import type { Kysely } from 'kysely';
import { type Clock, MINUTE, SECOND } from '../base/clock.ts';
import { fail, ok, type Problem, type Result } from '../base/problem.ts';
import type { RecordTables } from '../store/records/record-tables.ts';
import type { ApiKeyRow } from '../store/records/tables/access.ts';
import { parseToken } from './key-token.ts';
import { hasEnded, scopesIn } from './keys.ts';
import type { Principal } from './principal.ts';
import { sameText, sha256 } from './secrets.ts';

export interface KeyRing {
  /**
   * Returns the principal of a token, or the problem `unauthenticated`. With `sparing`, a key that is not cached is not
   * looked up, and the problem is `too_many_requests`. Throws if the database cannot be queried.
   */
  prove(token: string, sparing?: boolean): Promise<Result<Principal>>;
  /** Drops a key from the cache. */
  forget(id: string): void;
  stats(): KeyRingStats;
  /** Waits for pending writes of last-use times. */
  close(): Promise<void>;
}

export interface KeyRingStats {
  readonly proved: number;
  readonly refused: number;
  /** Database queries. */
  readonly lookups: number;
  /** Last-use times that could not be written. */
  readonly unrecordedUses: number;
}

export interface KeyRingOptions {
  readonly tenant: string;
  readonly clock: Clock;
}

/** How long a cached row is used, ms: the time in which a revocation reaches other nodes. */
export const CACHE_LIFE = 5 * SECOND;
/** Interval at which the last use of a key is recorded, ms. */
const RECORDING_INTERVAL = MINUTE;
/** Maximum number of keys in the cache, including unknown ones. */
const MOST = 10_000;

interface Known {
  readonly row: ApiKeyRow | null;
  readonly principal: Principal | null;
  readonly until: number;
  /** Last use as recorded, ms since the epoch. */
  useRecorded: number;
}

/** Makes the key cache of one node. */
export function createKeyRing(db: Kysely<RecordTables>, { tenant, clock }: KeyRingOptions): KeyRing {
  /** Least recently queried keys first. */
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<Known>>();
  const recording = new Set<Promise<unknown>>();
  const counts = { proved: 0, refused: 0, lookups: 0, unrecordedUses: 0 };

  const query = async (id: string): Promise<Known> => {
    counts.lookups++;
    const row = await db
      .selectFrom('api_keys')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .executeTakeFirst();
    return {
      row: row ?? null,
      principal:
        row === undefined ? null : { kind: 'key', id, name: row.label, tenant, scopes: new Set(scopesIn(row.scopes)) },
      until: clock() + CACHE_LIFE,
      useRecorded: Number(row?.last_used ?? 0),
    };
  };

  const ask = (id: string): Promise<Known> => {
    const running = asking.get(id);
    if (running !== undefined) return running;
    const asked = query(id).then((found) => {
      // If the key was dropped while its row was read, the row may be outdated and is not cached.
      if (asking.get(id) === asked) keep(id, found);
      return found;
    });
    asking.set(id, asked);
    const done = () => {
      if (asking.get(id) === asked) asking.delete(id);
    };
    asked.then(done, done);
    return asked;
  };

  const keep = (id: string, found: Known): void => {
    known.delete(id);
    known.set(id, found);
    if (known.size > MOST) known.delete(known.keys().next().value as string);
  };

  const recordUse = (id: string, now: number): void => {
    const written = db
      .updateTable('api_keys')
      .set({ last_used: now })
      .where('id', '=', id)
      .where((eb) => eb.or([eb('last_used', 'is', null), eb('last_used', '<', now)]))
      .execute()
      .catch(() => {
        counts.unrecordedUses++;
      });
    recording.add(written);
    written.finally(() => recording.delete(written));
  };

  const refuse = (problem: Problem): Result<never> => {
    counts.refused++;
    return fail(problem);
  };

  return {
    async prove(token, sparing = false) {
      const parsed = parseToken(token);
      if (!parsed.ok) return refuse(parsed.problem);
      const { id, secret } = parsed.value;
      const now = clock();
      const kept = known.get(id);
      if (sparing && (kept?.row ?? null) === null) return refuse(notNow());
      const found = kept !== undefined && isFresh(kept, now) ? kept : await ask(id);
      const { row, principal } = found;
      // The same response for every invalid key, so that ids cannot be guessed.
      if (row === null || principal === null || !sameText(sha256(secret), row.secret_hash)) return refuse(unknownKey());
      if (hasEnded(row, now)) return refuse(endedKey(row));
      if (now - found.useRecorded >= RECORDING_INTERVAL) {
        found.useRecorded = now;
        recordUse(id, now);
      }
      counts.proved++;
      return ok(principal);
    },
    forget(id) {
      known.delete(id);
      asking.delete(id);
    },
    stats: () => ({ ...counts }),
    async close() {
      await Promise.all(recording);
    },
  };
}

/** Also limits the lifetime if the clock was set back. */
function isFresh(known: Known, now: number): boolean {
  return now < known.until && known.until - now <= CACHE_LIFE;
}

function unknownKey(): Problem {
  return {
    code: 'unauthenticated',
    message: 'Expected a key of this deployment, got an unknown one.',
    hint: 'Ask an administrator to create a key with POST /v1/keys.',
  };
}

/** Only for callers with the right secret; others learn nothing about the key. */
function endedKey(row: ApiKeyRow): Problem {
  return {
    code: 'unauthenticated',
    message: `Expected a valid key, got one that ${row.revoked === null ? 'has expired' : 'was revoked'}.`,
    hint: 'Ask an administrator for a new key.',
  };
}

function notNow(): Problem {
  return {
    code: 'too_many_requests',
    message: 'Expected fewer requests without a valid key from this address, got too many.',
    hint: 'Check the key and try again in a minute.',
  };
}
