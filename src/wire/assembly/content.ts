/** Contents of messages as pieces of text (pieces.ts): a string, or parts of the kinds that Stillwatch reads. */
import * as K from './layout';
import { keyHead, keyTail } from './members';
import { addPiece, ENCLOSED, MAX_PIECES, pieceCount, SYSTEM, THINKING, TOOL } from './pieces';
import {
  advance,
  at,
  blanks,
  ESCAPED,
  follows,
  key,
  peek,
  setCursor,
  setString,
  skip,
  strFlags,
  strFrom,
  string,
  strTo,
  strUnits
} from './scan';
import { addPresented } from './signatures';
import { lengthOf } from './text';

/** UTF-16 units of an exchange's texts: more is left to the host. */
const MAX_TEXT: i32 = 500_000;

export let toolResults: i32 = 0;
export let images: i32 = 0;
export let promptChars: i32 = 0;
export let systemChars: i32 = 0;
export let systemPieces: i32 = 0;

export function resetContent(): void {
  toolResults = images = 0;
  promptChars = systemChars = systemPieces = 0;
}

export function countToolResult(): void {
  toolResults++;
}

/** A string or a list of parts. */
export function content(role: u32, message: i32): bool {
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
  return addMeasured(strFrom, strTo, strFlags, strUnits, role, message);
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
  let isDocument = false;
  let textFrom: usize = 0;
  let textTo: usize = 0;
  let textFlags: u32 = 0;
  let thinkingFrom: usize = 0;
  let thinkingTo: usize = 0;
  let thinkingFlags: u32 = 0;
  let contentAt: usize = 0;
  let sourceAt: usize = 0;
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
      isDocument = namesDocument();
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
      if (peek() != 0x22 || !string() || !addPresented(message)) return false;
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
    } else if (length == 6 && head == K.KEY_SOURCE) {
      bit = 128;
      if (peek() == 0x7b) sourceAt = at;
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
    return resultAt(contentAt, TOOL, message);
  }
  // What refers to a tool's call without being its result is read in two ways; the host knows both.
  if ((seen & 32) != 0) return false;
  if (isDocument) {
    if (textFrom != 0) return addText(textFrom, textTo, textFlags, ENCLOSED, message);
    if (sourceAt != 0) return source(sourceAt, message);
    return contentAt == 0 || resultAt(contentAt, ENCLOSED, message);
  }
  if (textFrom != 0) return addText(textFrom, textTo, textFlags, role, message);
  if (thinkingFrom != 0) return addText(thinkingFrom, thinkingTo, thinkingFlags, THINKING, message);
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

/** Whether the last string is the type of a document. */
function namesDocument(): bool {
  const length = strTo - strFrom;
  if (length == 8) return load<u64>(strFrom) == K.KEY_DOCUMENT;
  return length == 13 && load<u64>(strFrom) == K.KEY_SEARCH_RESULT && keyTail() == K.END_SEARCH_RESULT;
}

/** The text of a document's source, at the brace that opens it: its data if it is text, or its content. */
function source(from: usize, message: i32): bool {
  const behind = at;
  setCursor(from + 1);
  let seen: u32 = 0;
  let isText = false;
  let contentAt: usize = 0;
  let dataFrom: usize = 0;
  let dataTo: usize = 0;
  let dataFlags: u32 = 0;
  if (blanks() == 0x7d) advance();
  else {
    while (true) {
      if (!key()) return false;
      const length = strTo - strFrom;
      const head = keyHead(length);
      let bit: u32 = 0;
      if (length == 4 && head == K.KEY_TYPE) {
        bit = 1;
        if (peek() == 0x22) {
          if (!string() || (strFlags & ESCAPED) != 0) return false;
          isText = strTo - strFrom == 4 && load<u32>(strFrom) == <u32>K.KEY_TEXT;
        } else if (!skip(7)) return false;
      } else if (length == 4 && head == K.KEY_DATA) {
        bit = 2;
        if (peek() == 0x22) {
          if (!string()) return false;
          dataFrom = strFrom;
          dataTo = strTo;
          dataFlags = strFlags;
        } else if (!skip(7)) return false;
      } else if (length == 7 && head == K.KEY_CONTENT) {
        bit = 4;
        contentAt = at;
        if (!skip(7)) return false;
      } else if (!skip(7)) return false;
      if ((seen & bit) != 0) return false;
      seen |= bit;
      const next = follows(0x7d);
      if (next == 0) return false;
      if (next == 2) break;
    }
  }
  setCursor(behind);
  if (isText) return dataFrom == 0 || addText(dataFrom, dataTo, dataFlags, ENCLOSED, message);
  return contentAt == 0 || resultAt(contentAt, ENCLOSED, message);
}

/** The texts of a result or document that begin elsewhere; the cursor stays. */
function resultAt(from: usize, role: u32, message: i32): bool {
  const behind = at;
  setCursor(from);
  if (!result(role, message)) return false;
  setCursor(behind);
  return true;
}

/** A string, or the texts of a list's parts. */
function result(role: u32, message: i32): bool {
  const c = peek();
  if (c == 0x22) return string() && said(role, message);
  if (c != 0x5b) return true;
  advance();
  if (blanks() == 0x5d) return true;
  while (true) {
    if (peek() != 0x7b) {
      if (!skip(8)) return false;
    } else {
      if (!resultPart()) return false;
      if (strFrom != 0 && !addText(strFrom, strTo, strFlags, role, message)) return false;
    }
    const next = follows(0x5d);
    if (next == 0) return false;
    if (next == 2) return true;
  }
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
