/** From what a provider says of somebody to a role here, by the rules that are set. Pure. */
import { ROLES, type Role } from '../principal.ts';
import type { OidcSettings, RoleRule } from './settings.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** The highest role that a rule gives; null when none does. */
export function roleFromClaims(
  claims: Claims,
  settings: Pick<OidcSettings, 'groupsClaim' | 'roles'>,
): Role | null {
  const groups = textsIn(claims[settings.groupsClaim]);
  // An address that the provider has not verified is what somebody typed.
  const email =
    claims.email_verified === true && typeof claims.email === 'string' ? claims.email.toLowerCase() : null;
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

/** Providers give a list, or one group as a text. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}
