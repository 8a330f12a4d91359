/**
 * Finding fields under the names that people give them. Names are compared folded (lower case, without
 * separators), so that userId, user_id and USER-ID are one. docs/formats lists every accepted name.
 */
import { asArray, asIdentifier, asObject, asString, type JsonObject, keyIdentifier } from '../values.ts';
import type { DraftClient } from './draft.ts';

/** Values by folded name. The first of two keys that fold to one name wins. */
export type FoldedFields = ReadonlyMap<string, unknown>;

/** Most keys of one object that are looked at. */
const MAX_KEYS = 512;

/** A field name without case, separators and other differences in spelling. */
export function foldName(name: string): string {
  return name.toLowerCase().replace(/[-_.\s@]/g, '');
}

/** The fields of several objects in order of precedence; null and empty values are as good as missing. */
export function foldFields(...objects: (JsonObject | undefined)[]): FoldedFields {
  const fields = new Map<string, unknown>();
  for (const object of objects) {
    if (object === undefined) continue;
    for (const key of Object.keys(object).slice(0, MAX_KEYS)) {
      const value = object[key];
      if (value === undefined || value === null || value === '') continue;
      const name = foldName(key);
      if (!fields.has(name)) fields.set(name, value);
    }
  }
  return fields;
}

/** The first of these (folded) names that has a value. */
export function first(fields: FoldedFields, names: readonly string[]): unknown {
  for (const name of names) {
    const value = fields.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The same for identifiers: objects such as {id, name} give their id. */
export function firstIdentifier(fields: FoldedFields, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = fields.get(name);
    const id = asIdentifier(value) ?? asIdentifier(asObject(value)?.id);
    if (id !== undefined) return id;
  }
  return undefined;
}

/** Headers as an object of strings or lists, as a list of {key|name, value}, or as a list of pairs. */
export function readHeaders(value: unknown): FoldedFields {
  const list = asArray(value);
  if (list === undefined) {
    const object = asObject(value);
    if (object === undefined) return new Map();
    const flat: Record<string, unknown> = Object.create(null);
    for (const key of Object.keys(object).slice(0, MAX_KEYS)) flat[key] = asArray(object[key])?.[0] ?? object[key];
    return foldFields(flat);
  }
  const flat: Record<string, unknown> = Object.create(null);
  for (const entry of list.slice(0, MAX_KEYS)) {
    const pair = asArray(entry);
    const name = asString(pair?.[0] ?? asObject(entry)?.key ?? asObject(entry)?.name);
    if (name !== undefined) flat[name] ??= pair?.[1] ?? asObject(entry)?.value;
  }
  return foldFields(flat);
}

/** What is billed, widest first: a team's keys are one customer. */
export const ACCOUNT_NAMES = [
  'account',
  'accountid',
  'organization',
  'organizationid',
  'organisation',
  'orgid',
  'org',
  'openaiorganization',
  'anthropicorganizationid',
  'team',
  'teamid',
  'workspace',
  'workspaceid',
  'project',
  'projectid',
  'openaiproject',
  'tenant',
  'tenantid',
  'customer',
  'customerid',
  'consumer',
  'consumerid',
] as const;

export const USER_NAMES = ['userid', 'user', 'username', 'enduser', 'enduserid', 'safetyidentifier'] as const;
export const SUB_ACCOUNT_NAMES = [
  'subaccount',
  'subaccountid',
  'enduser',
  'enduserid',
  'safetyidentifier',
  'userid',
  'user',
] as const;
export const KEY_ID_NAMES = ['apikeyid', 'keyid', 'apikeyhash', 'keyhash', 'apikeyalias', 'keyalias', 'apikeyname'] as const;
export const KEY_NAMES = ['apikey', 'key', 'token', 'authorization', 'xapikey'] as const;

export interface Caller {
  account?: string;
  subAccount?: string;
  apiKey?: string;
  /** The conversation, where a client hides it in its user id. */
  session?: string;
}

/**
 * The caller from envelope fields and, behind them, the end user that the request body names. Without any
 * account-like field the user is the account; without a user the key is.
 */
export function readCaller(fields: FoldedFields, bodyUser: unknown): Caller {
  const apiKey = readKey(fields);
  const user = splitUser(asIdentifier(bodyUser));
  const billed = firstIdentifier(fields, ACCOUNT_NAMES);
  if (billed !== undefined) {
    const subAccount = firstIdentifier(fields, SUB_ACCOUNT_NAMES) ?? user.id;
    return { account: billed, subAccount, apiKey, session: user.session };
  }
  const person = firstIdentifier(fields, USER_NAMES);
  if (person !== undefined) return { account: person, subAccount: user.id, apiKey, session: user.session };
  if (apiKey !== undefined) return { account: apiKey, subAccount: user.id, apiKey, session: user.session };
  return { account: user.id, session: user.session };
}

function readKey(fields: FoldedFields): string | undefined {
  const id = firstIdentifier(fields, KEY_ID_NAMES);
  if (id !== undefined) return id;
  const key = first(fields, KEY_NAMES);
  const object = asObject(key);
  if (object !== undefined) return asIdentifier(object.id);
  const secret = asString(key);
  return secret === undefined ? undefined : keyIdentifier(secret);
}

/** Some agents send user_X_account_Y_session_Z: the session must not make a new user of every conversation. */
export function splitUser(user: string | undefined): { id?: string; session?: string } {
  if (user === undefined) return {};
  const parts = /^(user_[0-9a-f]+(?:_account_[0-9a-f-]*)?)_session_([0-9a-f-]+)$/i.exec(user);
  return parts === null ? { id: user } : { id: parts[1], session: parts[2] };
}

export const IP_NAMES = [
  'clientip',
  'ip',
  'ipaddress',
  'callerip',
  'calleripaddress',
  'sourceip',
  'remoteip',
  'remoteaddr',
  'remoteaddress',
  'requesteripaddress',
  'clientaddress',
  'cfconnectingip',
  'trueclientip',
  'xrealip',
] as const;

/** The client from envelope fields, then from headers. Of a forwarding chain the first address is the client's. */
export function readClientFields(fields: FoldedFields, headers: FoldedFields): DraftClient {
  const from = (names: readonly string[]): unknown => first(fields, names) ?? first(headers, names);
  const forwarded = asString(from(['xforwardedfor', 'forwardedfor']));
  const nested = asObject(fields.get('client'));
  const inner = nested === undefined ? undefined : foldFields(nested);
  const client = (names: readonly string[]): unknown => (inner && first(inner, names)) ?? from(names);
  return {
    ip: client(IP_NAMES) ?? forwarded?.split(',')[0].trim(),
    asn: client(['asn', 'clientasn', 'xasn', 'asnumber']),
    country: client(['country', 'countrycode', 'cfipcountry', 'clientcountry']),
    userAgent: client(USER_AGENT_NAMES),
    ja4: client(['ja4', 'ja4fingerprint', 'xja4', 'cfja4', 'clientja4']),
  };
}

export const ID_NAMES = [
  'id',
  'requestid',
  'logid',
  'eventid',
  'callid',
  'xrequestid',
  'correlationid',
  'traceid',
  'uuid',
] as const;
export const TIME_NAMES = [
  'time',
  'timestamp',
  'ts',
  'requesttime',
  'requestedat',
  'requesttimestamp',
  'starttime',
  'startedat',
  'createdat',
  'created',
  'receivedat',
  'datetime',
  'date',
] as const;
export const SESSION_NAMES = [
  'session',
  'sessionid',
  'conversation',
  'conversationid',
  'threadid',
  'chatid',
  'xsessionid',
] as const;
export const STATUS_NAMES = [
  'status',
  'statuscode',
  'httpstatus',
  'httpstatuscode',
  'responsestatus',
  'responsecode',
] as const;
export const LATENCY_NAMES = ['latencyms', 'durationms', 'responsetimems', 'elapsedms', 'totaltimems'] as const;
export const TEXT_NAMES = [
  'prompt',
  'prompttext',
  'userprompt',
  'input',
  'inputtext',
  'usermessage',
  'usertext',
  'requesttext',
  'question',
  'query',
  'text',
  'content',
  'message',
] as const;
export const ANSWER_NAMES = [
  'completion',
  'completiontext',
  'answer',
  'output',
  'outputtext',
  'responsetext',
  'response',
  'reply',
  'generation',
  'generatedtext',
  'assistantmessage',
  'result',
] as const;
export const SYSTEM_NAMES = ['system', 'systemprompt', 'instructions', 'developermessage'] as const;
export const MODEL_NAMES = [
  'model',
  'modelid',
  'modelname',
  'requestmodel',
  'engine',
  'deployment',
  'deploymentname',
] as const;
export const INPUT_TOKEN_NAMES = [
  'inputtokens',
  'prompttokens',
  'ninputtokens',
  'tokensin',
  'inputtokencount',
  'prompttokencount',
  'ncontexttokenstotal',
] as const;
export const OUTPUT_TOKEN_NAMES = [
  'outputtokens',
  'completiontokens',
  'noutputtokens',
  'tokensout',
  'outputtokencount',
  'completiontokencount',
  'generatedtokens',
  'ngeneratedtokenstotal',
] as const;
export const USER_AGENT_NAMES = ['useragent', 'httpuseragent', 'clientuseragent'] as const;
export const SURFACE_NAMES = ['surface'] as const;

const CANDIDATE_NAMES: ReadonlySet<string> = new Set([...ACCOUNT_NAMES, ...USER_NAMES, ...KEY_ID_NAMES]);
const CANDIDATE_PATTERN =
  /(account|customer|tenant|organi[sz]ation|workspace|project|subscription|client|user|owner|team)(id|key|name|number|uuid)?$/;

/** Whether a field's name says that it might hold the account. */
export function isCandidateName(name: string): boolean {
  const folded = foldName(name);
  return CANDIDATE_NAMES.has(folded) || CANDIDATE_PATTERN.test(folded);
}
