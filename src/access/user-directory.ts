/**
 * People: local accounts with a password, and those that an identity provider vouches for. A role that changes, an
 * account that is disabled and a password that is replaced end every session of that person in the same transaction.
 * Leaves out sessions themselves (sessions.ts) and how a provider is asked (oidc/).
 */
import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../base/clock.ts';
import { fail, ok, type Result } from '../base/problem.ts';
import type { RecordTables } from '../store/records/record-tables.ts';
import type { PersonRow } from '../store/records/tables/access.ts';
import type { AuditLog } from './audit-log.ts';
import type { AuditEntry } from './audit-trail.ts';
import type { LoginThrottle } from './login-throttle.ts';
import type { Passwords } from './passwords.ts';
import { blank, type Person, toPerson } from './person.ts';
import type { Role } from './principal.ts';
import {
  disabledPerson,
  loginTaken,
  noPassword,
  type Throttled,
  tooManyFailures,
  unknownPerson,
  wrongLogin,
  wrongPassword,
} from './user-problems.ts';

type Actor = AuditEntry['actor'];

export interface PersonChange {
  readonly role?: Role | undefined;
  readonly disabled?: boolean | undefined;
  readonly name?: string | undefined;
  /** Of a local account. */
  readonly password?: string | undefined;
}

/** What an identity provider says of somebody, checked. */
export interface Vouched {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
}

export interface UserDirectory {
  create(
    request: { login: string; name: string; role: Role; password: string },
    actor: Actor,
  ): Promise<Result<Person>>;
  /** In the order of ids, after `after`. */
  list(limit: number, after?: string): Promise<Person[]>;
  change(id: string, change: PersonChange, actor: Actor): Promise<Result<Person>>;
  /** Problem codes: `unauthenticated`, `too_many_requests`. */
  logIn(login: string, password: string, network: string): Promise<Throttled>;
  /**
   * A local account replaces its own password, which ends its sessions. Problem codes: `conflict` where there is none,
   * `forbidden` where the old one is wrong, `bad_request`, `too_many_requests`.
   */
  replacePassword(id: string, old: string, password: string, network: string): Promise<Throttled>;
  /** Somebody whom a provider vouches for; made at their first login. Problem code: `forbidden`. */
  admit(vouched: Vouched): Promise<Result<Person>>;
  stats(): PeopleStats;
}

export interface PeopleStats {
  readonly logins: number;
  /** Wrong passwords, logins that nobody has, and people who were disabled. */
  readonly failedLogins: number;
  /** Tries that were not looked at, since too many before had failed. */
  readonly throttledLogins: number;
}

export interface PeopleOptions {
  readonly tenant: string;
  readonly clock: Clock;
  readonly passwords: Passwords;
  readonly throttle: LoginThrottle;
}

export function createUserDirectory(
  db: Kysely<RecordTables>,
  audit: AuditLog,
  options: PeopleOptions,
): UserDirectory {
  const { tenant, clock, passwords, throttle } = options;
  const counts = { logins: 0, failedLogins: 0, throttledLogins: 0 };
  const find = (id: string): Promise<PersonRow | undefined> =>
    db.selectFrom('people').selectAll().where('tenant', '=', tenant).where('id', '=', id).executeTakeFirst();

  const change: UserDirectory['change'] = async (id, wanted, actor) => {
    const before = await find(id);
    if (before === undefined) return fail(unknownPerson());
    let password: string | undefined;
    if (wanted.password !== undefined) {
      if (before.login === null) return fail(noPassword());
      const hashed = await passwords.hash(wanted.password, before.login);
      if (!hashed.ok) return hashed;
      password = hashed.value;
    }
    return db.transaction().execute(async (tx) => {
      const row = await tx
        .selectFrom('people')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const next: PersonRow = {
        ...row,
        name: wanted.name ?? row.name,
        role: wanted.role ?? row.role,
        password: password ?? row.password,
        disabled:
          wanted.disabled === undefined ? row.disabled : wanted.disabled ? (row.disabled ?? clock()) : null,
      };
      await tx
        .updateTable('people')
        .set({ name: next.name, role: next.role, password: next.password, disabled: next.disabled })
        .where('id', '=', id)
        .execute();
      const detail: Record<string, unknown> = {};
      if (next.role !== row.role) Object.assign(detail, { role: next.role, role_before: row.role });
      if (next.disabled !== row.disabled) detail.disabled = next.disabled !== null;
      if (password !== undefined) detail.password = 'replaced';
      if (next.name !== row.name) detail.name = 'changed';
      const endsSessions = 'role' in detail || 'disabled' in detail || 'password' in detail;
      if (endsSessions) await tx.deleteFrom('sessions').where('person', '=', id).execute();
      if (Object.keys(detail).length > 0)
        await audit.recordWithin(tx, { actor, action: 'person.changed', subject: id, detail });
      return ok(toPerson(next));
    });
  };

  return {
    async create({ login, name, role, password }, actor) {
      const hashed = await passwords.hash(password, login);
      if (!hashed.ok) return hashed;
      const row: PersonRow = { ...blank(tenant, name, role, clock()), login, password: hashed.value };
      return db.transaction().execute(async (tx) => {
        const inserted = await tx
          .insertInto('people')
          .values(row)
          .onConflict((c) => c.columns(['tenant', 'login']).doNothing())
          .returning('id')
          .executeTakeFirst();
        if (inserted === undefined) return fail(loginTaken());
        await audit.recordWithin(tx, {
          actor,
          action: 'person.created',
          subject: row.id,
          detail: { role, local: true },
        });
        return ok(toPerson(row));
      });
    },

    async list(limit, after) {
      let query = db.selectFrom('people').selectAll().where('tenant', '=', tenant).orderBy('id').limit(limit);
      if (after !== undefined) query = query.where('id', '>', after);
      return (await query.execute()).map(toPerson);
    },

    change,

    async replacePassword(id, old, password, network) {
      const row = await find(id);
      if (row === undefined) return fail(unknownPerson());
      if (row.login === null) return fail(noPassword());
      // Who found an open browser must not try passwords faster than who logs in.
      const wait = throttle.wait(row.login, network);
      if (wait > 0) {
        counts.throttledLogins++;
        return tooManyFailures(wait);
      }
      const matched = await passwords.matches(old, row.password);
      if (!matched.ok) return matched;
      if (!matched.value) {
        counts.failedLogins++;
        throttle.failed(row.login, network);
        return fail(wrongPassword());
      }
      return change(id, { password }, { kind: 'person', id });
    },

    async logIn(login, password, network) {
      const wait = throttle.wait(login, network);
      if (wait > 0) {
        counts.throttledLogins++;
        return tooManyFailures(wait);
      }
      const row = await db
        .selectFrom('people')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('login', '=', login)
        .executeTakeFirst();
      // A name that nobody has, an account that is disabled and a wrong password take the same time and get one answer.
      const usable = row !== undefined && row.disabled === null ? row : null;
      const matched = await passwords.matches(password, usable?.password ?? null);
      if (!matched.ok) return matched;
      if (usable === null || !matched.value) {
        counts.failedLogins++;
        throttle.failed(login, network);
        // Of a login that is nobody's only the failure is kept: people type passwords into the wrong field.
        await audit.record({ actor: 'system', action: 'person.login_failed', subject: row?.id ?? 'unknown' });
        return fail(wrongLogin());
      }
      throttle.succeeded(login, network);
      counts.logins++;
      return ok(await seen(db, audit, usable, clock()));
    },

    async admit(vouched) {
      const admitted = await db.transaction().execute(async (tx): Promise<Result<Person>> => {
        const { issuer, subject, name, role } = vouched;
        const now = clock();
        const fresh: PersonRow = { ...blank(tenant, name, role, now), issuer, subject, last_login: now };
        const inserted = await tx
          .insertInto('people')
          .values(fresh)
          .onConflict((c) => c.columns(['tenant', 'issuer', 'subject']).doNothing())
          .returning('id')
          .executeTakeFirst();
        if (inserted !== undefined) {
          const actor = { kind: 'person', id: fresh.id } as const;
          await audit.recordWithin(tx, {
            actor,
            action: 'person.created',
            subject: fresh.id,
            detail: { role, issuer },
          });
          await audit.recordWithin(tx, { actor, action: 'person.logged_in', subject: fresh.id });
          return ok(toPerson(fresh));
        }
        return readmit(tx, audit, tenant, vouched, now);
      });
      if (admitted.ok) counts.logins++;
      else counts.failedLogins++;
      return admitted;
    },

    stats: () => ({ ...counts }),
  };
}

/** Somebody who was here before: the provider's word on name and role replaces what we had. */
async function readmit(
  tx: Transaction<RecordTables>,
  audit: AuditLog,
  tenant: string,
  { issuer, subject, name, role }: Vouched,
  now: number,
): Promise<Result<Person>> {
  const row = await tx
    .selectFrom('people')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const actor = { kind: 'person', id: row.id } as const;
  if (row.disabled !== null) {
    await audit.recordWithin(tx, { actor, action: 'person.login_failed', subject: row.id });
    return fail(disabledPerson());
  }
  await tx.updateTable('people').set({ name, role, last_login: now }).where('id', '=', row.id).execute();
  if (row.role !== role) {
    await tx.deleteFrom('sessions').where('person', '=', row.id).execute();
    await audit.recordWithin(tx, {
      actor: 'system',
      action: 'person.changed',
      subject: row.id,
      detail: { role, role_before: row.role, issuer },
    });
  }
  await audit.recordWithin(tx, { actor, action: 'person.logged_in', subject: row.id });
  return ok(toPerson({ ...row, name, role, last_login: now }));
}

async function seen(db: Kysely<RecordTables>, audit: AuditLog, row: PersonRow, now: number): Promise<Person> {
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('people').set({ last_login: now }).where('id', '=', row.id).execute();
    await audit.recordWithin(tx, {
      actor: { kind: 'person', id: row.id },
      action: 'person.logged_in',
      subject: row.id,
    });
  });
  return toPerson({ ...row, last_login: now });
}
