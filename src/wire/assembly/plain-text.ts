/**
 * A text with its readable runs of base64 and hexadecimal decoded (src/fingerprint/plain-text.ts), over bytes or UTF-16
 * units. Most texts have no run: a cell of sixteen characters in every few is looked at, and prose has a blank in it.
 */
import {
  CELL,
  CLASS_NEWLINE,
  LAYERS,
  RUN_CHARS,
  RUN_NO_VALUE as NO_VALUE,
  UNREADABLE_ONE_IN,
  WORDLIKE_ONE_IN
} from './layout';
import { isUnreadable } from './encoded';
import { classTable, plainFirst, plainSecond, runValues } from './space';

/** Every run has all of a cell that begins at a multiple of this, wherever the count begins. */
const STEP: i32 = RUN_CHARS - CELL + 1;
const REPLACEMENT: u32 = 0xfffd;

/** The text that was made: UTF-16 units. */
export let plainAt: usize = 0;
export let plainLength: i32 = 0;

/** Makes the plain text of a text that has readable runs. @returns whether it has any */
export function makePlain<T>(text: usize, length: i32): bool {
  if (length < RUN_CHARS) return false;
  const first = findCell<T>(text, 0, length);
  if (first >= length || !decodeRuns<T>(text, first, length, plainFirst)) return false;
  for (let layer = 1; layer < LAYERS; layer++) {
    const before = plainAt;
    if (!decodeRuns<u16>(before, 0, plainLength, before == plainFirst ? plainSecond : plainFirst)) break;
  }
  return true;
}

/** The first cell of the alphabet alone among those looked at from `from` on; `length` or more if there is none. */
function findCell<T>(text: usize, from: i32, length: i32): i32 {
  for (let at = from; at + CELL <= length; at += STEP) {
    const v = cellAt<T>(text, at);
    // A blank ends every word: most cells of prose are told by it.
    if (!v128.any_true(i8x16.lt_u(v, i8x16.splat(0x2b))) && alphabet(v) == 0xffff) return at;
  }
  return length;
}

/**
 * One layer, into `out`.
 * @param first a cell of the alphabet alone; no run ends in front of it
 */
function decodeRuns<T>(text: usize, first: i32, length: i32, out: usize): bool {
  let copied = 0;
  let from = 0;
  let to = out;
  let at = first;
  while (true) {
    at = findCell<T>(text, at, length);
    if (at >= length) break;
    let start = at;
    while (start > from && valueAt<T>(text, start - 1, length) != NO_VALUE) start--;
    let end = at;
    let others = 0;
    do {
      end += CELL;
      others = end < length ? alphabet(cellAt<T>(text, end)) ^ 0xffff : 1;
    } while (others == 0);
    end = min(length, end + ctz(others));
    if (end - start >= RUN_CHARS) {
      const digits = hexadecimalFrom<T>(text, start, end, length);
      end = runEnd<T>(text, end, digits >= 0, length);
      // Decoded where it goes if it is text, behind what is in front of it, which is copied only then.
      const room = to + (<usize>(start - copied) << 1);
      if (decodeRun<T>(text, digits >= 0 ? digits : start, end, digits >= 0, room + 2)) {
        copyUnits<T>(text, copied, start, to);
        store<u16>(room, 0x0a);
        to = decodedTo;
        store<u16>(to, 0x0a);
        to += 2;
        copied = end;
      }
    }
    from = at = end;
  }
  if (copied == 0) return false;
  to = copyUnits<T>(text, copied, length, to);
  plainAt = out;
  plainLength = <i32>(to - out) >> 1;
  return true;
}

/** Copies characters [from, to) as units. @returns where the next goes */
function copyUnits<T>(text: usize, from: i32, to: i32, out: usize): usize {
  const behind = out + (<usize>(to - from) << 1);
  if (sizeof<T>() == 2) memory.copy(out, text + (<usize>from << 1), behind - out);
  else {
    let p = text + <usize>from;
    let q = out;
    for (; q + 16 <= behind; q += 16, p += 8) v128.store(q, i16x8.extend_low_i8x16_u(v128.load64_zero(p)));
    for (; q < behind; q += 2, p++) store<u16>(q, load<u8>(p));
  }
  return behind;
}

/** Sixteen characters as bytes; a unit beyond bytes becomes one that is of no alphabet. */
// @ts-ignore: decorator
@inline
function cellAt<T>(text: usize, at: i32): v128 {
  if (sizeof<T>() == 1) return v128.load(text + <usize>at);
  const p = text + (<usize>at << 1);
  return i8x16.narrow_i16x8_u(v128.load(p), v128.load(p, 16));
}

/** Which of sixteen characters are of the alphabet, a bit each. */
function alphabet(v: v128): i32 {
  const letter = i8x16.lt_u(i8x16.sub(v128.or(v, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(26));
  // The digits and the slash in front of them.
  const digit = i8x16.lt_u(i8x16.sub(v, i8x16.splat(0x2f)), i8x16.splat(11));
  const sign = v128.or(
    v128.or(i8x16.eq(v, i8x16.splat(0x2b)), i8x16.eq(v, i8x16.splat(0x2d))),
    i8x16.eq(v, i8x16.splat(0x5f))
  );
  return i8x16.bitmask(v128.or(v128.or(letter, digit), sign));
}

/** The character at i; behind the end one that is of no kind. */
function charAt<T>(text: usize, i: i32, length: i32): u32 {
  return i < length ? <u32>load<T>(text + (<usize>i << alignof<T>())) : 0xffffffff;
}

function valueAt<T>(text: usize, i: i32, length: i32): u32 {
  const unit = charAt<T>(text, i, length);
  return unit < 256 ? <u32>load<u8>(runValues + <usize>unit) : NO_VALUE;
}

/** The value of a hexadecimal digit by its value in base64; negative for others. */
function hexadecimal(value: i32): i32 {
  if (value >= 52) return value < 62 ? value - 52 : -1;
  if (value >= 26) return value < 32 ? value - 16 : -1;
  return value < 6 ? value + 10 : -1;
}

function hexadecimalFrom<T>(text: usize, start: i32, end: i32, length: i32): i32 {
  const prefixed = charAt<T>(text, start, length) == 0x30 && (charAt<T>(text, start + 1, length) | 32) == 0x78;
  const from = prefixed ? start + 2 : start;
  for (let i = from; i < end; i++) if (hexadecimal(<i32>valueAt<T>(text, i, length)) < 0) return -1;
  return from;
}

function runEnd<T>(text: usize, end: i32, isHexadecimal: bool, length: i32): i32 {
  let last = end;
  while (true) {
    const padded = behindPadding<T>(text, last, length);
    if (padded > last) return padded;
    const lineBreak = behindBlanks<T>(text, last, length);
    if (charAt<T>(text, lineBreak, length) != 0x0a) return last;
    const line = behindBlanks<T>(text, lineBreak + 1, length);
    let to = line;
    while (true) {
      const value = valueAt<T>(text, to, length);
      if (value == NO_VALUE || (isHexadecimal && hexadecimal(<i32>value) < 0)) break;
      to++;
    }
    if (to == line || valueAt<T>(text, to, length) != NO_VALUE) return last;
    const isFull = to - line >= RUN_CHARS;
    if (!isFull && !endsRun<T>(text, to, length)) return last;
    last = behindPadding<T>(text, to, length);
    if (!isFull || last > to) return last;
  }
}

function endsRun<T>(text: usize, at: i32, length: i32): bool {
  const next = behindBlanks<T>(text, at, length);
  if (next >= length) return true;
  const unit = charAt<T>(text, next, length);
  if (unit == 0x0a) return true;
  // Closing signs: = " ` < ) ] }
  return (
    next == at &&
    (unit == 0x3d || unit == 0x22 || unit == 0x60 || unit == 0x3c || unit == 0x29 || unit == 0x5d || unit == 0x7d)
  );
}

function behindPadding<T>(text: usize, from: i32, length: i32): i32 {
  if (charAt<T>(text, from, length) != 0x3d) return from;
  return charAt<T>(text, from + 1, length) == 0x3d ? from + 2 : from + 1;
}

function behindBlanks<T>(text: usize, from: i32, length: i32): i32 {
  let i = from;
  while (true) {
    const unit = charAt<T>(text, i, length);
    if (unit != 0x20 && unit != 0x09 && unit != 0x0d) return i;
    i++;
  }
}

/** Of the run at hand: what it decodes to so far, and of a character of several bytes what is missing. */
let decodedFrom: usize = 0;
let decodedTo: usize = 0;
let unreadable: i32 = 0;
let wordlike: i32 = 0;
let missing: i32 = 0;
let code: u32 = 0;
let lowest: u32 = 0;
let highest: u32 = 0;

/** Decodes what stands at [from, to) to `out`. @returns whether it is text, which ends at {@link decodedTo} */
function decodeRun<T>(text: usize, from: i32, to: i32, isHexadecimal: bool, out: usize): bool {
  decodedFrom = decodedTo = out;
  unreadable = wordlike = missing = 0;
  const width = isHexadecimal ? 4 : 6;
  const most = (to - from) * width / (8 * UNREADABLE_ONE_IN);
  let bits: u32 = 0;
  let count: u32 = 0;
  for (let i = from; i < to; i++) {
    const value = valueAt<T>(text, i, to);
    if (value == NO_VALUE) continue;
    bits = ((bits << width) | (isHexadecimal ? <u32>hexadecimal(<i32>value) : value)) & 0xffff;
    count += width;
    if (count < 8) continue;
    count -= 8;
    push((bits >> count) & 255);
    if (unreadable > most) return false;
  }
  if (missing > 0) add(REPLACEMENT);
  const length = <i32>(decodedTo - decodedFrom) >> 1;
  return unreadable * UNREADABLE_ONE_IN <= length && wordlike * WORDLIKE_ONE_IN >= length;
}

function push(byte: u32): void {
  if (missing > 0) {
    if (byte >= lowest && byte <= highest) {
      code = (code << 6) | (byte & 63);
      lowest = 0x80;
      highest = 0xbf;
      if (--missing == 0) addCode();
      return;
    }
    missing = 0;
    add(REPLACEMENT);
  }
  lowest = 0x80;
  highest = 0xbf;
  if (byte < 0x80) add(byte);
  else if (byte >= 0xc2 && byte < 0xe0) {
    missing = 1;
    code = byte & 31;
  } else if (byte >= 0xe0 && byte < 0xf0) {
    missing = 2;
    code = byte & 15;
    if (byte == 0xe0) lowest = 0xa0;
    if (byte == 0xed) highest = 0x9f;
  } else if (byte >= 0xf0 && byte < 0xf5) {
    missing = 3;
    code = byte & 7;
    if (byte == 0xf0) lowest = 0x90;
    if (byte == 0xf4) highest = 0x8f;
  } else add(REPLACEMENT);
}

function addCode(): void {
  if (code < 0x10000) {
    add(code);
    return;
  }
  add(0xd800 + ((code - 0x10000) >> 10));
  add(0xdc00 + (code & 0x3ff));
}

function add(unit: u32): void {
  store<u16>(decodedTo, unit);
  decodedTo += 2;
  const kind: u32 = load<u8>(classTable + <usize>unit);
  if (kind >= 1 && kind <= <u32>CLASS_NEWLINE) wordlike++;
  else if (isUnreadable(unit)) unreadable++;
}
