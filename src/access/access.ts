/** Access control: creates its parts over one database, for the API, the command line and `serve`. */
import type { Kysely } from 'kysely';
import { type Clock, monotonicClock } from '../base/clock.ts';
import type { RecordTables } from '../store/records/record-tables.ts';
import { type AuditAnchorOptions, createAuditAnchor } from './audit-anchor.ts';
import { type AuditLog, createAuditLog } from './audit-log.ts';
import { type AuditVerdict, type Checkpoint, verifyAudit } from './audit-verify.ts';
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
  /** Null if no identity provider is configured. */
  readonly oidc: OidcLogin | null;
  /** Verifies the audit log; see {@link verifyAudit}. */
  verifyAudit(expected?: Checkpoint): Promise<AuditVerdict>;
  /** Degraded while the audit log does not contain its anchor. */
  ready(): { readonly ready: true; readonly degraded?: string };
  stats(): AccessStats;
  /** Waits for pending writes; the database stays open. */
  close(): Promise<void>;
}

export type AccessStats = KeyRingStats & PeopleStats & { readonly auditAnchorMissing: 0 | 1 };

export interface AccessOptions {
  readonly clock: Clock;
  /** Measures the life of cached rows and lock-outs. Absent: that of the process. */
  readonly monotonic?: Clock;
  /** How long keys are believed after their last look-up while the database does not answer, ms. Default: not at all. */
  readonly believeKeysFor?: number;
  /** Tenant of this deployment; keys and people of other tenants are unknown here. Default `default`. */
  readonly tenant?: string;
  readonly oidc?: OidcSettings;
  /** A session ends after this time without a request (default two hours), ms. */
  readonly sessionIdle?: number;
  /** A session ends this long after login in any case (default twelve hours), ms. */
  readonly sessionLongest?: number;
  readonly passwords?: PasswordsOptions;
  /** Where the head of the audit log is anchored. If absent, it is not. */
  readonly anchor?: AuditAnchorOptions;
}

export const DEFAULT_TENANT = 'default';

/** Creates all parts of access control for one tenant. */
export function createAccess(db: Kysely<RecordTables>, options: AccessOptions): Access {
  const { clock, monotonic = monotonicClock, tenant = DEFAULT_TENANT } = options;
  const anchor = options.anchor === undefined ? undefined : createAuditAnchor(db, options.anchor);
  // What was committed before a kill, and what an older version wrote.
  void anchor?.move();
  const audit = createAuditLog(db, clock, anchor);
  const ring = createKeyRing(db, { tenant, clock, monotonic, believeFor: options.believeKeysFor ?? 0 });
  const sessions = createSessions(db, audit, {
    tenant,
    clock,
    monotonic,
    idle: options.sessionIdle,
    longest: options.sessionLongest,
  });
  const people = createUserDirectory(db, audit, {
    tenant,
    clock,
    passwords: createPasswords(options.passwords),
    throttle: createLoginThrottle({ monotonic }),
    onChange: sessions.forgetPerson,
  });
  return {
    audit,
    ring,
    keys: createKeys(db, audit, { tenant, clock, onEnd: ring.forget }),
    people,
    sessions,
    oidc: options.oidc === undefined ? null : createOidcLogin(options.oidc, monotonic),
    verifyAudit: (expected) => verifyAudit(db, expected, anchor?.read() ?? null),
    ready: () =>
      anchor?.isMissing() === true
        ? { ready: true, degraded: 'the audit log does not contain its anchor: it was cut off or replaced' }
        : { ready: true },
    stats: () => ({ ...ring.stats(), ...people.stats(), auditAnchorMissing: anchor?.isMissing() === true ? 1 : 0 }),
    async close() {
      await ring.close();
      await anchor?.close();
    },
  };
}

/**
 * Creates the first admin key, for `serve` to print once.
 * @returns its token, or null if an admin key or administrator was ever created
 */
export async function ensureFirstAdmin(access: Pick<Access, 'keys'>): Promise<string | null> {
  const made = await access.keys.createFirst('first admin key');
  return made?.token ?? null;
}
