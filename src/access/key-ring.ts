/**
 * Checks API keys on requests without a query for each: rows are cached for a few seconds. A revoked key stops working at
 * once on the node that revoked it, and on other nodes when their cached row expires. Also records when a key was last used,
 * about once a minute and without delaying the request.
 *
 * While the database does not answer, keys that it confirmed before are believed for a configured time, on the routes that
 * gateways call and with the scopes of these routes only. A key that the database does not have, or has as revoked, is never
 * believed. When it answers again, each key is looked up at its next use. The decision is docs/decisions/0039.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Clock } from '../base/clock.ts';
import { fail, ok, type Problem, type Result } from '../base/problem.ts';
import type { RecordTables } from '../store/records/record-tables.ts';
import type { ApiKeyRow } from '../store/records/tables/access.ts';
import { KeyCache, type KeyCopy, type KnownKey, RECORDING_INTERVAL } from './key-cache.ts';
import { createKeyLookups, type KeyLookupStats } from './key-lookups.ts';
import { parseToken } from './key-token.ts';
import { hasEnded } from './keys.ts';
import { GATEWAY_SCOPES, type Principal } from './principal.ts';
import { sameText, sha256 } from './secrets.ts';

export interface KeyRing {
  /**
   * Returns the principal of a token, or the problem `unauthenticated`. Throws if the database cannot be queried, unless
   * `believing` and the key was confirmed before.
   * @param believing whether a key may be believed without the database: on gateway routes only
   */
  prove(token: string, believing?: boolean): Promise<Result<Principal>>;
  /** Drops a key from the cache. */
  forget(id: string): void;
  /** The keys that may be believed, to be kept on disk; null while the database does not answer. */
  copy(): KeyCopy[] | null;
  /** Takes in the keys that an earlier process kept. */
  restore(copies: readonly KeyCopy[]): void;
  /** Whether keys would be believed now if the database did not answer. */
  canBelieve(): boolean;
  stats(): KeyRingStats;
  /** Waits for pending writes of last-use times. */
  close(): Promise<void>;
}

export interface KeyRingStats extends KeyLookupStats {
  readonly proved: number;
  readonly refused: number;
  /** Keys believed because the database did not answer. */
  readonly believed: number;
  /** 1 while look-ups fail. */
  readonly lookupsFailing: 0 | 1;
  /** Last-use times that could not be written. */
  readonly unrecordedUses: number;
}

export interface KeyRingOptions {
  readonly tenant: string;
  readonly clock: Clock;
  readonly monotonic: Clock;
  /** How long a key is believed after its last look-up, ms; 0 for never. */
  readonly believeFor: number;
}

/** How long a key that can be believed waits for its look-up, ms. */
const PATIENCE = 500;
/** Makes the key ring of one node. */
export function createKeyRing(db: Kysely<RecordTables>, options: KeyRingOptions): KeyRing {
  const { tenant, clock, monotonic, believeFor } = options;
  const lookups = createKeyLookups(db, { tenant, monotonic });
  const cache = new KeyCache(lookups, { tenant, clock, monotonic });
  const recording = new Set<Promise<unknown>>();
  const counts = { proved: 0, refused: 0, believed: 0, unrecordedUses: 0 };

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

  /** The row of a key, and whether it is believed without the database. */
  const find = async (id: string, believing: boolean): Promise<{ found: KnownKey | null; believed: boolean }> => {
    const cached = cache.fresh(id);
    if (cached !== undefined) return { found: cached, believed: false };
    const kept = cache.kept(id);
    const isBelievable = kept !== undefined && believing && monotonic() - kept.confirmed < believeFor;
    if (!isBelievable) return { found: await cache.ask(id), believed: false };
    if (lookups.failing()) {
      // The request does not wait for a database that is away, but finds out when it is back.
      if (lookups.mayAsk()) cache.ask(id).catch(() => {});
      return { found: kept, believed: true };
    }
    const late = new AbortController();
    try {
      const found = await Promise.race([cache.ask(id), sleep(PATIENCE, undefined, { signal: late.signal })]);
      if (found !== undefined) return { found, believed: false };
    } catch {
      // Believed: the caller learns about the database from the metrics and from /readyz.
    } finally {
      late.abort();
    }
    // Unless it was revoked on this node meanwhile.
    return cache.kept(id) === kept ? { found: kept, believed: true } : { found: await cache.ask(id), believed: false };
  };

  return {
    async prove(token, believing = false) {
      const parsed = parseToken(token);
      if (!parsed.ok) return refuse(parsed.problem);
      const { id, secret } = parsed.value;
      const { found, believed } = await find(id, believing);
      const now = clock();
      // The same response for every invalid key, so that ids cannot be guessed.
      if (found === null || !sameText(sha256(secret), found.row.secret_hash)) return refuse(unknownKey());
      if (hasEnded(found.row, now)) return refuse(endedKey(found.row));
      counts.proved++;
      if (believed) {
        counts.believed++;
        return ok(withGatewayScopes(found.principal));
      }
      if (monotonic() - found.useRecorded >= RECORDING_INTERVAL) {
        found.useRecorded = monotonic();
        recordUse(id, now);
      }
      return ok(found.principal);
    },
    forget: (id) => cache.forget(id),
    copy: () => (lookups.failing() ? null : cache.copy()),
    restore: (copies) => cache.restore(copies),
    canBelieve: () => monotonic() - cache.lastConfirmed < believeFor,
    stats: () => ({ ...counts, ...lookups.stats(), lookupsFailing: lookups.failing() ? 1 : 0 }),
    async close() {
      await Promise.all(recording);
    },
  };
}

/** Nothing else rides on a key that is only believed. */
function withGatewayScopes(principal: Principal): Principal {
  return { ...principal, scopes: new Set([...principal.scopes].filter((scope) => GATEWAY_SCOPES.has(scope))) };
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
