/**
 * Who sends each anchor, in how many exchanges, and with how much harvest intent. Units come one after the other, so a pair of anchor and unit is
 * looked for where that anchor's last pair was written, and there is no table of pairs. What belongs to an anchor stands in
 * one line of the processor's cache. A unit that comes again later, with more of its exchanges, gets further pairs; they
 * are put together when somebody asks.
 */
import { growUint32 } from './grow.ts';

/** Words of an entry: low and high half of the hash, exchanges, units, and the latest pair + 1. */
const ENTRY = 8;
const EXCHANGES = 2;
const UNITS = 3;
const LAST_PAIR = 4;
const FIRST = 2 ** 14;

/** Words of what is counted of a pair: exchanges, and the sum of their harvest intents, beside each other for the cache's sake. */
export const PAIR_WORDS = 2;

/** A unit has no pairs. */
const NONE = 0xffffffff;

/** The tables of {@link AnchorUses}, filled. */
export interface CountedUses {
  readonly count: number;
  readonly pairs: number;
  readonly pairEntry: Uint32Array;
  readonly pairSums: Uint32Array;
  readonly groupUnit: Uint32Array;
  readonly groupFrom: Uint32Array;
  readonly entries: Uint32Array;
  readonly slots: Uint32Array;
}

export class AnchorUses {
  /** Different anchors so far; entry e is one of them. */
  count = 0;
  /** Pairs so far: pair p is entry pairEntry[p] and a unit, with two sums from pairSums[2 * p] on; those of a group are one unit's. */
  private pairs = 0;
  private pairEntry = new Uint32Array(FIRST);
  private pairSums = new Uint32Array(PAIR_WORDS * FIRST);
  /** Groups of pairs: group g begins at groupFrom[g], and is unit groupUnit[g]'s. */
  private groups = 0;
  private groupUnit = new Uint32Array(FIRST);
  private groupFrom = new Uint32Array(FIRST);
  /** The group of each unit, + 1: the only one as long as `again` says so. */
  private groupOf = new Uint32Array(FIRST);
  private again = false;
  private unit = 0;
  /** Where the pairs of the unit begin that comes now. */
  private begun = 0;
  private entries = new Uint32Array(ENTRY * FIRST);
  /** Entry + 1, 0 if empty; at most half are taken. */
  private slots = new Uint32Array(2 * FIRST);

  /** What the kernels counted (share-kernel.ts): no unit came twice, and nothing is added any more. */
  static counted(uses: CountedUses): AnchorUses {
    const counted = new AnchorUses();
    Object.assign(counted, uses, { groups: uses.groupUnit.length });
    for (let g = 0; g < counted.groups; g++) {
      while (uses.groupUnit[g] >= counted.groupOf.length) counted.groupOf = growUint32(counted.groupOf);
      counted.groupOf[uses.groupUnit[g]] = g + 1;
    }
    return counted;
  }

  /** The exchanges that follow are this unit's. */
  next(unit: number): void {
    this.unit = unit;
    this.begun = this.pairs;
  }

  /** An exchange with this anchor, and its harvest intent (summands.ts). */
  add(low: number, high: number, harvest: number): void {
    const entry = this.entryOf(low, high);
    const at = ENTRY * entry;
    this.entries[at + EXCHANGES]++;
    const last = this.entries[at + LAST_PAIR];
    if (last > this.begun) {
      this.pairSums[PAIR_WORDS * (last - 1)]++;
      this.pairSums[PAIR_WORDS * (last - 1) + 1] += harvest;
      return;
    }
    this.entries[at + UNITS]++;
    if (this.pairs === this.begun) this.beginGroup();
    if (this.pairs === this.pairEntry.length) {
      this.pairEntry = growUint32(this.pairEntry);
      this.pairSums = growUint32(this.pairSums);
    }
    this.pairEntry[this.pairs] = entry;
    this.pairSums[PAIR_WORDS * this.pairs] = 1;
    this.pairSums[PAIR_WORDS * this.pairs + 1] = harvest;
    this.entries[at + LAST_PAIR] = ++this.pairs;
  }

  exchangesOf(entry: number): number {
    return this.entries[ENTRY * entry + EXCHANGES];
  }

  /** Right as long as no unit has come twice since {@link gather}. */
  unitsOf(entry: number): number {
    return this.entries[ENTRY * entry + UNITS];
  }

  lowOf(entry: number): number {
    return this.entries[ENTRY * entry];
  }

  highOf(entry: number): number {
    return this.entries[ENTRY * entry + 1];
  }

  /** The entry of an anchor that has one. */
  find(low: number, high: number): number {
    const mask = this.slots.length - 1;
    let slot = slotOf(low, high) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const at = ENTRY * (this.slots[slot] - 1);
      if (this.entries[at] === low && this.entries[at + 1] === high) return this.slots[slot] - 1;
    }
  }

  /** Visits the pairs of a unit; none twice behind {@link gather}. */
  eachPair(unit: number, visit: (entry: number, exchanges: number, harvest: number) => void): void {
    const group = unit < this.groupOf.length ? this.groupOf[unit] - 1 : -1;
    if (group < 0) return;
    const { pairEntry, pairSums } = this;
    for (let p = this.groupFrom[group]; p < this.groupEnd(group); p++)
      visit(pairEntry[p], pairSums[PAIR_WORDS * p], pairSums[PAIR_WORDS * p + 1]);
  }

  /** Puts the pairs of each unit together that came in several turns. */
  gather(): void {
    if (!this.again) return;
    const { entries } = this;
    for (let entry = 0; entry < this.count; entry++) {
      entries[ENTRY * entry + UNITS] = 0;
      entries[ENTRY * entry + LAST_PAIR] = 0;
    }
    const { order, units } = this.groupsByUnit();
    const pairEntry = new Uint32Array(this.pairs);
    const pairSums = new Uint32Array(PAIR_WORDS * this.pairs);
    const groupUnit = new Uint32Array(units);
    const groupFrom = new Uint32Array(units);
    let groups = 0;
    let to = 0;
    let begun = 0;
    let unit = NONE;
    for (const group of order) {
      if (this.groupUnit[group] !== unit) {
        unit = this.groupUnit[group];
        begun = to;
        groupUnit[groups] = unit;
        groupFrom[groups] = to;
        this.groupOf[unit] = ++groups;
      }
      for (let p = this.groupFrom[group]; p < this.groupEnd(group); p++) {
        const at = ENTRY * this.pairEntry[p];
        const last = entries[at + LAST_PAIR];
        if (last > begun) {
          for (let k = 0; k < PAIR_WORDS; k++) pairSums[PAIR_WORDS * (last - 1) + k] += this.pairSums[PAIR_WORDS * p + k];
          continue;
        }
        entries[at + UNITS]++;
        pairEntry[to] = this.pairEntry[p];
        for (let k = 0; k < PAIR_WORDS; k++) pairSums[PAIR_WORDS * to + k] = this.pairSums[PAIR_WORDS * p + k];
        entries[at + LAST_PAIR] = ++to;
      }
    }
    Object.assign(this, { pairEntry, pairSums, groupUnit, groupFrom, groups, pairs: to, again: false });
  }

  private groupEnd(group: number): number {
    return group + 1 < this.groups ? this.groupFrom[group + 1] : this.pairs;
  }

  private beginGroup(): void {
    if (this.groups === this.groupUnit.length) {
      this.groupUnit = growUint32(this.groupUnit);
      this.groupFrom = growUint32(this.groupFrom);
    }
    while (this.unit >= this.groupOf.length) this.groupOf = growUint32(this.groupOf);
    this.groupUnit[this.groups] = this.unit;
    this.groupFrom[this.groups] = this.pairs;
    if (this.groupOf[this.unit] !== 0) this.again = true;
    this.groupOf[this.unit] = ++this.groups;
  }

  /** The groups by unit, those of one as they came, and how many units there are. */
  private groupsByUnit(): { readonly order: Uint32Array; readonly units: number } {
    const start = new Uint32Array(this.groupOf.length + 1);
    for (let g = 0; g < this.groups; g++) start[this.groupUnit[g] + 1]++;
    let units = 0;
    for (let u = 0; u < this.groupOf.length; u++) {
      if (start[u + 1] > 0) units++;
      start[u + 1] += start[u];
    }
    const order = new Uint32Array(this.groups);
    for (let g = 0; g < this.groups; g++) order[start[this.groupUnit[g]]++] = g;
    return { order, units };
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
