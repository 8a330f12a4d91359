/**
 * Counts different messages unit by unit, in memory that a unit's traffic does not grow without end: all hashes of a unit up
 * to {@link MOST}, and of a unit with more a share of all hashes that leaves no more. Exact up to there, within some 2 % beyond.
 * What a unit has sent may come in any order and in any number of parts: the count is the same.
 *
 * After Wegman's adaptive sampling (Flajolet, "On adaptive sampling", 1990), with one table a unit.
 */
import { growUint32 } from './grow.ts';

/** Hashes that a unit keeps, at most. */
const MOST = 4_096;
/** Slots that a unit begins with. At most half are taken. */
const FEWEST_SLOTS = 8;

/** Words of a unit: where its slots begin, how many they are, hashes in them, and by how many bits hashes are thinned. */
const ENTRY = 4;
const FROM = 0;
const SLOTS = 1;
const KEPT = 2;
const THINNED = 3;

export class DistinctMessages {
  private units = new Uint32Array(ENTRY * 2 ** 10);
  /** The slots of all units, 0 where there is none. */
  private slots = new Uint32Array(2 ** 14);
  private used = 0;
  /** Where slots lie that nobody has any more, by their number. */
  private readonly left = new Map<number, number[]>();

  /** @param unit from 0 on */
  add(unit: number, low: number): void {
    const at = ENTRY * unit;
    while (at >= this.units.length) this.units = growUint32(this.units);
    if (this.units[at + SLOTS] === 0) this.allot(at, FEWEST_SLOTS);
    // 32 bits tell the messages of one unit apart.
    const hash = low === 0 ? 1 : low;
    if (!passes(hash, this.units[at + THINNED]) || !this.put(at, hash)) return;
    const kept = ++this.units[at + KEPT];
    if (kept > MOST) this.thin(at);
    else if (2 * kept > this.units[at + SLOTS]) this.grow(at);
  }

  count(unit: number): number {
    const at = ENTRY * unit;
    return at < this.units.length ? this.units[at + KEPT] * 2 ** this.units[at + THINNED] : 0;
  }

  /** The unit sends no more: its count stays, what it was counted with goes to others. */
  release(unit: number): void {
    const at = ENTRY * unit;
    if (at >= this.units.length || this.units[at + SLOTS] === 0) return;
    this.slots.fill(0, this.units[at + FROM], this.units[at + FROM] + this.units[at + SLOTS]);
    this.dropAt(at);
    this.units[at + SLOTS] = 0;
  }

  /** Says whether it was not there. */
  private put(at: number, hash: number): boolean {
    const { slots, units } = this;
    const from = units[at + FROM];
    const mask = units[at + SLOTS] - 1;
    let slot = hash & mask;
    for (; slots[from + slot] !== 0; slot = (slot + 1) & mask) if (slots[from + slot] === hash) return false;
    slots[from + slot] = hash;
    return true;
  }

  private allot(at: number, wanted: number): void {
    const free = this.left.get(wanted)?.pop();
    this.units[at + SLOTS] = wanted;
    this.units[at + FROM] = free ?? this.used;
    if (free !== undefined) return;
    this.used += wanted;
    while (this.used > this.slots.length) this.slots = growUint32(this.slots);
  }

  private grow(at: number): void {
    const before = this.hashesOf(at);
    const slots = this.units[at + SLOTS];
    this.dropAt(at);
    this.allot(at, 2 * slots);
    for (const hash of before) this.put(at, hash);
  }

  private dropAt(at: number): void {
    const slots = this.units[at + SLOTS];
    const left = this.left.get(slots) ?? [];
    left.push(this.units[at + FROM]);
    this.left.set(slots, left);
  }

  private thin(at: number): void {
    const before = this.hashesOf(at);
    while (this.units[at + KEPT] > MOST) {
      const bits = ++this.units[at + THINNED];
      this.units[at + KEPT] = before.reduce((n, hash) => n + (passes(hash, bits) ? 1 : 0), 0);
    }
    for (const hash of before) if (passes(hash, this.units[at + THINNED])) this.put(at, hash);
  }

  /** Takes them out. */
  private hashesOf(at: number): Uint32Array {
    const from = this.units[at + FROM];
    const to = from + this.units[at + SLOTS];
    const hashes = new Uint32Array(this.units[at + KEPT]);
    let count = 0;
    for (let slot = from; slot < to; slot++) if (this.slots[slot] !== 0) hashes[count++] = this.slots[slot];
    this.slots.fill(0, from, to);
    return hashes.subarray(0, count);
  }
}

/** Whether a hash is of the share: slots go by its low bits, the share by its high ones. */
function passes(hash: number, bits: number): boolean {
  return bits === 0 || hash >>> (32 - bits) === 0;
}
