/**
 * Response bodies of every dialect as the wire format's response and usage. Knows whole bodies; streams are
 * put together in stream.ts. Fields are looked for by name, as for requests.
 */
import type { ContentPart, ExchangeInput } from '../../model/wire.ts';
import { asArray, asCount, asObject, asString, at, type JsonObject, pick, unwrapJson } from '../values.ts';
import { contentText, readContent } from './parts.ts';
import { joinStream, parseEventStream } from './stream.ts';

type ResponseInput = NonNullable<ExchangeInput['response']>;
type UsageInput = NonNullable<ExchangeInput['usage']>;

export interface ReadResponse {
  response?: ResponseInput;
  usage?: UsageInput;
  model?: string;
  id?: string;
  /** Seconds or any other time the body itself carries. */
  created?: unknown;
}

/** Everything a response body tells. Nothing where it is absent, an error, or not understood. */
export function readResponseBody(value: unknown): ReadResponse {
  let body = unwrapJson(value);
  if (typeof body === 'string') {
    const events = parseEventStream(body);
    if (events === undefined) return body === '' ? {} : { response: { text: body } };
    body = events;
  }
  if (Array.isArray(body)) return readList(body);
  const object = asObject(body);
  return object === undefined ? {} : readObject(object);
}

function readList(list: readonly unknown[]): ReadResponse {
  if (list.length === 0) return {};
  const joined = joinStream(list);
  if (joined !== undefined) return readObject(joined);
  // OpenTelemetry and OpenInference: output messages, usually one.
  const first = asObject(list[0]);
  const message = asObject(first?.message) ?? first;
  if (message === undefined) return {};
  return {
    response: finish(
      readContent(pick(message, 'content', 'parts', 'contents')),
      asString(pick(message, 'finish_reason', 'finishReason')),
    ),
  };
}

function readObject(body: JsonObject): ReadResponse {
  // Responses API streams end with an event that holds the whole response.
  const whole = asObject(body.response);
  if (whole !== undefined && (whole.output !== undefined || whole.choices !== undefined)) return readObject(whole);
  return {
    response: answer(body),
    usage: readUsage(body),
    model: asString(body.model),
    id: asString(body.id),
    created: pick(body, 'created', 'created_at'),
  };
}

function answer(body: JsonObject): ResponseInput | undefined {
  const choice = asObject(asArray(body.choices)?.[0]);
  if (choice !== undefined) return fromChoice(choice);
  const output = asArray(body.output);
  if (output !== undefined) return fromItems(output, body);
  const converse = asObject(at(body, 'output', 'message'));
  if (converse !== undefined) return finish(readContent(converse.content), asString(body.stopReason));
  const candidate = asObject(asArray(body.candidates)?.[0]);
  if (candidate !== undefined) return finish(readContent(candidate.content), asString(candidate.finishReason));
  if (body.content !== undefined) {
    const refusal = asString(body.refusal);
    const content = readContent(body.content) ?? refusal;
    return finish(content, asString(pick(body, 'stop_reason', 'finish_reason')), refusal !== undefined);
  }
  return fromText(body);
}

/** Text-completion bodies of the models that have no messages. */
function fromText(body: JsonObject): ResponseInput | undefined {
  const inner =
    asObject(asArray(body.results)?.[0]) ??
    asObject(asArray(body.generations)?.[0]) ??
    asObject(asArray(body.outputs)?.[0]) ??
    body;
  const text = asString(pick(inner, 'text', 'outputText', 'generation', 'completion', 'generated_text'));
  const reason = asString(
    pick(inner, 'stop_reason', 'completionReason', 'finish_reason') ?? pick(body, 'stop_reason', 'stopReason'),
  );
  if (text === undefined && reason === undefined) return undefined;
  const read = finish(text, reason);
  const signatures = asArray(body.signatures)?.filter((entry) => typeof entry === 'string');
  if (body.refused === true) read.refused = true;
  if (body.thinking === true) read.thinking = true;
  if (signatures !== undefined && signatures.length > 0) read.signatures = signatures;
  return read;
}

function fromChoice(choice: JsonObject): ResponseInput {
  const message = asObject(choice.message) ?? choice;
  const reason = asString(choice.finish_reason);
  const refusal = asString(message.refusal);
  const content = readContent(pick(message, 'content', 'text')) ?? refusal;
  const read = finish(content, reason, refusal !== undefined);
  if (pick(message, 'reasoning_content', 'reasoning') !== undefined) read.thinking = true;
  // Gateways pass Messages-API thinking through under this name.
  const blocks = asArray(message.thinking_blocks);
  if (blocks !== undefined) collectThinking(readContent(blocks), read);
  return read;
}

function fromItems(items: readonly unknown[], body: JsonObject): ResponseInput {
  const parts: ContentPart[] = [];
  for (const entry of items) {
    const item = asObject(entry);
    if (item?.type === 'reasoning') parts.push({ type: 'thinking', signature: asString(item.encrypted_content) });
    const content = item?.type === 'message' ? readContent(item.content) : undefined;
    if (Array.isArray(content)) parts.push(...content);
    else if (content !== undefined) parts.push({ type: 'text', text: content });
  }
  const refused = items.some((item) => asArray(at(item, 'content'))?.some((part) => asObject(part)?.type === 'refusal'));
  const reason = asString(at(body, 'incomplete_details', 'reason')) ?? asString(body.status);
  return finish(parts, reason, refused);
}

const REFUSAL_REASONS = new Set([
  'refusal',
  'content_filter',
  'content_filtered',
  'contentfiltered',
  'guardrail_intervened',
  'safety',
  'prohibited_content',
  'blocklist',
  'recitation',
]);

function finish(content: string | ContentPart[] | undefined, reason?: string, refused = false): ResponseInput {
  const read: ResponseInput = {};
  const text = contentText(content);
  if (text !== '') read.text = text;
  if (reason !== undefined) read.stop_reason = reason;
  if (refused || (reason !== undefined && REFUSAL_REASONS.has(reason.toLowerCase()))) read.refused = true;
  collectThinking(content, read);
  return read;
}

function collectThinking(content: string | ContentPart[] | undefined, into: ResponseInput): void {
  if (!Array.isArray(content)) return;
  const signatures: string[] = [];
  for (const part of content) {
    if (part.type === 'thinking' || part.type === 'redacted_thinking') into.thinking = true;
    if (part.signature) signatures.push(part.signature);
  }
  if (signatures.length > 0) into.signatures = signatures;
}

/** Token counts under the names of every dialect, from `usage` or from the body itself. */
export function readUsage(body: JsonObject): UsageInput | undefined {
  const usage = asObject(pick(body, 'usage', 'usageMetadata', 'amazon-bedrock-invocationMetrics')) ?? body;
  const count = (...keys: string[]): number | undefined => asCount(pick(usage, ...keys));
  const read: UsageInput = {
    input_tokens: count(
      'input_tokens',
      'prompt_tokens',
      'inputTokens',
      'promptTokens',
      'promptTokenCount',
      'inputTokenCount',
      'inputTextTokenCount',
      'prompt_token_count',
    ),
    output_tokens:
      count(
        'output_tokens',
        'completion_tokens',
        'outputTokens',
        'completionTokens',
        'candidatesTokenCount',
        'outputTokenCount',
        'generation_token_count',
      ) ?? asCount(at(body, 'results', 0, 'tokenCount')),
    cache_read_tokens:
      count(
        'cache_read_tokens',
        'cache_read_input_tokens',
        'cacheReadInputTokens',
        'cachedContentTokenCount',
        'cachedInputTokens',
      ) ??
      asCount(at(usage, 'prompt_tokens_details', 'cached_tokens')) ??
      asCount(at(usage, 'input_tokens_details', 'cached_tokens')),
    reasoning_tokens:
      count('reasoning_tokens', 'reasoningTokens', 'thoughtsTokenCount') ??
      asCount(at(usage, 'completion_tokens_details', 'reasoning_tokens')) ??
      asCount(at(usage, 'output_tokens_details', 'reasoning_tokens')),
  };
  return Object.values(read).some((value) => value !== undefined) ? read : undefined;
}
