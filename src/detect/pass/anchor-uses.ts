/**
 * Who sends each anchor, and in how many exchanges. Units come one after the other, so a pair of anchor and unit is
 * looked for where that anchor's last pair was written, and there is no table of pairs. What belongs to an anchor stands in
 * one line of the processor's cache.
 */
import { growUint32 } from './grow.ts';

/** Words of an entry: low and high half of the hash, exchanges, units, and the latest pair + 1. */
const ENTRY = 8;
const EXCHANGES = 2;
const UNITS = 3;
const LAST_PAIR = 4;
const FIRST = 2 ** 14;

export class AnchorUses {
  /** Different anchors so far; entry e is one of them. */
  count = 0;
  /** Pairs so far: pair p is entry pairEntry[p], in pairCount[p] exchanges of a unit; those of one unit stand together. */
  pairs = 0;
  pairEntry = new Uint32Array(FIRST);
  pairCount = new Uint32Array(FIRST);
  /** Where the pairs of the unit begin that comes now. */
  private begun = 0;
  private entries = new Uint32Array(ENTRY * FIRST);
  /** Entry + 1, 0 if empty; at most half are taken. */
  private slots = new Uint32Array(2 * FIRST);

  /** The exchanges that follow are another unit's. */
  next(): void {
    this.begun = this.pairs;
  }

  /** An exchange with this anchor. */
  add(low: number, high: number): void {
    const entry = this.entryOf(low, high);
    const at = ENTRY * entry;
    this.entries[at + EXCHANGES]++;
    const last = this.entries[at + LAST_PAIR];
    if (last > this.begun) {
      this.pairCount[last - 1]++;
      return;
    }
    this.entries[at + UNITS]++;
    if (this.pairs === this.pairEntry.length) {
      this.pairEntry = growUint32(this.pairEntry);
      this.pairCount = growUint32(this.pairCount);
    }
    this.pairEntry[this.pairs] = entry;
    this.pairCount[this.pairs] = 1;
    this.entries[at + LAST_PAIR] = ++this.pairs;
  }

  exchangesOf(entry: number): number {
    return this.entries[ENTRY * entry + EXCHANGES];
  }

  unitsOf(entry: number): number {
    return this.entries[ENTRY * entry + UNITS];
  }

  keyOf(entry: number): bigint {
    return (BigInt(this.entries[ENTRY * entry + 1]) << 32n) | BigInt(this.entries[ENTRY * entry]);
  }

  /** The entry of a hash, made if there is none. */
  private entryOf(low: number, high: number): number {
    const { slots, entries } = this;
    const mask = slots.length - 1;
    let slot = slotOf(low, high) & mask;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const at = ENTRY * (slots[slot] - 1);
      if (entries[at] === low && entries[at + 1] === high) return slots[slot] - 1;
    }
    const entry = this.count++;
    if (2 * this.count > slots.length) this.grow();
    this.entries[ENTRY * entry] = low;
    this.entries[ENTRY * entry + 1] = high;
    this.place(entry);
    return entry;
  }

  private place(entry: number): void {
    const mask = this.slots.length - 1;
    let slot = slotOf(this.entries[ENTRY * entry], this.entries[ENTRY * entry + 1]) & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = entry + 1;
  }

  private grow(): void {
    this.entries = growUint32(this.entries);
    this.slots = new Uint32Array(2 * this.slots.length);
    for (let entry = 0; entry < this.count - 1; entry++) this.place(entry);
  }
}

function slotOf(low: number, high: number): number {
  const mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
