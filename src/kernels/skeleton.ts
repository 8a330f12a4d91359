/**
 * A locality-sensitive signature of a prompt's instruction skeleton: MinHash (Broder 1997; a slot agrees with
 * probability the Jaccard index) over the heads of its lines and sentences. Heads are few, so every slot has a hash
 * of its own rather than a bin of one permutation. What fills a template's slots mostly stands behind those heads, so two fillings of one
 * template agree in most slots, and a reworded one still in some.
 */
import { fmix32 } from './hash.ts';

/** Characters read from each end of a text: instructions stand at the ends, pasted matter between. */
export const ENDS = 4096;
/** Words of a line or sentence that make its head. */
export const HEAD_WORDS = 2;

/** Writes the signature of the texts into `out`, a hash a slot; all zeros if there is no head. */
export function skeletonSignature(texts: readonly string[], count: number, out: Uint32Array): void {
  out.fill(0xffffffff);
  for (let i = 0; i < count; i++) {
    const text = texts[i];
    if (text.length <= 2 * ENDS) addHeads(text, 0, text.length, out);
    else {
      addHeads(text, 0, ENDS, out);
      addHeads(text, text.length - ENDS, text.length, out);
    }
  }
  if (out[0] === 0xffffffff) out.fill(0);
}

function addHeads(text: string, from: number, to: number, out: Uint32Array): void {
  let wordsLeft = HEAD_WORDS;
  let head = 0;
  let word = 0;
  let previous = 10;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code > 191;
    if (isLetter) {
      if (wordsLeft > 0) word = Math.imul(word ^ (code | 32), 0x01000193);
    } else if (word !== 0) {
      head = Math.imul(head ^ word, 0x5bd1e995) ^ (head >>> 15);
      word = 0;
      wordsLeft--;
      if (wordsLeft === 0) put(head, out);
    }
    // A head of one word counts when its line ends. A new line, or a blank behind the end of a sentence, starts the next head.
    if (code === 10 || (code === 32 && (previous === 46 || previous === 58 || previous === 63 || previous === 33))) {
      if (wordsLeft > 0 && head !== 0) put(head, out);
      wordsLeft = HEAD_WORDS;
      head = 0;
      word = 0;
    }
    previous = code;
  }
}

function put(head: number, out: Uint32Array): void {
  for (let k = 0; k < out.length; k++) {
    const hash = fmix32(head ^ Math.imul(k + 1, 0x9e3779b1)) >>> 0;
    if (hash < out[k]) out[k] = hash;
  }
}
