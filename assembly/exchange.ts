/**
 * One line as an exchange of the wire format, in its usual form: what src/ingest/fast-exchange.ts accepts, less what is
 * rare. Known members are taken down as places in the line; the rest is validated and passed over. False means "ask the
 * host", never "bad": a repeated key, a key with an escape, a number out of the ordinary, a text of a megabyte.
 */
import * as K from './layout';
import {
  addPiece,
  ASSISTANT,
  GATHERED,
  lastToFront,
  MAX_PIECES,
  pieceCount,
  resetPieces,
  SYSTEM,
  TOOL,
  USER,
} from './pieces';
import {
  advance,
  at,
  blanks,
  boolean,
  count,
  decimal,
  ESCAPED,
  follows,
  key,
  literalNull,
  number,
  peek,
  setCursor,
  setString,
  skip,
  strFlags,
  strFrom,
  string,
  strTo,
} from './scan';
import { gathered } from './space';
import { decodeWide, lengthOf } from './text';
import { readToolNames } from './tools';

/** UTF-16 units of an exchange's texts, and bytes of any other string: more is left to the host. */
const MAX_TEXT: i32 = 500_000;
const MAX_STRING: usize = 500_000;
const MAX_MESSAGES: i32 = 4096;
const MAX_SIGNATURES: i32 = 1024;
const ID_CHARS: i32 = 128;

/** Strings that are taken down: three numbers each (from, to, flags); from is 0 where there is none. */
export const ID: i32 = 0;
export const ACCOUNT: i32 = 1;
export const SUB_ACCOUNT: i32 = 2;
export const SESSION: i32 = 3;
export const SURFACE: i32 = 4;
export const MODEL: i32 = 5;
export const IP: i32 = 6;
export const USER_AGENT: i32 = 7;
export const JA4: i32 = 8;
const IGNORED: i32 = 9;
const REFS: i32 = 10;
const refs: usize = memory.data(120, 16);

export function refFrom(field: i32): usize {
  return load<u32>(refs + field * 12);
}
export function refTo(field: i32): usize {
  return load<u32>(refs + field * 12, 4);
}
export function refFlags(field: i32): u32 {
  return load<u32>(refs + field * 12, 8);
}

/** Signatures: three numbers each and the message they stand in. The request's first, then the answer's. */
const signatures: usize = memory.data(16400, 16);
export let issued: i32 = 0;
export let presented: i32 = 0;

export function signature(i: i32): usize {
  return signatures + (i << 4);
}

export let time: f64 = 0;
export let asn: u32 = 0;
export let status: f64 = 0;
export let latency: f64 = 0;
export let temperature: f64 = 0;
export let asksTemperature: bool = false;
export let maxTokens: f64 = 0;
export let completions: f64 = 0;
export let inputTokens: f64 = 0;
export let outputTokens: f64 = 0;
export let cacheReadTokens: f64 = 0;
export let reasoningTokens: f64 = 0;
export let outputChars: i32 = 0;
export let turns: i32 = 0;
export let tools: i32 = 0;
export let toolResults: i32 = 0;
export let images: i32 = 0;
export let lastUser: i32 = -1;
export let messages: i32 = 0;
export let promptChars: i32 = 0;
export let systemChars: i32 = 0;
export let systemPieces: i32 = 0;
export let flags: u32 = 0;
/** Where the list of tools begins, 0 if there is none. */
let toolsAt: usize = 0;
/** The roles of the messages. */
const roles: usize = memory.data(4096, 16);

let earliest: f64 = 0;
let latest: f64 = 0;
let gatheredChars: i32 = 0;

/** Times outside are the host's to judge, in ms. */
export function setTimes(from: f64, to: f64): void {
  earliest = from;
  latest = to;
}

export function roleOfMessage(i: i32): u32 {
  return load<u8>(roles + i);
}

function reset(): void {
  memory.fill(refs, 0, REFS * 12);
  issued = presented = 0;
  time = -1;
  asn = 0;
  status = latency = 0;
  temperature = 0;
  asksTemperature = false;
  maxTokens = 0;
  completions = 1;
  inputTokens = outputTokens = cacheReadTokens = reasoningTokens = 0;
  outputChars = 0;
  turns = tools = toolResults = images = 0;
  lastUser = -1;
  messages = 0;
  promptChars = systemChars = systemPieces = 0;
  flags = 0;
  toolsAt = 0;
  gatheredChars = 0;
  resetPieces();
}

/** The key just read, up to eight bytes of it; longer ones are told apart by their last eight as well. */
function keyHead(length: usize): u64 {
  const head = load<u64>(strFrom);
  return length >= 8 ? head : head & (((<u64>1) << (<u64>length << 3)) - 1);
}
function keyTail(): u64 {
  return load<u64>(strTo - 8);
}

/** The cursor is on the brace that opens the line's object; behind its end afterwards. */
export function parseExchange(): bool {
  reset();
  let seen: u32 = 0;
  if (peek() != 0x7b) return false;
  advance();
  blanks();
  while (true) {
    if (!key()) return false;
    const length = strTo - strFrom;
    const head = keyHead(length);
    let bit: u32 = 0;
    if (length <= 8) {
      if (head == K.KEY_ID) {
        bit = 1;
        if (!identifier(ID)) return false;
      } else if (head == K.KEY_TIME) {
        bit = 2;
        if (!readTime()) return false;
      } else if (head == K.KEY_ACCOUNT) {
        bit = 4;
        if (!identifier(ACCOUNT)) return false;
      } else if (head == K.KEY_API_KEY) {
        bit = 8;
        if (!maybeNull() && !identifier(IGNORED)) return false;
      } else if (head == K.KEY_SESSION) {
        bit = 16;
        if (!maybeNull() && !text(SESSION, 512)) return false;
      } else if (head == K.KEY_SURFACE) {
        bit = 32;
        if (!maybeNull() && !identifier(SURFACE)) return false;
      } else if (head == K.KEY_MODEL) {
        bit = 64;
        if (!identifier(MODEL)) return false;
      } else if (head == K.KEY_REQUEST) {
        bit = 128;
        if (!request()) return false;
      } else if (head == K.KEY_RESPONSE) {
        bit = 256;
        if (!maybeNull() && !response()) return false;
      } else if (head == K.KEY_USAGE) {
        bit = 512;
        if (!maybeNull() && !usage()) return false;
      } else if (head == K.KEY_CLIENT) {
        bit = 1024;
        if (!maybeNull() && !client()) return false;
      } else if (head == K.KEY_STATUS) {
        bit = 2048;
        if (!maybeNull()) {
          if (!count(999)) return false;
          status = number;
        }
      } else if (!skip(1)) return false;
    } else if (length == 11 && head == K.KEY_SUB_ACCOUNT && keyTail() == K.END_SUB_ACCOUNT) {
      bit = 4096;
      if (!maybeNull() && !identifier(SUB_ACCOUNT)) return false;
    } else if (length == 10 && head == K.KEY_LATENCY_MS && keyTail() == K.END_LATENCY_MS) {
      bit = 8192;
      if (!maybeNull()) {
        if (!decimal() || number < 0) return false;
        latency = number;
      }
    } else if (!skip(1)) return false;
    if ((seen & bit) != 0) return false;
    seen |= bit;
    const next = follows(0x7d);
    if (next == 0) return false;
    if (next == 2) break;
  }
  // id, time, account, model and request must be there.
  if ((seen & 199) != 199) return false;
  return issued + presented == 0 || readToolNames(toolsAt);
}

/** Passes over a null. */
function maybeNull(): bool {
  return peek() == 0x6e && literalNull();
}

function take(field: i32): void {
  const ref = refs + field * 12;
  store<u32>(ref, <u32>strFrom);
  store<u32>(ref, <u32>strTo, 4);
  store<u32>(ref, strFlags, 8);
}

function identifier(field: i32): bool {
  if (!text(field, ID_CHARS)) return false;
  return strTo > strFrom;
}

/** A string of at most so many units. */
function text(field: i32, most: i32): bool {
  if (peek() != 0x22 || !string()) return false;
  take(field);
  const bytes = strTo - strFrom;
  return bytes <= <usize>most || (bytes <= MAX_STRING && lengthOf(strFrom, strTo, strFlags) <= most);
}

function readTime(): bool {
  if (peek() == 0x22) {
    if (!string() || strFlags != 0) return false;
    time = rfc3339(strFrom, <i32>(strTo - strFrom));
  } else {
    if (!count(8.64e15)) return false;
    time = number;
  }
  return time >= earliest && time <= latest;
}

/** src/ingest/time.ts's fast reader; -1 for what it leaves to the schema. */
function rfc3339(p: usize, length: i32): f64 {
  if (length < 20 || length > 30 || load<u8>(p + length - 1) != 0x5a) return -1;
  if (load<u8>(p + 4) != 0x2d || load<u8>(p + 7) != 0x2d || load<u8>(p + 10) != 0x54) return -1;
  if (load<u8>(p + 13) != 0x3a || load<u8>(p + 16) != 0x3a) return -1;
  const century = two(p);
  const years = two(p + 2);
  const month = two(p + 5);
  const day = two(p + 8);
  const hour = two(p + 11);
  const minute = two(p + 14);
  const second = two(p + 17);
  if (century < 0 || years < 0 || month < 1 || month > 12 || day < 1) return -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  const year = century * 100 + years;
  if (year < 1970 || (day > 28 && !(day <= 31 && (0x15aa & (1 << month)) != 0))) return -1;
  let ms: f64 = 0;
  if (length > 20) {
    if (load<u8>(p + 19) != 0x2e || length == 21) return -1;
    let scale: f64 = 100;
    for (let i = 20; i < length - 1; i++) {
      const digit = <u32>load<u8>(p + i) - 48;
      if (digit > 9) return -1;
      ms += <f64>digit * scale;
      scale = scale == 100 ? 10 : scale == 10 ? 1 : 0;
    }
  }
  const y = month <= 2 ? year - 1 : year;
  const era = y / 400;
  const yearOfEra = y - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  const days = era * 146097 + dayOfEra - 719468;
  return (<f64>days * 86400 + <f64>(hour * 3600 + minute * 60 + second)) * 1000 + ms;
}

function two(p: usize): i32 {
  const a = <u32>load<u8>(p) - 48;
  const b = <u32>load<u8>(p + 1) - 48;
  return a <= 9 && b <= 9 ? <i32>(a * 10 + b) : -1;
}

function request(): bool {
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
            if (number != 0) flags |= K.FLAG_LOGPROBS;
          } else if (told == 1) flags |= K.FLAG_LOGPROBS;
        }
      } else if (head == K.KEY_THINKING) {
        bit = 32;
        const asks = asksForThinking();
        if (asks < 0) return false;
        if (asks == 1) flags |= K.FLAG_THINKING_ASKED;
      } else if (head == K.KEY_STREAM) {
        bit = 64;
        if (!maybeNull()) {
          const told = boolean();
          if (told < 0) return false;
          if (told == 1) flags |= K.FLAG_STREAM;
        }
      } else if (!skip(2)) return false;
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
        if (strTo > strFrom) flags |= K.FLAG_THINKING_ASKED;
      }
    } else if (!skip(2)) return false;
    if ((seen & bit) != 0) return false;
    seen |= bit;
    const next = follows(0x7d);
    if (next == 0) return false;
    if (next == 2) break;
  }
  maxTokens = most >= 0 ? most : mostCompletion >= 0 ? mostCompletion : 0;
  return true;
}

/** Passes over a list. @returns how many elements it has, -1 if it is none */
function elements(depth: i32): i32 {
  if (peek() != 0x5b) return -1;
  advance();
  if (blanks() == 0x5d) {
    advance();
    return 0;
  }
  let n = 0;
  while (true) {
    if (!skip(depth + 1)) return -1;
    n++;
    const next = follows(0x5d);
    if (next == 0) return -1;
    if (next == 2) return n;
  }
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
  } else if (role == ASSISTANT) flags |= K.FLAG_FOLLOW_UP;
  else if (role == TOOL) toolResults++;
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

/** A string or a list of parts. */
function content(role: u32, message: i32): bool {
  const c = peek();
  if (c == 0x22) return string() && said(role, message);
  if (c != 0x5b) return false;
  advance();
  if (blanks() == 0x5d) {
    advance();
    return true;
  }
  while (true) {
    if (!part(role, message)) return false;
    const next = follows(0x5d);
    if (next == 0) return false;
    if (next == 2) return true;
  }
}

/** Takes down the last string as a text. */
function said(role: u32, message: i32): bool {
  return addText(strFrom, strTo, strFlags, role, message);
}

function addText(from: usize, to: usize, flags: u32, role: u32, message: i32): bool {
  const length = lengthOf(from, to, flags);
  return addMeasured(from, to, flags, length, role, message);
}

function addMeasured(from: usize, to: usize, flags: u32, length: i32, role: u32, message: i32): bool {
  if (pieceCount >= MAX_PIECES) return false;
  promptChars += length;
  if (promptChars > MAX_TEXT) return false;
  if (role == SYSTEM && length > 0) {
    systemChars += length;
    systemPieces++;
  }
  addPiece(from, to, flags, length, role, message);
  return true;
}

function part(role: u32, message: i32): bool {
  if (peek() != 0x7b) return false;
  advance();
  let seen: u32 = 0;
  let isResult = false;
  let isImage = false;
  let textFrom: usize = 0;
  let textTo: usize = 0;
  let textFlags: u32 = 0;
  let thinkingFrom: usize = 0;
  let thinkingTo: usize = 0;
  let thinkingFlags: u32 = 0;
  let contentAt: usize = 0;
  if (blanks() == 0x7d) {
    advance();
    return true;
  }
  while (true) {
    if (!key()) return false;
    const length = strTo - strFrom;
    const head = keyHead(length);
    let bit: u32 = 0;
    if (length == 4 && head == K.KEY_TYPE) {
      bit = 1;
      if (peek() != 0x22 || !string() || (strFlags & ESCAPED) != 0) return false;
      isResult =
        strTo - strFrom == 11 && load<u64>(strFrom) == K.KEY_TOOL_RESULT && keyTail() == K.END_TOOL_RESULT;
      isImage = hasImage();
    } else if (length == 4 && head == K.KEY_TEXT) {
      bit = 2;
      if (peek() != 0x22 || !string()) return false;
      textFrom = strFrom;
      textTo = strTo;
      textFlags = strFlags;
    } else if (length == 8 && head == K.KEY_THINKING) {
      bit = 4;
      if (peek() != 0x22 || !string()) return false;
      thinkingFrom = strFrom;
      thinkingTo = strTo;
      thinkingFlags = strFlags;
    } else if (length == 9 && head == K.KEY_SIGNATURE && keyTail() == K.END_SIGNATURE) {
      bit = 8;
      if (peek() != 0x22 || !string() || issued > 0 || !addSignature(presented, message)) return false;
      if (strTo > strFrom) presented++;
    } else if (length == 4 && head == K.KEY_NAME) {
      bit = 16;
      if (peek() != 0x22 || !string()) return false;
    } else if (length == 11 && head == K.KEY_TOOL_USE_ID && keyTail() == K.END_TOOL_USE_ID) {
      bit = 32;
      if (peek() != 0x22 || !string()) return false;
    } else if (length == 7 && head == K.KEY_CONTENT) {
      bit = 64;
      contentAt = at;
      if (!skip(6)) return false;
    } else if (!skip(6)) return false;
    if ((seen & bit) != 0) return false;
    seen |= bit;
    const next = follows(0x7d);
    if (next == 0) return false;
    if (next == 2) break;
  }
  if (isResult) {
    toolResults++;
    if (contentAt == 0) return true;
    const behind = at;
    setCursor(contentAt);
    if (!result(message)) return false;
    setCursor(behind);
    return true;
  }
  // What refers to a tool's call without being its result is read in two ways; the host knows both.
  if ((seen & 32) != 0) return false;
  if (textFrom != 0) return addText(textFrom, textTo, textFlags, role, message);
  if (thinkingFrom != 0) return addText(thinkingFrom, thinkingTo, thinkingFlags, ASSISTANT, message);
  if (isImage) images++;
  return true;
}

/** Whether the last string has "image" in it. */
function hasImage(): bool {
  for (let p = strFrom; p + 5 <= strTo; p++) {
    if (load<u32>(p) == 0x67616d69 && load<u8>(p + 4) == 0x65) return true;
  }
  return false;
}

/** A tool's result: a string, or the texts of a list's parts one behind the other. */
function result(message: i32): bool {
  const c = peek();
  if (c == 0x22) return string() && addText(strFrom, strTo, strFlags, TOOL, message);
  if (c != 0x5b) return true;
  advance();
  if (blanks() == 0x5d) return true;
  let texts = 0;
  let from: usize = 0;
  let to: usize = 0;
  let textFlags: u32 = 0;
  const begun = gatheredChars;
  while (true) {
    if (peek() != 0x7b) {
      if (!skip(8)) return false;
    } else if (!resultPart()) return false;
    else if (strFrom != 0) {
      if (texts == 1 && !gather(from, to, textFlags)) return false;
      if (texts >= 1 && !gather(strFrom, strTo, strFlags)) return false;
      texts++;
      from = strFrom;
      to = strTo;
      textFlags = strFlags;
    }
    const next = follows(0x5d);
    if (next == 0) return false;
    if (next == 2) break;
  }
  if (texts == 0) return true;
  if (texts == 1) return addText(from, to, textFlags, TOOL, message);
  const length = gatheredChars - begun;
  return addMeasured(
    gathered + (<usize>begun << 1),
    gathered + (<usize>gatheredChars << 1),
    GATHERED,
    length,
    TOOL,
    message
  );
}

function gather(from: usize, to: usize, textFlags: u32): bool {
  if (gatheredChars + lengthOf(from, to, textFlags) > MAX_TEXT) return false;
  gatheredChars += decodeWide(from, to, gathered + (<usize>gatheredChars << 1));
  return true;
}

/** One part of a result; its text becomes the last string, which is nowhere if it has none. */
function resultPart(): bool {
  advance();
  let from: usize = 0;
  let to: usize = 0;
  let textFlags: u32 = 0;
  if (blanks() == 0x7d) advance();
  else {
    let seen = false;
    while (true) {
      if (!key()) return false;
      if (strTo - strFrom == 4 && keyHead(4) == K.KEY_TEXT) {
        if (seen) return false;
        seen = true;
        if (peek() == 0x22) {
          if (!string()) return false;
          from = strFrom;
          to = strTo;
          textFlags = strFlags;
        } else if (!skip(9)) return false;
      } else if (!skip(9)) return false;
      const next = follows(0x7d);
      if (next == 0) return false;
      if (next == 2) break;
    }
  }
  setString(from, to, textFlags);
  return true;
}

function addSignature(i: i32, message: i32): bool {
  if (strTo - strFrom > MAX_STRING) return false;
  if (i >= MAX_SIGNATURES) return false;
  const p = signature(i);
  store<u32>(p, <u32>strFrom);
  store<u32>(p, <u32>strTo, 4);
  store<u32>(p, strFlags, 8);
  store<i32>(p, message, 12);
  return true;
}

function response(): bool {
  if (peek() != 0x7b) return false;
  advance();
  flags |= K.FLAG_HAS_RESPONSE;
  if (blanks() == 0x7d) {
    advance();
    return true;
  }
  let seen: u32 = 0;
  while (true) {
    if (!key()) return false;
    const length = strTo - strFrom;
    const head = keyHead(length);
    let bit: u32 = 0;
    if (length == 4 && head == K.KEY_TEXT) {
      bit = 1;
      if (!maybeNull()) {
        if (peek() != 0x22 || !string()) return false;
        outputChars = lengthOf(strFrom, strTo, strFlags);
      }
    } else if (length == 11 && head == K.KEY_STOP_REASON && keyTail() == K.END_STOP_REASON) {
      bit = 2;
      if (!maybeNull()) {
        if (peek() != 0x22 || !string() || (strFlags & ESCAPED) != 0) return false;
        stopReason();
      }
    } else if (length == 7 && head == K.KEY_REFUSED) {
      bit = 4;
      if (!maybeNull()) {
        const told = boolean();
        if (told < 0) return false;
        if (told == 1) flags |= K.FLAG_REFUSED;
      }
    } else if (length == 8 && head == K.KEY_THINKING) {
      bit = 8;
      if (!maybeNull()) {
        const told = boolean();
        if (told < 0) return false;
        if (told == 1) flags |= K.FLAG_THINKING_RETURNED;
      }
    } else if (length == 10 && head == K.KEY_SIGNATURES && keyTail() == K.END_SIGNATURES) {
      bit = 16;
      if (!maybeNull() && !readIssued()) return false;
    } else if (!skip(2)) return false;
    if ((seen & bit) != 0) return false;
    seen |= bit;
    const next = follows(0x7d);
    if (next == 0) return false;
    if (next == 2) return true;
  }
}

function stopReason(): void {
  const length = strTo - strFrom;
  const head = keyHead(length);
  if (length == 7 && head == K.WORD_REFUSAL) flags |= K.FLAG_REFUSED;
  else if (length == 14 && head == K.KEY_CONTENT_FILTER && keyTail() == K.END_CONTENT_FILTER)
    flags |= K.FLAG_REFUSED;
  else if (length == 10 && head == K.KEY_MAX_TOKENS && keyTail() == K.END_MAX_TOKENS)
    flags |= K.FLAG_TRUNCATED;
  else if (length == 6 && head == K.WORD_LENGTH) flags |= K.FLAG_TRUNCATED;
}

function readIssued(): bool {
  if (peek() != 0x5b) return false;
  advance();
  if (blanks() == 0x5d) {
    advance();
    return true;
  }
  while (true) {
    if (peek() != 0x22 || !string() || !addSignature(issued + presented, 0)) return false;
    issued++;
    const next = follows(0x5d);
    if (next == 0) return false;
    if (next == 2) return true;
  }
}

function usage(): bool {
  if (peek() != 0x7b) return false;
  advance();
  if (blanks() == 0x7d) {
    advance();
    return true;
  }
  let seen: u32 = 0;
  while (true) {
    if (!key()) return false;
    const length = strTo - strFrom;
    const head = keyHead(length);
    let bit: u32 = 0;
    if (length == 12 && head == K.KEY_INPUT_TOKENS && keyTail() == K.END_INPUT_TOKENS) bit = 1;
    else if (length == 13 && head == K.KEY_OUTPUT_TOKENS && keyTail() == K.END_OUTPUT_TOKENS) bit = 2;
    else if (
      length == 17 &&
      head == K.KEY_CACHE_READ_TOKENS &&
      load<u64>(strFrom + 8) == K.MID_CACHE_READ_TOKENS &&
      keyTail() == K.END_CACHE_READ_TOKENS
    ) {
      bit = 4;
    } else if (length == 16 && head == K.KEY_REASONING_TOKENS && keyTail() == K.END_REASONING_TOKENS) bit = 8;
    if ((seen & bit) != 0) return false;
    seen |= bit;
    if (bit == 0) {
      if (!skip(2)) return false;
    } else if (!maybeNull()) {
      if (!count(9007199254740991)) return false;
      if (bit == 1) inputTokens = number;
      else if (bit == 2) outputTokens = number;
      else if (bit == 4) cacheReadTokens = number;
      else reasoningTokens = number;
    }
    const next = follows(0x7d);
    if (next == 0) return false;
    if (next == 2) return true;
  }
}

function client(): bool {
  if (peek() != 0x7b) return false;
  advance();
  if (blanks() == 0x7d) {
    advance();
    return true;
  }
  let seen: u32 = 0;
  while (true) {
    if (!key()) return false;
    const length = strTo - strFrom;
    const head = keyHead(length);
    let bit: u32 = 0;
    if (length == 2 && head == K.KEY_IP) {
      bit = 1;
      if (!maybeNull() && !text(IP, 64)) return false;
    } else if (length == 3 && head == K.KEY_ASN) {
      bit = 2;
      if (!maybeNull()) {
        if (!count(4294967295)) return false;
        asn = <u32>number;
      }
    } else if (length == 7 && head == K.KEY_COUNTRY) {
      bit = 4;
      if (!maybeNull() && !text(IGNORED, 8)) return false;
    } else if (length == 10 && head == K.KEY_USER_AGENT && keyTail() == K.END_USER_AGENT) {
      bit = 8;
      if (!maybeNull() && !text(USER_AGENT, 4096)) return false;
    } else if (length == 3 && head == K.KEY_JA4) {
      bit = 16;
      if (!maybeNull() && !text(JA4, 128)) return false;
    } else if (!skip(2)) return false;
    if ((seen & bit) != 0) return false;
    seen |= bit;
    const next = follows(0x7d);
    if (next == 0) return false;
    if (next == 2) return true;
  }
}
