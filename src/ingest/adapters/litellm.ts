/**
 * LiteLLM's StandardLoggingPayload, as its generic callback delivers it, and the replay form that wraps it.
 * The account is the billed party: organisation, else team, else user, else key.
 */
import { readMessages, readParameters, readRequestBody } from '../body/request.ts';
import { type ReadResponse, readResponseBody, readUsage } from '../body/response.ts';
import type { SourcePosition } from '../format.ts';
import { asNumber, asObject, asString, at, type JsonObject, pick, unwrapJson } from '../values.ts';
import { type AdapterSink, recordAdapter } from './adapter.ts';
import { emitDraft } from './draft.ts';
import { foldFields, readClientFields, readHeaders } from './fields.ts';

export const litellm = recordAdapter('litellm', detect, read);

const HINTS = {
  account:
    'metadata.user_api_key_org_id, user_api_key_team_id, user_api_key_user_id or user_api_key_hash: give each key of the proxy a team or a user',
  time: 'startTime: seconds since the epoch, or ISO 8601',
};

/** The billed party, widest first. */
const ACCOUNT_FIELDS = ['user_api_key_org_id', 'user_api_key_team_id', 'user_api_key_user_id', 'user_api_key_hash'] as const;

function payloadOf(record: JsonObject): JsonObject {
  return asObject(unwrapJson(record.standard_logging_payload)) ?? asObject(record.standard_logging_object) ?? record;
}

function detect(record: JsonObject): boolean {
  const payload = payloadOf(record);
  if (payload !== record) return true;
  const metadata = asObject(payload.metadata);
  const named = metadata !== undefined && Object.keys(metadata).some((key) => key.startsWith('user_api_key_'));
  return (payload.call_type !== undefined || payload.model_group !== undefined || named) && payload.startTime !== undefined;
}

/** Calls that produce no text. */
const OTHER_CALLS = /embedding|image|moderation|speech|transcription|rerank|batch|file|assistants|list|search|mcp|health/i;
const REDACTED = 'redacted-by-litellm';

function read(record: JsonObject, place: SourcePosition, sink: AdapterSink): void {
  const payload = payloadOf(record);
  if (OTHER_CALLS.test(asString(payload.call_type) ?? '')) {
    sink.ignored('not_a_generation');
    return;
  }
  const metadata = asObject(unwrapJson(payload.metadata)) ?? {};
  const body = readPrompt(payload);
  const endUser = pick(payload, 'end_user') ?? pick(metadata, 'user_api_key_end_user_id');
  const custom = readHeaders(pick(metadata, 'requester_custom_headers', 'headers'));
  const start = asNumber(payload.startTime);
  const end = asNumber(payload.endTime);
  const trace = pick(payload, 'trace_id');
  const id = pick(payload, 'id', 'call_id', 'litellm_call_id');
  const source = ACCOUNT_FIELDS.find((field) => pick(metadata, field) !== undefined);
  sink.caller(source === undefined ? 'none' : `metadata.${source}`);
  emitDraft(
    {
      id,
      time: payload.startTime,
      account: source === undefined ? undefined : pick(metadata, source),
      subAccount: endUser,
      apiKey: pick(metadata, 'user_api_key_hash', 'user_api_key_alias'),
      session: pick(metadata, 'session_id', 'litellm_session_id') ?? (trace === id ? undefined : trace),
      surface: 'api',
      model: pick(payload, 'model_group', 'model'),
      request: body.request,
      bodyAbsent: body.absent,
      answer: readAnswer(payload),
      usage: readUsage(asObject(metadata.usage_object) ?? payload) ?? readUsage(payload),
      client: readClientFields(
        foldFields({
          ip: pick(payload, 'requester_ip_address') ?? pick(metadata, 'requester_ip_address'),
          user_agent: pick(metadata, 'user_agent', 'requester_user_agent'),
        }),
        custom,
      ),
      status: readStatus(payload),
      latencyMs:
        start !== undefined && end !== undefined ? inMilliseconds(end - start, start) : secondsToMs(payload.response_time),
    },
    HINTS,
    place,
    sink,
  );
}

function readPrompt(payload: JsonObject): ReturnType<typeof readRequestBody> {
  const messages = unwrapJson(payload.messages);
  if (messages === undefined || messages === null || holdsOnly(messages, REDACTED)) return { request: {}, absent: true };
  const parameters = asObject(unwrapJson(payload.model_parameters)) ?? {};
  const base = readRequestBody({ ...parameters, messages: undefined });
  const prompt = Array.isArray(messages)
    ? { request: { messages: readMessages(messages) }, absent: false }
    : readRequestBody(messages);
  const stream = typeof payload.stream === 'boolean' ? payload.stream : undefined;
  return {
    request: {
      ...readParameters(parameters),
      system: prompt.request.system ?? base.request.system,
      messages: prompt.request.messages,
      tools: prompt.request.tools ?? base.request.tools,
      stream: stream ?? base.request.stream,
    },
    absent: prompt.absent,
  };
}

function readAnswer(payload: JsonObject): ReadResponse {
  const response = unwrapJson(payload.response);
  return holdsOnly(response, REDACTED) ? {} : readResponseBody(response);
}

/** Redaction replaces the text, in a bare string or in the one message that is left. */
function holdsOnly(value: unknown, mark: string): boolean {
  if (value === mark) return true;
  if (Array.isArray(value)) return value.length === 1 && at(value, 0, 'content') === mark;
  return at(value, 'choices', 0, 'message', 'content') === mark || at(value, 'text') === mark;
}

function readStatus(payload: JsonObject): unknown {
  const code = asNumber(at(payload, 'error_information', 'error_code'));
  if (code !== undefined) return code;
  return payload.status === 'success' ? 200 : undefined;
}

function inMilliseconds(difference: number, start: number): number {
  return start < 1e11 ? Math.round(difference * 1_000) : difference;
}

function secondsToMs(value: unknown): number | undefined {
  const seconds = asNumber(value);
  return seconds === undefined ? undefined : Math.round(seconds * 1_000);
}
