/**
 * The hash of a text: the first half of MurmurHash3_x86_128 (Appleby, public domain) with seed 0, over the text's UTF-16LE bytes.
 * Four lanes side by side, eight units a step: the hash of ids (hash.ts), whose every step waits for the one before, takes four
 * times as long, and texts are most of what is hashed. Unkeyed: not for personal data.
 */
import { fmix32, hashed } from './hash.ts';

export const C1 = 0x239b961b;
export const C2 = 0xab0e9789 | 0;
export const C3 = 0x38b34ae5;
export const C4 = 0xa1e38b93 | 0;

/** Hashes a string into {@link hashed}. Never leaves 0/0, which means "none" in a fingerprint. */
export function textHash(text: string): void {
  const { length } = text;
  let h1 = 0;
  let h2 = 0;
  let h3 = 0;
  let h4 = 0;
  let i = 0;
  for (; i + 8 <= length; i += 8) {
    h1 = (rotl(h1 ^ mixed(pair(text, i), C1, 15, C2), 19) + h2) | 0;
    h1 = (Math.imul(h1, 5) + 0x561ccd1b) | 0;
    h2 = (rotl(h2 ^ mixed(pair(text, i + 2), C2, 16, C3), 17) + h3) | 0;
    h2 = (Math.imul(h2, 5) + 0x0bcaa747) | 0;
    h3 = (rotl(h3 ^ mixed(pair(text, i + 4), C3, 17, C4), 15) + h4) | 0;
    h3 = (Math.imul(h3, 5) + 0x96cd1c35) | 0;
    h4 = (rotl(h4 ^ mixed(pair(text, i + 6), C4, 18, C1), 13) + h1) | 0;
    h4 = (Math.imul(h4, 5) + 0x32ac3b17) | 0;
  }
  // What is missing of the last step is zeros, and a lane of zeros changes nothing.
  const bytes = 2 * length;
  h1 ^= mixed(pair(text, i), C1, 15, C2) ^ bytes;
  h2 ^= mixed(pair(text, i + 2), C2, 16, C3) ^ bytes;
  h3 ^= mixed(pair(text, i + 4), C3, 17, C4) ^ bytes;
  h4 ^= mixed(pair(text, i + 6), C4, 18, C1) ^ bytes;
  h1 = (h1 + h2 + h3 + h4) | 0;
  const a = fmix32(h1);
  const b = fmix32((h2 + h1) | 0);
  const sum = (a + b + fmix32((h3 + h1) | 0) + fmix32((h4 + h1) | 0)) | 0;
  hashed.hi = sum >>> 0;
  hashed.lo = (b + sum) >>> 0;
  if (hashed.hi === 0 && hashed.lo === 0) hashed.lo = 1;
}

/** The same hash as a BigInt. */
export function textHashBigInt(text: string): bigint {
  textHash(text);
  return (BigInt(hashed.hi) << 32n) | BigInt(hashed.lo);
}

/** Two units as one number; 0 for what is behind the end, where charCodeAt gives NaN. */
function pair(text: string, i: number): number {
  return text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16);
}

function mixed(k: number, before: number, by: number, behind: number): number {
  return Math.imul(rotl(Math.imul(k, before), by), behind);
}

function rotl(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}
