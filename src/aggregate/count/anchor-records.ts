/**
 * What the exchanges around each anchor are like, in two lines of the processor's cache an anchor: sums over a share of its
 * exchanges, and how many different messages it stands in. Means settle long before a template's millionth exchange;
 * which exchanges are summed, their ids choose. A million anchors do not fit into a cache, and what counts is how many
 * lines each exchange touches for each of its sixteen.
 *
 * Messages are counted by linear counting (Whang, Vander-Zanden and Taylor 1990), a bitmap an anchor of sixteen bits or
 * more for each message. An anchor with many is counted on a share of all hashes, so that no bitmap exceeds 8 kB. Within
 * 6 % of the truth, 1 % at the mean, and exact but for a collision for anchors of few.
 *
 * Both shares follow from the number of exchanges alone. When an anchor outgrows them its record begins anew, and is to be
 * shown all its exchanges again: so it is the same whether exchanges came at once or bit by bit.
 */
import { assert } from '../../base/assert.ts';
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
assert(ONES < RECORD, 'a record has room for the sums and what follows them');

/** Messages that a bitmap is made for, at most. */
const MOST_MARKED = 4_096;
/** At least 32, which leaves the mask's last five bits to the shift. */
const FEWEST_BITS = 512;
const SHIFT_BITS = 31;

export class AnchorRecords {
  /** Records so far. */
  count = 0;
  private records = new Int32Array(0);
  private bitmaps = new Int32Array(0);
  private words = 0;

  /** Words of so many records, and of the bitmaps of anchors in so many exchanges each. */
  static wordsFor(records: number, exchanges: Iterable<number>): { records: number; bitmaps: number } {
    let bitmaps = 0;
    for (const n of exchanges) bitmaps += bitsFor(n) / 32;
    return { records: RECORD * records, bitmaps };
  }

  /** Makes room: for so many records, and for the bitmaps of anchors in so many exchanges. */
  reserve(records: number, exchanges: Iterable<number>): void {
    const words = AnchorRecords.wordsFor(records, exchanges);
    this.records = longer(this.records, words.records);
    this.bitmaps = longer(this.bitmaps, this.words + words.bitmaps);
  }

  /** Takes empty memory of {@link wordsFor} what is going to be made, instead of {@link reserve}. */
  takeMemory(records: Int32Array<ArrayBuffer>, bitmaps: Int32Array<ArrayBuffer>): void {
    this.records = records;
    this.bitmaps = bitmaps;
  }

  /** A record that nothing was added to, for an anchor in so many exchanges. Room is reserved. */
  make(exchanges: number): number {
    const record = this.count++;
    this.begin(record, exchanges);
    return record;
  }

  /** Whether the record is still made for so many exchanges. */
  fits(record: number, exchanges: number): boolean {
    const at = RECORD * record;
    return (
      this.records[at + THINNED] === thinnedFor(exchanges) &&
      this.records[at + MASK_AND_SHIFT] === maskAndShiftFor(exchanges)
    );
  }

  /** Empties a record, for an anchor in so many exchanges. Room for its bitmap is reserved. */
  begin(record: number, exchanges: number): void {
    const at = RECORD * record;
    this.records.fill(0, at, at + RECORD);
    this.records[at + THINNED] = thinnedFor(exchanges);
    this.records[at + BITMAP] = this.words;
    this.records[at + MASK_AND_SHIFT] = maskAndShiftFor(exchanges);
    this.words += bitsFor(exchanges) / 32;
  }

  /** An exchange with this anchor; `id` and the message are hashes, of the id any 32 bits. */
  add(record: number, summands: Summands, id: number, messageLow: number, messageHigh: number): void {
    const { records, bitmaps } = this;
    const at = RECORD * record;
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

  /** @param places records, in the order in which their sums are wanted */
  sums(places: Uint32Array): SumTable {
    return { table: this.records, stride: RECORD, places };
  }

  /** Different messages around the anchor of a record: at least one, and no more than there are exchanges. */
  messages(record: number, exchanges: number): number {
    const at = RECORD * record;
    const maskAndShift = this.records[at + MASK_AND_SHIFT];
    const bits = (maskAndShift | SHIFT_BITS) + 1;
    const zeros = Math.max(1, bits - this.records[at + ONES]);
    const count = Math.round(bits * Math.log(bits / zeros)) * 2 ** (maskAndShift & SHIFT_BITS);
    return Math.min(exchanges, Math.max(1, count));
  }
}

function thinnedFor(exchanges: number): number {
  return 2 ** shareShift(exchanges, SUMMED_IN_31_BITS / 2) - 1;
}

function maskAndShiftFor(exchanges: number): number {
  return ((bitsFor(exchanges) - 1) & ~SHIFT_BITS) | shareShift(exchanges, MOST_MARKED);
}

function bitsFor(exchanges: number): number {
  const marked = exchanges / 2 ** shareShift(exchanges, MOST_MARKED);
  return Math.max(FEWEST_BITS, 2 ** Math.ceil(Math.log2(16 * marked)));
}

/** The power of two by which a number is thinned to at most `most`. */
function shareShift(n: number, most: number): number {
  return Math.max(0, Math.ceil(Math.log2(n / most)));
}

/** At least as long; exactly so at first, and with a half to spare later, so that bit by bit is not copy by copy. */
function longer(array: Int32Array<ArrayBuffer>, wanted: number): Int32Array<ArrayBuffer> {
  if (wanted <= array.length) return array;
  const grown = new Int32Array(array.length === 0 ? wanted : Math.ceil(1.5 * wanted));
  grown.set(array);
  return grown;
}
