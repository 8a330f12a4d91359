/** A person as others see them, and as the table has them. */
import type { PersonRow } from '../store/records/tables/access.ts';
import { ROLES, type Role } from './principal.ts';
import { randomId } from './secrets.ts';

export interface Person {
  readonly id: string;
  /** Null for somebody from an identity provider. */
  readonly login: string | null;
  readonly issuer: string | null;
  readonly name: string;
  readonly role: Role;
  /** ms since the epoch; null: they may log in. */
  readonly disabled: number | null;
  readonly created: number;
  readonly lastLogin: number | null;
}

/** A new person without a way to log in. */
export function blank(tenant: string, name: string, role: Role, created: number): PersonRow {
  return {
    id: randomId(),
    tenant,
    login: null,
    issuer: null,
    subject: null,
    name,
    role,
    password: null,
    disabled: null,
    created,
    last_login: null,
  };
}

/** A role that this version does not know may do the least. */
export function roleIn(text: string): Role {
  return ROLES.find((role) => role === text) ?? 'viewer';
}

export function toPerson(row: PersonRow): Person {
  return {
    id: row.id,
    login: row.login,
    issuer: row.issuer,
    name: row.name,
    role: roleIn(row.role),
    disabled: row.disabled === null ? null : Number(row.disabled),
    created: Number(row.created),
    lastLogin: row.last_login === null ? null : Number(row.last_login),
  };
}
