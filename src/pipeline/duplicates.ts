/**
 * Never count an id twice, in bounded memory: a Bloom filter over the ids' hashes says "new" for sure or "perhaps known"; the
 * few "perhaps" are looked up exactly, in the rows not yet stored and in the store.
 */
import { FINGERPRINT_STRIDE, OFFSET } from '../model/fingerprint-layout.ts';

/** Words of a block: an id has one bit in each. */
const BLOCK = 8;
/** Odd numbers that take a bit of each word out of one hash; those of the filters in Parquet files. */
const SALTS = [0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31] as const;

/** The first ids, 128 bits each: 16 MB, which processors have near them. */
const FIRST_IDS = 2 ** 20;
const FIRST_BLOCKS = 2 ** 19;
/** All others: 128 MB. Of 20 million new ids some ten need a look-up; more ids cost look-ups, never exactness. */
const OTHER_BLOCKS = 2 ** 22;

/**
 * A split block Bloom filter (Putze, Sanders and Singler 2007; Apache Parquet's BloomFilter): all bits of an id lie in 32 bytes,
 * so an id costs one line of the cache, and so much memory can be had for few "perhaps": each look-up goes through all rows
 * of the store. Six bits anywhere in 64 MB gave 190 of them in 20 million new ids, which took 17 s.
 */
class Blocks {
  private readonly words: Uint32Array;
  private readonly mask: number;

  /** @param blocks a power of two */
  constructor(blocks: number) {
    this.words = new Uint32Array(BLOCK * blocks);
    this.mask = blocks - 1;
  }

  has(lo: number, hi: number): boolean {
    const { words } = this;
    const from = BLOCK * (lo & this.mask);
    // Of a new id the first bit is missing as a rule.
    for (let k = 0; k < BLOCK; k++) if ((bit(hi, k) & ~words[from + k]) !== 0) return false;
    return true;
  }

  /** Brings an id's line near; what it says is for nobody. */
  prefetch(lo: number): number {
    return this.words[BLOCK * (lo & this.mask)];
  }

  /** Adds an id; true if it was perhaps there before. */
  add(lo: number, hi: number): boolean {
    const { words } = this;
    const from = BLOCK * (lo & this.mask);
    let missing = 0;
    for (let k = 0; k < BLOCK; k++) {
      const before = words[from + k];
      const one = bit(hi, k);
      missing |= one & ~before;
      words[from + k] = before | one;
    }
    return missing === 0;
  }
}

/** The bit of word k. */
function bit(hash: number, k: number): number {
  return 1 << (Math.imul(hash, SALTS[k]) >>> 27);
}

/** Ids of a stretch: their lines lie in any place of 144 MB, and the processor waits for many at once. */
const STRETCH = 64;

export class DuplicateFilter {
  /** A sum of what was brought near, so that no compiler leaves it out. */
  prefetched = 0;
  private readonly first = new Blocks(FIRST_BLOCKS);
  private firstIds = 0;
  private others: Blocks | null = null;

  /** Brings the lines near of the ids that {@link testAndSet} is asked for next. */
  prefetch(lo: Uint32Array, count: number): void {
    const { first, others } = this;
    let sum = 0;
    for (let i = 0; i < count; i++) sum = (sum + first.prefetch(lo[i])) | 0;
    if (others !== null) for (let i = 0; i < count; i++) sum = (sum + others.prefetch(lo[i])) | 0;
    this.prefetched = sum;
  }

  /** Adds an id hash; true if it was perhaps there before. */
  testAndSet(lo: number, hi: number): boolean {
    if (this.others !== null) return this.first.has(lo, hi) || this.others.add(lo, hi);
    const known = this.first.add(lo, hi);
    if (!known && ++this.firstIds === FIRST_IDS) this.others = new Blocks(OTHER_BLOCKS);
    return known;
  }
}

/** The id hash of row i. */
export function rowId(rows: Uint8Array, i: number): bigint {
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  return view.getBigUint64(i * FINGERPRINT_STRIDE + OFFSET.id, true);
}

/** Indices of the rows whose id the filter has perhaps seen; all ids are in the filter afterwards. */
export function suspectRows(filter: DuplicateFilter, rows: Uint8Array, count: number): number[] {
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  const suspects: number[] = [];
  const lo = new Uint32Array(STRETCH);
  const hi = new Uint32Array(STRETCH);
  for (let from = 0; from < count; from += STRETCH) {
    const stretch = Math.min(STRETCH, count - from);
    for (let i = 0; i < stretch; i++) {
      const at = (from + i) * FINGERPRINT_STRIDE + OFFSET.id;
      lo[i] = view.getUint32(at, true);
      hi[i] = view.getUint32(at + 4, true);
    }
    filter.prefetch(lo, stretch);
    for (let i = 0; i < stretch; i++) if (filter.testAndSet(lo[i], hi[i])) suspects.push(from + i);
  }
  return suspects;
}

/** The rows without those at the given ascending indices. */
export function withoutRows(
  rows: Uint8Array,
  count: number,
  dropped: readonly number[],
): { rows: Uint8Array; count: number } {
  if (dropped.length === 0) return { rows, count };
  const kept = new Uint8Array((count - dropped.length) * FINGERPRINT_STRIDE);
  let from = 0;
  let to = 0;
  for (const i of [...dropped, count]) {
    const part = rows.subarray(from * FINGERPRINT_STRIDE, i * FINGERPRINT_STRIDE);
    kept.set(part, to);
    to += part.length;
    from = i + 1;
  }
  return { rows: kept, count: count - dropped.length };
}
