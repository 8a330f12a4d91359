/**
 * Who sends each anchor, and in how many exchanges. Units come one after the other, so a pair of anchor and unit is
 * looked for where that anchor's last pair was written, and there is no table of pairs.
 */
import { growUint32 } from './grow.ts';

export class AnchorUses {
  /** Different anchors so far; entry e is one of them. */
  count = 0;
  /** Low and high half of each entry's hash, in turn. */
  halves = new Uint32Array(2 * FIRST);
  exchanges = new Uint32Array(FIRST);
  units = new Uint32Array(FIRST);
  /** Pairs so far: pair p is entry pairEntry[p], in pairCount[p] exchanges of a unit; those of one unit stand together. */
  pairs = 0;
  pairEntry = new Uint32Array(FIRST);
  pairCount = new Uint32Array(FIRST);
  /** Where the pairs of the unit begin that comes now. */
  private begun = 0;
  /** The latest pair of each entry, + 1. */
  private lastPair = new Uint32Array(FIRST);
  /** Entry + 1, 0 if empty; at most half are taken. */
  private slots = new Uint32Array(4 * FIRST);

  /** The exchanges that follow are another unit's. */
  next(): void {
    this.begun = this.pairs;
  }

  /** An exchange with this anchor. */
  add(low: number, high: number): void {
    let entry = this.find(low, high);
    if (entry < 0) entry = this.insert(low, high);
    this.exchanges[entry]++;
    const last = this.lastPair[entry];
    if (last > this.begun) {
      this.pairCount[last - 1]++;
      return;
    }
    this.units[entry]++;
    if (this.pairs === this.pairEntry.length) this.growPairs();
    this.pairEntry[this.pairs] = entry;
    this.pairCount[this.pairs] = 1;
    this.lastPair[entry] = ++this.pairs;
  }

  /** The entry of a hash, or -1. */
  find(low: number, high: number): number {
    const { slots, halves } = this;
    const mask = slots.length - 1;
    for (let slot = slotOf(low, high) & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot];
      if (entry === 0) return -1;
      if (halves[2 * entry - 2] === low && halves[2 * entry - 1] === high) return entry - 1;
    }
  }

  private insert(low: number, high: number): number {
    if (this.count === this.units.length) this.growEntries();
    const entry = this.count++;
    this.halves[2 * entry] = low;
    this.halves[2 * entry + 1] = high;
    this.place(entry);
    return entry;
  }

  private place(entry: number): void {
    const mask = this.slots.length - 1;
    let slot = slotOf(this.halves[2 * entry], this.halves[2 * entry + 1]) & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = entry + 1;
  }

  private growEntries(): void {
    this.halves = growUint32(this.halves);
    this.exchanges = growUint32(this.exchanges);
    this.units = growUint32(this.units);
    this.lastPair = growUint32(this.lastPair);
    this.slots = new Uint32Array(2 * this.slots.length);
    for (let entry = 0; entry < this.count; entry++) this.place(entry);
  }

  private growPairs(): void {
    this.pairEntry = growUint32(this.pairEntry);
    this.pairCount = growUint32(this.pairCount);
  }
}

const FIRST = 2 ** 14;

function slotOf(low: number, high: number): number {
  const mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
