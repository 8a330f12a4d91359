/**
 * The counts behind the shape of a text (src/fingerprint/shape.ts), over bytes or UTF-16 units. Between the few
 * characters that decide anything, ASCII is passed over sixteen at a time: prose has one in fifty.
 */
import { CELL, CLASS_BACKSLASH as BACKSLASH, CLASS_CODE as CODE, CLASS_DIGIT as DIGIT, CLASS_LESS as LESS, CLASS_NEWLINE as NEWLINE, CLASS_OTHER as OTHER, CLASS_SPACE as SPACE, CLASS_STOP as STOP, RUN_CELLS, SCRIPT_STRIDE, SLICES, SLICE_CHARS, TRACE_CHARS } from './layout';
import { cellDigits, isCell, isUnreadable, runLength } from './encoded';
import { classTable, starterTable } from './space';

const SAMPLED_CHARS: i32 = SLICES * SLICE_CHARS;

/** What a starter table's value says of a word. */
const REFLECTIVE: u32 = 1;
const CONNECTIVE: u32 = 2;
const TAG: u32 = 4;

/** The tally as numbers side by side, so that a memo can keep and add them: these eight, then the scripts. */
const LINES: i32 = 0;
const CODE_LINES: i32 = 4;
const SENTENCES: i32 = 8;
const REFLECTIVES: i32 = 12;
const CONNECTIVES: i32 = 16;
const TRACED: i32 = 20;
const LOOKED: i32 = 24;
const ENCODED: i32 = 28;
const SCRIPTS: i32 = 32;
export const TALLY_BYTES: i32 = 32 + 16 * 4;

/** Of the text at hand. */
export const tally: usize = memory.data(96, 16);
/** Of the exchange so far. */
const total: usize = memory.data(96, 16);

let inFence: bool = false;
let tagOpenedAt: i32 = -1;

export function resetTotal(): void {
  memory.fill(total, 0, TALLY_BYTES);
}

/** Adds a tally, the text's or one that was kept. */
export function addTally(from: usize): void {
  for (let i = 0; i < TALLY_BYTES; i += 4) store<u32>(total + i, load<u32>(total + i) + load<u32>(from + i));
}

/** Counts one text into {@link tally}. */
export function measure<T>(text: usize, length: i32): void {
  memory.fill(tally, 0, TALLY_BYTES);
  inFence = false;
  tagOpenedAt = -1;
  if (length <= SAMPLED_CHARS) {
    scan<T>(text, 0, length, length);
    return;
  }
  const stride = <f64>(length - SLICE_CHARS) / <f64>(SLICES - 1);
  for (let s = 0; s < SLICES; s++) {
    const from = <i32>Math.floor(<f64>s * stride);
    // A fence or tag that opened between two slices is unknown: each slice is judged by itself.
    inFence = false;
    tagOpenedAt = -1;
    scan<T>(text, from, from + SLICE_CHARS, length);
  }
}

/** Counts a text that was sent as another: how much is encoded stays as the text that was sent has it. */
export function measurePlain(text: usize, length: i32): void {
  const looked = load<i32>(tally + LOOKED);
  const encoded = load<i32>(tally + ENCODED);
  measure<u16>(text, length);
  store<i32>(tally + LOOKED, looked);
  store<i32>(tally + ENCODED, encoded);
}

function bump(field: i32, by: i32): void {
  store<i32>(tally + field, load<i32>(tally + field) + by);
}

/** The character at i; behind the end one that is of no kind. */
function char<T>(text: usize, i: i32, length: i32): u32 {
  return i < length ? <u32>load<T>(text + (<usize>i << alignof<T>())) : 0xffffffff;
}

function kindAt<T>(text: usize, i: i32): u32 {
  return load<u8>(classTable + <usize>load<T>(text + (<usize>i << alignof<T>())));
}

function scan<T>(text: usize, from: i32, to: i32, length: i32): void {
  bump(LOOKED, to - from);
  if (sizeof<T>() == 1) countEncoded(text, from, to);
  else countEncodedWide(text, from, to);
  if (sizeof<T>() == 1) {
    let latin = 0;
    for (let i = from; i < to; i += SCRIPT_STRIDE) latin += i32(((<u32>load<u8>(text + i) | 32) - 97) < 26);
    bump(SCRIPTS + 4, latin);
  } else {
    for (let i = from; i < to; i += SCRIPT_STRIDE) bump(SCRIPTS + (kindAt<T>(text, i) << 2), 1);
  }
  let symbols = 0;
  let backslashes = 0;
  let firstAt = -1;
  let lineAt = from;
  let sentenceStart = true;
  for (let i = from; i < to; i++) {
    if (!sentenceStart) {
      i = sizeof<T>() == 1 ? nextDeciding(text, i, to) : nextDecidingWide(text, i, to);
      if (i >= to) break;
    }
    const kind = kindAt<T>(text, i);
    if (kind < DIGIT) {
      if (sentenceStart) {
        if (firstAt < 0) firstAt = i;
        if (kind != OTHER) {
          startSentence<T>(text, i, length);
          sentenceStart = false;
        }
      }
      continue;
    }
    if (kind == SPACE) continue;
    if (kind == NEWLINE) {
      if (firstAt >= 0) endLine<T>(text, lineAt, firstAt, i, symbols, backslashes, length);
      symbols = backslashes = 0;
      firstAt = -1;
      lineAt = i + 1;
      sentenceStart = true;
      continue;
    }
    if (firstAt < 0) firstAt = i;
    if (kind == STOP) sentenceStart = true;
    else if (kind == CODE) symbols++;
    else if (kind == BACKSLASH) backslashes++;
    else if (kind == LESS) {
      symbols++;
      tag<T>(text, i, length);
    }
  }
  if (firstAt >= 0) endLine<T>(text, lineAt, firstAt, to, symbols, backslashes, length);
  if (tagOpenedAt >= 0) traced(to - tagOpenedAt - TRACE_CHARS);
}

/** Runs that count have three cells or more: of every three cells one is looked at, and those around it if it is of a run. */
function countEncoded(text: usize, from: i32, to: i32): void {
  let encoded = 0;
  let at = from + (RUN_CELLS - 1) * CELL;
  while (at + CELL <= to) {
    if (!isCell(v128.load(text + at))) {
      at += RUN_CELLS * CELL;
      continue;
    }
    let start = at;
    while (start - CELL >= from && isCell(v128.load(text + start - CELL))) start -= CELL;
    let digits = 0;
    let cells = 0;
    for (at = start; at + CELL <= to && isCell(v128.load(text + at)); at += CELL) {
      digits += cellDigits(v128.load(text + at));
      cells++;
    }
    encoded += runLength(cells, digits);
    at += RUN_CELLS * CELL;
  }
  bump(ENCODED, encoded);
}

function countEncodedWide(text: usize, from: i32, to: i32): void {
  let cells = 0;
  let digits = 0;
  let encoded = 0;
  let at = from;
  for (; at + 16 <= to; at += 16) {
    const p = text + (<usize>at << 1);
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const v = i8x16.narrow_i16x8_u(a, b);
    if (isCell(v)) {
      cells++;
      digits += cellDigits(v);
      continue;
    }
    if (cells != 0) {
      encoded += runLength(cells, digits);
      cells = digits = 0;
    }
    // Units from blank to tilde can be read: most cells have no others.
    const odd = v128.or(
      i16x8.gt_u(i16x8.sub(a, i16x8.splat(0x20)), i16x8.splat(0x5e)),
      i16x8.gt_u(i16x8.sub(b, i16x8.splat(0x20)), i16x8.splat(0x5e))
    );
    if (v128.any_true(odd)) for (let i = at; i < at + 16; i++) encoded += i32(isUnreadable(load<u16>(text + (<usize>i << 1))));
  }
  for (; at < to; at++) encoded += i32(isUnreadable(load<u16>(text + (<usize>at << 1))));
  bump(ENCODED, encoded + runLength(cells, digits));
}

/**
 * The next character that decides something inside a sentence: a line's or sentence's end, a sign of code, a tag, a
 * backslash. A set of bytes by two shuffles, one for each half of a byte (Langdale and Lemire 2019). May name one that
 * decides nothing; never passes over one that does.
 */
function nextDeciding(text: usize, from: i32, to: i32): i32 {
  for (let i = from; i < to; i += 16) {
    const found = deciding(v128.load(text + i));
    if (found != 0) return i + ctz(found);
  }
  return to;
}

/** The same among UTF-16 units; every one beyond ASCII may decide something. */
function nextDecidingWide(text: usize, from: i32, to: i32): i32 {
  for (let i = from; i < to; i += 16) {
    const low = v128.load(text + (<usize>i << 1));
    const high = v128.load(text + (<usize>i << 1), 16);
    const beyond = i8x16.bitmask(
      i8x16.narrow_i16x8_s(i16x8.gt_u(low, i16x8.splat(0x7f)), i16x8.gt_u(high, i16x8.splat(0x7f)))
    );
    const found = beyond | deciding(i8x16.narrow_i16x8_u(low, high));
    if (found != 0) return i + ctz(found);
  }
  return to;
}

/** Which of sixteen bytes are in the set, a bit each. */
function deciding(v: v128): i32 {
  // By low half: bit h is set when the byte of high half h is in the set. `&@$_:;=>?!.()[]{}+<\` and line feed.
  const low = i8x16(
    0b00010000, // 0: @
    0b00000100, // 1: !
    0,
    0,
    0b00000100, // 4: $
    0,
    0b00000100, // 6: &
    0,
    0b00000100, // 8: (
    0b00000100, // 9: )
    0b00001001, // a: line feed, :
    -84, // b: + ; [ {
    0b00101000, // c: < \
    -88, // d: = ] }
    0b00001100, // e: . >
    0b00101000, // f: ? _
  );
  const high = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0);
  const set = v128.and(
    i8x16.swizzle(low, v128.and(v, i8x16.splat(0x0f))),
    i8x16.swizzle(high, i8x16.shr_u(v, 4))
  );
  return i8x16.bitmask(i8x16.ne(set, i8x16.splat(0)));
}

function endLine<T>(
  text: usize,
  lineAt: i32,
  firstAt: i32,
  end: i32,
  symbols: i32,
  backslashes: i32,
  length: i32,
): void {
  const first = char<T>(text, firstAt, length);
  if (
    first == 0x60 &&
    char<T>(text, firstAt + 1, length) == 0x60 &&
    char<T>(text, firstAt + 2, length) == 0x60
  ) {
    inFence = !inFence;
    return;
  }
  bump(LINES, 1);
  if (inFence) {
    bump(CODE_LINES, 1);
    return;
  }
  let lastAt = end - 1;
  while (kindAt<T>(text, lastAt) == SPACE) lastAt--;
  const last = char<T>(text, lastAt, length);
  const chars = lastAt - firstAt + 1;
  if (first == 0x22 || chars < 2 || (backslashes >= 2 && last != 0x3b)) return;
  if (first == 0x3c && last == 0x3e && symbols <= 2) return;
  const indent = firstAt - lineAt;
  const endsStatement = last == 0x3b || last == 0x7b || last == 0x7d;
  const dense = symbols >= 2 && symbols * 8 >= chars;
  const indented = indent >= 2 && symbols >= 2 && symbols * 14 >= chars;
  const opensBlock = indent == 0 && last == 0x3a && symbols >= 2;
  if ((endsStatement && (symbols >= 2 || indent >= 2)) || dense || indented || opensBlock) bump(CODE_LINES, 1);
}

function startSentence<T>(text: usize, i: i32, length: i32): void {
  bump(SENTENCES, 1);
  if (sizeof<T>() == 2) {
    const code = char<T>(text, i, length);
    if (code >= 0x4e00 && code <= 0x9fff) {
      if (
        code == 0x7b49 ||
        code == 0x8ba9 ||
        code == 0x9996 ||
        code == 0x6240 ||
        code == 0x56e0 ||
        code == 0x90a3 ||
        code == 0x63a5 ||
        code == 0x55ef
      ) {
        bump(CONNECTIVES, 1);
      }
      return;
    }
  }
  const value = starter<T>(text, i, length);
  if ((value & REFLECTIVE) != 0) bump(REFLECTIVES, 1);
  else if ((value & CONNECTIVE) != 0) bump(CONNECTIVES, 1);
}

function tag<T>(text: usize, i: i32, length: i32): void {
  const closing = char<T>(text, i + 1, length) == 0x2f;
  if ((starter<T>(text, closing ? i + 2 : i + 1, length) & TAG) == 0) return;
  if (!closing) tagOpenedAt = i;
  else if (tagOpenedAt >= 0) {
    traced(i - tagOpenedAt - TRACE_CHARS);
    tagOpenedAt = -1;
  }
}

function traced(chars: i32): void {
  if (chars > 0) bump(TRACED, chars);
}

/** What is known of the run of Latin letters (case folded, at most 13) at a position. */
function starter<T>(text: usize, from: i32, length: i32): u32 {
  let hash: u32 = 0;
  for (let i = from; i < from + 13; i++) {
    const lower = char<T>(text, i, length) | 32;
    if (lower - 97 > 25) break;
    hash = hash * 31 + lower;
  }
  let slot = hash & 255;
  while (true) {
    const entry = starterTable + (<usize>slot << 3);
    const value = load<u32>(entry + 4);
    if (value == 0) return 0;
    if (load<u32>(entry) == hash) return value;
    slot = (slot + 1) & 255;
  }
}

/** Share of code-like lines of the exchange's texts. */
export function codeShare(): f64 {
  const lines = load<u32>(total + LINES);
  return lines == 0 ? 0 : <f64>load<u32>(total + CODE_LINES) / <f64>lines;
}

export function mainScript(): i32 {
  let best = 0;
  let bestCount: u32 = 0;
  for (let s = 1; s < 9; s++) {
    const weight: u32 = s == 3 || s == 4 || s == 5 ? 2 : 1;
    const count = load<u32>(total + SCRIPTS + (s << 2)) * weight;
    if (count > bestCount) {
      best = s;
      bestCount = count;
    }
  }
  if (best == 3 && load<u32>(total + SCRIPTS + 16) * 8 > load<u32>(total + SCRIPTS + 12)) return 4;
  return best;
}

/** The exponent of what the input does not carry of reasoning: the host's exp() makes a share of it. */
export function reasoningSigns(): f64 {
  const sentences = <f64>load<u32>(total + SENTENCES);
  const traceSigns = min(2.0, <f64>load<u32>(total + TRACED) / 300.0);
  const reflective = 0.45 * max(0.0, <f64>load<u32>(total + REFLECTIVES) - 0.02 * sentences);
  const excess = <f64>load<u32>(total + CONNECTIVES) - max(2.0, sentences * 0.2);
  const connective = excess <= 0 ? 0.0 : 0.14 * excess;
  return traceSigns + reflective + connective;
}

/** Share of the exchange's texts that is encoded or unreadable. */
export function encodedShare(): f64 {
  const looked = load<u32>(total + LOOKED);
  return looked == 0 ? 0 : <f64>load<u32>(total + ENCODED) / <f64>looked;
}
