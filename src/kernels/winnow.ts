/**
 * Winnowing (Schleimer, Wilkerson, Aiken: "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003)
 * over word shingles: of every WINDOW consecutive shingles the smallest hash is an anchor. Any run of at least
 * SHINGLE + WINDOW - 1 = 13 words that two texts share gives them a common anchor, wherever it stands and
 * whatever stands around it. Density: about 2 / (WINDOW + 1) anchors a word.
 */
import { fmix32 } from './hash.ts';
import { NUMBER_WORD } from './words.ts';

export const SHINGLE = 6;
export const WINDOW = 8;

export const BASE_LO = 0x01000193;
export const BASE_HI = 0x5bd1e995;
/** BASE_LO ** SHINGLE mod 2^32: takes the word that leaves out of the rolling hash. */
const LEAVING = power(BASE_LO, SHINGLE);
/** The shingle of a table of figures: it recurs everywhere and says nothing. */
const ALL_NUMBERS = fmix32(repeated(NUMBER_WORD)) >>> 0;

/** Anchors of many texts, one text after the other. */
export interface AnchorList {
  lo: Uint32Array;
  hi: Uint32Array;
  /** Index of each anchor's first word in the words it was taken from. */
  at: Uint32Array;
  length: number;
}

export function createAnchorList(capacity: number): AnchorList {
  return {
    lo: new Uint32Array(capacity),
    hi: new Uint32Array(capacity),
    at: new Uint32Array(capacity),
    length: 0,
  };
}

const ring = new Uint32Array(WINDOW);

/**
 * Appends the anchors of words[from, to) to `out`, in text order; a text shorter than a shingle has none.
 * Costs about 4 ns a word.
 */
export function winnow(words: Uint32Array, from: number, to: number, out: AnchorList): void {
  const shingles = to - from - SHINGLE + 1;
  if (shingles <= 0) return;
  reserve(out, Math.ceil(shingles / 2) + 1);

  let rolling = 0;
  for (let i = from; i < from + SHINGLE - 1; i++) rolling = (Math.imul(rolling, BASE_LO) + words[i]) | 0;

  let min = 0;
  let minAt = -WINDOW;
  let emitted = -1;
  for (let i = 0; i < shingles; i++) {
    rolling = (Math.imul(rolling, BASE_LO) + words[from + i + SHINGLE - 1]) | 0;
    if (i > 0) rolling = (rolling - Math.imul(words[from + i - 1], LEAVING)) | 0;
    const hash = fmix32(rolling) >>> 0;
    ring[i % WINDOW] = hash;
    if (minAt <= i - WINDOW) {
      // The minimum left the window (or there is none yet): look again, the rightmost of equals wins.
      const first = Math.max(0, i - WINDOW + 1);
      min = ring[first % WINDOW];
      minAt = first;
      for (let j = first + 1; j <= i; j++) {
        if (ring[j % WINDOW] <= min) {
          min = ring[j % WINDOW];
          minAt = j;
        }
      }
    } else if (hash <= min) {
      min = hash;
      minAt = i;
    }
    // Before the first window is full the minimum may still fall; a text with fewer shingles has one window.
    const full = i >= WINDOW - 1 || i === shingles - 1;
    if (full && minAt !== emitted) {
      emitted = minAt;
      append(words, from + minAt, min, out);
    }
  }
}

function append(words: Uint32Array, start: number, lo: number, out: AnchorList): void {
  if (lo === ALL_NUMBERS) return;
  let hi = 0;
  for (let i = start; i < start + SHINGLE; i++) hi = (Math.imul(hi, BASE_HI) + words[i]) | 0;
  out.lo[out.length] = lo;
  out.hi[out.length] = fmix32(hi) >>> 0;
  out.at[out.length] = start;
  out.length++;
}

function reserve(list: AnchorList, more: number): void {
  if (list.length + more <= list.lo.length) return;
  const capacity = Math.max(list.lo.length * 2, list.length + more);
  const lo = new Uint32Array(capacity);
  const hi = new Uint32Array(capacity);
  lo.set(list.lo.subarray(0, list.length));
  hi.set(list.hi.subarray(0, list.length));
  const at = new Uint32Array(capacity);
  at.set(list.at.subarray(0, list.length));
  list.lo = lo;
  list.hi = hi;
  list.at = at;
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result = Math.imul(result, base);
  return result;
}

function repeated(word: number): number {
  let rolling = 0;
  for (let i = 0; i < SHINGLE; i++) rolling = (Math.imul(rolling, BASE_LO) + word) | 0;
  return rolling;
}
