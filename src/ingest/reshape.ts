/**
 * Takes records out of what a cloud's log service wraps around them, and puts mapped fields under the names that adapters look for.
 * Works on the lines of a file before they go to the workers: Cloud Logging entries, CloudWatch events (exports, API answers,
 * Insights), BigQuery's rows. A line that cannot be opened stays as it is, and the parser says what is wrong with it.
 */
import { LIMITS } from '../base/limits.ts';
import type { BlockMemory } from './block-memory.ts';
import { BlockCutter } from './blocks.ts';
import { textDeeperThan } from './depth.ts';
import type { FormatName, LineBlock } from './format.ts';
import type { FieldMapping } from './tables/field-mapping.ts';
import { asArray, asObject, asString, at, type JsonObject, pick, unwrapJson } from './values.ts';

/** A time and a record behind it, as CloudWatch exports write lines to S3. */
const STAMPED = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)\s+(?=\{)/;

/** What was wrapped around the records of a file. */
export type WrapperName = 'cloud-logging' | 'cloudwatch' | 'bigquery';

/** How the records of a file are reshaped. */
export interface Reshape {
  readonly wrapper: WrapperName | undefined;
  /** The records inside a record. */
  open(record: JsonObject): JsonObject[];
}

/** The record of a line; a CloudWatch export's time becomes its timestamp. Undefined if the line is no JSON object. */
export function recordOfLine(line: string): JsonObject | undefined {
  const stamp = STAMPED.exec(line);
  const text = stamp === null ? line : line.slice(stamp[0].length);
  if (textDeeperThan(text, LIMITS.jsonDepth)) return undefined;
  try {
    const record = asObject(JSON.parse(text));
    return record === undefined || stamp === null ? record : { ...record, '@timestamp': stamp[1] };
  } catch {
    return undefined;
  }
}

/** How a file that begins with these records is reshaped; undefined if it is not. */
export function reshapeOf(sample: readonly JsonObject[], mapping: FieldMapping): Reshape | undefined {
  const wrapper = WRAPPERS.find(({ detect }) => sample.length > 0 && sample.filter(detect).length * 2 > sample.length);
  if (wrapper === undefined && mapping.size === 0) return undefined;
  return {
    wrapper: wrapper?.name,
    open: (record) => (wrapper?.open(record) ?? [record]).map((inner) => mapRecord(inner, mapping)),
  };
}

/** Reshapes the blocks of one file; lines keep their numbers. */
export async function* reshaped(
  blocks: AsyncIterable<LineBlock>,
  file: string,
  format: FormatName,
  reshape: Reshape,
  memory: BlockMemory,
  onLongLine: (line: number) => void,
): AsyncGenerator<LineBlock> {
  const cutter = new BlockCutter(file, format, format, onLongLine, 1, memory);
  for await (const block of blocks) {
    cutter.rawRead = block.consumed;
    const text = Buffer.from(block.bytes.buffer, block.bytes.byteOffset, block.bytes.length);
    let line = block.firstLine;
    for (let from = 0; from < text.length; line++) {
      const newline = text.indexOf(10, from);
      const to = newline < 0 ? text.length : newline;
      const record = recordOfLine(text.toString('utf8', from, to));
      if (record === undefined) {
        if (to > from) yield* cutter.addLine(text.subarray(from, to), { file, line });
      } else
        for (const inner of reshape.open(record)) yield* cutter.addLine(Buffer.from(JSON.stringify(inner)), { file, line });
      from = to + 1;
    }
    memory.give(block.bytes);
  }
  yield* cutter.end();
}

interface Wrapper {
  readonly name: WrapperName;
  detect(record: JsonObject): boolean;
  open(record: JsonObject): JsonObject[];
}

const WRAPPERS: readonly Wrapper[] = [
  {
    name: 'cloud-logging',
    detect: (record) =>
      (record.logName !== undefined || record.insertId !== undefined) &&
      (record.jsonPayload ?? record.textPayload ?? record.json_payload ?? record.text_payload) !== undefined,
    open: openLogEntry,
  },
  {
    name: 'cloudwatch',
    detect: (record) =>
      asArray(record.events)?.some((event) => isCloudWatch(asObject(event) ?? {})) === true ||
      isCloudWatch(record) ||
      record['@message'] !== undefined ||
      (record['@timestamp'] !== undefined && record['@ptr'] === undefined),
    open: (record) => (asArray(record.events) ?? [record]).flatMap(openEvent),
  },
  {
    name: 'bigquery',
    detect: (record) => asArray(record.rows) !== undefined && asArray(at(record, 'schema', 'fields')) !== undefined,
    open: (record) => openRows(record),
  },
];

function isCloudWatch(event: JsonObject): boolean {
  return (
    typeof event.message === 'string' &&
    event.message.trimStart().startsWith('{') &&
    typeof event.timestamp === 'number' &&
    (event.ingestionTime ?? event.eventId ?? event.id ?? event.logStreamName) !== undefined
  );
}

/** https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry: the resource's labels name the operator, not a caller. */
function openLogEntry(entry: JsonObject): JsonObject[] {
  const payload = unwrapJson(pick(entry, 'jsonPayload', 'textPayload', 'json_payload', 'text_payload'));
  const outer = asObject(payload);
  if (outer === undefined) return [entry];
  const message = asObject(unwrapJson(outer.message));
  const inner = message !== undefined && Object.keys(outer).length <= 3 ? message : outer;
  const http = asObject(pick(entry, 'httpRequest', 'http_request'));
  return [
    {
      ...inner,
      ...missing(inner, {
        id: pick(entry, 'insertId', 'insert_id'),
        timestamp: pick(entry, 'timestamp', 'receiveTimestamp'),
        client_ip: pick(http, 'remoteIp', 'remote_ip'),
        user_agent: pick(http, 'userAgent', 'user_agent'),
        status: pick(http, 'status'),
        ...asObject(entry.labels),
      }),
    },
  ];
}

function openEvent(value: unknown): JsonObject[] {
  const event = asObject(value);
  if (event === undefined) return [];
  const inner = asObject(unwrapJson(pick(event, 'message', '@message')));
  const time = pick(event, '@timestamp', 'timestamp');
  if (inner === undefined) {
    // A stamped line is the record itself.
    const { '@timestamp': stamp, ...rest } = event;
    return [stamp === undefined ? event : { ...rest, ...missing(rest, { timestamp: stamp }) }];
  }
  return [{ ...inner, ...missing(inner, { timestamp: time, id: pick(event, 'eventId', 'id') }) }];
}

const HAS_TIME = ['time', 'timestamp', 'ts', 'request_time', 'start_time', 'startTime', 'created_at', 'created'];

/** Fields of an envelope that the record does not have itself. */
function missing(record: JsonObject, envelope: JsonObject): JsonObject {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(envelope)) {
    if (value === undefined || record[name] !== undefined) continue;
    if (name === 'timestamp' && HAS_TIME.some((time) => record[time] !== undefined)) continue;
    if (name === 'id' && (record.request_id ?? record.requestId) !== undefined) continue;
    out[name] = value;
  }
  return out;
}

/** The API's answer: rows of {f: [{v}]} beside a schema that names them. */
function openRows({ rows, schema }: JsonObject): JsonObject[] {
  const names = (asArray(at(schema, 'fields')) ?? []).map((field) => asString(asObject(field)?.name) ?? '');
  return (asArray(rows) ?? []).map((row) => {
    const record: Record<string, unknown> = Object.create(null);
    (asArray(asObject(row)?.f) ?? []).forEach((cell, i) => {
      if (names[i]) record[names[i]] = asObject(cell)?.v;
    });
    return record;
  });
}

/** The names under which adapters find a target before any other. */
const NAMES: Readonly<Record<string, string>> = {
  api_key: 'api_key_id',
  ip: 'client_ip',
  text: 'prompt',
  answer: 'completion',
};

/** A record with the mapped fields; one without a mapped field stays without. With texts mapped, the record's own bodies are left out. */
function mapRecord(record: JsonObject, mapping: FieldMapping): JsonObject {
  if (mapping.size === 0) return record;
  const mapped: Record<string, unknown> = {};
  for (const [target, source] of mapping) {
    if ('sql' in source) continue;
    const value = Object.hasOwn(record, source.field) ? record[source.field] : at(record, ...source.field.split('.'));
    if (value === undefined) continue;
    mapped[NAMES[target] ?? target] = target === 'text' || target === 'answer' ? flatText(value) : value;
  }
  if (!mapping.has('text')) return { ...mapped, ...without(record, mapped) };
  const { request: _request, messages: _messages, input: _input, ...rest } = record;
  return { ...mapped, ...without(rest, mapped) };
}

function flatText(value: unknown): unknown {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function without(record: JsonObject, mapped: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !Object.hasOwn(mapped, name)));
}
