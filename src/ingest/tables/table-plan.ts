/**
 * How a table is read: which column becomes which part of an exchange, as one SQL expression that gives a line of JSON a row. Tables
 * whose columns hold the parts become wire lines in the engine, so that they are read as fast as a log; tables with a provider's
 * bodies keep their columns, and the adapters read them. Names of columns come from outside: they are quoted here and nowhere else.
 */
import {
  ACCOUNT_NAMES,
  ANSWER_NAMES,
  foldName,
  ID_NAMES,
  INPUT_TOKEN_NAMES,
  IP_NAMES,
  isCandidateName,
  KEY_ID_NAMES,
  KEY_NAMES,
  LATENCY_NAMES,
  MODEL_NAMES,
  OUTPUT_TOKEN_NAMES,
  SESSION_NAMES,
  STATUS_NAMES,
  SUB_ACCOUNT_NAMES,
  SURFACE_NAMES,
  SYSTEM_NAMES,
  TEXT_NAMES,
  TIME_NAMES,
  USER_AGENT_NAMES,
  USER_NAMES,
} from '../adapters/fields.ts';
import { detectFormat } from '../adapters/registry.ts';
import { isTotal } from '../adapters/table.ts';
import { type JsonObject, unwrapJson } from '../values.ts';
import type { FieldMapping, MapTarget } from './field-mapping.ts';

export interface SourceColumn {
  readonly name: string;
  readonly type: string;
}

/** A plan for one table. */
export interface TablePlan {
  /** An SQL expression that gives a line of JSON: a wire record, or a row for an adapter. */
  readonly line: string;
  /** Where each part of a wire line comes from: a column, or an expression of the mapping. */
  readonly parts: ReadonlyMap<string, string>;
}

/** Columns that hold JSON as text: it is opened. Others are text, whatever they look like. */
const JSON_COLUMNS: ReadonlySet<string> = new Set(
  `request requestbody req body payload requestpayload response responsebody res responsepayload messages choices metadata headers
  requestheaders tools usage client jsonpayload httprequest labels fullrequest fullresponse requestjson responsejson`.split(
    /\s+/,
  ),
);
const WIRE_COLUMNS: ReadonlySet<string> = new Set(['request', 'response', 'usage', 'client']);
/** Most columns of a table that are looked at. */
const MOST_COLUMNS = 512;
const MOST_CANDIDATES = 16;

/**
 * Plans a table.
 * @param sample rows of the table with its columns, and with `map_TARGET` for each expression of the mapping
 * @param withCandidates wire lines also have the columns that might be the account, under `columns`
 */
export function planTable(
  columns: readonly SourceColumn[],
  sample: readonly JsonObject[],
  mapping: FieldMapping,
  withCandidates = false,
): TablePlan {
  const table = new Columns(columns.slice(0, MOST_COLUMNS), mapping);
  const opened = sample.map((row) => openRow(row, mapping));
  const format = detectFormat(opened);
  const text = table.mapped('text') ?? table.find(TEXT_NAMES);
  const hasText = mapping.has('text') || (text !== undefined && !holdsJson(text, opened));
  if (hasText || format === 'stillwatch') return wirePlan(table, hasText, withCandidates);
  const isBodies = mapping.has('messages') || (format !== undefined && format !== 'table');
  if (isBodies || (format === undefined && !mapping.has('account')) || opened.some(isTotal)) return rowsPlan(table);
  return wirePlan(table, false, withCandidates);
}

/** The columns of a table under the names that people give them, and the mapping above them. */
class Columns {
  readonly all: readonly SourceColumn[];
  private readonly folded = new Map<string, SourceColumn>();
  private readonly mapping: FieldMapping;

  constructor(columns: readonly SourceColumn[], mapping: FieldMapping) {
    this.all = columns;
    this.mapping = mapping;
    for (const column of columns) {
      const name = foldName(column.name);
      if (!this.folded.has(name)) this.folded.set(name, column);
    }
  }

  find(names: readonly string[]): Value | undefined {
    for (const name of names) {
      const column = this.folded.get(name);
      if (column !== undefined) return columnValue(column);
    }
    return undefined;
  }

  /** What the mapping names for a target. A path leads into a column of JSON or of named tuples. */
  mapped(target: MapTarget): Value | undefined {
    const source = this.mapping.get(target);
    if (source === undefined) return undefined;
    if ('sql' in source) return { sql: `(${source.sql})`, type: '', label: source.sql };
    const { field } = source;
    const column = this.all.find(({ name }) => name === field) ?? this.folded.get(foldName(field));
    if (column !== undefined) return columnValue(column);
    const [head = '', ...path] = field.split('.');
    const outer = this.all.find(({ name }) => name === head);
    if (outer === undefined || path.length === 0) return { sql: quoteName(field), type: '', label: field };
    const json = /String/.test(outer.type) ? quoteName(head) : `toJSONString(${quoteName(head)})`;
    return { sql: `JSONExtractString(${json}, ${path.map(quoteText).join(', ')})`, type: 'String', label: field };
  }

  targets(): readonly MapTarget[] {
    return [...this.mapping.keys()];
  }
}

interface Value {
  readonly sql: string;
  /** The engine's type; '' of an expression. */
  readonly type: string;
  readonly label: string;
}

function columnValue({ name, type }: SourceColumn): Value {
  return { sql: quoteName(name), type, label: name };
}

/** @param hasText the text column holds text; otherwise a request is taken from a column of that name */
function wirePlan(table: Columns, hasText: boolean, withCandidates: boolean): TablePlan {
  const parts = new Map<string, string>();
  const take = (part: string, value: Value | undefined): Value | undefined => {
    if (value !== undefined) parts.set(part, value.label);
    return value;
  };
  const find = (part: string, target: MapTarget, names: readonly string[]) =>
    take(part, table.mapped(target) ?? table.find(names));
  const billed = table.mapped('account') ?? table.find(ACCOUNT_NAMES);
  const person = table.find(USER_NAMES);
  const key = table.mapped('api_key') ?? table.find(KEY_ID_NAMES) ?? secretKey(table.find(KEY_NAMES));
  const account = take('account', billed ?? person ?? key);
  const end = table.mapped('sub_account') ?? (billed === undefined ? undefined : table.find(SUB_ACCOUNT_NAMES));
  const subAccount = take('end user', end?.sql === account?.sql ? undefined : end);
  const time = find('time', 'time', TIME_NAMES);
  const text = hasText ? find('text', 'text', TEXT_NAMES) : undefined;
  const system = find('system', 'system', SYSTEM_NAMES);
  const answer = find('answer', 'answer', ANSWER_NAMES);
  const model = find('model', 'model', MODEL_NAMES);
  const id = find('id', 'id', ID_NAMES);
  take('API key', key);

  const request = hasText ? undefined : table.find(['request']);
  const session = find('session', 'session', SESSION_NAMES);
  const own = (name: string) => {
    const column = table.find([name]);
    return column === undefined ? undefined : jsonColumn(column);
  };
  const identity = [account, time, model, text ?? request, answer].flatMap((value) =>
    value === undefined ? [] : [value.sql],
  );
  const members: [string, string | undefined][] = [
    ['id', id === undefined ? derivedId(identity) : identifier(id)],
    ['time', time === undefined ? undefined : milliseconds(time)],
    ['account', account && identifier(account)],
    ['sub_account', subAccount && identifier(subAccount)],
    ['api_key', key && identifier(key)],
    ['session', textOf(session, 512)],
    ['surface', identifierOf(find('surface', 'surface', SURFACE_NAMES))],
    ['model', model === undefined ? `'"unknown"'` : `ifNull(${identifier(model)}, '"unknown"')`],
    ['request', request === undefined ? requestOf(system, text) : jsonColumn(request)],
    ['response', answer === undefined || isJsonName(answer) ? own('response') : object([['text', jsonText(answer.sql)]])],
    [
      'usage',
      own('usage') ??
        object([
          ['input_tokens', numberOf(find('input tokens', 'input_tokens', INPUT_TOKEN_NAMES))],
          ['output_tokens', numberOf(find('output tokens', 'output_tokens', OUTPUT_TOKEN_NAMES))],
        ]),
    ],
    [
      'client',
      own('client') ??
        object([
          ['ip', addressOf(find('address', 'ip', [...IP_NAMES, 'xforwardedfor', 'forwardedfor']))],
          ['user_agent', textOf(find('user agent', 'user_agent', USER_AGENT_NAMES), 4_096)],
        ]),
    ],
    ['status', numberOf(find('status', 'status', STATUS_NAMES))],
    ['latency_ms', numberOf(find('latency', 'latency_ms', LATENCY_NAMES))],
    ['columns', withCandidates ? candidatesOf(table) : undefined],
  ];
  return { line: object(members) ?? `'{}'`, parts };
}

function candidatesOf(table: Columns): string | undefined {
  const named = table.all.filter(({ name }) => isCandidateName(name)).slice(0, MOST_CANDIDATES);
  return object(named.map((column) => [column.name, jsonText(columnValue(column).sql)]));
}

/** Rows as they are, with the mapped fields in front under the names that adapters look for first. */
function rowsPlan(table: Columns): TablePlan {
  const parts = new Map<string, string>();
  const members: [string, string][] = [];
  const taken = new Set<string>();
  for (const target of table.targets()) {
    const value = table.mapped(target) as Value;
    parts.set(target, value.label);
    const name = ROW_NAMES[target] ?? target;
    taken.add(foldName(name));
    members.push([name, target === 'messages' ? openJson(value.sql) : jsonValue(value)]);
  }
  for (const column of table.all) {
    if (taken.has(foldName(column.name))) continue;
    members.push([column.name, jsonColumn(columnValue(column))]);
  }
  return { line: object(members) ?? `'{}'`, parts };
}

/** Names under which adapters look for a target first, where they are not its own. */
const ROW_NAMES: Readonly<Partial<Record<MapTarget, string>>> = {
  api_key: 'api_key_id',
  ip: 'client_ip',
  text: 'prompt',
  answer: 'completion',
};

/** A JSON object; members of which the engine knows no value are null. Undefined if it has none. */
function object(members: readonly (readonly [name: string, json: string | undefined])[]): string | undefined {
  const there = members.filter((member): member is [string, string] => member[1] !== undefined);
  if (there.length === 0) return undefined;
  const pieces = there.map(([name, json], i) => {
    const key = `${i === 0 ? '{' : ','}${JSON.stringify(name)}:`;
    return `${quoteText(key)}, ifNull(${json}, 'null')`;
  });
  return `concat(${pieces.join(', ')}, '}')`;
}

function requestOf(system: Value | undefined, text: Value | undefined): string {
  const messages =
    text === undefined ? undefined : `concat('[{"role":"user","content":', ifNull(${jsonText(text.sql)}, '""'), '}]')`;
  return (
    object([
      ['system', system && jsonText(`nullIf(toString(${system.sql}), '')`)],
      ['messages', messages],
    ]) ?? `'{}'`
  );
}

/** An identifier within the limit, as values.ts makes it. */
function identifier({ sql }: Value): string {
  const text = `nullIf(trimBoth(toString(${sql})), '')`;
  const long = `concat(substringUTF8(assumeNotNull(${text}), 1, 103), '~', substring(lower(hex(SHA256(assumeNotNull(${text})))), 1, 24))`;
  return `toJSONString(if(lengthUTF8(ifNull(${text}, '')) > 128, ${long}, ${text}))`;
}

function identifierOf(value: Value | undefined): string | undefined {
  return value && identifier(value);
}

/** A secret is known by its digest only, as values.ts makes it. */
function secretKey(value: Value | undefined): Value | undefined {
  if (value === undefined) return undefined;
  const secret = `trimBoth(replaceRegexpOne(toString(${value.sql}), '^[Bb]earer\\\\s+', ''))`;
  const sql = `if(ifNull(${secret}, '') = '', NULL, concat('key_', substring(lower(hex(SHA256(assumeNotNull(${secret})))), 1, 24)))`;
  return { sql, type: 'String', label: value.label };
}

function derivedId(values: readonly string[]): string {
  return `concat('"derived-', lower(hex(sipHash128(${values.map((sql) => `ifNull(toString(${sql}), '')`).join(', ') || "''"}))), '"')`;
}

function textOf(value: Value | undefined, most: number): string | undefined {
  return value && `toJSONString(substringUTF8(nullIf(toString(${value.sql}), ''), 1, ${most}))`;
}

/** Of a forwarding chain the first address is the client's. */
function addressOf(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  return `toJSONString(substring(trimBoth(splitByChar(',', assumeNotNull(ifNull(toString(${value.sql}), '')))[1]), 1, 64))`;
}

/** Milliseconds of a time of any type; null where it is none. */
function milliseconds({ sql, type }: Value): string {
  if (/Date/.test(type)) return `toString(toUnixTimestamp64Milli(toDateTime64(${sql}, 3, 'UTC')))`;
  if (/^(Nullable\()?(LowCardinality\()?(U?Int|Float|Decimal)/.test(type)) return epoch(`toFloat64(${sql})`);
  const text = `toString(${sql})`;
  const number = `toFloat64OrNull(${text})`;
  return `if(isNull(${number}), toString(toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(${text}, 3, 'UTC'))), ${epoch(number)})`;
}

/** Seconds, milliseconds, microseconds or nanoseconds, told apart by their size as time.ts does. */
function epoch(number: string): string {
  return `toString(toInt64(round(multiIf(${number} < 1e11, ${number} * 1000, ${number} < 1e14, ${number}, ${number} < 1e17, ${number} / 1e3, ${number} / 1e6))))`;
}

function numberOf(value: Value | undefined): string | undefined {
  return value && `toString(toUInt64OrNull(toString(round(toFloat64OrNull(toString(${value.sql}))))))`;
}

function jsonText(sql: string): string {
  return `toJSONString(toString(${sql}))`;
}

function jsonValue({ sql, type }: Value): string {
  return type === '' ? `toJSONString(${sql})` : jsonColumn({ sql, type, label: '' });
}

/** A column's value as JSON; JSON in a text column of a known name is opened if it is valid. */
function jsonColumn({ sql, type, label }: Value): string {
  if (!/String/.test(type) || /^(Array|Map|Tuple|JSON)/.test(type)) return `toJSONString(${sql})`;
  return JSON_COLUMNS.has(foldName(label)) ? openJson(sql) : `toJSONString(${sql})`;
}

function openJson(sql: string): string {
  const text = `toString(${sql})`;
  return `if(match(${text}, '^\\\\s*[\\\\[{]') AND isValidJSON(assumeNotNull(${text})), translate(assumeNotNull(${text}), '\\n\\r', '  '), toJSONString(${text}))`;
}

function isJsonName({ label }: Value): boolean {
  return WIRE_COLUMNS.has(foldName(label));
}

/** Whether a text column holds a provider's messages rather than text. */
function holdsJson({ label }: Value, sample: readonly JsonObject[]): boolean {
  const values = sample.map((row) => row[label]).filter((value) => value !== undefined && value !== null && value !== '');
  const json = values.filter(
    (value) => typeof value === 'object' || (typeof value === 'string' && /^\s*\[\s*\{/.test(value)),
  );
  return values.length > 0 && json.length * 2 > values.length;
}

/** A row as the lines will have it: JSON in columns is opened, and mapped fields have their targets' names. */
function openRow(row: JsonObject, mapping: FieldMapping): JsonObject {
  const open: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    open[name] = JSON_COLUMNS.has(foldName(name)) ? unwrapJson(value) : value;
  }
  for (const [target, source] of mapping) {
    const value = 'sql' in source ? row[`map_${target}`] : row[source.field];
    if (value !== undefined) open[ROW_NAMES[target] ?? target] = target === 'messages' ? unwrapJson(value) : value;
  }
  return open;
}

/** A column's name for the engine, whatever is in it. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}

/** A text for the engine, whatever is in it. */
export function quoteText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
