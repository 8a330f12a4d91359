/**
 * Text as a point, without a model: words, runs of words and runs of characters are hashed into a vector of fixed width
 * with signs (feature hashing: Weinberger et al., ICML 2009) and scaled to length 1. It replaces the sentence
 * embeddings that some detectors use: it sees shared words and spellings, not meaning.
 */
import { fmix32 } from '../../../src/kernels/hash.ts';

export interface TextShape {
  readonly width: number;
  /** Longest run of words. */
  readonly words: number;
  /** Length of the character runs inside a word; 0 for none. */
  readonly characters: number;
}

const PRIME = 0x01000193;
const BASIS = 0x811c9dc5 | 0;
const CHARACTERS_SALT = 0x5bd1e995;

/** Writes the text's point to `out` (shape.width numbers). A text without words is the origin. */
export function hashText(text: string, shape: TextShape, out: Float32Array): void {
  out.fill(0);
  const lower = text.toLowerCase();
  // runs[n - 1] is the hash of the last n words.
  const runs = new Int32Array(shape.words);
  let words = 0;
  let from = -1;
  for (let i = 0; i <= lower.length; i++) {
    const inside = i < lower.length && isWordCharacter(lower.charCodeAt(i));
    if (inside && from < 0) from = i;
    if (inside || from < 0) continue;
    const own = hashRange(lower, from, i);
    words++;
    for (let n = Math.min(words, shape.words); n >= 2; n--) {
      runs[n - 1] = Math.imul(runs[n - 2], PRIME) ^ own;
      addFeature(out, fmix32(runs[n - 1] + n));
    }
    runs[0] = own;
    addFeature(out, fmix32(own + 1));
    if (shape.characters > 0)
      for (let at = from; at + shape.characters <= i; at++)
        addFeature(out, fmix32(hashRange(lower, at, at + shape.characters) ^ CHARACTERS_SALT));
    from = -1;
  }
  scaleToOne(out);
}

/** Digits, Latin letters, and everything beyond ASCII: other scripts have no spaces in common. */
function isWordCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127;
}

function hashRange(text: string, from: number, to: number): number {
  let hash = BASIS;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash;
}

function addFeature(out: Float32Array, hash: number): void {
  out[(hash >>> 1) % out.length] += (hash & 1) === 1 ? 1 : -1;
}

function scaleToOne(vector: Float32Array): void {
  let sum = 0;
  for (const x of vector) sum += x * x;
  if (sum === 0) return;
  const scale = 1 / Math.sqrt(sum);
  for (let i = 0; i < vector.length; i++) vector[i] *= scale;
}

/** The cosine of two points. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
