/**
 * Sessions of logged-in people. The browser has a random id, the database its hash. A session ends when it has been idle too
 * long, a fixed time after login, at logout, and when the person's role changes. It is looked up on every request together
 * with the person, so changes take effect at once. Leaves out cookies (api/).
 */
import type { Kysely } from 'kysely';
import { type Clock, HOUR, MINUTE } from '../base/clock.ts';
import { fail, ok, type Problem, type Result } from '../base/problem.ts';
import type { RecordTables } from '../store/records/record-tables.ts';
import type { AuditLog } from './audit-log.ts';
import { roleIn } from './person.ts';
import { type Principal, scopesOf } from './principal.ts';
import { hmac, randomSecret, sha256 } from './secrets.ts';

export interface Sessions {
  /** Starts a session with a new id, and ends the session with the id `replaces`, if given. */
  begin(person: string, replaces?: string): Promise<NewSession>;
  /** Returns the person of a session. Problem code: `unauthenticated`. */
  prove(id: string): Promise<Result<Principal>>;
  /** The CSRF token, which a browser must send with every change in addition to the cookie. */
  csrfToken(id: string): string;
  /** Ends a session; unknown ids are ignored. */
  end(id: string): Promise<void>;
}

export interface NewSession {
  readonly id: string;
  /** ms since the epoch. */
  readonly expires: number;
}

export interface SessionsOptions {
  readonly tenant: string;
  readonly clock: Clock;
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
  const { tenant, clock, idle = 2 * HOUR, longest = 12 * HOUR } = options;
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
      return { id, expires };
    },

    async prove(id) {
      if (!FORM.test(id)) return fail(noSession());
      const now = clock();
      const row = await db
        .selectFrom('sessions')
        .innerJoin('people', 'people.id', 'sessions.person')
        .select(['people.id', 'people.name', 'people.role', 'sessions.last_seen', 'sessions.id_hash'])
        .where('sessions.id_hash', '=', sha256(id))
        .where('people.tenant', '=', tenant)
        .where('people.disabled', 'is', null)
        .where('sessions.expires', '>', now)
        .where('sessions.last_seen', '>', now - idle)
        .executeTakeFirst();
      if (row === undefined) return fail(noSession());
      if (now - Number(row.last_seen) >= SEEN_EVERY)
        await db.updateTable('sessions').set({ last_seen: now }).where('id_hash', '=', row.id_hash).execute();
      const role = roleIn(row.role);
      return ok({ kind: 'person', id: row.id, name: row.name, tenant, scopes: scopesOf(role), role });
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
    },
  };
}

function noSession(): Problem {
  return {
    code: 'unauthenticated',
    message: 'Expected a valid session, got one that has ended or does not exist.',
    hint: 'Log in again.',
  };
}
