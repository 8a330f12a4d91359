/**
 * Request bodies of every dialect as the wire format's request: Chat Completions, Responses, Messages, text
 * completions, Bedrock Converse and its models' own bodies, Gemini, OpenTelemetry messages. Fields are looked
 * for by name, not by a declared dialect: gateways mix them.
 */
import { LIMITS } from '../../base/limits.ts';
import type { ExchangeInput } from '../../model/wire.ts';
import { asArray, asBoolean, asNumber, asObject, asString, at, type JsonObject, pick, unwrapJson } from '../values.ts';
import { contentText, readContent } from './parts.ts';

export type RequestInput = ExchangeInput['request'];
type MessageInput = NonNullable<RequestInput['messages']>[number];

/** The request, and the model the body names. An empty request when the value is no body at all. */
export function readRequestBody(value: unknown): { request: RequestInput; model?: string; absent: boolean } {
  const opened = unwrapJson(value);
  if (typeof opened === 'string') return { request: { messages: [user(opened)] }, absent: opened === '' };
  if (Array.isArray(opened)) return { request: { messages: readMessages(opened) }, absent: opened.length === 0 };
  const body = asObject(opened);
  if (body === undefined) return { request: {}, absent: true };

  const messages = conversation(body);
  const request: RequestInput = {
    system: readSystem(pick(body, 'system', 'instructions', 'systemInstruction', 'system_instruction', 'preamble')),
    messages: messages.length > 0 ? messages : undefined,
    tools: readTools(body),
    ...readParameters(body),
  };
  return {
    request,
    model: asString(pick(body, 'model', 'modelId', 'model_id')),
    absent: messages.length === 0 && request.system === undefined,
  };
}

function readSystem(value: unknown): RequestInput['system'] {
  const content = readContent(value);
  return content === undefined || content.length === 0 ? undefined : content;
}

/** The messages under whichever name the dialect has for them. */
function conversation(body: JsonObject): MessageInput[] {
  for (const key of ['messages', 'input', 'contents', 'prompt', 'inputText', 'inputs']) {
    const value = unwrapJson(pick(body, key));
    if (typeof value === 'string') return [user(value)];
    if (Array.isArray(value) && value.length > 0) return readMessages(value);
    if (value !== undefined && asObject(value)) {
      const inner = at(value, 'messages');
      if (Array.isArray(inner)) return readMessages(inner);
    }
  }
  // Cohere: the new message apart from the ones before.
  const message = asString(body.message);
  if (message === undefined) return [];
  return [...readMessages(asArray(body.chat_history) ?? []), user(message)];
}

function user(text: string): MessageInput {
  return { role: 'user', content: text };
}

/** Messages of any dialect; of a longer conversation the first and the last half of the limit. */
export function readMessages(list: readonly unknown[]): MessageInput[] {
  const half = LIMITS.messages / 2;
  const read = list.length <= LIMITS.messages ? list : [...list.slice(0, half), ...list.slice(-half)];
  const messages: MessageInput[] = [];
  for (const entry of read) {
    const message = readMessage(entry);
    if (message !== undefined) messages.push(message);
  }
  return messages;
}

function readMessage(entry: unknown): MessageInput | undefined {
  if (typeof entry === 'string') return user(entry);
  const wrapped = asObject(entry);
  // OpenInference wraps each message once more.
  const message = asObject(wrapped?.message) ?? wrapped;
  if (message === undefined) return undefined;
  const item = responsesItem(message);
  if (item !== undefined) return item;
  const content = readContent(pick(message, 'content', 'parts', 'contents', 'message'));
  const toolCalls = asArray(message.tool_calls);
  if (content === undefined && toolCalls === undefined && message.role === undefined) return undefined;
  const role = readRole(asString(message.role));
  // A part that says it is a tool's result says so once: as in the Messages API, the user hands it in.
  const isResult = Array.isArray(content) && content.some((part) => part.type === 'tool_result');
  return {
    role: role === 'tool' && isResult ? 'user' : role,
    content,
    tool_calls: toolCalls === undefined ? undefined : [...toolCalls],
  };
}

/** Items of the Responses API that are not messages. */
function responsesItem(item: JsonObject): MessageInput | undefined {
  if (item.type === 'function_call') {
    return {
      role: 'assistant',
      content: [{ type: 'tool_use', name: asString(item.name), input: unwrapJson(item.arguments) }],
    };
  }
  if (item.type === 'function_call_output') {
    return {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: asString(item.call_id) ?? '', content: outputText(item.output) }],
    };
  }
  if (item.type === 'reasoning') {
    const summary = readContent(pick(item, 'summary', 'content'));
    const thinking = Array.isArray(summary)
      ? summary.map((part) => part.thinking ?? part.text ?? '').join('\n')
      : (summary ?? '');
    return {
      role: 'assistant',
      content: [{ type: 'thinking', thinking, signature: asString(item.encrypted_content) }],
    };
  }
  return undefined;
}

function outputText(value: unknown): string {
  return typeof value === 'string' ? value : contentText(readContent(value));
}

const ROLES: Readonly<Record<string, string>> = {
  model: 'assistant',
  ai: 'assistant',
  chatbot: 'assistant',
  bot: 'assistant',
  human: 'user',
};

function readRole(role: string | undefined): string {
  if (role === undefined) return 'user';
  const lower = role.slice(0, 64).toLowerCase();
  return Object.hasOwn(ROLES, lower) ? ROLES[lower] : lower;
}

function readTools(body: JsonObject): unknown[] | undefined {
  const value = unwrapJson(pick(body, 'tools', 'functions')) ?? at(body, 'toolConfig', 'tools');
  const list = asArray(value);
  if (list === undefined || list.length === 0) return undefined;
  return list.flatMap((entry) => {
    const tool = unwrapJson(entry);
    const declarations = asArray(pick(asObject(tool), 'functionDeclarations', 'function_declarations'));
    if (declarations !== undefined) return [...declarations];
    return [at(tool, 'toolSpec') ?? tool];
  });
}

/** Parameters, from the top level or from the dialect's own group. */
export function readParameters(body: JsonObject): Omit<RequestInput, 'system' | 'messages' | 'tools'> {
  const group =
    asObject(
      pick(body, 'inferenceConfig', 'generationConfig', 'generation_config', 'textGenerationConfig', 'config', 'parameters'),
    ) ?? {};
  const from = (...keys: string[]): unknown => pick(body, ...keys) ?? pick(group, ...keys);
  const logprobs = from('logprobs', 'top_logprobs', 'responseLogprobs');
  const reasoning = asObject(from('reasoning'));
  return {
    temperature: asNumber(from('temperature')),
    max_tokens: asNumber(
      from(
        'max_tokens',
        'max_output_tokens',
        'maxTokens',
        'maxOutputTokens',
        'max_tokens_to_sample',
        'maxTokenCount',
        'max_gen_len',
        'max_new_tokens',
      ),
    ),
    max_completion_tokens: asNumber(from('max_completion_tokens')),
    n: asNumber(from('n', 'candidateCount', 'num_generations', 'choice_count')),
    logprobs: asBoolean(logprobs) ?? asNumber(logprobs),
    thinking: from('thinking', 'thinkingConfig', 'reasoning_config'),
    reasoning_effort: asString(from('reasoning_effort') ?? reasoning?.effort),
    stream: asBoolean(from('stream')),
  };
}
