/**
 * Which anchors may be those of several units, in memory that does not grow: most anchors of a log are one unit's, and a
 * table of all of them would grow with exchanges. A bucket remembers who came last; it is shared once somebody else
 * comes. Says yes to some that only share a bucket, and never no to one that is shared.
 */

/** Buckets at most: 64 MB, and 16 MB for what is shared. */
const MOST_BUCKETS = 2 ** 24;

const SHARED = 1;
/** Shared since {@link SharedFilter.settle} was called last. */
const FRESH = 2;

export class SharedFilter {
  /** Buckets that became shared since {@link settle}. */
  fresh = 0;
  private readonly last: Uint32Array;
  private readonly several: Uint8Array;
  private readonly mask: number;

  /** @param occurrences how many anchors are going to be shown, about: with more it says yes more often */
  constructor(occurrences: number) {
    const buckets = Math.min(MOST_BUCKETS, 2 ** Math.ceil(Math.log2(Math.max(2, occurrences))));
    this.last = new Uint32Array(buckets);
    this.several = new Uint8Array(buckets);
    this.mask = buckets - 1;
  }

  /** @param unit from 0 on */
  add(low: number, high: number, unit: number): void {
    const bucket = (low ^ Math.imul(high, 0x9e3779b1)) & this.mask;
    const before = this.last[bucket];
    if (before === unit + 1) return;
    if (before === 0) this.last[bucket] = unit + 1;
    else if (this.several[bucket] === 0) {
      this.several[bucket] = FRESH;
      this.fresh++;
    }
  }

  mayBeShared(low: number, high: number): boolean {
    return this.several[(low ^ Math.imul(high, 0x9e3779b1)) & this.mask] !== 0;
  }

  /** Whether it may be shared since {@link settle}, and was not before. */
  mayBeFresh(low: number, high: number): boolean {
    return this.several[(low ^ Math.imul(high, 0x9e3779b1)) & this.mask] === FRESH;
  }

  /** From here on nothing is fresh. */
  settle(): void {
    const { several } = this;
    for (let bucket = 0; bucket < several.length; bucket++)
      if (several[bucket] === FRESH) several[bucket] = SHARED;
    this.fresh = 0;
  }
}
