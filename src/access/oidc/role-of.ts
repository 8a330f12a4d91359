/** Maps the claims of an identity provider to a role, by the configured rules. Pure. */
import { ROLES, type Role } from '../principal.ts';
import type { OidcSettings, RoleRule } from './settings.ts';

/** Claims of the ID token and the userinfo endpoint. */
export type Claims = Readonly<Record<string, unknown>>;

/** @returns the highest role of all matching rules, or null if none matches */
export function roleFromClaims(claims: Claims, settings: Pick<OidcSettings, 'groupsClaim' | 'roles'>): Role | null {
  const groups = textsIn(claims[settings.groupsClaim]);
  // Ignore unverified addresses: anyone can enter any.
  const email = claims.email_verified === true && typeof claims.email === 'string' ? claims.email.toLowerCase() : null;
  const given = settings.roles.filter((rule) => holds(rule, groups, email)).map((rule) => rule.role);
  return given.reduce<Role | null>(
    (best, role) => (best === null || ROLES.indexOf(role) > ROLES.indexOf(best) ? role : best),
    null,
  );
}

function holds(rule: RoleRule, groups: readonly string[], email: string | null): boolean {
  if (rule.group !== undefined && !groups.includes(rule.group)) return false;
  if (rule.email !== undefined && email !== rule.email) return false;
  return rule.domain === undefined || email?.slice(email.lastIndexOf('@') + 1) === rule.domain;
}

/** Providers send a list, or a single group as text. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}
