/**
 * Text to word hashes in one pass. A word is a run of letters, digits and underscores (case folded for ASCII
 * and Latin-1); Han, kana and Hangul characters stand alone, so that languages without spaces
 * yield shingles too. Digits-only words hash to one value: a template's numbers are slots, not its wording.
 */
import { fmix32 } from './hash.ts';

/** Classes of {@link WORD_TABLE}: part of a word; a word by itself. */
export const WORD = 1;
export const SINGLE = 2;
/** Class and folded code of each BMP code unit: (folded << 2) | class. Built once, 256 KB. */
export const WORD_TABLE = buildTable();

/** FNV-1a's numbers: a word's hash before its first character, and what each step multiplies by. */
export const OFFSET_BASIS = 0x811c9dc5;
export const PRIME = 0x01000193;
/** The hash every word of digits gets. */
export const NUMBER_WORD = 0x3a11d1c5;

/**
 * Writes the hash of each word of `text` into `out` from `at` on.
 * @returns the position behind the last word written; stops when `out` is full.
 */
export function hashWords(text: string, out: Uint32Array, at: number): number {
  const end = out.length;
  const { length } = text;
  let i = 0;
  while (i < length && at < end) {
    let code = text.charCodeAt(i++);
    let entry = WORD_TABLE[code];
    if ((entry & 3) === WORD) {
      // A loop of its own for a word: one that asks at every character whether it is in one took twice the time.
      let h = OFFSET_BASIS;
      let digitsOnly = true;
      for (;;) {
        if (code < 48 || code > 57) digitsOnly = false;
        h = Math.imul(h ^ (entry >>> 2), PRIME);
        if (i >= length) break;
        code = text.charCodeAt(i++);
        entry = WORD_TABLE[code];
        if ((entry & 3) !== WORD) break;
      }
      out[at++] = digitsOnly ? NUMBER_WORD : fmix32(h) >>> 0;
    }
    if ((entry & 3) === SINGLE && at < end) {
      out[at++] = fmix32(OFFSET_BASIS ^ Math.imul(code, PRIME)) >>> 0;
    }
  }
  return at;
}

/** The hash {@link hashWords} gives to one word. */
export function wordHash(word: string): number {
  const out = new Uint32Array(1);
  return hashWords(word, out, 0) === 0 ? 0 : out[0];
}

/** The hash of two words in a row, as the classifier's vocabulary uses it. */
export function pairHash(first: number, second: number): number {
  return fmix32(Math.imul(first, 0x9e3779b1) ^ second) >>> 0;
}

function buildTable(): Uint32Array {
  const table = new Uint32Array(65536);
  const letter = /[\p{L}\p{N}\p{M}_]/u;
  const single = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
  for (let code = 0; code < 65536; code++) {
    // Half of a surrogate pair: letters beyond the BMP are rare; they count as word characters.
    if (code >= 0xd800 && code <= 0xdfff) {
      table[code] = (code << 2) | WORD;
      continue;
    }
    const char = String.fromCharCode(code);
    if (single.test(char)) table[code] = (code << 2) | SINGLE;
    else if (letter.test(char)) {
      const lower = char.toLowerCase();
      const folded = lower.length === 1 ? lower.charCodeAt(0) : code;
      table[code] = (folded << 2) | WORD;
    }
  }
  return table;
}
