/**
 * The texts of one exchange as word hashes with regions (who wrote which words), in buffers that are used again
 * for the next exchange. Tool results and the assistant's own words are kept apart from what the caller wrote:
 * segments are looked for in system and user text only.
 */
import { LIMITS } from '../base/limits.ts';
import { hashWords } from '../kernels/words.ts';
import type { Content, Exchange } from '../model/wire.ts';

export const ROLE = { system: 0, user: 1, assistant: 2, tool: 3 } as const;

/** Struct of arrays: region i is words[from[i], to[i]) written by role[i]. */
export interface Regions {
  role: Uint8Array;
  from: Uint32Array;
  to: Uint32Array;
  count: number;
}

export interface PromptText {
  words: Uint32Array;
  wordCount: number;
  readonly regions: Regions;
  /** The text of each region. */
  readonly regionTexts: string[];
  /** System text and the last user message: where instructions stand. */
  readonly instructions: string[];
  /** Everything the caller supplied as text, tool results included. */
  readonly inputs: string[];
  lastUser: string;
  systemText: string;
  promptChars: number;
  systemChars: number;
  turns: number;
  tools: number;
  toolResults: number;
  images: number;
  followUp: boolean;
  /** Signatures that the request presents, in order. */
  readonly signatures: string[];
  /** The message each of them stands in; -1 for the system prompt. */
  readonly signedIn: number[];
}

const MAX_REGIONS = 2 * LIMITS.messages;

export function createPromptText(): PromptText {
  return {
    words: new Uint32Array(LIMITS.fingerprintChars / 2),
    wordCount: 0,
    regions: {
      role: new Uint8Array(MAX_REGIONS),
      from: new Uint32Array(MAX_REGIONS),
      to: new Uint32Array(MAX_REGIONS),
      count: 0,
    },
    regionTexts: [],
    instructions: [],
    inputs: [],
    lastUser: '',
    systemText: '',
    promptChars: 0,
    systemChars: 0,
    turns: 0,
    tools: 0,
    toolResults: 0,
    images: 0,
    followUp: false,
    signatures: [],
    signedIn: [],
  };
}

/** Reads the request of an exchange into `out`, replacing what it held. */
export function readPromptText(exchange: Pick<Exchange, 'request'> & Partial<Exchange>, out: PromptText): void {
  reset(out);
  const { request } = exchange;
  if (request.system) addContent(request.system, ROLE.system, -1, out);
  const messages = request.messages ?? [];
  // A conversation beyond the limit keeps its first and last messages: instructions stand at the ends.
  const skipFrom = LIMITS.messages / 2;
  const skipTo = messages.length - LIMITS.messages / 2;
  let lastUserIndex = -1;
  for (let i = 0; i < messages.length; i++) {
    if (i >= skipFrom && i < skipTo) continue;
    const message = messages[i];
    const role = roleCode(message.role);
    if (role === ROLE.user) {
      out.turns++;
      lastUserIndex = i;
    } else if (role === ROLE.assistant) out.followUp = true;
    else if (role === ROLE.tool) out.toolResults++;
    if (message.content) addContent(message.content, role, i, out);
  }
  if (lastUserIndex >= 0) out.lastUser = messageText(messages[lastUserIndex].content ?? '');
  if (out.systemText) out.instructions.push(out.systemText);
  if (out.lastUser) out.instructions.push(out.lastUser);
  out.tools = Math.min(65535, request.tools?.length ?? 0);
}

function reset(out: PromptText): void {
  out.wordCount = 0;
  out.regions.count = 0;
  out.regionTexts.length = 0;
  out.instructions.length = 0;
  out.inputs.length = 0;
  out.signatures.length = 0;
  out.signedIn.length = 0;
  out.lastUser = '';
  out.systemText = '';
  out.promptChars = 0;
  out.systemChars = 0;
  out.turns = 0;
  out.tools = 0;
  out.toolResults = 0;
  out.images = 0;
  out.followUp = false;
}

/** Anything that is not known to be the caller's or a tool's counts as the assistant's. */
export function roleCode(role: string): number {
  if (role === 'user') return ROLE.user;
  if (role === 'system' || role === 'developer') return ROLE.system;
  if (role === 'tool' || role === 'function') return ROLE.tool;
  return ROLE.assistant;
}

function addContent(content: Content, role: number, message: number, out: PromptText): void {
  if (typeof content === 'string') {
    addText(content, role, out);
    return;
  }
  for (const part of content) {
    if (part.signature) {
      out.signatures.push(part.signature);
      out.signedIn.push(message);
    }
    if (part.type === 'tool_result' || part.tool_use_id !== undefined) {
      out.toolResults++;
      addText(resultText(part.content), ROLE.tool, out);
    } else if (part.text !== undefined) addText(part.text, role, out);
    else if (part.thinking !== undefined) addText(part.thinking, ROLE.assistant, out);
    else if (part.type?.includes('image')) out.images++;
  }
}

function addText(text: string, role: number, out: PromptText): void {
  if (text.length === 0) return;
  const room = LIMITS.fingerprintChars - out.promptChars;
  out.promptChars += text.length;
  if (role === ROLE.system) {
    out.systemChars += text.length;
    out.systemText = out.systemText === '' ? text : `${out.systemText}\n${text}`;
  }
  if (room <= 0 || out.regions.count >= MAX_REGIONS) return;
  const read = text.length <= room ? text : text.slice(0, room);
  if (role !== ROLE.assistant) out.inputs.push(read);
  const from = out.wordCount;
  out.wordCount = hashWords(read, out.words, from);
  const { regions } = out;
  out.regionTexts.push(read);
  regions.role[regions.count] = role;
  regions.from[regions.count] = from;
  regions.to[regions.count] = out.wordCount;
  regions.count++;
}

function resultText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  let text = '';
  for (const part of content) {
    if (part !== null && typeof part === 'object' && 'text' in part && typeof part.text === 'string') text += part.text;
  }
  return text;
}

/** The text of a message without tool results, parts joined by a line break. */
export function messageText(content: Content): string {
  if (typeof content === 'string') return content;
  let text = '';
  for (const part of content) {
    if (part.type !== 'tool_result' && part.text !== undefined) text = text === '' ? part.text : `${text}\n${part.text}`;
  }
  return text;
}
