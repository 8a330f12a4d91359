/**
 * Who asks, and what that lets them do. A key has scopes; a person has a role, and a role stands for scopes. Leaves out
 * how either is proved.
 */

/** What a key may be given. */
export const SCOPES = ['ingest', 'decide', 'read', 'review', 'admin', 'share'] as const;
export type Scope = (typeof SCOPES)[number];

/** What a person may be; each may do what those before it may. */
export const ROLES = ['viewer', 'analyst', 'reviewer', 'approver', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface Principal {
  readonly kind: 'key' | 'person';
  /** The key's public id, or the person's. */
  readonly id: string;
  /** For the audit log and the page: a key's label, a person's name. */
  readonly name: string;
  readonly tenant: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Of a person. */
  readonly role?: Role;
}

/** What a route asks of whoever calls it. */
export interface Requirement {
  readonly scope: Scope;
  /** A person of at least this role, and no key: what one pair of eyes must not do alone. */
  readonly person?: Role;
}

const SCOPES_OF: Readonly<Record<Role, readonly Scope[]>> = {
  viewer: ['read'],
  analyst: ['read', 'decide'],
  reviewer: ['read', 'decide', 'review'],
  approver: ['read', 'decide', 'review', 'share'],
  admin: SCOPES,
};

export function scopesOf(role: Role): ReadonlySet<Scope> {
  return new Set(SCOPES_OF[role]);
}

/** Whether a principal meets a requirement. */
export function mayCall(principal: Principal, { scope, person }: Requirement): boolean {
  if (!principal.scopes.has(scope)) return false;
  if (person === undefined) return true;
  return principal.role !== undefined && ROLES.indexOf(principal.role) >= ROLES.indexOf(person);
}
