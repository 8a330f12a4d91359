/** The parts of access put together over one database: what the API, the command line and `serve` are given. */
import type { Kysely } from 'kysely';
import type { Clock } from '../base/clock.ts';
import type { RecordTables } from '../store/records/record-tables.ts';
import { type AuditLog, createAuditLog } from './audit-log.ts';
import { type AuditVerdict, verifyAudit } from './audit-verify.ts';
import { createKeyRing, type KeyRing, type KeyRingStats } from './key-ring.ts';
import { createKeys, type Keys } from './keys.ts';
import { createLoginThrottle } from './login-throttle.ts';
import { createOidcLogin, type OidcLogin } from './oidc/login.ts';
import type { OidcSettings } from './oidc/settings.ts';
import { createPasswords, type PasswordsOptions } from './passwords.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createUserDirectory, type PeopleStats, type UserDirectory } from './user-directory.ts';

export interface Access {
  readonly audit: AuditLog;
  readonly keys: Keys;
  readonly ring: KeyRing;
  readonly people: UserDirectory;
  readonly sessions: Sessions;
  /** Null when no identity provider is set. */
  readonly oidc: OidcLogin | null;
  verifyAudit(expected?: { readonly seq: number | null; readonly hash: string }): Promise<AuditVerdict>;
  stats(): AccessStats;
  /** Waits for what is still to be written; the database stays open. */
  close(): Promise<void>;
}

export type AccessStats = KeyRingStats & PeopleStats;

export interface AccessOptions {
  readonly clock: Clock;
  /** Whose deployment this is; keys and people of another are nobody here. */
  readonly tenant?: string;
  readonly oidc?: OidcSettings;
  /** A session ends after this long without a request, and this long after login; ms. */
  readonly sessionIdle?: number;
  readonly sessionLongest?: number;
  readonly passwords?: PasswordsOptions;
}

export const DEFAULT_TENANT = 'default';

export function createAccess(db: Kysely<RecordTables>, options: AccessOptions): Access {
  const { clock, tenant = DEFAULT_TENANT } = options;
  const audit = createAuditLog(db, clock);
  const ring = createKeyRing(db, { tenant, clock });
  const people = createUserDirectory(db, audit, {
    tenant,
    clock,
    passwords: createPasswords(options.passwords),
    throttle: createLoginThrottle({ clock }),
  });
  return {
    audit,
    ring,
    keys: createKeys(db, audit, { tenant, clock, onEnd: ring.forget }),
    people,
    sessions: createSessions(db, audit, {
      tenant,
      clock,
      idle: options.sessionIdle,
      longest: options.sessionLongest,
    }),
    oidc: options.oidc === undefined ? null : createOidcLogin(options.oidc, clock),
    verifyAudit: (expected) => verifyAudit(db, expected),
    stats: () => ({ ...ring.stats(), ...people.stats() }),
    close: ring.close,
  };
}

/**
 * For `serve`: the token of a first key for everything, to be printed once; null when there was a key or a person with
 * that before, in use or not.
 */
export async function ensureFirstAdmin(access: Pick<Access, 'keys'>): Promise<string | null> {
  const made = await access.keys.createFirst('first admin key');
  return made?.token ?? null;
}
