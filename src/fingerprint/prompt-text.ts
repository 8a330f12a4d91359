/**
 * The texts of one exchange as word hashes with regions (who wrote which words), in buffers that are used again
 * for the next exchange. Tool results and the assistant's own words are kept apart from what the caller wrote.
 *
 * Segments are looked for in system and user text, and in what a caller encloses: documents, the results of the tools that the
 * model called last, and the words that the answer is to begin with. These come behind all other regions. Earlier tool results
 * are in the history of every request of an agent, and have been answered.
 *
 * Words, and what else is found in a text, come from it as it is read (plain-text.ts); what compares whole texts or measures
 * them takes them as they were sent.
 */
import { LIMITS } from '../base/limits.ts';
import { hashWords } from '../kernels/words.ts';
import type { Content, ContentPart, Exchange, Message } from '../model/wire.ts';
import { plainText } from './plain-text.ts';

export const ROLE = { system: 0, user: 1, assistant: 2, tool: 3, enclosed: 4 } as const;

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
  /** The text of each region, as it is read. */
  readonly regionTexts: string[];
  /** System text and the last user message: where instructions stand. */
  readonly instructions: string[];
  /** Everything the caller supplied as text, tool results included: as it is read, and as it was sent. */
  readonly inputs: string[];
  readonly sentInputs: string[];
  /** The texts that are enclosed; read last. */
  readonly enclosed: string[];
  lastUser: string;
  /** Whether no answer follows the last user message. */
  lastUserNew: boolean;
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
    sentInputs: [],
    enclosed: [],
    lastUser: '',
    lastUserNew: false,
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
  if (request.system) addContent(request.system, ROLE.system, -1, false, out);
  const messages = request.messages ?? [];
  const last = messages.length - 1;
  const answered = lastAnswered(messages);
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
    } else if (role === ROLE.tool) out.toolResults++;
    // The words that an answer is to begin with go on nothing.
    else if (role === ROLE.assistant && i < last) out.followUp = true;
    if (message.content) addContent(message.content, role, i, i > answered, out);
  }
  for (const text of out.enclosed) addText(text, ROLE.enclosed, out);
  out.lastUserNew = lastUserIndex > answered;
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
  out.sentInputs.length = 0;
  out.enclosed.length = 0;
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

/** The last message of the assistant, but for one that the answer is to begin with; -1 if there is none. */
function lastAnswered(messages: readonly Message[]): number {
  let i = messages.length - 2;
  while (i >= 0 && roleCode(messages[i].role) !== ROLE.assistant) i--;
  return i;
}

/** Anything that is not known to be the caller's or a tool's counts as the assistant's. */
export function roleCode(role: string): number {
  if (role === 'user') return ROLE.user;
  if (role === 'system' || role === 'developer') return ROLE.system;
  if (role === 'tool' || role === 'function') return ROLE.tool;
  return ROLE.assistant;
}

/** @param isNew whether no answer follows: what tools and the assistant said is enclosed then */
function addContent(content: Content, role: number, message: number, isNew: boolean, out: PromptText): void {
  if (typeof content === 'string') {
    addSaid(content, role, isNew, out);
    return;
  }
  for (const part of content) {
    if (part.signature) {
      out.signatures.push(part.signature);
      out.signedIn.push(message);
    }
    if (part.type === 'tool_result' || part.tool_use_id !== undefined) {
      out.toolResults++;
      for (const text of resultTexts(part.content)) addSaid(text, ROLE.tool, isNew, out);
    } else if (isDocument(part)) out.enclosed.push(...documentTexts(part));
    else if (part.text !== undefined) addSaid(part.text, role, isNew, out);
    else if (part.thinking !== undefined) addText(part.thinking, ROLE.assistant, out);
    else if (part.type?.includes('image')) out.images++;
  }
}

function addSaid(text: string, role: number, isNew: boolean, out: PromptText): void {
  if (isNew && (role === ROLE.tool || role === ROLE.assistant)) out.enclosed.push(text);
  else addText(text, role, out);
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
  const sent = text.length <= room ? text : text.slice(0, room);
  const read = role === ROLE.assistant ? sent : plainText(sent);
  if (role !== ROLE.assistant) {
    out.inputs.push(read);
    out.sentInputs.push(sent);
  }
  const from = out.wordCount;
  out.wordCount = hashWords(read, out.words, from);
  const { regions } = out;
  out.regionTexts.push(read);
  regions.role[regions.count] = role;
  regions.from[regions.count] = from;
  regions.to[regions.count] = out.wordCount;
  regions.count++;
}

function resultTexts(content: unknown): string[] {
  if (typeof content === 'string') return [content];
  if (!Array.isArray(content)) return [];
  const texts: string[] = [];
  for (const part of content) {
    if (part !== null && typeof part === 'object' && 'text' in part && typeof part.text === 'string') texts.push(part.text);
  }
  return texts;
}

function isDocument(part: ContentPart): boolean {
  return part.type === 'document' || part.type === 'search_result';
}

/** The texts of a document: its own, that of its source, or those of its parts; none of one that is a file. */
function documentTexts({ text, source, content }: ContentPart): string[] {
  if (text !== undefined) return [text];
  if (source === null || typeof source !== 'object' || Array.isArray(source)) return resultTexts(content);
  if ('type' in source && source.type === 'text')
    return 'data' in source && typeof source.data === 'string' ? [source.data] : [];
  return 'content' in source ? resultTexts(source.content) : [];
}

/** The text of a message without tool results and documents, parts joined by a line break. */
export function messageText(content: Content): string {
  if (typeof content === 'string') return content;
  let text = '';
  for (const part of content) {
    if (part.type !== 'tool_result' && !isDocument(part) && part.text !== undefined)
      text = text === '' ? part.text : `${text}\n${part.text}`;
  }
  return text;
}
