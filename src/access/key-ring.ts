/**
 * Proves keys on each request without a query on each: what the database says of a key is kept for a few seconds. A key
 * revoked on this node ends at once, on another one when its copy is that old. Also notes when a key was last used, now
 * and then and beside the request.
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
   * The principal of a token; problem code `unauthenticated`. `sparing`: a key that was not proved here lately is not
   * looked up, and the problem is `too_many_requests`. Throws when the database cannot be asked.
   */
  prove(token: string, sparing?: boolean): Promise<Result<Principal>>;
  /** The key is asked for anew next time. */
  forget(id: string): void;
  stats(): KeyRingStats;
  /** Waits for what is still to be noted. */
  close(): Promise<void>;
}

export interface KeyRingStats {
  readonly proved: number;
  readonly refused: number;
  /** Looks into the database. */
  readonly looks: number;
  /** Times of last use that could not be written. */
  readonly unnoted: number;
}

export interface KeyRingOptions {
  readonly tenant: string;
  readonly clock: Clock;
}

/** How long what is known of a key is believed: the time in which a revocation reaches other nodes. */
export const BELIEVED = 5 * SECOND;
/** How exactly last use is kept. */
const NOTED_EVERY = MINUTE;
/** Most keys, known and unknown, in memory. */
const MOST = 10_000;

interface Known {
  readonly row: ApiKeyRow | null;
  readonly principal: Principal | null;
  readonly until: number;
  noted: number;
}

export function createKeyRing(db: Kysely<RecordTables>, { tenant, clock }: KeyRingOptions): KeyRing {
  /** Those first that the database was asked about the longest ago. */
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<Known>>();
  const noting = new Set<Promise<unknown>>();
  const counts = { proved: 0, refused: 0, looks: 0, unnoted: 0 };

  const look = async (id: string): Promise<Known> => {
    counts.looks++;
    const row = await db
      .selectFrom('api_keys')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .executeTakeFirst();
    return {
      row: row ?? null,
      principal:
        row === undefined
          ? null
          : { kind: 'key', id, name: row.label, tenant, scopes: new Set(scopesIn(row.scopes)) },
      until: clock() + BELIEVED,
      noted: Number(row?.last_used ?? 0),
    };
  };

  const ask = (id: string): Promise<Known> => {
    const running = asking.get(id);
    if (running !== undefined) return running;
    const asked = look(id).then((found) => {
      // Forgotten while it was read: what was read may be older than the change, so it is not kept.
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

  const note = (id: string, now: number): void => {
    const written = db
      .updateTable('api_keys')
      .set({ last_used: now })
      .where('id', '=', id)
      .where((eb) => eb.or([eb('last_used', 'is', null), eb('last_used', '<', now)]))
      .execute()
      .catch(() => {
        counts.unnoted++;
      });
    noting.add(written);
    written.finally(() => noting.delete(written));
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
      const found = kept !== undefined && isBelieved(kept, now) ? kept : await ask(id);
      const { row, principal } = found;
      // One answer for every key that is not ours to trust, so that ids cannot be tried out.
      if (row === null || principal === null || !sameText(sha256(secret), row.secret_hash))
        return refuse(unknownKey());
      if (hasEnded(row, now)) return refuse(endedKey(row));
      if (now - found.noted >= NOTED_EVERY) {
        found.noted = now;
        note(id, now);
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
      await Promise.all(noting);
    },
  };
}

/** Also when the clock was set back: what was read before that is not believed for longer. */
function isBelieved(known: Known, now: number): boolean {
  return now < known.until && known.until - now <= BELIEVED;
}

function unknownKey(): Problem {
  return {
    code: 'unauthenticated',
    message: 'Expected a key of this deployment, got one that it does not know.',
    hint: 'Ask an administrator for a key: POST /v1/keys makes one.',
  };
}

/** Only who has the whole secret is told that it once was right. */
function endedKey(row: ApiKeyRow): Problem {
  return {
    code: 'unauthenticated',
    message: `Expected a key that is in use, got one that ${row.revoked === null ? 'has expired' : 'was revoked'}.`,
    hint: 'Ask an administrator for a new key.',
  };
}

function notNow(): Problem {
  return {
    code: 'too_many_requests',
    message: 'Expected fewer requests without a valid key from one address, got too many.',
    hint: 'Check the key, and try again in a minute.',
  };
}
