/** The request of an exchange: messages, tools, parameters. */
import { MAX_MESSAGES } from './layout';
import * as K from './layout';
import { content, countToolResult } from './content';
import { elements, keyHead, keyTail, maybeNull } from './members';
import { ASSISTANT, lastToFront, markEnclosed, pieceCount, SYSTEM, TOOL, USER } from './pieces';
import {
  advance,
  at,
  blanks,
  boolean,
  decimal,
  ESCAPED,
  follows,
  key,
  literalNull,
  number,
  peek,
  setCursor,
  skip,
  strFlags,
  strFrom,
  string,
  strTo
} from './scan';
import { presented } from './signatures';
import { unread } from './unknown';

export let temperature: f64 = 0;
export let asksTemperature: bool = false;
export let maxTokens: f64 = 0;
export let completions: f64 = 0;
export let turns: i32 = 0;
export let tools: i32 = 0;
export let lastUser: i32 = -1;
export let messages: i32 = 0;
/** The last message of the assistant, and the last that is not what the answer is to begin with; -1 if there is none. */
let lastAssistant: i32 = -1;
export let answered: i32 = -1;
/** The one before the last of the assistant. */
let assistantBefore: i32 = -1;

export let requestFlags: u32 = 0;

/** Where the list of tools begins, 0 if there is none. */
export let toolsAt: usize = 0;

/** The roles of the messages. */
const roles: usize = memory.data(4096, 16);

export function roleOfMessage(i: i32): u32 {
  return load<u8>(roles + i);
}

/** Marks the pieces that are enclosed, as src/fingerprint/prompt-text.ts has it. */
export function markEnclosures(): void {
  const opens = messages > 0 && lastAssistant == messages - 1;
  answered = opens ? assistantBefore : lastAssistant;
  markEnclosed(answered, opens ? lastAssistant : -2);
}

export function resetRequest(): void {
  temperature = 0;
  asksTemperature = false;
  maxTokens = 0;
  completions = 1;
  turns = tools = 0;
  lastUser = -1;
  lastAssistant = assistantBefore = answered = -1;
  messages = 0;
  requestFlags = 0;
  toolsAt = 0;
}

export function request(): bool {
  if (peek() != 0x7b) return false;
  advance();
  if (blanks() == 0x7d) {
    advance();
    return true;
  }
  let seen: u32 = 0;
  let most: f64 = -1;
  let mostCompletion: f64 = -1;
  while (true) {
    if (!key()) return false;
    const length = strTo - strFrom;
    const head = keyHead(length);
    let bit: u32 = 0;
    if (length <= 8) {
      if (head == K.KEY_MESSAGES) {
        bit = 1;
        if (!maybeNull() && !readMessages()) return false;
      } else if (head == K.KEY_SYSTEM) {
        bit = 2;
        const before = pieceCount;
        const signed = presented;
        if (!maybeNull() && !content(SYSTEM, -1)) return false;
        // Its texts and signatures come first, wherever it stands.
        if (before > 0) lastToFront(before);
        if (signed > 0 && presented != signed) return false;
      } else if (head == K.KEY_TOOLS) {
        bit = 4;
        if (!maybeNull()) {
          toolsAt = at;
          tools = elements(2);
          if (tools < 0) return false;
        }
      } else if (head == K.KEY_N) {
        bit = 8;
        if (!maybeNull()) {
          if (!decimal()) return false;
          completions = number;
        }
      } else if (head == K.KEY_LOGPROBS) {
        bit = 16;
        if (!maybeNull()) {
          const told = boolean();
          if (told < 0) {
            if (!decimal()) return false;
            if (number != 0) requestFlags |= K.FLAG_LOGPROBS;
          } else if (told == 1) requestFlags |= K.FLAG_LOGPROBS;
        }
      } else if (head == K.KEY_THINKING) {
        bit = 32;
        const asks = asksForThinking();
        if (asks < 0) return false;
        if (asks == 1) requestFlags |= K.FLAG_THINKING_ASKED;
      } else if (head == K.KEY_STREAM) {
        bit = 64;
        if (!maybeNull()) {
          const told = boolean();
          if (told < 0) return false;
          if (told == 1) requestFlags |= K.FLAG_STREAM;
        }
      } else if (!unread(1, 2)) return false;
    } else if (length == 11 && head == K.KEY_TEMPERATURE && keyTail() == K.END_TEMPERATURE) {
      bit = 128;
      if (!maybeNull()) {
        if (!decimal()) return false;
        temperature = number;
        asksTemperature = true;
      }
    } else if (length == 10 && head == K.KEY_MAX_TOKENS && keyTail() == K.END_MAX_TOKENS) {
      bit = 256;
      if (!maybeNull()) {
        if (!decimal() || number < 0) return false;
        most = number;
      }
    } else if (
      length == 21 &&
      head == K.KEY_MAX_COMPLETION_TOKENS &&
      load<u64>(strFrom + 8) == K.MID_MAX_COMPLETION_TOKENS &&
      keyTail() == K.END_MAX_COMPLETION_TOKENS
    ) {
      bit = 512;
      if (!maybeNull()) {
        if (!decimal() || number < 0) return false;
        mostCompletion = number;
      }
    } else if (
      length == 16 &&
      head == K.KEY_REASONING_EFFORT &&
      keyTail() == K.END_REASONING_EFFORT
    ) {
      bit = 1024;
      if (!maybeNull()) {
        if (peek() != 0x22 || !string()) return false;
        if (strTo > strFrom) requestFlags |= K.FLAG_THINKING_ASKED;
      }
    } else if (!unread(1, 2)) return false;
    if ((seen & bit) != 0) return false;
    seen |= bit;
    const next = follows(0x7d);
    if (next == 0) return false;
    if (next == 2) break;
  }
  maxTokens = most >= 0 ? most : mostCompletion >= 0 ? mostCompletion : 0;
  return true;
}

/** 1 for anything but null, false, and an object whose type is "disabled"; -1 if the host must look. */
function asksForThinking(): i32 {
  const c = peek();
  if (c == 0x6e) return literalNull() ? 0 : -1;
  if (c == 0x66) return boolean() == 0 ? 0 : -1;
  if (c != 0x7b) return skip(2) ? 1 : -1;
  advance();
  if (blanks() == 0x7d) {
    advance();
    return 1;
  }
  let seen = false;
  let disabled = false;
  while (true) {
    if (!key()) return -1;
    if (strTo - strFrom == 4 && keyHead(4) == K.KEY_TYPE) {
      if (seen) return -1;
      seen = true;
      if (peek() == 0x22) {
        if (!string() || (strFlags & ESCAPED) != 0) return -1;
        disabled = strTo - strFrom == 8 && load<u64>(strFrom) == K.WORD_DISABLED;
      } else if (!skip(3)) return -1;
    } else if (!skip(3)) return -1;
    const next = follows(0x7d);
    if (next == 0) return -1;
    if (next == 2) return disabled ? 0 : 1;
  }
}

function readMessages(): bool {
  if (peek() != 0x5b) return false;
  advance();
  if (blanks() == 0x5d) {
    advance();
    return true;
  }
  while (true) {
    if (messages == MAX_MESSAGES || !message()) return false;
    messages++;
    const next = follows(0x5d);
    if (next == 0) return false;
    if (next == 2) return true;
  }
}

function message(): bool {
  if (peek() != 0x7b) return false;
  advance();
  if (blanks() == 0x7d) return false;
  let seen: u32 = 0;
  let role = -1;
  let contentAt: usize = 0;
  while (true) {
    if (!key()) return false;
    const length = strTo - strFrom;
    const head = keyHead(length);
    let bit: u32 = 0;
    if (length == 4 && head == K.KEY_ROLE) {
      bit = 1;
      if (peek() != 0x22 || !string() || (strFlags & ESCAPED) != 0 || strTo - strFrom > 64) return false;
      role = roleOf();
    } else if (length == 7 && head == K.KEY_CONTENT) {
      bit = 2;
      if (peek() == 0x6e) {
        if (!literalNull()) return false;
      } else if (role >= 0) {
        if (!content(role, messages)) return false;
      } else {
        // The role comes later: this is read when it is known.
        contentAt = at;
        if (!skip(4)) return false;
      }
    } else if (length == 10 && head == K.KEY_TOOL_CALLS && keyTail() == K.END_TOOL_CALLS) {
      bit = 4;
      if (!maybeNull() && elements(4) < 0) return false;
    } else if (!skip(4)) return false;
    if ((seen & bit) != 0) return false;
    seen |= bit;
    const next = follows(0x7d);
    if (next == 0) return false;
    if (next == 2) break;
  }
  if (role < 0) return false;
  if (contentAt != 0) {
    const behind = at;
    setCursor(contentAt);
    if (!content(role, messages)) return false;
    setCursor(behind);
  }
  store<u8>(roles + messages, role);
  if (role == USER) {
    turns++;
    lastUser = messages;
  } else if (role == TOOL) countToolResult();
  // The words that an answer is to begin with go on nothing.
  if (lastAssistant >= 0) requestFlags |= K.FLAG_FOLLOW_UP;
  if (role == ASSISTANT) {
    assistantBefore = lastAssistant;
    lastAssistant = messages;
  }
  return true;
}

/** The role a string names; anything that is not known counts as the assistant's. */
function roleOf(): u32 {
  const length = strTo - strFrom;
  const head = keyHead(length);
  if (length == 4) return head == K.WORD_USER ? USER : head == K.WORD_TOOL ? TOOL : ASSISTANT;
  if (length == 6) return head == K.KEY_SYSTEM ? SYSTEM : ASSISTANT;
  if (length == 8) return head == K.WORD_FUNCTION ? TOOL : ASSISTANT;
  if (length == 9) return head == K.KEY_DEVELOPER && keyTail() == K.END_DEVELOPER ? SYSTEM : ASSISTANT;
  return ASSISTANT;
}
