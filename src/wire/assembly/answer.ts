/** The answer of an exchange, as far as it is logged, and what it used. */
import * as K from './layout';
import { keyHead, keyTail, maybeNull } from './members';
import {
  advance,
  blanks,
  boolean,
  count,
  ESCAPED,
  follows,
  key,
  number,
  peek,
  strFlags,
  strFrom,
  string,
  strTo,
  strUnits,
} from './scan';
import { addIssued } from './signatures';
import { unread } from './unknown';

export let outputChars: i32 = 0;
export let inputTokens: f64 = 0;
export let outputTokens: f64 = 0;
export let cacheReadTokens: f64 = 0;
export let reasoningTokens: f64 = 0;

export let answerFlags: u32 = 0;

export function resetAnswer(): void {
  outputChars = 0;
  inputTokens = outputTokens = cacheReadTokens = reasoningTokens = 0;
  answerFlags = 0;
}

export function response(): bool {
  if (peek() != 0x7b) return false;
  advance();
  answerFlags |= K.FLAG_HAS_RESPONSE;
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
        outputChars = strUnits;
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
        if (told == 1) answerFlags |= K.FLAG_REFUSED;
      }
    } else if (length == 8 && head == K.KEY_THINKING) {
      bit = 8;
      if (!maybeNull()) {
        const told = boolean();
        if (told < 0) return false;
        if (told == 1) answerFlags |= K.FLAG_THINKING_RETURNED;
      }
    } else if (length == 10 && head == K.KEY_SIGNATURES && keyTail() == K.END_SIGNATURES) {
      bit = 16;
      if (!maybeNull() && !readIssued()) return false;
    } else if (!unread(2, 2)) return false;
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
  if (length == 7 && head == K.WORD_REFUSAL) answerFlags |= K.FLAG_REFUSED;
  else if (length == 14 && head == K.KEY_CONTENT_FILTER && keyTail() == K.END_CONTENT_FILTER)
    answerFlags |= K.FLAG_REFUSED;
  else if (length == 10 && head == K.KEY_MAX_TOKENS && keyTail() == K.END_MAX_TOKENS)
    answerFlags |= K.FLAG_TRUNCATED;
  else if (length == 6 && head == K.WORD_LENGTH) answerFlags |= K.FLAG_TRUNCATED;
}

function readIssued(): bool {
  if (peek() != 0x5b) return false;
  advance();
  if (blanks() == 0x5d) {
    advance();
    return true;
  }
  while (true) {
    if (peek() != 0x22 || !string() || !addIssued()) return false;
    const next = follows(0x5d);
    if (next == 0) return false;
    if (next == 2) return true;
  }
}

export function usage(): bool {
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
      if (!unread(3, 2)) return false;
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
