/**
 * Request logs that hold the provider's own bodies: OpenAI- and Anthropic-shaped. One record is either
 * {request, response, …envelope} (bodies bare, or inside body/json), or the request body itself with the
 * envelope's fields beside it. Which names are accepted where: docs/formats/openai.md.
 */
import { readRequestBody } from '../body/request.ts';
import { readResponseBody, readUsage } from '../body/response.ts';
import type { SourcePosition } from '../format.ts';
import { asNumber, asObject, asString, at, type JsonObject, pick, unwrapJson } from '../values.ts';
import type { AdapterSink } from './adapter.ts';
import { emitDraft } from './draft.ts';
import {
  first,
  firstIdentifier,
  foldFields,
  ID_NAMES,
  LATENCY_NAMES,
  readCaller,
  readClientFields,
  readHeaders,
  SESSION_NAMES,
  STATUS_NAMES,
  TIME_NAMES,
} from './fields.ts';

const HINTS = {
  account:
    'one of account, organization, team, project, customer, user_id or api_key beside the request, or a user in its body',
  time: 'timestamp, time, created_at or start_time: RFC 3339 or seconds or milliseconds since the epoch',
};

const BODY_KEYS = ['body', 'json', 'payload', 'data'] as const;

/** The bodies of a record and where its HTTP fields are; undefined when the record holds no request body. */
export interface ChatRecord {
  body: JsonObject;
  answer: unknown;
  http: JsonObject | undefined;
  httpAnswer: JsonObject | undefined;
  /** The request body is the record itself. */
  flat: boolean;
}

/** Splits a record into request body, response body and envelope. */
export function openChatRecord(record: JsonObject): ChatRecord | undefined {
  const outer = asObject(unwrapJson(pick(record, 'request', 'request_body', 'requestBody', 'req', 'body', 'payload')));
  const answer = unwrapJson(pick(record, 'response', 'response_body', 'responseBody', 'res', 'completion', 'response_json'));
  const httpAnswer = asObject(answer);
  const innerAnswer = httpAnswer === undefined ? undefined : pick(httpAnswer, ...BODY_KEYS);
  const open = {
    answer: innerAnswer ?? answer,
    httpAnswer: innerAnswer === undefined ? undefined : httpAnswer,
  };
  if (outer !== undefined) {
    const inner = asObject(unwrapJson(pick(outer, ...BODY_KEYS)));
    if (inner !== undefined && isRequestBody(inner)) return { body: inner, http: outer, flat: false, ...open };
    if (isRequestBody(outer)) return { body: outer, http: undefined, flat: false, ...open };
  }
  if (isRequestBody(record)) {
    const answerOf =
      open.answer ?? (Array.isArray(record.choices) ? { choices: record.choices, usage: record.usage } : undefined);
    return { body: record, http: undefined, flat: true, ...open, answer: answerOf };
  }
  return undefined;
}

function isRequestBody(object: JsonObject): boolean {
  if (Array.isArray(object.messages) || Array.isArray(object.contents)) return true;
  if (typeof object.model !== 'string') return false;
  return object.input !== undefined || object.prompt !== undefined || typeof object.messages === 'string';
}

/** Messages-API signs: a system beside the messages, its versions, its model and response names. */
export function looksLikeMessagesApi(record: JsonObject, chat: ChatRecord): boolean {
  const answer = asObject(chat.answer);
  if (answer?.type === 'message' || Array.isArray(answer?.choices) || answer?.object !== undefined) {
    return answer.type === 'message';
  }
  const url = asString(pick(record, 'url', 'path', 'endpoint', 'uri') ?? pick(chat.http, 'url', 'path', 'uri')) ?? '';
  if (/\/v1\/(messages|complete)\b/.test(url)) return true;
  if (/\/(chat\/completions|completions|responses)\b/.test(url)) return false;
  const { body } = chat;
  if (body.anthropic_version !== undefined || body.system !== undefined) return true;
  return /\bclaude\b/i.test(asString(body.model) ?? '') && asNumber(body.max_tokens) !== undefined;
}

/** Reads one record of either dialect. */
export function readChatRecord(record: JsonObject, place: SourcePosition, sink: AdapterSink): void {
  const chat = openChatRecord(record);
  if (chat === undefined) {
    const expected = 'a request body with model and messages, in the record or under request, body or request_body';
    sink.reject({ reason: 'no_request', field: 'request', expected, got: `an object without one` }, place);
    return;
  }
  const { body } = chat;
  if (/embedding|moderation|whisper|tts-|dall-e/i.test(asString(body.model) ?? '')) {
    sink.ignored('not_a_generation');
    return;
  }
  const metadata = asObject(unwrapJson(record.metadata));
  // In a flat record `metadata` and `user` are the request's, which readBodyUser looks at.
  const envelope = foldFields(withoutBody(record, chat.flat), chat.flat ? undefined : metadata, chat.http);
  const headers = readHeaders(
    pick(record, 'headers', 'request_headers', 'requestHeaders') ?? pick(chat.http, 'headers') ?? undefined,
  );
  const fields = new Map([...headers, ...envelope]);
  const caller = readCaller(fields, bodyUser(body));
  const answer = readResponseBody(chat.answer);
  const request = readRequestBody(body);
  const usage = asObject(record.usage);
  emitDraft(
    {
      id: firstIdentifier(envelope, ID_NAMES) ?? firstIdentifier(headers, ID_NAMES) ?? answer.id,
      time: first(envelope, TIME_NAMES) ?? answer.created,
      ...caller,
      session: firstIdentifier(fields, SESSION_NAMES) ?? caller.session,
      surface: asString(envelope.get('surface'))?.slice(0, 128),
      model: request.model ?? answer.model ?? envelope.get('model'),
      request: request.request,
      bodyAbsent: request.absent,
      answer,
      usage: usage === undefined ? undefined : readUsage(usage),
      client: readClientFields(envelope, headers),
      status: readStatus(envelope, chat.httpAnswer),
      latencyMs: first(envelope, LATENCY_NAMES),
    },
    HINTS,
    place,
    sink,
  );
}

/** The end user a body names: Chat Completions' user, Messages' metadata.user_id. */
export function bodyUser(body: JsonObject): unknown {
  return pick(body, 'safety_identifier', 'user') ?? at(unwrapJson(body.metadata), 'user_id');
}

/** Fields of the record that are the envelope's: of a flat record the body's own are left out. */
function withoutBody(record: JsonObject, flat: boolean): JsonObject {
  if (!flat) return record;
  const { user: _user, metadata: _metadata, input: _input, ...rest } = record;
  return rest;
}

/** A status may be a word ("success"), or be in the HTTP wrapper of the answer. */
function readStatus(envelope: ReadonlyMap<string, unknown>, answer: JsonObject | undefined): unknown {
  for (const name of STATUS_NAMES) {
    const status = asNumber(envelope.get(name));
    if (status !== undefined) return status;
  }
  return pick(answer, 'status', 'status_code', 'statusCode');
}
