/**
 * Text to word hashes in one pass. A word is a run of letters, digits and underscores, folded as fold.ts has it; Han, kana,
 * Hangul and other characters of scripts without blanks stand alone, so that these yield shingles too. Digits-only words hash
 * to one value: a template's numbers are slots, not its wording.
 */
import { PAIRS, pairEntry, SINGLE, UNSEEN, WORD, WORD_TABLE } from './fold.ts';
import { fmix32 } from './hash.ts';

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
    let entry = WORD_TABLE[text.charCodeAt(i++)];
    if ((entry & 3) === WORD) {
      // A loop of its own for a word: one that asks at every character whether it is in one took twice the time.
      let h = OFFSET_BASIS;
      let digitsOnly = true;
      let empty = true;
      for (;;) {
        // All of ASCII and most of the rest is one character that is seen.
        if (entry >>> 18 === 0 && entry !== UNSEEN) {
          const code = entry >>> 2;
          if (code < 48 || code > 57) digitsOnly = false;
          h = Math.imul(h ^ code, PRIME);
          empty = false;
        } else {
          if (entry >>> 25 === PAIRS) {
            const pair = pairEntry(entry, text.charCodeAt(i));
            if (pair !== 0) {
              entry = pair;
              i++;
            }
          }
          if (entry !== UNSEEN) {
            const code = (entry >>> 2) & 0xffff;
            if (code < 48 || code > 57) digitsOnly = false;
            h = hashMore(Math.imul(h ^ code, PRIME), entry);
            empty = false;
          }
        }
        if (i >= length) break;
        entry = WORD_TABLE[text.charCodeAt(i++)];
        // Word and unseen alone are odd.
        if ((entry & 1) === 0) break;
      }
      if (!empty) out[at++] = digitsOnly ? NUMBER_WORD : fmix32(h) >>> 0;
    }
    if ((entry & 3) === SINGLE && at < end) {
      out[at++] = fmix32(OFFSET_BASIS ^ Math.imul(entry >>> 2, PRIME)) >>> 0;
    }
  }
  return at;
}

/** Takes in the second and third character of those that an entry folds to. */
function hashMore(hash: number, entry: number): number {
  if (entry >>> 18 === 0 || entry >>> 25 === PAIRS) return hash;
  const h = Math.imul(hash ^ ((entry >>> 18) & 127), PRIME);
  return entry >>> 25 === 0 ? h : Math.imul(h ^ (entry >>> 25), PRIME);
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
