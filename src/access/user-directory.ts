/**
 * People who can log in: local accounts with a password, and people from an identity provider. Changing a role, disabling an
 * account and replacing a password end all sessions of the person in the same transaction. Leaves out sessions (sessions.ts)
 * and the login at a provider (oidc/).
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
import { newPersonRow, type Person, toPerson } from './person.ts';
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
  /** Only for local accounts. */
  readonly password?: string | undefined;
}

/** A person as confirmed by an identity provider. */
export interface Vouched {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
}

export interface UserDirectory {
  /** Creates a local account. Problem codes: `conflict` if the login is taken, `bad_request`, `too_many_requests`. */
  create(request: { login: string; name: string; role: Role; password: string }, actor: Actor): Promise<Result<Person>>;
  /** At most `limit` people in the order of their ids, after the id `after` if given. */
  list(limit: number, after?: string): Promise<Person[]>;
  /** Problem codes: `not_found`, `conflict` (no local account), `bad_request`, `too_many_requests`. */
  change(id: string, change: PersonChange, actor: Actor): Promise<Result<Person>>;
  /**
   * Checks a login. @param network client address, which failures are counted by
   * Problem codes: `unauthenticated`, `too_many_requests`.
   */
  logIn(login: string, password: string, network: string): Promise<Throttled>;
  /**
   * Lets a local account change its own password, which ends its sessions. Problem codes: `conflict` if it has none,
   * `forbidden` if the old one is wrong, `bad_request`, `too_many_requests`.
   */
  replacePassword(id: string, old: string, password: string, network: string): Promise<Throttled>;
  /** Logs in a person from an identity provider, and creates them at their first login. Problem code: `forbidden`. */
  admit(vouched: Vouched): Promise<Result<Person>>;
  stats(): PeopleStats;
}

export interface PeopleStats {
  readonly logins: number;
  /** Logins with a wrong password or an unknown login, and by disabled people. */
  readonly failedLogins: number;
  /** Attempts refused because too many had failed before. */
  readonly throttledLogins: number;
}

export interface PeopleOptions {
  readonly tenant: string;
  readonly clock: Clock;
  readonly passwords: Passwords;
  readonly throttle: LoginThrottle;
  /** Called when a change of a person has been committed: it may have ended their sessions. */
  onChange?(id: string): void;
}

interface DirectoryParts extends PeopleOptions {
  readonly db: Kysely<RecordTables>;
  readonly audit: AuditLog;
  readonly counts: { -readonly [name in keyof PeopleStats]: number };
}

type Tx = Transaction<RecordTables>;

/** Makes the directory of one tenant's people. */
export function createUserDirectory(db: Kysely<RecordTables>, audit: AuditLog, options: PeopleOptions): UserDirectory {
  const counts = { logins: 0, failedLogins: 0, throttledLogins: 0 };
  const parts: DirectoryParts = { ...options, db, audit, counts };
  const { tenant } = options;
  return {
    create: (request, actor) => createLocal(parts, request, actor),

    async list(limit, after) {
      let query = db.selectFrom('people').selectAll().where('tenant', '=', tenant).orderBy('id').limit(limit);
      if (after !== undefined) query = query.where('id', '>', after);
      return (await query.execute()).map(toPerson);
    },

    change: (id, wanted, actor) => changePerson(parts, id, wanted, actor),
    replacePassword: (id, old, password, network) => replaceOwnPassword(parts, id, old, password, network),
    logIn: (login, password, network) => logInLocal(parts, login, password, network),

    async admit(vouched) {
      const admitted = await db.transaction().execute((tx) => admitVouched(tx, parts, vouched));
      if (admitted.ok) parts.onChange?.(admitted.value.id);
      if (admitted.ok) counts.logins++;
      else counts.failedLogins++;
      return admitted;
    },

    stats: () => ({ ...counts }),
  };
}

async function createLocal(
  { db, audit, tenant, clock, passwords }: DirectoryParts,
  { login, name, role, password }: { login: string; name: string; role: Role; password: string },
  actor: Actor,
): Promise<Result<Person>> {
  const hashed = await passwords.hash(password, login);
  if (!hashed.ok) return hashed;
  const row: PersonRow = { ...newPersonRow(tenant, name, role, clock()), login, password: hashed.value };
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
}

async function changePerson(parts: DirectoryParts, id: string, wanted: PersonChange, actor: Actor): Promise<Result<Person>> {
  const before = await findPerson(parts, id);
  if (before === undefined) return fail(unknownPerson());
  let password: string | undefined;
  if (wanted.password !== undefined) {
    if (before.login === null) return fail(noPassword());
    const hashed = await parts.passwords.hash(wanted.password, before.login);
    if (!hashed.ok) return hashed;
    password = hashed.value;
  }
  const changed = await parts.db.transaction().execute((tx) => storeChange(tx, parts, id, { ...wanted, password }, actor));
  parts.onChange?.(id);
  return changed;
}

/** @param wanted the change, with the password as its hash */
async function storeChange(
  tx: Tx,
  { audit, clock }: DirectoryParts,
  id: string,
  wanted: PersonChange,
  actor: Actor,
): Promise<Result<Person>> {
  const row = await tx.selectFrom('people').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  const next: PersonRow = {
    ...row,
    name: wanted.name ?? row.name,
    role: wanted.role ?? row.role,
    password: wanted.password ?? row.password,
    disabled: wanted.disabled === undefined ? row.disabled : wanted.disabled ? (row.disabled ?? clock()) : null,
  };
  await tx
    .updateTable('people')
    .set({ name: next.name, role: next.role, password: next.password, disabled: next.disabled })
    .where('id', '=', id)
    .execute();
  const detail: Record<string, unknown> = {};
  if (next.role !== row.role) Object.assign(detail, { role: next.role, role_before: row.role });
  if (next.disabled !== row.disabled) detail.disabled = next.disabled !== null;
  if (wanted.password !== undefined) detail.password = 'replaced';
  if (next.name !== row.name) detail.name = 'changed';
  const endsSessions = 'role' in detail || 'disabled' in detail || 'password' in detail;
  if (endsSessions) await tx.deleteFrom('sessions').where('person', '=', id).execute();
  if (Object.keys(detail).length > 0) await audit.recordWithin(tx, { actor, action: 'person.changed', subject: id, detail });
  return ok(toPerson(next));
}

async function replaceOwnPassword(
  parts: DirectoryParts,
  id: string,
  old: string,
  password: string,
  network: string,
): Promise<Throttled> {
  const { passwords, throttle, counts } = parts;
  const row = await findPerson(parts, id);
  if (row === undefined) return fail(unknownPerson());
  if (row.login === null) return fail(noPassword());
  // Throttled like a login: someone at an unlocked browser must not guess passwords faster.
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
  return changePerson(parts, id, { password }, { kind: 'person', id });
}

async function logInLocal(
  { db, audit, tenant, clock, passwords, throttle, counts }: DirectoryParts,
  login: string,
  password: string,
  network: string,
): Promise<Throttled> {
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
  // Unknown logins, disabled accounts and wrong passwords take the same time and get the same response.
  const usable = row !== undefined && row.disabled === null ? row : null;
  const matched = await passwords.matches(password, usable?.password ?? null);
  if (!matched.ok) return matched;
  if (usable === null || !matched.value) {
    counts.failedLogins++;
    throttle.failed(login, network);
    // The login itself is not recorded: people type passwords into the wrong field.
    await audit.record({ actor: 'system', action: 'person.login_failed', subject: row?.id ?? 'unknown' });
    return fail(wrongLogin());
  }
  throttle.succeeded(login, network);
  counts.logins++;
  return ok(await recordLogin(db, audit, usable, clock()));
}

async function admitVouched(tx: Tx, { audit, tenant, clock }: DirectoryParts, vouched: Vouched): Promise<Result<Person>> {
  const { issuer, subject, name, role } = vouched;
  const now = clock();
  const fresh: PersonRow = { ...newPersonRow(tenant, name, role, now), issuer, subject, last_login: now };
  const inserted = await tx
    .insertInto('people')
    .values(fresh)
    .onConflict((c) => c.columns(['tenant', 'issuer', 'subject']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) return readmit(tx, audit, tenant, vouched, now);
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

function findPerson({ db, tenant }: DirectoryParts, id: string): Promise<PersonRow | undefined> {
  return db.selectFrom('people').selectAll().where('tenant', '=', tenant).where('id', '=', id).executeTakeFirst();
}

/** Logs in a known person from a provider: name and role are taken from the provider again. */
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

async function recordLogin(db: Kysely<RecordTables>, audit: AuditLog, row: PersonRow, now: number): Promise<Person> {
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
