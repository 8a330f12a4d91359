/**
 * Sessions of logged-in people. The browser has a random id, the database its hash. A session ends when it has been idle too
 * long, a fixed time after login, at logout, and when the person's role changes. It is looked up together with the person, and
 * believed for a few seconds, as keys are: what this process ends has ended at once, what other nodes end within that time. Leaves
 * out cookies (api/).
 */
import type { Kysely } from 'kysely';
import { type Clock, HOUR, MINUTE } from '../base/clock.ts';
import { fail, ok, type Problem, type Result } from '../base/problem.ts';
import type { RecordTables } from '../store/records/record-tables.ts';
import type { AuditLog } from './audit-log.ts';
import { roleIn } from './person.ts';
import { type Principal, scopesOf } from './principal.ts';
import { hmac, randomSecret, sha256 } from './secrets.ts';
import { type KnownSession, SessionCache } from './session-cache.ts';

export interface Sessions {
  /** Starts a session with a new id, and ends the session with the id `replaces`, if given. */
  begin(person: string, replaces?: string): Promise<NewSession>;
  /** Returns the person of a session. Problem code: `unauthenticated`. */
  prove(id: string): Promise<Result<Principal>>;
  /** The CSRF token, which a browser must send with every change in addition to the cookie. */
  csrfToken(id: string): string;
  /** Ends a session; unknown ids are ignored. */
  end(id: string): Promise<void>;
  /** Looks the sessions of a person up again: they ended, or the person has changed. */
  forgetPerson(person: string): void;
}

export interface NewSession {
  readonly id: string;
  /** ms since the epoch. */
  readonly expires: number;
}

export interface SessionsOptions {
  readonly tenant: string;
  readonly clock: Clock;
  /** Measures how long a session is believed. */
  readonly monotonic: Clock;
  /** A session ends after this time without a request, ms (default two hours). */
  readonly idle?: number;
  /** Every session ends this long after login, ms (default twelve hours). */
  readonly longest?: number;
}

/** Accuracy with which the time of the last request is stored, ms. */
const SEEN_EVERY = MINUTE;
/** Form of a session id; other text is not looked up. */
const FORM = /^[0-9A-Za-z]{43}$/;

/** Makes the sessions of one tenant. */
export function createSessions(db: Kysely<RecordTables>, audit: AuditLog, options: SessionsOptions): Sessions {
  const { tenant, clock, monotonic, idle = 2 * HOUR, longest = 12 * HOUR } = options;
  const cache = new SessionCache(monotonic);
  const lookUp = async (idHash: string, now: number): Promise<KnownSession | undefined> => {
    const row = await db
      .selectFrom('sessions')
      .innerJoin('people', 'people.id', 'sessions.person')
      .select(['people.id', 'people.name', 'people.role', 'sessions.last_seen', 'sessions.expires'])
      .where('sessions.id_hash', '=', idHash)
      .where('people.tenant', '=', tenant)
      .where('people.disabled', 'is', null)
      .where('sessions.expires', '>', now)
      .where('sessions.last_seen', '>', now - idle)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    let seen = Number(row.last_seen);
    if (now - seen >= SEEN_EVERY) {
      await db.updateTable('sessions').set({ last_seen: now }).where('id_hash', '=', idHash).execute();
      seen = now;
    }
    const role = roleIn(row.role);
    return {
      principal: { kind: 'person', id: row.id, name: row.name, tenant, scopes: scopesOf(role), role },
      // The next request after that is seen again.
      until: Math.min(Number(row.expires), seen + Math.min(SEEN_EVERY, idle)),
    };
  };
  return {
    async begin(person, replaces) {
      const [id, now] = [randomSecret(), clock()];
      const expires = now + longest;
      await db.transaction().execute(async (tx) => {
        await tx
          .deleteFrom('sessions')
          .where((eb) => eb.or([eb('expires', '<=', now), eb('last_seen', '<=', now - idle)]))
          .execute();
        if (replaces !== undefined) await tx.deleteFrom('sessions').where('id_hash', '=', sha256(replaces)).execute();
        await tx
          .insertInto('sessions')
          .values({ id_hash: sha256(id), person, created: now, last_seen: now, expires })
          .execute();
      });
      if (replaces !== undefined) cache.forget(sha256(replaces));
      return { id, expires };
    },

    async prove(id) {
      if (!FORM.test(id)) return fail(noSession());
      const [idHash, now] = [sha256(id), clock()];
      const principal = cache.fresh(idHash, now) ?? (await cache.ask(idHash, () => lookUp(idHash, now)));
      return principal === undefined ? fail(noSession()) : ok(principal);
    },

    // Derived from the id, which scripts cannot read, so that nothing else has to be stored.
    csrfToken: (id) => hmac(id, 'stillwatch csrf 1'),

    async end(id) {
      await db.transaction().execute(async (tx) => {
        const ended = await tx
          .deleteFrom('sessions')
          .where('id_hash', '=', sha256(id))
          .returning('person')
          .executeTakeFirst();
        if (ended === undefined) return;
        await audit.recordWithin(tx, {
          actor: { kind: 'person', id: ended.person },
          action: 'person.logged_out',
          subject: ended.person,
        });
      });
      cache.forget(sha256(id));
    },

    forgetPerson: (person) => cache.forgetPerson(person),
  };
}

function noSession(): Problem {
  return {
    code: 'unauthenticated',
    message: 'Expected a valid session, got one that has ended or does not exist.',
    hint: 'Log in again.',
  };
}
