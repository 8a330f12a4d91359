/**
 * What a generative-AI span says, in each naming scheme: OpenTelemetry's current gen_ai.* attributes and its
 * older events, OpenLLMetry's numbered attributes, OpenInference's llm.*, and the Vercel AI SDK's ai.*.
 * The first scheme that has the wanted thing wins.
 */
import { LIMITS } from '../../base/limits.ts';
import type { ExchangeInput } from '../../model/wire.ts';
import { type RequestInput, readMessages, readRequestBody } from '../body/request.ts';
import { type ReadResponse, readResponseBody, readUsage } from '../body/response.ts';
import {
  asArray,
  asBoolean,
  asCount,
  asNumber,
  asObject,
  asString,
  at,
  type JsonObject,
  pick,
  unwrapJson,
} from '../values.ts';
import { type Attributes, readIndexed } from './otlp-values.ts';

/** A span event or a log record of the older conventions. */
export interface ContentEvent {
  name: string;
  attributes: Attributes;
  body: unknown;
}

/** The value of the first attribute that exists; undefined if none does. */
export function firstOf(attributes: Attributes, ...names: string[]): unknown {
  for (const name of names) {
    const value = attributes.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The model of a span, in any naming scheme. */
export function readOtlpModel(a: Attributes): unknown {
  return firstOf(
    a,
    'gen_ai.request.model',
    'gen_ai.response.model',
    'llm.request.model',
    'llm.model_name',
    'ai.model.id',
    'ai.response.model',
    'langfuse.observation.model.name',
    'llm.response.model_name',
  );
}

/** The request as far as attributes and events tell it. */
export function readOtlpRequest(a: Attributes, events: readonly ContentEvent[]): { request: RequestInput; absent: boolean } {
  const invocation =
    asObject(unwrapJson(firstOf(a, 'llm.invocation_parameters', 'langfuse.observation.model.parameters'))) ?? {};
  const base = readRequestBody({
    ...invocation,
    ...parameters(a),
    tools: readToolList(a),
    messages: undefined,
    input: undefined,
  }).request;
  const content = readInput(a) ?? readInputEvents(events);
  const system = readRequestBody({ system: unwrapJson(firstOf(a, 'gen_ai.system_instructions')) }).request.system;
  // Parameters repeat what the messages have: the instructions of the Responses API are its first message.
  const isRepeated = content?.messages?.some(({ role }) => role === 'system' || role === 'developer') === true;
  const request: RequestInput = {
    ...base,
    system: system ?? content?.system ?? (isRepeated ? undefined : base.system),
    messages: content?.messages,
    tools: base.tools ?? content?.tools,
  };
  return { request, absent: (request.messages?.length ?? 0) === 0 && request.system === undefined };
}

function parameters(a: Attributes): JsonObject {
  const found: Record<string, unknown> = {
    temperature: asNumber(firstOf(a, 'gen_ai.request.temperature', 'llm.request.temperature', 'ai.settings.temperature')),
    max_tokens: asNumber(
      firstOf(
        a,
        'gen_ai.request.max_tokens',
        'llm.request.max_tokens',
        'ai.settings.maxTokens',
        'ai.settings.maxOutputTokens',
      ),
    ),
    n: asNumber(firstOf(a, 'gen_ai.request.choice.count')),
    stream: asBoolean(firstOf(a, 'gen_ai.request.stream', 'gen_ai.is_streaming', 'llm.is_streaming')),
    reasoning_effort: firstOf(a, 'gen_ai.request.reasoning_effort', 'gen_ai.openai.request.reasoning_effort'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function readToolList(a: Attributes): unknown {
  const whole = unwrapJson(firstOf(a, 'gen_ai.tool.definitions', 'ai.prompt.tools', 'llm.tools'));
  if (Array.isArray(whole)) return whole;
  const numbered = readIndexed(a, 'llm.tools', LIMITS.messages);
  if (numbered.length > 0) return numbered.map((tool) => unwrapJson(at(tool, 'tool', 'json_schema')) ?? tool);
  const functions = readIndexed(a, 'llm.request.functions', LIMITS.messages);
  return functions.length > 0 ? functions : undefined;
}

/** Messages from attributes. */
function readInput(a: Attributes): RequestInput | undefined {
  const messages = unwrapJson(firstOf(a, 'gen_ai.input.messages', 'ai.prompt.messages'));
  if (Array.isArray(messages)) return { messages: readMessages(messages) };
  // JSON that an SDK cut off at its limit for attributes: its words are still there.
  if (typeof messages === 'string') return readRequestBody(messages).request;
  for (const prefix of ['gen_ai.prompt', 'llm.prompts', 'llm.input_messages']) {
    const numbered = readIndexed(a, prefix, LIMITS.messages * 4);
    if (numbered.length > 0) return { messages: readMessages(numbered) };
  }
  const whole = firstOf(
    a,
    'gen_ai.prompt',
    'ai.prompt',
    'input.value',
    'traceloop.entity.input',
    'langfuse.observation.input',
  );
  if (whole === undefined) return undefined;
  const body = readRequestBody(whole);
  return body.absent ? undefined : body.request;
}

const MESSAGE_EVENT = /^gen_ai\.(system|user|assistant|tool)\.message$/;

/** Whether an event of this name carries a part of the prompt. */
export function isInputEvent(name: string): boolean {
  return MESSAGE_EVENT.test(name) || name === 'gen_ai.content.prompt';
}

/** Messages from events, in the order they were written. */
function readInputEvents(events: readonly ContentEvent[]): RequestInput | undefined {
  const messages: unknown[] = [];
  for (const event of events) {
    const role = MESSAGE_EVENT.exec(event.name)?.[1];
    if (role !== undefined) {
      const body = eventBody(event);
      messages.push({ ...body, role: asString(body.role) ?? role });
    } else if (event.name === 'gen_ai.content.prompt') {
      const prompt = unwrapJson(event.attributes.get('gen_ai.prompt'));
      if (Array.isArray(prompt)) messages.push(...prompt);
      else if (prompt !== undefined) messages.push(prompt);
    }
  }
  return messages.length > 0 ? { messages: readMessages(messages) } : undefined;
}

/** The body of an event: a log's body, or the attributes of a span event. */
function eventBody(event: ContentEvent): JsonObject {
  const body = unwrapJson(event.body ?? event.attributes.get('gen_ai.event.content'));
  if (typeof body === 'string') return { content: body };
  const object = asObject(body);
  return object ?? Object.fromEntries(event.attributes);
}

/** The answer as far as attributes and events tell it. */
export function readOtlpAnswer(a: Attributes, events: readonly ContentEvent[]): ReadResponse {
  const read = readOutput(a) ?? readOutputEvents(events) ?? {};
  const reason = asArray(firstOf(a, 'gen_ai.response.finish_reasons'))?.[0] ?? firstOf(a, 'ai.response.finishReason');
  const response = read.response;
  if (typeof reason === 'string' && response !== undefined && response.stop_reason === undefined) {
    response.stop_reason = reason;
    if (/content_filter|refusal|safety/i.test(reason)) response.refused = true;
  }
  return {
    response,
    usage: readTokens(a) ?? read.usage,
    model: asString(firstOf(a, 'gen_ai.response.model')),
  };
}

function readOutput(a: Attributes): ReadResponse | undefined {
  const messages = unwrapJson(firstOf(a, 'gen_ai.output.messages'));
  if (Array.isArray(messages) || typeof messages === 'string') return readResponseBody(messages);
  for (const prefix of ['gen_ai.completion', 'llm.completions', 'llm.output_messages']) {
    const numbered = readIndexed(a, prefix, 64);
    if (numbered.length > 0) return readResponseBody(numbered);
  }
  const text = asString(firstOf(a, 'ai.response.text', 'ai.result.text'));
  if (text !== undefined) return { response: { text } };
  const whole = firstOf(a, 'gen_ai.completion', 'output.value', 'traceloop.entity.output', 'langfuse.observation.output');
  return whole === undefined ? undefined : readResponseBody(whole);
}

function readOutputEvents(events: readonly ContentEvent[]): ReadResponse | undefined {
  for (const event of events) {
    if (event.name === 'gen_ai.choice') {
      const body = eventBody(event);
      const message = asObject(unwrapJson(body.message)) ?? body;
      return readResponseBody({ choices: [{ message, finish_reason: body.finish_reason }] });
    }
    if (event.name === 'gen_ai.content.completion') return readResponseBody(event.attributes.get('gen_ai.completion'));
  }
  return undefined;
}

function readTokens(a: Attributes): ExchangeInput['usage'] {
  const usage = {
    input_tokens: asCount(
      firstOf(
        a,
        'gen_ai.usage.input_tokens',
        'gen_ai.usage.prompt_tokens',
        'llm.usage.prompt_tokens',
        'llm.token_count.prompt',
        'ai.usage.promptTokens',
        'ai.usage.inputTokens',
      ),
    ),
    output_tokens: asCount(
      firstOf(
        a,
        'gen_ai.usage.output_tokens',
        'gen_ai.usage.completion_tokens',
        'llm.usage.completion_tokens',
        'llm.token_count.completion',
        'ai.usage.completionTokens',
        'ai.usage.outputTokens',
      ),
    ),
    cache_read_tokens: asCount(
      firstOf(
        a,
        'gen_ai.usage.cache_read.input_tokens',
        'gen_ai.usage.cache_read_input_tokens',
        'llm.token_count.prompt_details.cache_read',
        'ai.usage.cachedInputTokens',
      ),
    ),
    reasoning_tokens: asCount(
      firstOf(
        a,
        'gen_ai.usage.reasoning.output_tokens',
        'gen_ai.usage.reasoning_tokens',
        'llm.token_count.completion_details.reasoning',
        'ai.usage.reasoningTokens',
      ),
    ),
  };
  return Object.values(usage).some((value) => value !== undefined) ? usage : readUsageDetails(a);
}

/** Langfuse's counts by kind, under names that its users choose; these are its own. */
function readUsageDetails(a: Attributes): ExchangeInput['usage'] {
  const details = asObject(unwrapJson(firstOf(a, 'langfuse.observation.usage_details')));
  if (details === undefined) return undefined;
  const usage = {
    input_tokens: asCount(details.input),
    output_tokens: asCount(details.output),
    cache_read_tokens: asCount(pick(details, 'input_cached_tokens', 'cache_read_input_tokens', 'input_cache_read')),
    reasoning_tokens: asCount(pick(details, 'output_reasoning_tokens', 'output_reasoning')),
  };
  return usage.input_tokens === undefined && usage.output_tokens === undefined ? readUsage(details) : usage;
}
