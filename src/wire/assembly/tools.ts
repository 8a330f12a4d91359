/** The names of the tools a request offers, as one hash: part of what a signature stands behind. */
import { fmix32 } from './hash';
import * as K from './layout';
import { advance, at, blanks, follows, key, peek, setCursor, skip, strFlags, strFrom, string, strTo } from './scan';
import { decoded } from './space';
import { decode, textAt, textLength, textWide } from './text';
import { hashText, textHi, textLo } from './text-hash';

const GOLDEN: u32 = 0x9e3779b1;
const MAX_NAME: usize = 500_000;

/** The names folded; 0 if there are none. */
export let toolNames: u32 = 0;

/** Reads the list at `listAt` (0: there is none) and leaves the cursor where it was. False for what the host must read. */
export function readToolNames(listAt: usize): bool {
  toolNames = 0;
  if (listAt == 0) return true;
  const behind = at;
  setCursor(listAt);
  advance();
  if (blanks() != 0x5d) {
    do {
      if (!tool(3)) return false;
    } while (follows(0x5d) == 1);
  }
  setCursor(behind);
  return true;
}

/** A name, or an object that has one or has a function that has one. */
function tool(depth: i32): bool {
  const c = peek();
  if (c == 0x22) return name();
  if (c != 0x7b) return skip(depth);
  let nameAt: usize = 0;
  let functionAt: usize = 0;
  advance();
  if (blanks() == 0x7d) {
    advance();
    return true;
  }
  do {
    if (!key()) return false;
    const length = strTo - strFrom;
    const head = load<u64>(strFrom);
    if (length == 4 && (head & 0xffffffff) == K.KEY_NAME) {
      if (nameAt != 0) return false;
      nameAt = at;
    } else if (length == 8 && head == K.WORD_FUNCTION) {
      if (functionAt != 0) return false;
      functionAt = at;
    }
    if (!skip(depth + 1)) return false;
  } while (follows(0x7d) == 1);
  const behind = at;
  if (nameAt != 0 && load<u8>(nameAt) == 0x22) {
    setCursor(nameAt);
    if (!name()) return false;
  } else if (functionAt != 0) {
    setCursor(functionAt);
    if (!tool(depth + 1)) return false;
  }
  setCursor(behind);
  return true;
}

function name(): bool {
  if (!string() || strTo - strFrom > MAX_NAME) return false;
  decode(strFrom, strTo, strFlags, decoded);
  if (textLength == 0) return true;
  if (textWide) hashText<u16>(textAt, textLength);
  else hashText<u8>(textAt, textLength);
  toolNames = fmix32((toolNames * GOLDEN) ^ (textLo ^ textHi));
  return true;
}
