/**
 * How much of a text is encoded or cannot be read: base64, hexadecimal and percent-encoding, by the long runs they make, and
 * characters that no text has (private use, controls, tags). A run is told in cells of {@link CELL} characters, which the
 * kernels look at in one step: {@link RUN_CELLS} or more cells in a row, all of letters, digits and the signs of such encodings,
 * with enough digits among them. Words, paths, rules of dashes and names in code do not make such runs; hashes, keys, tokens
 * and pasted files do. No script counts as unreadable, nor do the joiners and marks that scripts need.
 */

export const CELL = 16;
export const RUN_CELLS = 3;
/** A cell of a run has so many letters and digits. */
export const CELL_ALPHANUMERICS = 10;

/** Signs of base64, its form for URLs, and percent-encoding. */
const RUN_SIGNS = '+/=_-%';

/**
 * What each unit adds to the sum of a cell: a count of letters and digits, of all that a run may have, of digits, and of what is
 * unreadable, a byte each.
 */
const ALPHANUMERIC = 1;
const OF_RUN = 1 << 8;
const DIGIT = 1 << 16;
const UNREADABLE = 1 << 24;
const SUMMANDS = buildSummands();

/** Characters looked at, and those of them that are encoded or unreadable. */
export interface EncodedCount {
  looked: number;
  encoded: number;
}

/** Adds the characters text[from, to) to a count. */
export function countEncoded(text: string, from: number, to: number, count: EncodedCount): void {
  let cells = 0;
  let digits = 0;
  let at = from;
  for (; at + CELL <= to; at += CELL) {
    let sum = 0;
    for (let i = at; i < at + CELL; i++) sum += SUMMANDS[text.charCodeAt(i)];
    if (((sum >> 8) & 255) === CELL && (sum & 255) >= CELL_ALPHANUMERICS) {
      cells++;
      digits += (sum >> 16) & 255;
      continue;
    }
    count.encoded += runLength(cells, digits) + (sum >> 24);
    cells = digits = 0;
  }
  count.encoded += runLength(cells, digits);
  for (; at < to; at++) count.encoded += SUMMANDS[text.charCodeAt(at)] >> 24;
  count.looked += to - from;
}

/** Characters of a run, 0 of one that is too short or has too few digits: fewer than one a cell. */
function runLength(cells: number, digits: number): number {
  return cells >= RUN_CELLS && digits >= cells ? cells * CELL : 0;
}

/** Controls but for what separates words, private use, the replacement character, invisible operators, and tags. */
export function isUnreadable(code: number): boolean {
  if (code < 0x20) return code < 8 || code > 13;
  return (
    (code >= 0x80 && code < 0xa0 && code !== 0x85) ||
    (code >= 0xe000 && code < 0xf900) ||
    code === 0xfffd ||
    (code >= 0x2061 && code <= 0x2064) ||
    code === 0xdb40 ||
    (code >= 0xdb80 && code < 0xdc00)
  );
}

function buildSummands(): Uint32Array {
  const summands = new Uint32Array(65536);
  for (let code = 0; code < 65536; code++) if (isUnreadable(code)) summands[code] = UNREADABLE;
  for (const sign of RUN_SIGNS) summands[sign.charCodeAt(0)] = OF_RUN;
  for (let code = 0; code < 128; code++) {
    const char = String.fromCharCode(code);
    if (/[a-zA-Z]/.test(char)) summands[code] = ALPHANUMERIC | OF_RUN;
    else if (/[0-9]/.test(char)) summands[code] = ALPHANUMERIC | OF_RUN | DIGIT;
  }
  return summands;
}
