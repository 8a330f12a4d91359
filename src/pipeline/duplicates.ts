/**
 * Never count an id twice, in bounded memory: a Bloom filter (Bloom 1970) over the ids' hashes says "new" for sure or
 * "perhaps known"; the few "perhaps" are looked up exactly, in the rows not yet stored and in the store.
 */
import { FINGERPRINT_STRIDE, OFFSET } from '../model/fingerprint-layout.ts';

/** 64 MB: at 20 million ids about 6 in 100,000 new ids need a look-up; more ids cost look-ups, never exactness. */
const BITS = 2 ** 29;
const PROBES = 6;

export class DuplicateFilter {
  private readonly bits = new Uint32Array(BITS / 32);

  /** Adds an id hash; true if it was perhaps there before. */
  addPerhapsKnown(lo: number, hi: number): boolean {
    let known = true;
    const step = hi | 1;
    let at = lo;
    for (let k = 0; k < PROBES; k++) {
      const bit = at & (BITS - 1);
      const mask = 1 << (bit & 31);
      if ((this.bits[bit >>> 5] & mask) === 0) {
        known = false;
        this.bits[bit >>> 5] |= mask;
      }
      at = (at + step) | 0;
    }
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
  for (let i = 0; i < count; i++) {
    const at = i * FINGERPRINT_STRIDE + OFFSET.id;
    if (filter.addPerhapsKnown(view.getUint32(at, true), view.getUint32(at + 4, true))) suspects.push(i);
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
