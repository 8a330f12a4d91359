/** What the routes of access take and give, as JSON. Times are RFC 3339. */
import { z } from 'zod';
import type { ApiKey } from '../../access/keys.ts';
import type { Person } from '../../access/person.ts';
import { type Principal, ROLES, SCOPES } from '../../access/principal.ts';

const Time = z.iso.datetime({ offset: true });

/** Entries of a page. */
export const PageLimit = z.coerce.number().int().min(1).max(500).default(100);

/** An id of a key or a person. */
export const Id = z.string().regex(/^[0-9A-Za-z]{1,32}$/);

export const KeyBody = z.object({
  id: z.string().describe('Public: the part of the token after swk_.'),
  label: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  created: Time,
  created_by: z.string().describe('Id of the key or person that made it, or system.'),
  expires: Time.nullable(),
  last_used: Time.nullable().describe('Exact to about a minute.'),
  revoked: Time.nullable(),
  replaced_by: z.string().nullable().describe('The key that took over.'),
});

export const NewKeyBody = z.object({
  key: KeyBody,
  token: z.string().describe('The key itself. Told this once; only its hash is kept.'),
});

export const PersonBody = z.object({
  id: z.string(),
  login: z.string().nullable().describe('Null for somebody from an identity provider.'),
  issuer: z.string().nullable(),
  name: z.string(),
  role: z.enum(ROLES),
  disabled: Time.nullable(),
  created: Time,
  last_login: Time.nullable(),
});

export const WhoBody = z.object({
  kind: z.enum(['key', 'person']),
  id: z.string(),
  name: z.string(),
  tenant: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  role: z.enum(ROLES).optional(),
  csrf_token: z
    .string()
    .optional()
    .describe('Of a session: to be sent as X-CSRF-Token with every request that changes something.'),
});

export function keyBody(key: ApiKey): z.input<typeof KeyBody> {
  return {
    id: key.id,
    label: key.label,
    scopes: [...key.scopes],
    created: rfc3339(key.created),
    created_by: key.createdBy,
    expires: orNull(key.expires),
    last_used: orNull(key.lastUsed),
    revoked: orNull(key.revoked),
    replaced_by: key.replacedBy,
  };
}

export function personBody(person: Person): z.input<typeof PersonBody> {
  const { id, login, issuer, name, role } = person;
  return {
    id,
    login,
    issuer,
    name,
    role,
    disabled: orNull(person.disabled),
    created: rfc3339(person.created),
    last_login: orNull(person.lastLogin),
  };
}

export function whoBody(principal: Principal, csrfToken?: string): z.input<typeof WhoBody> {
  const { kind, id, name, tenant, role } = principal;
  const scopes = SCOPES.filter((scope) => principal.scopes.has(scope));
  return {
    kind,
    id,
    name,
    tenant,
    scopes,
    ...(role === undefined ? {} : { role }),
    ...(csrfToken === undefined ? {} : { csrf_token: csrfToken }),
  };
}

export function rfc3339(time: number): string {
  return new Date(time).toISOString();
}

function orNull(time: number | null): string | null {
  return time === null ? null : rfc3339(time);
}
