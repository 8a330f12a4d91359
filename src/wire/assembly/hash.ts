/** The string hash of src/kernels/hash.ts, over bytes or UTF-16 units, in pieces: start, feed, finish. */

export let hashA: u32 = 0;
export let hashB: u32 = 0;
/** The finished hash. */
export let hashHi: u32 = 0;
export let hashLo: u32 = 0;

export function fmix32(h: u32): u32 {
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

export function hashStart(): void {
  hashA = 0x9e3779b9;
  hashB = 0x85ebca6b;
}

export function hashResume(a: u32, b: u32): void {
  hashA = a;
  hashB = b;
}

export function hashUnit(c: u32): void {
  hashA = (hashA ^ c) * 0x01000193;
  hashB = (rotl(hashB, 5) ^ c) * 0x5bd1e995;
}

export function hashFeed<T>(text: usize, length: i32): void {
  let a = hashA;
  let b = hashB;
  const end = text + (<usize>length << alignof<T>());
  for (let p = text; p < end; p += sizeof<T>()) {
    const c = <u32>load<T>(p);
    a = (a ^ c) * 0x01000193;
    b = (rotl(b, 5) ^ c) * 0x5bd1e995;
  }
  hashA = a;
  hashB = b;
}

/** Finishes a hash of so many units. Never 0, which means "none" in a fingerprint. */
export function hashFinish(length: i32): void {
  hashHi = fmix32(hashA ^ (<u32>length * 0xc2b2ae35));
  hashLo = fmix32(hashB + <u32>length);
  if (hashHi == 0 && hashLo == 0) hashLo = 1;
}
