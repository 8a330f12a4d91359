/**
 * The caller of a request and its permissions. A key has scopes; a person has a role, which implies scopes. Leaves out
 * authentication.
 */

/** The scopes that a key can have. */
export const SCOPES = ['ingest', 'decide', 'read', 'review', 'admin', 'share'] as const;
export type Scope = (typeof SCOPES)[number];

/** Scopes of the routes that gateways call: for every exchange, and with whole prompts. */
export const GATEWAY_SCOPES: ReadonlySet<Scope> = new Set(['ingest', 'decide']);

/** The roles that a person can have, from lowest to highest; each includes the permissions of those before it. */
export const ROLES = ['viewer', 'analyst', 'reviewer', 'approver', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** An authenticated caller. */
export interface Principal {
  readonly kind: 'key' | 'person';
  /** Public id of the key or person. */
  readonly id: string;
  /** Label of the key or name of the person, for display. */
  readonly name: string;
  readonly tenant: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Role of a person; absent for keys. */
  readonly role?: Role;
}

/** What a route requires of its caller. */
export interface Requirement {
  readonly scope: Scope;
  /** Requires a person of at least this role, not a key: for actions under the rule of two. */
  readonly person?: Role;
}

const SCOPES_OF: Readonly<Record<Role, readonly Scope[]>> = {
  viewer: ['read'],
  analyst: ['read', 'decide'],
  reviewer: ['read', 'decide', 'review'],
  approver: ['read', 'decide', 'review', 'share'],
  admin: SCOPES,
};

/** The scopes that a role implies. */
export function scopesOf(role: Role): ReadonlySet<Scope> {
  return new Set(SCOPES_OF[role]);
}

/** Whether a principal meets a requirement. */
export function mayCall(principal: Principal, { scope, person }: Requirement): boolean {
  if (!principal.scopes.has(scope)) return false;
  if (person === undefined) return true;
  return principal.role !== undefined && ROLES.indexOf(principal.role) >= ROLES.indexOf(person);
}
