/**
 * A text as it is read: what was sent in base64 or hexadecimal and decodes to text stands there decoded, so that a prompt cannot
 * hide behind an encoding. Of two layers, both are decoded.
 *
 * A run is {@link RUN_CHARS} or more characters of the alphabet of base64 (standard and for URLs) without a gap, and the lines
 * behind it that begin with as many; of the last line fewer will do. A run of hexadecimal digits, with or without `0x`, is
 * hexadecimal. What it decodes to counts as text if it is UTF-8 that can be read, with few exceptions: keys, hashes, images,
 * archives and identifiers are not, and stay as they are.
 *
 * Each character is looked at a fixed number of times, and the result is never longer than the text. The kernels do the same
 * (src/wire/assembly/plain-text.ts). Left out: runs with other gaps, lines shorter than a run, other codes (ROT13, Base32,
 * escapes), encryption, and compression.
 */
import { CELL, isUnreadable, RUN_CELLS } from './encoded.ts';
import { CHARACTER_CLASSES, NEWLINE } from './shape.ts';

/**
 * The least characters of a run, and of each of its lines but the last: as for the share that is encoded. Hardly any name is as
 * long, and tools wrap at 60 to 76. Hexadecimal of this length is 24 bytes: as many random ones pass for text six times in a
 * million, 16 (most hashes have more) once in 5,000.
 */
export const RUN_CHARS = RUN_CELLS * CELL;
/** At most one character in so many may be unreadable: one byte put in does not make a text binary. Of random bytes most are. */
export const UNREADABLE_ONE_IN = 8;
/** At least one character in so many is a letter, digit or blank: prose and code have more, strings of signs have fewer. */
export const WORDLIKE_ONE_IN = 2;
/** Base64 of base64. Each further layer costs the sender a third more input. */
export const LAYERS = 2;

/** In {@link RUN_VALUES}, a character that is not of the alphabet. */
export const NO_VALUE = 64;
/** The six bits of each character of base64 below 256, of either alphabet. */
export const RUN_VALUES = buildValues();

const EQUALS = 0x3d;
const LINE_FEED = 10;
/** What stands behind pasted text in quotes, brackets, tags and fences, and padding. An apostrophe is in words. */
const CLOSING = '="`<)]}';
const REPLACEMENT = 0xfffd;

/** The text with its readable runs decoded, a line break on either side of each; the text itself if it has none. */
export function plainText(text: string): string {
  let plain = text;
  for (let layer = 0; layer < LAYERS; layer++) {
    const decoded = decodeRuns(plain);
    if (decoded === null) break;
    plain = decoded;
  }
  return plain;
}

/** One layer; null if no run is text. */
function decodeRuns(text: string): string | null {
  const { length } = text;
  const parts: string[] = [];
  let copied = 0;
  let from = 0;
  // A run that begins at `from` or behind it has a character at `at`: most others are passed over.
  for (let at = RUN_CHARS - 1; at < length; ) {
    if (!inAlphabet(text, at)) {
      from = at + 1;
      at += RUN_CHARS;
      continue;
    }
    let start = at;
    while (start > from && inAlphabet(text, start - 1)) start--;
    let end = at + 1;
    while (end < length && inAlphabet(text, end)) end++;
    if (end - start >= RUN_CHARS) {
      const digits = hexadecimalFrom(text, start, end);
      end = runEnd(text, end, digits >= 0);
      if (decoder.decode(text, digits >= 0 ? digits : start, end, digits >= 0)) {
        parts.push(text.slice(copied, start), '\n', decoder.text(), '\n');
        copied = end;
      }
    }
    from = end;
    at = end + RUN_CHARS - 1;
  }
  if (copied === 0) return null;
  parts.push(text.slice(copied));
  return parts.join('');
}

/** Where the digits of a run begin that is hexadecimal; -1 for one that is not. */
function hexadecimalFrom(text: string, start: number, end: number): number {
  const prefixed = text.charCodeAt(start) === 0x30 && (text.charCodeAt(start + 1) | 32) === 0x78;
  const from = prefixed ? start + 2 : start;
  for (let i = from; i < end; i++) if (hexadecimal(valueAt(text, i)) < 0) return -1;
  return from;
}

/** The end of a run whose first line's characters end at `end`: behind the padding, or behind the last of its lines. */
function runEnd(text: string, end: number, isHexadecimal: boolean): number {
  let last = end;
  for (;;) {
    const padded = behindPadding(text, last);
    if (padded > last) return padded;
    const lineBreak = behindBlanks(text, last);
    if (text.charCodeAt(lineBreak) !== LINE_FEED) return last;
    const line = behindBlanks(text, lineBreak + 1);
    let to = line;
    while (inAlphabet(text, to) && !(isHexadecimal && hexadecimal(valueAt(text, to)) < 0)) to++;
    if (to === line || inAlphabet(text, to)) return last;
    const isFull = to - line >= RUN_CHARS;
    if (!isFull && !endsRun(text, to)) return last;
    last = behindPadding(text, to);
    if (!isFull || last > to) return last;
  }
}

/** Whether a line that is shorter than a run may be the last of one: padding, the line's end, or a closing sign follows, no text. */
function endsRun(text: string, at: number): boolean {
  const next = behindBlanks(text, at);
  if (next >= text.length) return true;
  const code = text.charCodeAt(next);
  return code === LINE_FEED || (next === at && CLOSING.includes(text[at]));
}

function behindPadding(text: string, from: number): number {
  if (text.charCodeAt(from) !== EQUALS) return from;
  return text.charCodeAt(from + 1) === EQUALS ? from + 2 : from + 1;
}

/** Behind blanks, tabs and carriage returns. */
function behindBlanks(text: string, from: number): number {
  let i = from;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code !== 0x20 && code !== 9 && code !== 13) return i;
    i++;
  }
}

function inAlphabet(text: string, at: number): boolean {
  return valueAt(text, at) !== NO_VALUE;
}

function valueAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 256 ? RUN_VALUES[code] : NO_VALUE;
}

/** The value of a hexadecimal digit by its value in base64; negative for others. */
function hexadecimal(value: number): number {
  if (value >= 52) return value < 62 ? value - 52 : -1;
  if (value >= 26) return value < 32 ? value - 16 : -1;
  return value < 6 ? value + 10 : -1;
}

/** Decodes one run after the other into UTF-16 units, and judges each. What is no UTF-8 becomes a replacement character. */
class RunDecoder {
  private units = new Uint16Array(1024);
  private length = 0;
  private unreadable = 0;
  private wordlike = 0;
  /** Of a character of several bytes: how many are missing, its bits so far, and the bounds of the next byte. */
  private missing = 0;
  private code = 0;
  private lowest = 0;
  private highest = 0;

  /** Decodes what stands at [from, to), passing over what is not of the alphabet. @returns whether it is text */
  decode(text: string, from: number, to: number, isHexadecimal: boolean): boolean {
    if (this.units.length < to - from) this.units = new Uint16Array(2 * (to - from));
    this.length = this.unreadable = this.wordlike = this.missing = 0;
    const width = isHexadecimal ? 4 : 6;
    // Every character takes a byte or more, so that with more than this the rest cannot help: random bytes end soon.
    const most = ((to - from) * width) / 8 / UNREADABLE_ONE_IN;
    let bits = 0;
    let count = 0;
    for (let i = from; i < to; i++) {
      const value = valueAt(text, i);
      if (value === NO_VALUE) continue;
      bits = ((bits << width) | (isHexadecimal ? hexadecimal(value) : value)) & 0xffff;
      count += width;
      if (count < 8) continue;
      count -= 8;
      this.push((bits >> count) & 255);
      if (this.unreadable > most) return false;
    }
    if (this.missing > 0) this.add(REPLACEMENT);
    return this.unreadable * UNREADABLE_ONE_IN <= this.length && this.wordlike * WORDLIKE_ONE_IN >= this.length;
  }

  /** What was decoded last. */
  text(): string {
    return Buffer.from(this.units.buffer, 0, 2 * this.length).toString('utf16le');
  }

  /** Takes in a byte of UTF-8, well-formed as Unicode's table 3-7 has it. */
  private push(byte: number): void {
    if (this.missing > 0) {
      if (byte >= this.lowest && byte <= this.highest) {
        this.code = (this.code << 6) | (byte & 63);
        this.lowest = 0x80;
        this.highest = 0xbf;
        if (--this.missing === 0) this.addCode();
        return;
      }
      this.missing = 0;
      this.add(REPLACEMENT);
    }
    this.lowest = 0x80;
    this.highest = 0xbf;
    if (byte < 0x80) this.add(byte);
    else if (byte >= 0xc2 && byte < 0xe0) {
      this.missing = 1;
      this.code = byte & 31;
    } else if (byte >= 0xe0 && byte < 0xf0) {
      this.missing = 2;
      this.code = byte & 15;
      if (byte === 0xe0) this.lowest = 0xa0;
      if (byte === 0xed) this.highest = 0x9f;
    } else if (byte >= 0xf0 && byte < 0xf5) {
      this.missing = 3;
      this.code = byte & 7;
      if (byte === 0xf0) this.lowest = 0x90;
      if (byte === 0xf4) this.highest = 0x8f;
    } else this.add(REPLACEMENT);
  }

  private addCode(): void {
    if (this.code < 0x10000) {
      this.add(this.code);
      return;
    }
    this.add(0xd800 + ((this.code - 0x10000) >> 10));
    this.add(0xdc00 + (this.code & 0x3ff));
  }

  private add(unit: number): void {
    this.units[this.length++] = unit;
    const kind = CHARACTER_CLASSES[unit];
    if (kind >= 1 && kind <= NEWLINE) this.wordlike++;
    else if (isUnreadable(unit)) this.unreadable++;
  }
}

const decoder = new RunDecoder();

function buildValues(): Uint8Array {
  const values = new Uint8Array(256).fill(NO_VALUE);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  for (let value = 0; value < alphabet.length; value++) values[alphabet.charCodeAt(value)] = value;
  values['-'.charCodeAt(0)] = 62;
  values['_'.charCodeAt(0)] = 63;
  return values;
}
