/**
 * Finds the caller of a model call in the attributes around it, by the registry (otlp-registry.ts): on the span, its events and
 * its log records, then on its parents as far as they are known, then on the instrumentation scope and the resource.
 */
import { asArray, asIdentifier, asObject, type JsonObject, unwrapJson } from '../values.ts';
import { foldName, splitUser } from './fields.ts';
import { CALLER_PLACES, CALLER_SCOPES, type CallerField, type CallerScope } from './otlp-registry.ts';
import type { Attributes } from './otlp-values.ts';

/** Values by row of the registry. */
export type FoundPlaces = ReadonlyMap<number, string>;

/** The caller, and the source it is counted under. */
export interface SpanCaller {
  readonly account?: string;
  readonly subAccount?: string;
  readonly apiKey?: string;
  readonly session?: string;
  readonly ip?: string;
  readonly userAgent?: string;
  readonly ja4?: string;
  /** The row that gave the account, with its scope in front unless that is the span; `none` if there is no account. */
  readonly source: string;
}

const NOTHING: FoundPlaces = new Map();
/** What JavaScript and Python write where a value is missing. */
const MISSING = /^(?:undefined|null|none|nan|\[object Object\])$/i;
const MOST_CHARS = 1_024;
/** A longer text is a prompt rather than parameters, and parsing it costs as much as reading it. */
const MOST_JSON_CHARS = 262_144;

const PREFIXES = [...new Set(CALLER_PLACES.filter(({ lookup }) => lookup === 'prefix').map(({ name }) => name))];
const ROWS: Readonly<Record<CallerField, readonly number[]>> = rowsByField();

/** Every row of the registry that these attributes fill. */
export function findPlaces(attributes: Attributes): FoundPlaces {
  if (attributes.size === 0) return NOTHING;
  const groups = groupsOf(attributes);
  const opened = new Map<string, unknown>();
  let found: Map<number, string> | undefined;
  for (let row = 0; row < CALLER_PLACES.length; row++) {
    const { lookup, name, fields } = CALLER_PLACES[row];
    let value: string | undefined;
    if (lookup === 'attribute') value = identifier(attributes.get(name));
    else if (lookup === 'prefix') value = firstField(groups.get(name), fields);
    else if (attributes.has(name)) value = firstField(openJson(attributes, name, opened), fields);
    if (value === undefined) continue;
    found ??= new Map();
    found.set(row, value);
  }
  return found ?? NOTHING;
}

/** Puts what was found around a call together. `parents` are nearest first. */
export function findCaller(
  around: Readonly<Record<Exclude<CallerScope, 'parent'>, FoundPlaces>>,
  parents: readonly FoundPlaces[],
): SpanCaller {
  const scopes: [CallerScope, FoundPlaces][] = CALLER_SCOPES.flatMap((scope) =>
    scope === 'parent' ? parents.map((found): [CallerScope, FoundPlaces] => [scope, found]) : [[scope, around[scope]]],
  );
  const take = (field: CallerField): { value: string; source: string } | undefined => {
    for (const row of ROWS[field]) {
      for (const [scope, found] of scopes) {
        const value = found.get(row);
        const { source } = CALLER_PLACES[row];
        if (value !== undefined) return { value, source: scope === 'span' ? source : `${scope}: ${source}` };
      }
    }
    return undefined;
  };
  const billed = take('account');
  const user = take('user');
  const key = take('api_key');
  const split = splitUser(user?.value);
  const account = billed ?? user ?? key;
  return {
    account: account === user ? split.id : account?.value,
    subAccount: billed === undefined ? undefined : split.id,
    apiKey: key?.value,
    session: take('session')?.value ?? split.session,
    ip: take('ip')?.value,
    userAgent: take('user_agent')?.value,
    ja4: take('ja4')?.value,
    source: account?.source ?? 'none',
  };
}

function rowsByField(): Record<CallerField, number[]> {
  const rows: Record<CallerField, number[]> = {
    account: [],
    user: [],
    api_key: [],
    session: [],
    ip: [],
    user_agent: [],
    ja4: [],
  };
  CALLER_PLACES.forEach(({ finds }, row) => {
    rows[finds].push(row);
  });
  return rows;
}

function identifier(value: unknown): string | undefined {
  // Headers are lists.
  const id = asIdentifier(asArray(value)?.[0] ?? value);
  return id === undefined || id.length > MOST_CHARS || MISSING.test(id) ? undefined : id;
}

/** The attributes below each prefix, by folded name. */
function groupsOf(attributes: Attributes): Map<string, JsonObject> {
  const groups = new Map<string, Record<string, unknown>>();
  for (const [key, value] of attributes) {
    for (const prefix of PREFIXES) {
      if (!key.startsWith(prefix)) continue;
      let group = groups.get(prefix);
      if (group === undefined) {
        group = Object.create(null) as Record<string, unknown>;
        groups.set(prefix, group);
      }
      group[foldName(key.slice(prefix.length))] ??= value;
      break;
    }
  }
  return groups;
}

/** The object in an attribute, by folded name; undefined if there is none. */
function openJson(attributes: Attributes, name: string, opened: Map<string, unknown>): JsonObject | undefined {
  if (!opened.has(name)) {
    const value = attributes.get(name);
    const isLong = typeof value === 'string' && value.length > MOST_JSON_CHARS;
    opened.set(name, isLong ? undefined : foldKeys(asObject(unwrapJson(value))));
  }
  return opened.get(name) as JsonObject | undefined;
}

function foldKeys(object: JsonObject | undefined): JsonObject | undefined {
  if (object === undefined) return undefined;
  const folded: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(object)) folded[foldName(key)] ??= object[key];
  return folded;
}

function firstField(group: JsonObject | undefined, fields: readonly string[]): string | undefined {
  if (group === undefined) return undefined;
  for (const field of fields) {
    const [outer, inner] = field.split('.');
    const value = group[outer];
    const id = inner === undefined ? identifier(value) : identifier(foldKeys(asObject(unwrapJson(value)))?.[inner]);
    if (id !== undefined) return id;
  }
  return undefined;
}
