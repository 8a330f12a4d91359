/**
 * A field mapping: which field of a log is the account, the time, the text … where the names that Stillwatch looks for do not fit.
 * It comes from `--map` or a file, and is checked here: a source is a field's name or path, or an expression in the engine's SQL
 * made of columns, operators and listed functions. Subqueries, table functions and functions that read files do not pass.
 */
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';

/** What a field can be mapped to. */
export const MAP_TARGETS = [
  'account',
  'sub_account',
  'api_key',
  'session',
  'id',
  'time',
  'model',
  'surface',
  'system',
  'text',
  'answer',
  'messages',
  'input_tokens',
  'output_tokens',
  'ip',
  'user_agent',
  'status',
  'latency_ms',
] as const;
/** What a field of a log can be read as; docs/how-to/connect-your-log.md says what each means. */
export type MapTarget = (typeof MAP_TARGETS)[number];

/** A field's name or path, or an expression in the engine's SQL. */
export type MapSource = { readonly field: string } | { readonly sql: string };

/** Sources by target. */
export type FieldMapping = ReadonlyMap<MapTarget, MapSource>;

const MOST_CHARS = 2_000;
const PATH = /^[\p{L}\p{N}_$@][\p{L}\p{N}_$@.\- ]*$/u;

/** Parses `account=customer_id,time=ts`. Commas inside brackets and quotes belong to an expression. */
export function parseMapping(text: string): Result<FieldMapping> {
  const mapping = new Map<MapTarget, MapSource>();
  for (const part of splitTop(text)) {
    const at = part.indexOf('=');
    if (at < 1) return fail(wrong('TARGET=FIELD, such as account=customer_id', 'something else'));
    const added = add(mapping, part.slice(0, at).trim(), part.slice(at + 1).trim());
    if (!added.ok) return added;
  }
  return ok(mapping);
}

/** Checks a mapping that a file holds: an object of strings, by target. */
export function mappingFrom(value: unknown): Result<FieldMapping> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fail(wrong('an object such as {"account": "customer_id"}', 'something else'));
  const mapping = new Map<MapTarget, MapSource>();
  for (const [target, source] of Object.entries(value)) {
    if (typeof source !== 'string')
      return fail(wrong(`a field or an expression as text for ${printed(target)}`, typeof source));
    const added = add(mapping, target, source.trim());
    if (!added.ok) return added;
  }
  return ok(mapping);
}

/** A mapping as `--save-map` writes it and `--map-file` reads it. */
export function mappingText(mapping: FieldMapping): string {
  const entries = [...mapping].map(([target, source]) => [target, 'field' in source ? source.field : source.sql]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/** Later mappings win over earlier ones. */
export function mergeMappings(mappings: readonly FieldMapping[]): FieldMapping {
  return new Map(mappings.flatMap((mapping) => [...mapping]));
}

/** Whether a source is an expression, which only the engine can evaluate. */
export function hasExpressions(mapping: FieldMapping): boolean {
  return [...mapping.values()].some((source) => 'sql' in source);
}

function add(mapping: Map<MapTarget, MapSource>, target: string, source: string): Result<void> {
  const known = MAP_TARGETS.find((name) => name === target);
  if (known === undefined) return fail(wrong(`a target out of ${MAP_TARGETS.join(', ')}`, printed(target)));
  if (source === '' || source.length > MOST_CHARS)
    return fail(
      wrong(`a field or an expression of at most ${MOST_CHARS} characters for ${known}`, `${source.length} characters`),
    );
  if (PATH.test(source)) {
    mapping.set(known, { field: source });
    return ok(undefined);
  }
  const fault = expressionFault(source);
  if (fault !== null) return fail(wrong(`an expression of columns, operators and functions for ${known}`, fault));
  mapping.set(known, { sql: source });
  return ok(undefined);
}

function wrong(expected: string, got: string): Problem {
  return {
    code: 'map_invalid',
    message: `Expected ${expected}, got ${got}.`,
    where: '--map',
    hint: 'For example --map account=customer_id,text=prompt,time=ts (docs/how-to/connect-your-log.md).',
  };
}

function printed(text: string): string {
  return JSON.stringify(text.slice(0, 40));
}

/** Splits at commas outside brackets and quotes. */
function splitTop(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (quote !== '') {
      if (c === '\\') i++;
      else if (c === quote) quote = '';
    } else if (c === "'" || c === '"' || c === '`') quote = c;
    else if (c === '(' || c === '[') depth++;
    else if (c === ')' || c === ']') depth--;
    else if (c === ',' && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...parts, text.slice(from)].filter((part) => part.trim() !== '');
}

const TOKEN =
  /\s+|'(?:[^'\\]|\\.|'')*'|"(?:[^"\\])*"|`(?:[^`\\])*`|\d+(?:\.\d+)?|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*|->|\|\||[<>!=]=|<>|[-+*/%=<>()[\],?:.]/y;

/** Functions of text, numbers, dates, JSON and conditions: none reads anything but its arguments. */
const FUNCTIONS: ReadonlySet<string> = new Set(
  `array arrayelement arrayfilter arrayjoin arraymap arraystringconcat base64decode cast ceil coalesce concat
  concatwithseparator cutfragment cutquerystring cuturlparameter date_diff datediff decodeurlcomponent domain
  empty endswith extract extractall extracturlparameter floor format formatdatetime fromunixtimestamp
  fromunixtimestamp64micro fromunixtimestamp64milli fromunixtimestamp64nano greatest hex if ifnull intdiv
  isnull isnotnull isvalidjson json_value jsonextract jsonextractarrayraw jsonextractbool jsonextractfloat
  jsonextractint jsonextractraw jsonextractstring jsonextractuint jsonhas jsonlength least left length
  lengthutf8 like lower lowerutf8 match multiif notempty nullif parsedatetime parsedatetime64besteffort
  parsedatetime64besteffortornull parsedatetimebesteffort parsedatetimebesteffortornull path position regexpextract
  replace replaceall replaceone replaceregexpall replaceregexpone reverse right round siphash64 splitbychar
  splitbystring splitbyregexp startswith substring substringindex substringutf8 todate todatetime todatetime64
  tofloat64 tofloat64ornull tofloat64orzero toint64 toint64ornull toint64orzero tojsonstring tostring
  tostarttoday touint64 touint64ornull touint64orzero tounixtimestamp tounixtimestamp64milli trim trimboth
  trimleft trimright tuple tupleelement upper upperutf8`
    .split(/\s+/)
    .filter((name) => name !== ''),
);
const KEYWORDS_REFUSED =
  /^(select|from|union|with|settings|format|into|global|except|intersect|where|join|outfile|describe|system)$/i;
/** Words that may stand before a bracket without being a function. */
const OPERATORS = /^(and|or|not|in|case|when|then|else|end|is|between|interval|as|like|ilike)$/i;

/** What is wrong with an expression; null if it may be given to the engine. */
function expressionFault(text: string): string | null {
  let depth = 0;
  let word = '';
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return `a character that no expression has at position ${at + 1}`;
    if (/^\s/.test(token)) continue;
    if (text.startsWith('--', at) || text.startsWith('/*', at)) return 'a comment';
    if (token === '(' || token === '[') depth++;
    if (token === ')' || token === ']') depth--;
    if (depth < 0) return 'a bracket that closes nothing';
    if (token === '(' && word !== '' && !OPERATORS.test(word) && !FUNCTIONS.has(word.toLowerCase()))
      return `a function that is not listed: ${printed(word)}`;
    if (/^[A-Za-z_]/.test(token)) {
      if (KEYWORDS_REFUSED.test(token)) return `the word ${token.toUpperCase()}`;
      word = token;
    } else word = /^["`]/.test(token) ? token : '';
  }
  return depth === 0 ? null : 'a bracket that is not closed';
}
