/**
 * Streamed answers, put together again: arrays of events as Bedrock and proxies log them, and the text of a
 * server-sent event stream. The result is a whole body of the same dialect, which response.ts reads.
 */
import { asArray, asObject, asString, at, type JsonObject, unwrapJson } from '../values.ts';

/** Most events of one stream that are read. */
const MAX_EVENTS = 1_000_000;

/** The events of `data: {...}` lines, or undefined when the text is not such a stream. */
export function parseEventStream(text: string): unknown[] | undefined {
  if (!/^(?:data|event|id|:)/.test(text) || !text.includes('data:')) return undefined;
  const events: unknown[] = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith('data:') || events.length >= MAX_EVENTS) continue;
    const event = unwrapJson(line.slice(5).trim());
    if (typeof event === 'object' && event !== null) events.push(event);
  }
  return events.length > 0 ? events : undefined;
}

/** One body out of a list of stream events; undefined when the list is something else. */
export function joinStream(list: readonly unknown[]): JsonObject | undefined {
  const events = list.slice(0, MAX_EVENTS).flatMap((entry) => {
    const event = asObject(unwrapJson(entry));
    return event === undefined ? [] : [event];
  });
  // The Responses API repeats the whole answer at the end.
  const completed = events.findLast(
    (event) => typeof event.type === 'string' && /^response\.(completed|incomplete)$/.test(event.type),
  );
  if (completed !== undefined) return asObject(completed.response);
  if (events.some((event) => event.type === 'message_start' || event.type === 'content_block_delta'))
    return joinMessages(events);
  if (events.some((event) => event.contentBlockDelta !== undefined || event.messageStart !== undefined)) {
    return joinConverse(events);
  }
  if (events.some((event) => Array.isArray(event.choices))) return joinChoices(events);
  if (events.some((event) => Array.isArray(event.candidates))) return joinCandidates(events);
  const texts = events.map((event) => event.outputText ?? event.generation ?? event.completion);
  if (!texts.some((text) => typeof text === 'string')) return undefined;
  return { ...events[events.length - 1], completion: texts.map((text) => asString(text) ?? '').join('') };
}

/** Messages API: content_block_start, _delta, message_delta. */
function joinMessages(events: readonly JsonObject[]): JsonObject {
  const blocks = new Map<unknown, { type: string; text: string; thinking: string; signature?: string; data?: string }>();
  let message: JsonObject = {};
  let usage: JsonObject = {};
  let stop: unknown;
  for (const event of events) {
    if (event.type === 'message_start') {
      message = asObject(event.message) ?? {};
      usage = { ...usage, ...asObject(message.usage) };
    } else if (event.type === 'content_block_start' || event.type === 'content_block_delta') {
      const part = asObject(event.content_block) ?? asObject(event.delta) ?? {};
      let block = blocks.get(event.index);
      if (block === undefined) {
        block = { type: 'text', text: '', thinking: '' };
        blocks.set(event.index, block);
      }
      if (event.type === 'content_block_start') block.type = asString(part.type) ?? 'text';
      block.text += asString(part.text) ?? '';
      block.thinking += asString(part.thinking) ?? '';
      block.signature = asString(part.signature) ?? block.signature;
      block.data = asString(part.data) ?? block.data;
    } else if (event.type === 'message_delta') {
      stop = at(event, 'delta', 'stop_reason') ?? stop;
      usage = { ...usage, ...asObject(event.usage) };
    }
    usage = { ...usage, ...asObject(event['amazon-bedrock-invocationMetrics']) };
  }
  return { ...message, content: [...blocks.values()], stop_reason: stop ?? message.stop_reason, usage };
}

/** Bedrock ConverseStream. */
function joinConverse(events: readonly JsonObject[]): JsonObject {
  let text = '';
  let reasoning = '';
  let signature: string | undefined;
  let stopReason: unknown;
  let usage: JsonObject | undefined;
  for (const event of events) {
    const delta = at(event, 'contentBlockDelta', 'delta');
    text += asString(at(delta, 'text')) ?? '';
    reasoning += asString(at(delta, 'reasoningContent', 'text')) ?? '';
    signature = asString(at(delta, 'reasoningContent', 'signature')) ?? signature;
    stopReason = at(event, 'messageStop', 'stopReason') ?? stopReason;
    usage = asObject(at(event, 'metadata', 'usage')) ?? usage;
  }
  const content: unknown[] = text === '' ? [] : [{ text }];
  if (reasoning !== '' || signature !== undefined) {
    content.unshift({ reasoningContent: { reasoningText: { text: reasoning, signature } } });
  }
  return { output: { message: { role: 'assistant', content } }, stopReason, usage };
}

/** Chat Completions and text completions chunks. */
function joinChoices(events: readonly JsonObject[]): JsonObject {
  let text = '';
  let reasoning = '';
  let refusal = '';
  let finish: unknown = null;
  let usage: JsonObject | undefined;
  for (const event of events) {
    const choice = asObject(asArray(event.choices)?.[0]);
    const delta = asObject(choice?.delta) ?? asObject(choice?.message) ?? choice;
    text += asString(delta?.content) ?? asString(delta?.text) ?? '';
    reasoning += asString(delta?.reasoning_content) ?? asString(delta?.reasoning) ?? '';
    refusal += asString(delta?.refusal) ?? '';
    finish = choice?.finish_reason ?? finish;
    usage = asObject(event.usage) ?? usage;
  }
  const message: Record<string, unknown> = { role: 'assistant', content: text };
  if (reasoning !== '') message.reasoning_content = reasoning;
  if (refusal !== '') message.refusal = refusal;
  const { id, model, created } = events[0];
  return { id, model, created, choices: [{ message, finish_reason: finish }], usage };
}

/** Gemini chunks. */
function joinCandidates(events: readonly JsonObject[]): JsonObject {
  const parts: unknown[] = [];
  let finishReason: unknown;
  let usageMetadata: unknown;
  for (const event of events) {
    const candidate = at(event, 'candidates', 0);
    for (const part of asArray(at(candidate, 'content', 'parts')) ?? []) parts.push(part);
    finishReason = at(candidate, 'finishReason') ?? finishReason;
    usageMetadata = event.usageMetadata ?? usageMetadata;
  }
  return { candidates: [{ content: { parts }, finishReason }], usageMetadata };
}
