/**
 * Finds the fields of raw records that became the parts of an exchange, by their values: of a field that holds the account of
 * every exchange, the account was taken. This needs nothing from the adapters and cannot disagree with them. Fields whose names
 * say that they might have been the account are kept as candidates. Values are never kept, only their hashes.
 */
import { createHash } from 'node:crypto';
import type { Exchange } from '../../model/wire.ts';
import { ACCOUNT_NAMES, foldName, isCandidateName, KEY_ID_NAMES, USER_NAMES } from '../adapters/fields.ts';
import { readTime } from '../time.ts';
import { asIdentifier, fitIdentifier, type JsonObject, keyIdentifier, unwrapJson } from '../values.ts';

/** Parts of an exchange whose fields are traced, in the order in which they are shown. */
const TRACED_PARTS = [
  'account',
  'end user',
  'API key',
  'session',
  'time',
  'address',
  'user agent',
  'model',
  'text',
  'answer',
  'input tokens',
  'output tokens',
  'id',
] as const;
export type TracedPart = (typeof TRACED_PARTS)[number];

/** The field that a part was read from, and how the part fared in the sample. */
export interface TracedField {
  readonly part: TracedPart;
  /** Path of the field; null if no field holds the values as they are. */
  readonly field: string | null;
  /** Exchanges that have the part. */
  readonly present: number;
  /** Distinct values; exact up to {@link MOST_VALUES}. */
  readonly distinct: number;
  /** Up to three values, cut or described: no identifier and no text is shown as it is. */
  readonly examples: readonly string[];
}

/** A field that might have been the account and was not taken. */
export interface Candidate {
  readonly field: string;
  readonly present: number;
  readonly distinct: number;
  /** Why it was not taken. */
  readonly why: string;
}

/** Bounds of the walk through one record, and of what is kept over all. */
const MOST_LEAVES = 400;
const MOST_DEPTH = 10;
const MOST_PATHS = 1_000;
const MOST_ELEMENTS = 4;
export const MOST_VALUES = 10_000;
const MOST_EXAMPLES = 3;
/** Longer strings are no JSON to look into. */
const MOST_JSON_CHARS = 1024 * 1024;
/** Share of the exchanges with a part whose value a field must hold. */
const LEAST_MATCH = 0.5;

interface PathCount {
  present: number;
  /** Exchanges whose part has this field's value, by part. */
  readonly matches: Map<TracedPart, number>;
  /** Of candidates only. */
  readonly values: Set<string> | null;
  readonly order: number;
}

interface PartCount {
  present: number;
  readonly values: Set<string>;
  readonly examples: string[];
}

/** The trace over a sample. */
export class FieldTrace {
  private readonly paths = new Map<string, PathCount>();
  private readonly parts = new Map<TracedPart, PartCount>();

  /** Adds an exchange, with the record that it was read from if there is one such record. */
  add(exchange: Exchange, record: JsonObject | undefined): void {
    const wanted = partsOf(exchange);
    for (const part of TRACED_PARTS) {
      const value = wanted.get(part);
      if (value !== undefined) this.count(part, value);
    }
    if (record === undefined) return;
    const leaves: Leaf[] = [];
    collect(record, '', 0, leaves);
    const seen = new Set<string>();
    for (const { path, value } of leaves) this.match(path, value, wanted, seen);
  }

  /** What became what; of parts that no exchange has, `present` is 0. */
  fields(): TracedField[] {
    return TRACED_PARTS.map((part) => {
      const found = this.parts.get(part);
      if (found === undefined) return { part, field: null, present: 0, distinct: 0, examples: [] };
      const { present, values, examples } = found;
      return { part, field: this.fieldOf(part, present), present, distinct: values.size, examples };
    });
  }

  /** Fields named like an account that are not the one that was taken, those with most values first. */
  candidates(): Candidate[] {
    const account = this.fieldOf('account', this.parts.get('account')?.present ?? 0);
    const taken = new Set([account, this.fieldOf('end user', 1), this.fieldOf('API key', 1)]);
    return [...this.paths]
      .filter(([path, { values }]) => values !== null && !taken.has(path))
      .map(([field, { present, values }]) => ({ field, present, distinct: values?.size ?? 0, why: whyNot(field, account) }))
      .sort((a, b) => b.distinct - a.distinct || b.present - a.present)
      .slice(0, 8);
  }

  private count(part: TracedPart, value: string): void {
    let counted = this.parts.get(part);
    if (counted === undefined) {
      counted = { present: 0, values: new Set(), examples: [] };
      this.parts.set(part, counted);
    }
    counted.present++;
    if (counted.values.size >= MOST_VALUES) return;
    const key = digestOf(value);
    if (counted.values.has(key)) return;
    counted.values.add(key);
    if (counted.examples.length < MOST_EXAMPLES) counted.examples.push(shown(part, value));
  }

  private match(path: string, value: unknown, wanted: ReadonlyMap<TracedPart, string>, seen: Set<string>): void {
    let counted = this.paths.get(path);
    if (counted === undefined) {
      if (this.paths.size >= MOST_PATHS) return;
      counted = {
        present: 0,
        matches: new Map(),
        values: isCandidate(path) ? new Set() : null,
        order: this.paths.size,
      };
      this.paths.set(path, counted);
    }
    if (!seen.has(path)) counted.present++;
    const id = asIdentifier(value);
    if (counted.values !== null && id !== undefined && counted.values.size < MOST_VALUES) counted.values.add(digestOf(id));
    for (const [part, text] of wanted) {
      const once = `${part}\0${path}`;
      if (seen.has(once) || !holds(part, value, text)) continue;
      seen.add(once);
      counted.matches.set(part, (counted.matches.get(part) ?? 0) + 1);
    }
    seen.add(path);
  }

  /** The field with most matches; of equal ones the one whose name fits, then the shallowest, then the first. */
  private fieldOf(part: TracedPart, present: number): string | null {
    let best: { path: string; rank: number[] } | null = null;
    for (const [path, { matches, order }] of this.paths) {
      const matched = matches.get(part) ?? 0;
      if (matched === 0 || matched < present * LEAST_MATCH) continue;
      const fits = NAMES[part].test(foldName(leafOf(path))) ? 1 : 0;
      const rank = [matched, fits, -path.split('.').length, -order];
      if (best === null || compare(rank, best.rank) > 0) best = { path, rank };
    }
    return best?.path ?? null;
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return 0;
}

interface Leaf {
  path: string;
  value: unknown;
}

function collect(value: unknown, path: string, depth: number, leaves: Leaf[]): void {
  if (leaves.length >= MOST_LEAVES || depth > MOST_DEPTH) return;
  if (typeof value === 'string' && value.length <= MOST_JSON_CHARS && /^\s*[[{]/.test(value)) {
    const inner = unwrapJson(value);
    if (typeof inner !== 'string') {
      leaves.push({ path, value });
      collect(inner, path, depth + 1, leaves);
      return;
    }
  }
  if (Array.isArray(value)) {
    // The last elements: the request is the last message of a conversation.
    for (const element of value.slice(-MOST_ELEMENTS)) collect(element, `${path}[]`, depth + 1, leaves);
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value).slice(0, MOST_LEAVES)) {
      collect((value as JsonObject)[key], path === '' ? key : `${path}.${key}`, depth + 1, leaves);
    }
  } else if (value !== null && value !== undefined && value !== '') leaves.push({ path, value });
}

function partsOf(exchange: Exchange): Map<TracedPart, string> {
  const { client, usage, request, response } = exchange;
  const parts = new Map<TracedPart, string>();
  const put = (part: TracedPart, value: string | number | null | undefined): void => {
    if (value !== undefined && value !== null && value !== '') parts.set(part, String(value));
  };
  put('account', exchange.account);
  put('end user', exchange.sub_account);
  put('API key', exchange.api_key);
  put('session', exchange.session);
  put('time', exchange.time);
  put('address', client?.ip);
  put('user agent', client?.user_agent);
  put('model', exchange.model === 'unknown' ? undefined : exchange.model);
  put('text', lastText(request));
  put('answer', response?.text);
  put('input tokens', usage?.input_tokens);
  put('output tokens', usage?.output_tokens);
  put('id', exchange.id.startsWith('derived-') ? undefined : exchange.id);
  return parts;
}

/** The text of the last message that has one; a system prompt alone counts as well. */
function lastText({ messages = [], system }: Exchange['request']): string | undefined {
  for (const { content } of [...(messages ?? [])].reverse()) {
    if (typeof content === 'string' && content !== '') return content;
    if (Array.isArray(content)) {
      const text = content.find((part) => typeof part.text === 'string' && part.text !== '')?.text;
      if (typeof text === 'string') return text;
    }
  }
  return typeof system === 'string' ? system : undefined;
}

function holds(part: TracedPart, value: unknown, wanted: string): boolean {
  if (part === 'time') return readTime(value) === Number(wanted);
  if (typeof value !== 'string') return typeof value === 'number' && String(value) === wanted;
  if (value === wanted) return true;
  switch (part) {
    case 'address':
      return value.length < 1_000 && value.split(',')[0]?.trim() === wanted;
    case 'account':
    case 'end user':
    case 'API key':
      return value.length < 4_096 && (fitIdentifier(value.trim()) === wanted || hasKey(value, wanted));
    case 'input tokens':
    case 'output tokens':
      return value.length < 32 && value.trim() !== '' && String(Number(value)) === wanted;
    default:
      return false;
  }
}

function hasKey(value: string, wanted: string): boolean {
  return wanted.startsWith('key_') && keyIdentifier(value) === wanted;
}

const NAMES: Readonly<Record<TracedPart, RegExp>> = {
  account: /account|org|team|workspace|project|tenant|customer|consumer|user|key/,
  'end user': /user|sub|end|customer/,
  'API key': /key|token|authorization/,
  session: /session|conversation|thread|chat/,
  time: /time|date|created|^ts$|start/,
  address: /ip|addr|forwarded/,
  'user agent': /agent/,
  model: /model/,
  text: /content|text|prompt|input|message/,
  answer: /text|content|output|completion|response|answer/,
  'input tokens': /^(input|prompt).*tok|tokensin|inputtok/,
  'output tokens': /^(output|completion).*tok|tokensout|outputtok/,
  id: /id$/,
};

function isCandidate(path: string): boolean {
  if (path.includes('[]') || /(^|\.)(messages|tools|response|usage)(\.|$)/.test(path)) return false;
  return isCandidateName(leafOf(path));
}

function whyNot(field: string, account: string | null): string {
  const name = foldName(leafOf(field));
  const isAccount = (ACCOUNT_NAMES as readonly string[]).includes(name);
  if (account === null) return isAccount ? 'this format names its accounts elsewhere' : 'not a name that is looked for';
  if (isAccount) return `${leafOf(account)} is looked for before ${leafOf(field)}`;
  if (USER_NAMES.some((user) => user === name))
    return 'a user is the account only if no organisation, project or customer is named';
  if (KEY_ID_NAMES.some((key) => key === name)) return 'a key is the account only if the record names no other caller';
  return 'not a name that is looked for';
}

function leafOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function digestOf(value: string): string {
  return createHash('sha256').update(value).digest('base64').slice(0, 16);
}

/** A value as it may be shown: identifiers cut, addresses cut to their beginning, texts described. */
function shown(part: TracedPart, value: string): string {
  switch (part) {
    case 'time':
      return new Date(Number(value)).toISOString();
    case 'model':
      return value.slice(0, 48);
    case 'input tokens':
    case 'output tokens':
      return value;
    case 'text':
    case 'answer':
      return `${value.length} characters`;
    case 'user agent':
      return value.split(/[\s/(]/)[0].slice(0, 24);
    case 'address':
      return `${value.slice(0, value.includes(':') ? 4 : value.indexOf('.') + 1)}…`;
    default:
      return cutIdentifier(value);
  }
}

/** Enough of an identifier to recognise its kind. Of a mail address or phone number that is nothing. */
function cutIdentifier(value: string): string {
  if (/[@+\s]/.test(value) || /^\d[\d.-]{6,}$/.test(value)) return `(${value.length} characters)`;
  return value.length <= 4 ? value : `${value.slice(0, Math.min(4, value.length >> 1))}…`;
}
