/**
 * Langfuse: ingestion events ({id, type, timestamp, body}), exported observations, and traces with their
 * observations inside. The user and the session are part of the trace, the call of the observation, and an update
 * may bring the output later: they are joined by trace and observation id over the whole run.
 */
import { readRequestBody } from '../body/request.ts';
import { readResponseBody, readUsage } from '../body/response.ts';
import type { SourcePosition } from '../format.ts';
import { readTime } from '../time.ts';
import { asArray, asObject, asString, at, type JsonObject, pick, unwrapJson } from '../values.ts';
import type { Adapter, AdapterSession, AdapterSink } from './adapter.ts';
import { emitDraft } from './draft.ts';
import { firstIdentifier, foldFields, readCaller, readClientFields } from './fields.ts';
import { Pending } from './pending.ts';

export const langfuse: Adapter = { name: 'langfuse', detect, joins: () => true, open };

const HINTS = {
  account: 'userId on the trace, or account, organization or user_id in its metadata',
  time: 'startTime on the observation',
};

const EVENT_TYPES =
  /^(trace|span|generation|event|observation|score|sdk|guardrail|agent|tool|chain|retriever|evaluator|embedding)-(create|update|log)$/;

function detect(record: JsonObject): boolean {
  if (typeof record.type === 'string' && EVENT_TYPES.test(record.type) && asObject(record.body) !== undefined) return true;
  if (Array.isArray(record.observations) && record.id !== undefined) return true;
  return (
    (record.traceId ?? record.trace_id) !== undefined &&
    typeof record.type === 'string' &&
    /^(GENERATION|SPAN|EVENT)$/.test(record.type)
  );
}

interface Waiting {
  observation: Record<string, unknown>;
  trace: string | undefined;
  place: SourcePosition;
}

function open(): AdapterSession {
  let sink: AdapterSink | undefined;
  // Traces are small once input and output are left out; they are kept apart and longer than observations.
  const traces = new Pending<Record<string, unknown>>(
    () => ({}),
    () => sink?.note('trace_evicted'),
    200_000,
  );
  const waiting = new Pending<Waiting>(
    () => ({ observation: {}, trace: undefined, place: { file: '', line: 0 } }),
    (entry) => {
      sink?.note('join_evicted');
      emit(entry, traces, sink);
    },
  );

  const observe = (body: JsonObject, place: SourcePosition): void => {
    const id = asString(body.id);
    const trace = asString(pick(body, 'traceId', 'trace_id'));
    const entry = waiting.take(id ?? `${place.file}:${place.line}`, JSON.stringify(body).length);
    merge(entry.observation, body);
    entry.trace ??= trace;
    if (entry.place.line === 0) entry.place = place;
  };

  const trace = (body: JsonObject, out: AdapterSink): void => {
    out.ignored('trace');
    const id = asString(body.id);
    if (id === undefined) return;
    const { input: _input, output: _output, observations: _observations, ...rest } = body;
    merge(traces.take(id, JSON.stringify(rest).length), rest);
    traces.trim();
  };

  return {
    read(record, place, out) {
      sink = out;
      const body = asObject(record.body);
      const type = asString(record.type) ?? '';
      if (body !== undefined && EVENT_TYPES.test(type)) {
        if (type === 'trace-create') trace({ timestamp: record.timestamp, ...body }, out);
        else if (type.startsWith('generation-') || body.type === 'GENERATION') observe(body, place);
        else out.ignored('not_a_generation');
      } else if (Array.isArray(record.observations)) {
        trace(record, out);
        for (const entry of asArray(record.observations) ?? []) {
          const observation = asObject(entry);
          if (observation?.type === 'GENERATION') observe({ traceId: record.id, ...observation }, place);
          else out.ignored('not_a_generation');
        }
      } else if (type === 'GENERATION') observe(record, place);
      else if (pick(record, 'traceId', 'trace_id') === undefined && record.id !== undefined && type === '')
        trace(record, out);
      else out.ignored('not_a_generation');
      waiting.trim();
    },
    flush(out) {
      waiting.drain((entry) => emit(entry, traces, out));
    },
  };
}

/** An update brings what changed; null changes nothing. */
function merge(into: Record<string, unknown>, from: JsonObject): void {
  for (const key of Object.keys(from).slice(0, 512)) {
    const value = from[key];
    if (value !== null && value !== undefined && key !== '__proto__') into[key] = value;
  }
}

function emit(entry: Waiting, traces: Pending<Record<string, unknown>>, sink: AdapterSink | undefined): void {
  if (sink === undefined) return;
  const o = entry.observation;
  const trace = entry.trace === undefined ? undefined : traces.get(entry.trace);
  const metadata = asObject(unwrapJson(trace?.metadata));
  const own = asObject(unwrapJson(o.metadata));
  // userId is looked at last: an account beside it makes it the end user.
  const fields = foldFields(own, metadata, {
    user_id: pick(o, 'userId', 'user_id') ?? pick(trace, 'userId', 'user_id'),
  });
  const input = readRequestBody(o.input);
  const parameters = readRequestBody({
    ...asObject(unwrapJson(pick(o, 'modelParameters', 'model_parameters'))),
    messages: undefined,
  });
  const answer = readResponseBody(o.output);
  const start = pick(o, 'startTime', 'start_time', 'timestamp') ?? trace?.timestamp;
  const end = readTime(pick(o, 'endTime', 'end_time'));
  const usage = asObject(pick(o, 'usageDetails', 'usage_details', 'usage'));
  emitDraft(
    {
      id: o.id,
      time: start,
      ...readCaller(fields, undefined),
      session:
        pick(o, 'sessionId', 'session_id') ??
        pick(trace, 'sessionId', 'session_id') ??
        firstIdentifier(fields, ['sessionid']),
      model: pick(o, 'model', 'providedModelName', 'provided_model_name', 'internalModelId'),
      request: { ...parameters.request, ...defined(input.request) },
      bodyAbsent: input.absent,
      answer,
      usage: usage === undefined ? undefined : usageOf(usage),
      client: readClientFields(fields, new Map()),
      status: o.level === 'ERROR' ? undefined : at(own, 'status_code'),
      latencyMs: end === undefined ? undefined : end - (readTime(start) ?? end),
    },
    HINTS,
    entry.place,
    sink,
  );
}

/** Langfuse's own names are input and output; SDKs also send the provider's. */
function usageOf(usage: JsonObject): ReturnType<typeof readUsage> {
  return readUsage({
    ...usage,
    input_tokens: pick(usage, 'input', 'input_tokens'),
    output_tokens: pick(usage, 'output', 'output_tokens'),
    cache_read_tokens: pick(usage, 'input_cached_tokens', 'cache_read_input_tokens', 'input_cache_read'),
    reasoning_tokens: pick(usage, 'output_reasoning_tokens', 'output_reasoning'),
  });
}

function defined<T extends object>(object: T): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>;
}
