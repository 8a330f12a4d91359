/** Request and response bodies of the access routes. Times are RFC 3339. */
import { z } from 'zod';
import type { ApiKey } from '../../access/keys.ts';
import type { Person } from '../../access/person.ts';
import { type Principal, ROLES, SCOPES } from '../../access/principal.ts';

const Time = z.iso.datetime({ offset: true });

/** Number of entries on a page. */
export const PageLimit = z.coerce
  .number()
  .int()
  .min(1)
  .max(500)
  .default(100)
  .describe('Maximum number of entries to return.');

/** Cursor of the next page in a response. */
export const NextPage = 'Pass this as `cursor` to get the next page; null if this is the last one.';

/** Id of a key or person. */
export const Id = z.string().regex(/^[0-9A-Za-z]{1,32}$/);

export const KeyBody = z
  .object({
    id: z.string().describe('Public id: the part of the token after swk_.'),
    label: z.string().describe('Name for people to recognise the key by.'),
    scopes: z.array(z.enum(SCOPES)),
    created: Time,
    created_by: z.string().describe('Id of the key or person that created it, or `system`.'),
    expires: Time.nullable().describe('When the key ends; null if it does not expire.'),
    last_used: Time.nullable().describe('Accurate to about a minute; null if the key has never been used.'),
    revoked: Time.nullable().describe('When the key was revoked; null if it was not.'),
    replaced_by: z.string().nullable().describe('Id of the key that replaced it by rotation.'),
  })
  .meta({ id: 'ApiKey' });

export const NewKeyBody = z
  .object({
    key: KeyBody,
    token: z.string().describe('The key itself. It is shown only this once; the service stores only its hash.'),
  })
  .meta({ id: 'NewApiKey' });

export const PersonBody = z
  .object({
    id: z.string(),
    login: z.string().nullable().describe('Login name of a local account; null for people from an identity provider.'),
    issuer: z.string().nullable().describe('Issuer URL of the identity provider; null for local accounts.'),
    name: z.string(),
    role: z.enum(ROLES),
    disabled: Time.nullable().describe('When the person was disabled; null if active.'),
    created: Time,
    last_login: Time.nullable(),
  })
  .meta({ id: 'Person' });

export const WhoBody = z
  .object({
    kind: z.enum(['key', 'person']),
    id: z.string(),
    name: z.string(),
    tenant: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    role: z.enum(ROLES).optional(),
    csrf_token: z
      .string()
      .optional()
      .describe('Only with a session: send it in the header X-CSRF-Token with every request that changes something.'),
  })
  .meta({ id: 'Caller' });

/** An API key as JSON. */
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

/** A person as JSON. */
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

/** The caller as JSON. @param csrfToken of the caller's session, if it has one */
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

/** A time in RFC 3339. @param time ms since the epoch */
export function rfc3339(time: number): string {
  return new Date(time).toISOString();
}

function orNull(time: number | null): string | null {
  return time === null ? null : rfc3339(time);
}
