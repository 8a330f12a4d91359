/** How many different messages there are: exactly for units, which come one after the other, and estimated for anchors. */

/** Different hashes of one unit after the other: one table, which a new unit finds empty without its being cleared. */
export class DistinctInTurn {
  count = 0;
  private turn = 1;
  private halves = new Uint32Array(2 * FIRST);
  /** The turn in which a slot was taken. */
  private taken = new Uint32Array(FIRST);

  next(): void {
    this.count = 0;
    this.turn++;
  }

  add(low: number, high: number): void {
    const mask = this.taken.length - 1;
    let slot = (low ^ Math.imul(high, 0x9e3779b1)) & mask;
    for (; this.taken[slot] === this.turn; slot = (slot + 1) & mask) {
      if (this.halves[2 * slot] === low && this.halves[2 * slot + 1] === high) return;
    }
    this.taken[slot] = this.turn;
    this.halves[2 * slot] = low;
    this.halves[2 * slot + 1] = high;
    if (2 * ++this.count > this.taken.length) this.grow();
  }

  private grow(): void {
    const { halves, taken, turn } = this;
    this.halves = new Uint32Array(2 * halves.length);
    this.taken = new Uint32Array(2 * taken.length);
    this.count = 0;
    for (let slot = 0; slot < taken.length; slot++) {
      if (taken[slot] === turn) this.add(halves[2 * slot], halves[2 * slot + 1]);
    }
  }
}

const FIRST = 2 ** 10;

/**
 * Linear counting (Whang, Vander-Zanden and Taylor 1990), a bitmap a value, sixteen bits or more for each hash that it
 * may have. A value with many is counted on a share of all hashes, so that no bitmap exceeds 8 kB. Within 6 % of the
 * truth, 1 % at the mean, and exact but for a collision for those with few.
 */
export class DistinctEstimates {
  private readonly bits: Uint32Array;
  /** Of each value, side by side to be found together: where its bitmap begins, its mask, its shift, bits that are set. */
  private readonly table: Uint32Array;
  private readonly shown: Uint32Array;

  /** @param shown how many hashes each value is going to be shown */
  constructor(shown: Uint32Array) {
    this.shown = shown;
    this.table = new Uint32Array(FIELDS * shown.length);
    let words = 0;
    shown.forEach((n, v) => {
      const shift = shareShift(n, MOST);
      const bits = Math.max(FEWEST_BITS, 2 ** Math.ceil(Math.log2(16 * (n / 2 ** shift))));
      this.table.set([words, bits - 1, shift, 0], FIELDS * v);
      words += bits / 32;
    });
    this.bits = new Uint32Array(words);
  }

  add(v: number, low: number, high: number): void {
    const { table, bits } = this;
    const at = FIELDS * v;
    const shift = table[at + SHIFT];
    if (shift > 0 && high >>> (32 - shift) !== 0) return;
    const bit = low & table[at + MASK];
    const word = table[at] + (bit >>> 5);
    const before = bits[word];
    const set = 1 << (bit & 31);
    if ((before & set) !== 0) return;
    bits[word] = before | set;
    table[at + ONES]++;
  }

  /** At least one of a value that was shown any, and no more than it was shown. */
  estimate(v: number): number {
    const at = FIELDS * v;
    const bits = this.table[at + MASK] + 1;
    const zeros = Math.max(1, bits - this.table[at + ONES]);
    const count = Math.round(bits * Math.log(bits / zeros)) * 2 ** this.table[at + SHIFT];
    return Math.min(this.shown[v], Math.max(1, count));
  }
}

/** The power of two by which a number is thinned to at most `most`. */
export function shareShift(n: number, most: number): number {
  return Math.max(0, Math.ceil(Math.log2(n / most)));
}

const FIELDS = 4;
const MASK = 1;
const SHIFT = 2;
const ONES = 3;
/** Hashes that a bitmap is made for, at most. */
const MOST = 4_096;
const FEWEST_BITS = 512;
