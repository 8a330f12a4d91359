/**
 * OpenTelemetry spans and log records as OTLP/JSON: whole export documents, single resourceSpans entries, or
 * bare spans. Model calls are read; tool, embedding and agent spans are not exchanges. Older instrumentation
 * writes prompts as log records apart from the span: both wait for each other, by trace and span id. A call whose
 * parent has not come waits for it too, until the input ends.
 */
import type { SourcePosition } from '../format.ts';
import { asArray, asObject, asString, type JsonObject } from '../values.ts';
import type { Adapter, AdapterSession, AdapterSink } from './adapter.ts';
import { emitDraft } from './draft.ts';
import { type FoundPlaces, findCaller, findPlaces } from './otlp-caller.ts';
import { type ContentEvent, firstOf, readOtlpAnswer, readOtlpModel, readOtlpRequest } from './otlp-content.ts';
import { hasContent, judgeSpan } from './otlp-model-call.ts';
import { type Attributes, anyValue, readAttributes } from './otlp-values.ts';
import { isBareSpan, type OtlpItem, walkOtlp } from './otlp-walk.ts';
import { Pending } from './pending.ts';
import { SpanCallers, type SpanLinks } from './span-callers.ts';

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
  open: () => openOtlp({}),
};

/** How a session reads. */
export interface OtlpOptions {
  /** What earlier sessions learned about callers; absent: nothing. */
  readonly callers?: SpanCallers;
  /** Reject log records of a prompt whose span does not come with them: it comes in another request, or came already. */
  readonly logsAlone?: boolean;
}

const HINTS = {
  account:
    'the caller in an attribute such as account.id or user.id, on the span, a parent sent with it or before it, or the resource (docs/formats/otlp.md)',
  time: 'startTimeUnixNano on the span, or timeUnixNano on the log record',
};

/** For a call without a caller while a span above it has not come, which may name one. */
const LATE_PARENT = {
  ...HINTS,
  account:
    'the caller on this span, since a span above it has not come and a span that was answered cannot take it over later: put user.id or account.id on every span (the SDK’s setUser, propagateAttributes or telemetry metadata; or baggage and a BaggageSpanProcessor) or on the resource (docs/formats/otlp.md#spans-that-come-before-their-parents)',
  noAccount: 'parent_not_seen',
};

interface Span {
  record: JsonObject;
  attributes: Attributes;
  events: ContentEvent[];
  links: SpanLinks | undefined;
  found: FoundPlaces;
}

interface Waiting {
  key?: string;
  span?: Span;
  /** Attributes of the scope and of the resource. */
  scope?: unknown;
  resource?: unknown;
  events: ContentEvent[];
  /** Attributes of an inference event that came without its span. */
  details?: Attributes;
  time?: unknown;
  place: SourcePosition;
}

/** Opens a session. Its exchanges come in the order in which they are complete. */
export function openOtlp(options: OtlpOptions): AdapterSession {
  return new OtlpSession(options);
}

class OtlpSession implements AdapterSession {
  private readonly callers: SpanCallers;
  private readonly logsAlone: boolean;
  private readonly waiting: Pending<Waiting>;
  private sink: AdapterSink | undefined;
  private nameless = 0;

  constructor({ callers = new SpanCallers(), logsAlone = false }: OtlpOptions) {
    this.callers = callers;
    this.logsAlone = logsAlone;
    this.waiting = new Pending<Waiting>(
      () => ({ events: [], place: { file: '', line: 0 } }),
      (entry) => {
        this.sink?.note('join_evicted');
        this.emit(entry);
      },
    );
  }

  read(record: JsonObject, place: SourcePosition, out: AdapterSink): void {
    this.sink = out;
    let found = false;
    for (const item of walkOtlp(record)) {
      found = true;
      if (item.record === undefined) {
        out.reject({ reason: 'not_an_object', field: item.kind, expected: 'a JSON object', got: 'another value' }, place);
      } else if (item.kind === 'span') this.span(item.record, item, place, out);
      else this.log(item.record, item, place, out);
    }
    if (!found) out.ignored('no_spans');
    this.waiting.trim();
  }

  flush(out: AdapterSink): void {
    this.sink = out;
    this.waiting.drain((entry) => this.emit(entry));
  }

  private span(record: JsonObject, { scope, resource }: OtlpItem, place: SourcePosition, out: AdapterSink): void {
    const links = linksOf(record);
    const own = readAttributes(record.attributes);
    const events = readEvents(record);
    const context = events.length === 0 ? own : readAttributes(own, ...events.map((event) => event.attributes));
    const found = links === undefined ? findPlaces(context) : this.callers.learn(links, context);
    const attributes = readAttributes(own, resource);
    const verdict = judgeSpan(attributes);
    if (verdict.is === 'other') {
      out.ignored(verdict.reason);
      return;
    }
    if (verdict.is === 'unreadable') {
      out.reject(verdict.fault, place);
      return;
    }
    const span: Span = { record, attributes, events, links, found };
    const complete = hasContent(attributes, events) && (links === undefined || this.callers.hasParent(links));
    const key = links?.key ?? `span ${this.nameless++}`;
    if (links === undefined || complete) {
      const before = this.waiting.get(key);
      this.waiting.remove(key);
      this.emit({ key: links?.key, events: before?.events ?? [], details: before?.details, span, scope, resource, place });
      return;
    }
    const entry = this.waiting.take(key, 1_024 + sizeOf(own));
    Object.assign(entry, { key, span, scope, resource, place });
  }

  private log(record: JsonObject, { scope, resource }: OtlpItem, place: SourcePosition, out: AdapterSink): void {
    const attributes = readAttributes(record.attributes, resource);
    const name = asString(record.eventName) ?? asString(attributes.get('event.name')) ?? '';
    if (!name.startsWith('gen_ai.')) {
      out.ignored('other_log');
      return;
    }
    const body = anyValue(record.body);
    const own = linksOf(record)?.key;
    const entry = this.waiting.take(own ?? `log ${this.nameless++}`, sizeOf(attributes, body));
    entry.key = own;
    entry.place = entry.span === undefined ? place : entry.place;
    entry.scope ??= scope;
    entry.resource ??= resource;
    entry.time ??= record.timeUnixNano ?? record.observedTimeUnixNano;
    if (name === 'gen_ai.client.inference.operation.details') {
      entry.details = readAttributes(attributes, asObject(body));
    } else entry.events.push({ name, attributes, body });
  }

  private emit(entry: Waiting): void {
    const { sink } = this;
    if (sink === undefined) return;
    if (this.logsAlone && entry.span === undefined && entry.details === undefined) {
      for (const _ of entry.events) sink.reject(MESSAGE_ALONE, entry.place);
      return;
    }
    const { span } = entry;
    const a = readAttributes(span?.attributes, entry.details, entry.events[0]?.attributes);
    const events = [...(span?.events ?? []), ...entry.events];
    const body = readOtlpRequest(a, events);
    const caller = this.caller(entry);
    const start = span?.record.startTimeUnixNano ?? span?.record.start_time ?? entry.time;
    const end = span?.record.endTimeUnixNano ?? span?.record.end_time;
    const isLate = span?.links !== undefined && !this.callers.hasWholeChain(span.links);
    sink.caller(caller.source);
    emitDraft(
      {
        id: entry.key?.replace(':', '-'),
        time: start,
        account: caller.account,
        subAccount: caller.subAccount,
        apiKey: caller.apiKey,
        session: caller.session,
        model: readOtlpModel(a),
        request: body.request,
        bodyAbsent: body.absent,
        answer: readOtlpAnswer(a, events),
        client: { ip: caller.ip, userAgent: caller.userAgent, ja4: caller.ja4 },
        status: firstOf(a, 'http.response.status_code', 'http.status_code'),
        latencyMs: nanosBetween(start, end),
      },
      isLate ? LATE_PARENT : HINTS,
      entry.place,
      sink,
    );
  }

  private caller({ span, key, events, details, scope, resource }: Waiting): ReturnType<typeof findCaller> {
    // Log records repeat their resource's attributes, which come last.
    const logs = [details, ...events.map((event) => event.attributes)].filter((one) => one !== undefined);
    const found = logs.length === 0 ? NO_PLACES : findPlaces(readAttributes(...logs));
    const own = span === undefined ? found : new Map([...found, ...span.found]);
    const links = span?.links ?? linksOfKey(key);
    return findCaller(
      { span: own, scope: findPlaces(readAttributes(scope)), resource: findPlaces(readAttributes(resource)) },
      links === undefined ? [] : this.callers.parents(links),
    );
  }
}

const NO_PLACES: FoundPlaces = new Map();

const MESSAGE_ALONE = {
  reason: 'message_without_span',
  field: 'eventName',
  expected:
    'the event gen_ai.client.inference.operation.details, or the messages on the span: OTEL_SEMCONV_STABILITY_OPT_IN=gen_ai_latest_experimental',
  got: 'one message of a model call as a log record, without its span',
};

function readEvents(record: JsonObject): ContentEvent[] {
  return (asArray(record.events) ?? []).flatMap((entry) => {
    const event = asObject(entry);
    const name = asString(event?.name);
    return name === undefined ? [] : [{ name, attributes: readAttributes(event?.attributes), body: undefined }];
  });
}

/** The place of a span in its trace; tools other than OTLP write the ids inside `context`. */
function linksOf(record: JsonObject): SpanLinks | undefined {
  const context = asObject(record.context);
  const trace = asString(record.traceId ?? context?.trace_id);
  const span = asString(record.spanId ?? context?.span_id);
  if (trace === undefined || span === undefined) return undefined;
  const parent = asString(record.parentSpanId ?? record.parent_id);
  // Some senders write zeros for none.
  const isRoot = parent === undefined || /^0+$/.test(parent);
  return { trace, key: `${trace}:${span}`, parent: isRoot ? null : `${trace}:${parent}` };
}

/** Of a log record whose span did not come: the span is its nearest parent. */
function linksOfKey(key: string | undefined): SpanLinks | undefined {
  return key === undefined ? undefined : { trace: key.slice(0, key.indexOf(':')), key, parent: key };
}

/** Whether a sampled record holds a model call without its prompt: logs of the same run may have it. */
function lacksContent(record: JsonObject): boolean {
  for (const { record: item, resource, kind } of walkOtlp(record)) {
    if (kind !== 'span') return true;
    if (item === undefined) continue;
    const attributes = readAttributes(item.attributes, resource);
    if (judgeSpan(attributes).is === 'call' && !hasContent(attributes, readEvents(item))) return true;
  }
  return false;
}

/** Roughly what waiting attributes take, in bytes. */
function sizeOf(attributes: Attributes, body?: unknown): number {
  let size = 256 + (body === undefined ? 0 : (JSON.stringify(body)?.length ?? 0));
  for (const value of attributes.values()) size += typeof value === 'string' ? value.length : 64;
  return size;
}

function nanosBetween(start: unknown, end: unknown): number | undefined {
  if (!/^\d+$/.test(String(start)) || !/^\d+$/.test(String(end))) return undefined;
  const nanos = Number(end) - Number(start);
  return nanos >= 0 ? Math.round(nanos / 1e6) : undefined;
}
