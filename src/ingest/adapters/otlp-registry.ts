/**
 * The registry of places in which OpenTelemetry users name the caller of a model: one table, in the order in which it is searched.
 * docs/formats/otlp.md prints it, and a test compares the two. How a place is searched stands in otlp-caller.ts.
 */

/** What a place tells. Without an account the user is the account, and without a user the API key is. */
export type CallerField = 'account' | 'user' | 'api_key' | 'session' | 'ip' | 'user_agent' | 'ja4';

/** How a name is looked up: as an attribute, as a group of attributes with a common prefix, or inside JSON in an attribute. */
export type CallerLookup = 'attribute' | 'prefix' | 'json';

/** One row of the registry. */
export interface CallerPlace {
  readonly finds: CallerField;
  readonly lookup: CallerLookup;
  /** The attribute, or the prefix of the group with its dot. */
  readonly name: string;
  /** For groups and JSON: the fields in it, first wins, folded (fields.ts); a dot leads into an object. */
  readonly fields: readonly string[];
  /** The label in counts: the name, with `*` for a group and `{}` for JSON. */
  readonly source: string;
}

/** The billed party under the names that people give it in metadata, widest first. */
const BILLED = [
  'account',
  'accountid',
  'organization',
  'organizationid',
  'organisationid',
  'orgid',
  'team',
  'teamid',
  'workspaceid',
  'tenant',
  'tenantid',
  'customer',
  'customerid',
  'companyid',
  'userapikeyorgid',
  'userapikeyteamid',
  'userapikeyuserid',
] as const;

/** The user under the names that people give it in metadata; a name or an address only if there is no id. */
const USERS = [
  'userid',
  'user',
  'user.id',
  'enduserid',
  'enduser',
  'uid',
  'langfuseuserid',
  'safetyidentifier',
  'userhash',
  'useremail',
  'email',
  'username',
] as const;

const SESSIONS = ['sessionid', 'session', 'conversationid', 'threadid', 'chatid', 'langfusesessionid'] as const;
/** The end user in the body of a request, by the names of the providers. */
const BODY_USERS = ['safetyidentifier', 'user', 'metadata.userid', 'userid'] as const;

const GROUPS = [
  'traceloop.association.properties.',
  'ai.telemetry.metadata.',
  'langfuse.trace.metadata.',
  'langfuse.observation.metadata.',
  'langsmith.metadata.',
  'metadata.',
] as const;
const JSON_GROUPS = ['metadata', 'langfuse.trace.metadata', 'langfuse.observation.metadata', 'braintrust.metadata'] as const;
/** JSON attributes with the parameters of the request. The request itself is not searched: its fields may be prompts. */
const BODIES = ['llm.invocation_parameters', 'langfuse.observation.model.parameters'] as const;

function attributes(finds: CallerField, ...names: string[]): CallerPlace[] {
  return names.map((name) => ({ finds, lookup: 'attribute', name, fields: [], source: name }));
}

function groups(finds: CallerField, fields: readonly string[]): CallerPlace[] {
  return [
    ...GROUPS.map((name) => ({ finds, lookup: 'prefix', name, fields, source: `${name}*` }) as const),
    ...JSON_GROUPS.map((name) => ({ finds, lookup: 'json', name, fields, source: `${name}{}` }) as const),
  ];
}

function bodies(finds: CallerField, fields: readonly string[]): CallerPlace[] {
  return BODIES.map((name) => ({ finds, lookup: 'json', name, fields, source: `${name}{}` }));
}

/** Every place, in order: the first row of a field that has a value wins, wherever around the span it is found. */
export const CALLER_PLACES: readonly CallerPlace[] = [
  ...attributes(
    'account',
    'stillwatch.account',
    'account.id',
    'account',
    'organization.id',
    'organization',
    'org.id',
    'team.id',
    'tenant.id',
    'tenant',
    'customer.id',
    'workspace.id',
    'project.id',
  ),
  ...groups('account', BILLED),
  ...attributes(
    'user',
    'user.id',
    'enduser.id',
    'langfuse.user.id',
    'langfuse.trace.user_id',
    'gen_ai.user.id',
    'gen_ai.request.user',
    'gen_ai.openai.request.user',
    'llm.user',
    'llm.request.user',
    'mlflow.trace.user',
    'usr.id',
    'enduser.pseudo.id',
    'user.hash',
  ),
  ...groups('user', USERS),
  ...bodies('user', BODY_USERS),
  ...attributes('user', 'user.email', 'enduser.email', 'usr.email', 'user.name', 'user.full_name'),
  ...attributes('api_key', 'api_key.id', 'gen_ai.api_key.id', 'metadata.user_api_key_hash'),
  ...attributes('session', 'gen_ai.conversation.id', 'session.id', 'langfuse.session.id', 'mlflow.trace.session'),
  ...groups('session', SESSIONS),
  ...attributes('ip', 'client.address', 'http.client_ip', 'client.ip'),
  ...attributes('user_agent', 'user_agent.original', 'http.user_agent'),
  ...attributes('ja4', 'tls.client.ja4', 'ja4'),
];

/** Where around a model call a row is looked up, nearest first. `span` includes the span's events and its log records. */
export const CALLER_SCOPES = ['span', 'parent', 'scope', 'resource'] as const;
export type CallerScope = (typeof CALLER_SCOPES)[number];
