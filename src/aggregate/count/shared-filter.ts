/**
 * Which anchors may be those of several units, in memory that does not grow: most anchors of a log are one unit's, and a
 * table of all of them would grow with exchanges. A bucket remembers who came last; it is shared once somebody else
 * comes. Says yes to some that only share a bucket, and no to one that is shared only if all who sent it have equal
 * marks: among fewer than 65,534 units never, among more for one in four billion anchors of three units.
 */

/** Buckets at most: 128 MB. */
const MOST_BUCKETS = 2 ** 26;

/** What is in a bucket: nothing, the mark of a unit, or one of */
const SHARED = 0xffff;
/** shared since {@link SharedFilter.freeze} was called last. */
const FRESH = 0xfffe;
const MARKS = 0xfffd;

/** Buckets of one of so many shares of anchors. */
export function bucketsFor(occurrences: number, shares: number): number {
  const all = Math.min(MOST_BUCKETS, 2 ** Math.ceil(Math.log2(Math.max(2, occurrences))));
  return Math.max(2, all / shares);
}

export class SharedFilter {
  /** Buckets that became shared since {@link freeze}. */
  fresh = 0;
  private readonly buckets: Uint16Array;
  private readonly mask: number;

  /**
   * @param occurrences how many anchors are going to be shown, about: with more it says yes more often
   * @param bits it is one of 2^bits, which have the occurrences and the memory together
   */
  constructor(occurrences: number, bits: number) {
    const buckets = bucketsFor(occurrences, 2 ** bits);
    this.buckets = new Uint16Array(buckets);
    this.mask = buckets - 1;
  }

  /** @param unit from 0 on */
  add(low: number, high: number, unit: number): void {
    const bucket = (low ^ Math.imul(high, 0x9e3779b1)) & this.mask;
    const before = this.buckets[bucket];
    if (before >= FRESH) return;
    const mark = (unit % MARKS) + 1;
    if (before === mark) return;
    if (before === 0) this.buckets[bucket] = mark;
    else {
      this.buckets[bucket] = FRESH;
      this.fresh++;
    }
  }

  mayBeShared(low: number, high: number): boolean {
    return this.buckets[(low ^ Math.imul(high, 0x9e3779b1)) & this.mask] >= FRESH;
  }

  /** Whether it may be shared since {@link freeze}, and was not before. */
  mayBeFresh(low: number, high: number): boolean {
    return this.buckets[(low ^ Math.imul(high, 0x9e3779b1)) & this.mask] === FRESH;
  }

  /** From here on nothing is fresh. */
  freeze(): void {
    if (this.fresh === 0) return;
    const { buckets } = this;
    for (let bucket = 0; bucket < buckets.length; bucket++) if (buckets[bucket] === FRESH) buckets[bucket] = SHARED;
    this.fresh = 0;
  }
}
