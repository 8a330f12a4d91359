/**
 * Blocks of wire-format lines to rows: the module's entry. A line that is not an exchange in its usual form is handed to
 * the host, which adds its row, if it has one, in its place.
 */
import { parseExchange, setTimes } from './exchange';
import { mineBlock } from './mining';
import { addRow } from './row';
import { at, blanks, setCursor, strFlags, strFrom, string, strTo } from './scan';
import { anchorCount, decoded, resetBlock, words } from './space';
import { decode, textAt, textLength, textWide } from './text';
import { resetUnknown, unknownCount, unknownNames } from './unknown';
import { hashWordsAscii, hashWordsWide, winnow } from './words';

export * from './space';
export { mineBlock, setTimes, unknownCount, unknownNames };

/** Where the host's own tables may begin. */
export const heapBase: usize = __heap_base;

/** Reads a line by the fallback. */
@external("host", "line")
declare function hostLine(from: usize, to: usize, line: i32): void;

/** Rows of lines [from, to); they end in a newline each, and newlines stand behind the last. @returns how many lines */
export function readBlock(from: usize, to: usize): i32 {
  resetBlock();
  resetUnknown();
  let line = 0;
  let start = from;
  while (start < to) {
    setCursor(start);
    const first = blanks();
    let end: usize;
    if (first == 0x7b && parseExchange() && blanks() == 0x0a) {
      end = at;
      addRow();
    } else if (first == 0x0a) {
      end = at;
    } else {
      end = newline(start, to);
      hostLine(start, end, line);
    }
    start = end + 1;
    line++;
  }
  return line;
}

function newline(from: usize, to: usize): usize {
  let p = from;
  for (; p < to; p += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(0x0a)));
    if (found != 0) return p + ctz(found);
  }
  return to;
}

/** The anchors of one JSON string alone, for measuring: what is left of a row is left out. @returns how many */
export function anchorsOf(quote: usize): i32 {
  setCursor(quote);
  if (!string()) return 0;
  resetBlock();
  decode(strFrom, strTo, strFlags, decoded);
  const found = textWide
    ? hashWordsWide(textAt, textLength, words)
    : hashWordsAscii(textAt, textLength, words);
  winnow(words, found, 0);
  return anchorCount;
}
