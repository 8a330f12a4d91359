/**
 * What the exchanges around each anchor are like, in two lines of the processor's cache an anchor: sums over a share of its
 * exchanges, and how many different messages it stands in. Means settle long before a template's millionth exchange;
 * which exchanges are summed, their ids choose. A million anchors do not fit into a cache, and what counts is how many
 * lines each exchange touches for each of its sixteen.
 *
 * Messages are counted by linear counting (Whang, Vander-Zanden and Taylor 1990), a bitmap an anchor of sixteen bits or
 * more for each message. An anchor with many is counted on a share of all hashes, so that no bitmap exceeds 8 kB. Within
 * 6 % of the truth, 1 % at the mean, and exact but for a collision for anchors of few.
 */
import { SUMMANDS, SUMMED_IN_31_BITS, type Summands, type SumTable } from './summands.ts';

/** Words of a record: the sums, and behind them: */
const RECORD = 32;
/** ids with one of these bits are not summed, */
const THINNED = SUMMANDS;
/** where the bitmap begins, in words, */
const BITMAP = THINNED + 1;
/** its mask, with the number of leading zeros of the hashes that are looked at in its last five bits, */
const MASK_AND_SHIFT = BITMAP + 1;
/** bits that are set. */
const ONES = MASK_AND_SHIFT + 1;

/** Messages that a bitmap is made for, at most. */
const MOST_MARKED = 4_096;
/** At least 32, which leaves the mask's last five bits to the shift. */
const FEWEST_BITS = 512;
const SHIFT_BITS = 31;

export class AnchorRecords {
  private readonly exchanges: Uint32Array;
  private readonly records: Int32Array;
  private readonly bitmaps: Int32Array;
  /** Low and high half of a key, and its place + 1; 0 where there is none. At most half are taken. */
  private readonly slots: Uint32Array;
  private readonly mask: number;

  /** @param exchanges how many exchanges carry each anchor */
  constructor(keys: BigUint64Array, exchanges: Uint32Array) {
    this.exchanges = exchanges;
    this.records = new Int32Array(RECORD * keys.length);
    let words = 0;
    exchanges.forEach((n, a) => {
      const shift = shareShift(n, MOST_MARKED);
      const bits = Math.max(FEWEST_BITS, 2 ** Math.ceil(Math.log2(16 * (n / 2 ** shift))));
      const at = RECORD * a;
      this.records[at + THINNED] = 2 ** shareShift(n, SUMMED_IN_31_BITS / 2) - 1;
      this.records[at + BITMAP] = words;
      this.records[at + MASK_AND_SHIFT] = ((bits - 1) & ~SHIFT_BITS) | shift;
      words += bits / 32;
    });
    this.bitmaps = new Int32Array(words);
    const slots = 2 ** Math.ceil(Math.log2(2 * keys.length + 2));
    this.mask = slots - 1;
    this.slots = new Uint32Array(3 * slots);
    const halves = new Uint32Array(keys.buffer, keys.byteOffset, 2 * keys.length);
    for (let a = 0; a < keys.length; a++) {
      let slot = this.slotOf(halves[2 * a], halves[2 * a + 1]);
      while (this.slots[3 * slot + 2] !== 0) slot = (slot + 1) & this.mask;
      this.slots.set([halves[2 * a], halves[2 * a + 1], a + 1], 3 * slot);
    }
  }

  /** The place of an anchor, or -1. */
  find(low: number, high: number): number {
    const { slots, mask } = this;
    for (let slot = this.slotOf(low, high); ; slot = (slot + 1) & mask) {
      const at = 3 * slot;
      const place = slots[at + 2];
      if (place === 0) return -1;
      if (slots[at] === low && slots[at + 1] === high) return place - 1;
    }
  }

  /** An exchange with this anchor; `id` and the message are hashes, of the id any 32 bits. */
  add(anchor: number, summands: Summands, id: number, messageLow: number, messageHigh: number): void {
    const { records, bitmaps } = this;
    const at = RECORD * anchor;
    if ((id & records[at + THINNED]) === 0 && records[at] < SUMMED_IN_31_BITS) summands.addToFew(records, at);
    const maskAndShift = records[at + MASK_AND_SHIFT];
    const shift = maskAndShift & SHIFT_BITS;
    if (shift > 0 && messageHigh >>> (32 - shift) !== 0) return;
    const bit = messageLow & (maskAndShift | SHIFT_BITS);
    const word = records[at + BITMAP] + (bit >>> 5);
    const set = 1 << (bit & 31);
    const before = bitmaps[word];
    if ((before & set) !== 0) return;
    bitmaps[word] = before | set;
    records[at + ONES]++;
  }

  get sums(): SumTable {
    return { table: this.records, stride: RECORD, places: this.exchanges.length };
  }

  /** Different messages: at least one, and no more than there are exchanges. */
  messages(): Float64Array {
    return Float64Array.from(this.exchanges, (n, a) => {
      const at = RECORD * a;
      const maskAndShift = this.records[at + MASK_AND_SHIFT];
      const bits = (maskAndShift | SHIFT_BITS) + 1;
      const zeros = Math.max(1, bits - this.records[at + ONES]);
      const count = Math.round(bits * Math.log(bits / zeros)) * 2 ** (maskAndShift & SHIFT_BITS);
      return Math.min(n, Math.max(1, count));
    });
  }

  private slotOf(low: number, high: number): number {
    const mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & this.mask;
  }
}

/** The power of two by which a number is thinned to at most `most`. */
function shareShift(n: number, most: number): number {
  return Math.max(0, Math.ceil(Math.log2(n / most)));
}
