/**
 * Fast, unkeyed string hashes for keys that are not secret (ids, model names; texts: text-hash.ts). Two 32-bit lanes of
 * FNV-like multiply-xor over UTF-16 code units, each finished by MurmurHash3's fmix32 (Appleby, public domain).
 * Not for personal data: identifiers are hashed with a key on arrival (ingest/identity-hasher.ts).
 */

/** High and low half of the last 64-bit hash: a pair of numbers avoids a BigInt an exchange. */
export const hashed = { hi: 0, lo: 0 };

/** Hashes a string into {@link hashed}. Never leaves 0/0, which means "none" in a fingerprint. */
export function hash64(text: string): void {
  let a = 0x9e3779b9 | 0;
  let b = 0x85ebca6b | 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul((b << 5) ^ (b >>> 27) ^ c, 0x5bd1e995);
  }
  hashed.hi = fmix32(a ^ Math.imul(text.length, 0xc2b2ae35)) >>> 0;
  hashed.lo = fmix32(b + text.length) >>> 0;
  if (hashed.hi === 0 && hashed.lo === 0) hashed.lo = 1;
}

/** The same hash as a BigInt, for places that run once an account rather than once an exchange. */
export function hash64BigInt(text: string): bigint {
  hash64(text);
  return (BigInt(hashed.hi) << 32n) | BigInt(hashed.lo);
}

/** MurmurHash3's 32-bit finaliser: every input bit changes every output bit with probability near 1/2. */
export function fmix32(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
