/** A person who can log in, and the conversion from the database row. */
import type { PersonRow } from '../store/records/tables/access.ts';
import { ROLES, type Role } from './principal.ts';
import { randomId } from './secrets.ts';

/** Times are ms since the epoch. */
export interface Person {
  readonly id: string;
  /** Null for people from an identity provider. */
  readonly login: string | null;
  /** Issuer URL of the identity provider; null for local accounts. */
  readonly issuer: string | null;
  readonly name: string;
  readonly role: Role;
  /** Null if the person can log in. */
  readonly disabled: number | null;
  readonly created: number;
  readonly lastLogin: number | null;
}

/** The row of a new person who cannot log in yet. */
export function newPersonRow(tenant: string, name: string, role: Role, created: number): PersonRow {
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

/** The role of a row; a role that this version does not know counts as the lowest. */
export function roleIn(text: string): Role {
  return ROLES.find((role) => role === text) ?? 'viewer';
}

/** Converts a row. */
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
