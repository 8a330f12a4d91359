/** The fixed parts of the OpenAPI document, and the types of what is changed in it. */
import { ROLES, SCOPES } from '../access/principal.ts';

/** A JSON Schema, as far as it is read here. */
export interface JsonSchema {
  readonly type?: string;
  readonly [keyword: string]: unknown;
}

export interface MediaType {
  schema?: JsonSchema;
  example?: unknown;
}

export interface Response {
  description: string;
  headers?: Readonly<Record<string, unknown>>;
  content?: Record<string, MediaType>;
}

export interface Operation {
  readonly operationId?: string;
  readonly responses: Record<string, Response>;
  requestBody?: { content: Record<string, MediaType>; required?: boolean };
  security?: readonly Readonly<Record<string, readonly string[]>>[];
  'x-required-role'?: string;
}

export interface Components {
  schemas: Record<string, JsonSchema>;
}

/** The groups of operations. Every operation has one. */
export const OPERATION_TAGS = [
  {
    name: 'ingest',
    description: 'Send exchanges, accounts and releases: as records, or as OpenTelemetry and LiteLLM send them.',
  },
  { name: 'decisions', description: 'Look up and review decisions about accounts.' },
  { name: 'policies', description: 'Write, try and activate the rules that decide.' },
  { name: 'campaigns', description: 'Read what the last detection run found.' },
  { name: 'events', description: 'Follow what changes.' },
  { name: 'webhooks', description: 'Have events delivered.' },
  { name: 'access', description: 'Manage keys, people and sessions, and read the audit log.' },
  { name: 'operations', description: 'Health, metrics, backups and retention.' },
] as const;

/** How callers authenticate. Requirements list the scope that the key or person needs. */
export const SECURITY_SCHEMES = {
  key: {
    type: 'http',
    scheme: 'bearer',
    description: `API key. Its scopes are some of: ${SCOPES.join(', ')}.`,
  },
  basic: {
    type: 'http',
    scheme: 'basic',
    description: 'An API key as the password, for clients that can send it in no other way. The user name is not looked at.',
  },
  keyHeader: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Stillwatch-Key',
    description: 'An API key in a header of its own, for gateways that pass on the Authorization header of their client.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-stillwatch-session',
    description: `The session of a logged-in person, whose role implies scopes; the roles, lowest first: ${ROLES.join(', ')}. Requests that change something also need the header X-CSRF-Token.`,
  },
} as const;
