/**
 * Message content of every dialect as parts of the wire format (text, thinking, tool_use, tool_result, or a
 * bare type for what is only counted, such as images). Payloads of images and files are left out.
 */
import { LIMITS } from '../../base/limits.ts';
import type { ContentPart } from '../../model/wire.ts';
import { asArray, asObject, asString, at, type JsonObject, pick, unwrapJson } from '../values.ts';

/** Most parts of one message that are read. */
const MAX_PARTS = LIMITS.messages;

/** A string stays one; parts are translated one by one; undefined where there is no content. */
export function readContent(value: unknown): string | ContentPart[] | undefined {
  if (typeof value === 'string') return value;
  const list = asArray(value);
  if (list !== undefined) return list.slice(0, MAX_PARTS).flatMap(readPart);
  if (asObject(value) === undefined) return undefined;
  // Gemini and OpenTelemetry put the parts one level down; some logs unwrap a single part.
  const parts = asArray(at(value, 'parts'));
  return parts === undefined ? readPart(value) : parts.slice(0, MAX_PARTS).flatMap(readPart);
}

function readPart(value: unknown): ContentPart[] {
  if (typeof value === 'string') return [{ type: 'text', text: value }];
  const part = asObject(value);
  if (part === undefined) return [];
  const type = asString(part.type);
  return [type === undefined ? readUntyped(part) : readTyped(type, part)];
}

function readTyped(type: string, part: JsonObject): ContentPart {
  switch (type) {
    case 'text':
    case 'input_text':
    case 'output_text':
      // OpenTelemetry calls the text `content`.
      return { type: 'text', text: asString(part.text) ?? asString(part.content) ?? '' };
    case 'refusal':
      return { type: 'text', text: asString(part.refusal) ?? '' };
    case 'thinking':
    case 'reasoning':
    case 'summary_text':
      return {
        type: 'thinking',
        thinking: asString(pick(part, 'thinking', 'content', 'text')) ?? '',
        signature: asString(pick(part, 'signature', 'encrypted_content')),
      };
    case 'redacted_thinking':
      return { type: 'redacted_thinking', signature: asString(part.data) };
    case 'tool_use':
    case 'tool_call':
    case 'tool-call':
    case 'server_tool_use':
    case 'server_tool_call':
      return toolUse(pick(part, 'name', 'toolName'), pick(part, 'input', 'arguments', 'args'));
    case 'tool_result':
    case 'tool_call_response':
    case 'tool-result':
    case 'server_tool_call_response':
      return toolResult(
        pick(part, 'tool_use_id', 'id', 'toolCallId'),
        pick(part, 'content', 'response', 'result', 'output'),
      );
    case 'document':
    case 'search_result':
      return { type, text: documentText(part) };
    case 'blob':
    case 'file':
    case 'uri':
      return { type: asString(part.modality) ?? type };
    default:
      return { type: type.slice(0, 64) };
  }
}

/** Bedrock Converse and Gemini name a part by its only key. */
function readUntyped(part: JsonObject): ContentPart {
  if (typeof part.text === 'string') {
    const signature = asString(part.thoughtSignature);
    if (part.thought === true) return { type: 'thinking', thinking: part.text, signature };
    return signature === undefined ? { type: 'text', text: part.text } : { type: 'text', text: part.text, signature };
  }
  const use = asObject(pick(part, 'toolUse', 'functionCall'));
  if (use !== undefined) {
    return { ...toolUse(use.name, pick(use, 'input', 'args')), signature: asString(part.thoughtSignature) };
  }
  const result = asObject(pick(part, 'toolResult', 'functionResponse'));
  if (result !== undefined) return toolResult(pick(result, 'toolUseId', 'id', 'name'), pick(result, 'content', 'response'));
  const reasoning = asObject(part.reasoningContent);
  if (reasoning !== undefined) {
    const text = asObject(reasoning.reasoningText);
    return { type: 'thinking', thinking: asString(text?.text) ?? '', signature: asString(text?.signature) };
  }
  const media = asObject(pick(part, 'inlineData', 'fileData'));
  if (media !== undefined) return { type: (asString(media.mimeType) ?? 'file').split('/')[0] };
  // OpenInference wraps each part once more.
  const inner = asObject(part.message_content);
  if (inner !== undefined) return readPart(inner)[0] ?? {};
  for (const kind of ['image', 'document', 'video', 'audio', 'cachePoint', 'guardContent']) {
    if (part[kind] !== undefined) return { type: kind };
  }
  if (typeof part.content === 'string') return { type: 'text', text: part.content };
  return {};
}

/** The text of a document that comes as text; a file in base64 has none. */
function documentText(part: JsonObject): string | undefined {
  const source = asObject(part.source);
  if (source?.type === 'text') return asString(source.data);
  const content = source?.content ?? part.content;
  if (typeof content === 'string') return content;
  return asArray(content)
    ?.map((entry) => asString(asObject(entry)?.text) ?? '')
    .join('');
}

function toolUse(name: unknown, input: unknown): ContentPart {
  return { type: 'tool_use', name: asString(name), input: unwrapJson(input) };
}

function toolResult(id: unknown, content: unknown): ContentPart {
  return { type: 'tool_result', tool_use_id: asString(id) ?? '', content: resultContent(content) };
}

/** A result as text, or as parts that hold text. */
function resultContent(value: unknown): unknown {
  if (value === undefined || typeof value === 'string') return value;
  const list = asArray(value);
  if (list === undefined) return JSON.stringify(value);
  return list.slice(0, MAX_PARTS).map((entry) => {
    if (typeof entry === 'string') return { type: 'text', text: entry };
    const part = asObject(entry);
    if (typeof part?.text === 'string') return { type: 'text', text: part.text };
    if (part?.json !== undefined) return { type: 'text', text: JSON.stringify(part.json) };
    return { type: asString(part?.type) ?? (part?.image === undefined ? 'other' : 'image') };
  });
}

/** The plain text of content, parts joined by a line break; thinking left out. */
export function contentText(content: string | ContentPart[] | undefined): string {
  if (content === undefined) return '';
  if (typeof content === 'string') return content;
  return content
    .filter((part) => part.type === undefined || part.type === 'text')
    .map((part) => part.text ?? '')
    .filter((text) => text !== '')
    .join('\n');
}
