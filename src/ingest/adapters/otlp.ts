/**
 * OpenTelemetry spans and log records as OTLP/JSON: whole export documents, single resourceSpans entries, or
 * bare spans. Model calls are read; tool, embedding and agent spans are not exchanges. Older instrumentation
 * writes prompts as log records apart from the span: both wait for each other, by trace and span id.
 */
import type { SourcePosition } from '../format.ts';
import { asArray, asObject, asString, type JsonObject } from '../values.ts';
import type { Adapter, AdapterSession, AdapterSink } from './adapter.ts';
import { emitDraft } from './draft.ts';
import { type ContentEvent, firstOf, isInputEvent, readOtlpAnswer, readOtlpModel, readOtlpRequest } from './otlp-content.ts';
import { type Attributes, anyValue, readAttributes } from './otlp-values.ts';
import { Pending } from './pending.ts';

export const otlp: Adapter = {
  name: 'otlp',
  detect: (record) =>
    Array.isArray(record.resourceSpans) ||
    Array.isArray(record.resourceLogs) ||
    Array.isArray(record.scopeSpans) ||
    Array.isArray(record.scopeLogs) ||
    isBareSpan(record),
  joins: (sample) =>
    sample.some((record) => record.resourceLogs !== undefined || record.scopeLogs !== undefined || lacksContent(record)),
  open,
};

const HINTS = {
  account:
    'a span or resource attribute account.id, organization.id, tenant.id, user.id, enduser.id or langfuse.user.id (docs/formats/otlp.md)',
  time: 'startTimeUnixNano on the span, or timeUnixNano on the log record',
};

interface Span {
  record: JsonObject;
  attributes: Attributes;
  events: ContentEvent[];
  place: SourcePosition;
}

interface Waiting {
  key?: string;
  span?: Span;
  events: ContentEvent[];
  /** Attributes of an inference event that came without its span. */
  details?: Attributes;
  time?: unknown;
  place: SourcePosition;
}

function isBareSpan(record: JsonObject): boolean {
  if (record.attributes === undefined || (record.startTimeUnixNano ?? record.start_time) === undefined) return false;
  return isGenerative(readAttributes(record.attributes));
}

function open(): AdapterSession {
  let sink: AdapterSink | undefined;
  const waiting = new Pending<Waiting>(
    () => ({ events: [], place: { file: '', line: 0 } }),
    (entry) => {
      sink?.note('join_evicted');
      emit(entry, sink);
    },
  );

  const span = (record: JsonObject, resource: unknown, place: SourcePosition, out: AdapterSink): void => {
    const read = readSpan(record, resource, place);
    const skipped = notAModelCall(read);
    if (skipped !== undefined) {
      out.ignored(skipped);
      return;
    }
    const key = spanKey(record);
    if (key === undefined || hasContent(read)) {
      const before = key === undefined ? undefined : waiting.get(key);
      if (key !== undefined) waiting.remove(key);
      emit({ key, events: before?.events ?? [], details: before?.details, span: read, place }, out);
      return;
    }
    const entry = waiting.take(key, 1_024);
    entry.key = key;
    entry.span = read;
    entry.place = place;
  };

  const log = (record: JsonObject, resource: unknown, place: SourcePosition, out: AdapterSink): void => {
    const attributes = readAttributes(record.attributes, resource);
    const name = asString(record.eventName) ?? asString(attributes.get('event.name')) ?? '';
    if (!name.startsWith('gen_ai.')) {
      out.ignored('other_log');
      return;
    }
    const body = anyValue(record.body);
    const own = spanKey(record);
    const entry = waiting.take(own ?? `${place.file}:${place.line}`, eventSize(attributes, body));
    entry.key = own;
    entry.place = entry.span === undefined ? place : entry.place;
    entry.time ??= record.timeUnixNano ?? record.observedTimeUnixNano;
    if (name === 'gen_ai.client.inference.operation.details') {
      entry.details = readAttributes(attributes, asObject(body));
    } else entry.events.push({ name, attributes, body });
  };

  return {
    read(record, place, out) {
      sink = out;
      let found = false;
      for (const [item, resource, kind] of walk(record)) {
        found = true;
        if (kind === 'span') span(item, resource, place, out);
        else log(item, resource, place, out);
      }
      if (!found) out.ignored('no_spans');
      waiting.trim();
    },
    flush(out) {
      waiting.drain((entry) => emit(entry, out));
    },
  };
}

/** Every span and log record of a document, with its resource's attributes. */
function* walk(record: JsonObject): Generator<[JsonObject, unknown, 'span' | 'log']> {
  if (isBareSpan(record)) {
    yield [record, asObject(record.resource)?.attributes, 'span'];
    return;
  }
  const groups = [...(asArray(record.resourceSpans) ?? []), ...(asArray(record.resourceLogs) ?? [])];
  if (record.scopeSpans !== undefined || record.scopeLogs !== undefined) groups.push(record);
  for (const group of groups) {
    const object = asObject(group);
    const resource = asObject(object?.resource)?.attributes;
    for (const scope of asArray(object?.scopeSpans) ?? []) {
      for (const item of asArray(asObject(scope)?.spans) ?? []) {
        const one = asObject(item);
        if (one !== undefined) yield [one, resource, 'span'];
      }
    }
    for (const scope of asArray(object?.scopeLogs) ?? []) {
      for (const item of asArray(asObject(scope)?.logRecords) ?? []) {
        const one = asObject(item);
        if (one !== undefined) yield [one, resource, 'log'];
      }
    }
  }
}

function readSpan(record: JsonObject, resource: unknown, place: SourcePosition): Span {
  const events = (asArray(record.events) ?? []).flatMap((entry) => {
    const event = asObject(entry);
    const name = asString(event?.name);
    return name === undefined ? [] : [{ name, attributes: readAttributes(event?.attributes), body: undefined }];
  });
  return { record, attributes: readAttributes(record.attributes, resource), events, place };
}

/** Trace and span id; tools other than OTLP write them inside `context`. */
function spanKey(record: JsonObject): string | undefined {
  const context = asObject(record.context);
  const trace = asString(record.traceId ?? context?.trace_id);
  const span = asString(record.spanId ?? context?.span_id);
  return trace === undefined || span === undefined ? undefined : `${trace}:${span}`;
}

function isGenerative(a: Attributes): boolean {
  for (const key of a.keys()) {
    if (key.startsWith('gen_ai.') || key.startsWith('llm.') || key.startsWith('ai.')) return true;
    if (key === 'openinference.span.kind' || key === 'traceloop.span.kind') return true;
  }
  return false;
}

const GENERATIONS = new Set(['chat', 'generate_content', 'text_completion', 'completion', 'messages', 'responses']);

/** Why a span is no exchange; undefined when it is one. */
function notAModelCall(span: Span): string | undefined {
  const a = span.attributes;
  if (!isGenerative(a)) return 'other_span';
  const operation = asString(a.get('gen_ai.operation.name'));
  const vercel = asString(firstOf(a, 'ai.operationId'));
  // generateText wraps doGenerate and repeats its prompt: only the inner one is the exchange.
  if (vercel !== undefined) return /\.do(Generate|Stream)$/.test(vercel) ? undefined : 'outer_span';
  if (operation !== undefined) return GENERATIONS.has(operation) ? undefined : 'not_a_generation';
  const kind = asString(a.get('openinference.span.kind'));
  if (kind !== undefined) return kind === 'LLM' ? undefined : 'not_a_generation';
  const request = asString(a.get('llm.request.type'));
  if (request !== undefined) return /^(chat|completion)$/.test(request) ? undefined : 'not_a_generation';
  return readOtlpModel(a) === undefined ? 'not_a_generation' : undefined;
}

/** By the names alone: the content itself is read once, when the exchange is made. */
const CONTENT =
  /^(?:gen_ai\.(?:input\.messages|system_instructions|prompt(?:\.\d+\..*)?)|llm\.(?:prompts|input_messages)\.\d+\..*|ai\.prompt(?:\.messages)?|input\.value|traceloop\.entity\.input|langfuse\.observation\.input)$/;

function hasContent(span: Span): boolean {
  for (const name of span.attributes.keys()) if (CONTENT.test(name)) return true;
  return span.events.some((event) => isInputEvent(event.name));
}

/** Whether a sampled record holds a model call without its prompt: logs of the same run may have it. */
function lacksContent(record: JsonObject): boolean {
  for (const [item, resource, kind] of walk(record)) {
    if (kind !== 'span') return true;
    const span = readSpan(item, resource, { file: '', line: 0 });
    if (notAModelCall(span) === undefined && !hasContent(span)) return true;
  }
  return false;
}

function eventSize(attributes: Attributes, body: unknown): number {
  let size = 256 + (JSON.stringify(body)?.length ?? 0);
  for (const value of attributes.values()) size += typeof value === 'string' ? value.length : 64;
  return size;
}

/** The billed party first, then the user. */
const ACCOUNTS = [
  'stillwatch.account',
  'account.id',
  'account',
  'organization.id',
  'org.id',
  'team.id',
  'tenant.id',
  'customer.id',
  'project.id',
  'metadata.user_api_key_org_id',
  'metadata.user_api_key_team_id',
  'metadata.user_api_key_user_id',
];
const USERS = [
  'user.id',
  'enduser.id',
  'langfuse.user.id',
  'gen_ai.user.id',
  'ai.telemetry.metadata.userId',
  'traceloop.association.properties.user_id',
  'metadata.user_id',
  'llm.user',
];

function emit(entry: Waiting, sink: AdapterSink | undefined): void {
  if (sink === undefined) return;
  const { span } = entry;
  const a = readAttributes(span?.attributes, entry.details, entry.events[0]?.attributes);
  const events = [...(span?.events ?? []), ...entry.events];
  const body = readOtlpRequest(a, events);
  const billed = firstOf(a, ...ACCOUNTS);
  const user = firstOf(a, ...USERS);
  const start = span?.record.startTimeUnixNano ?? span?.record.start_time ?? entry.time;
  const end = span?.record.endTimeUnixNano ?? span?.record.end_time;
  emitDraft(
    {
      id: entry.key?.replace(':', '-'),
      time: start,
      account: billed ?? user,
      subAccount: billed === undefined ? undefined : user,
      apiKey: firstOf(a, 'api_key.id', 'gen_ai.api_key.id', 'metadata.user_api_key_hash'),
      session: firstOf(
        a,
        'gen_ai.conversation.id',
        'session.id',
        'langfuse.session.id',
        'traceloop.association.properties.session_id',
        'ai.telemetry.metadata.sessionId',
      ),
      model: readOtlpModel(a),
      request: body.request,
      bodyAbsent: body.absent,
      answer: readOtlpAnswer(a, events),
      client: {
        ip: firstOf(a, 'client.address', 'http.client_ip', 'client.ip'),
        userAgent: firstOf(a, 'user_agent.original', 'http.user_agent'),
        ja4: firstOf(a, 'tls.client.ja4', 'ja4'),
      },
      status: firstOf(a, 'http.response.status_code', 'http.status_code'),
      latencyMs: nanosBetween(start, end),
    },
    HINTS,
    entry.place,
    sink,
  );
}

function nanosBetween(start: unknown, end: unknown): number | undefined {
  if (!/^\d+$/.test(String(start)) || !/^\d+$/.test(String(end))) return undefined;
  const nanos = Number(end) - Number(start);
  return nanos >= 0 ? Math.round(nanos / 1e6) : undefined;
}
