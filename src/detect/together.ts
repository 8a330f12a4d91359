/**
 * Which anchors stand in the same exchanges: the sentences of one template do, passages that people quote do not.
 * One pass over rows of anchors, counting pairs by open addressing.
 */
import type { Together } from './input.ts';

/** Pairs seen less often are chance. */
const MIN_TOGETHER = 4;
/** Most distinct pairs counted; later new pairs are not, earlier ones go on. */
const MAX_PAIRS = 1 << 23;

/** Counts over rows of `slots` anchors each, 0 for an empty slot; anchors that are not in `key` (ascending) are left out. */
export function countTogether(rows: BigUint64Array, slots: number, key: BigUint64Array): Together {
  const index = new Map<bigint, number>();
  for (let a = 0; a < key.length; a++) index.set(key[a], a);
  const sampled = new Float64Array(key.length);
  const pairs = new PairCounter(key.length);
  const present: number[] = [];
  for (let at = 0; at < rows.length; at += slots) {
    present.length = 0;
    for (let k = 0; k < slots; k++) {
      const anchor = rows[at + k];
      if (anchor === 0n) break;
      const a = index.get(anchor);
      if (a !== undefined) present.push(a);
    }
    for (let i = 0; i < present.length; i++) {
      sampled[present[i]]++;
      for (let j = i + 1; j < present.length; j++)
        pairs.add(Math.min(present[i], present[j]), Math.max(present[i], present[j]));
    }
  }
  return { sampled, ...pairs.atLeast(MIN_TOGETHER) };
}

class PairCounter {
  private keys = new Float64Array(1 << 12).fill(-1);
  private counts = new Uint32Array(1 << 12);
  private size = 0;
  private readonly width: number;

  constructor(width: number) {
    this.width = width;
  }

  add(a: number, b: number): void {
    const key = a * this.width + b;
    let slot = this.slotOf(key);
    if (this.keys[slot] !== key) {
      if (this.size >= MAX_PAIRS) return;
      if (this.size * 2 >= this.keys.length) {
        this.grow();
        slot = this.slotOf(key);
      }
      this.keys[slot] = key;
      this.size++;
    }
    this.counts[slot]++;
  }

  /** The pairs in ascending order. */
  atLeast(least: number): { first: Uint32Array; second: Uint32Array; count: Float64Array } {
    const kept: { key: number; count: number }[] = [];
    for (let slot = 0; slot < this.keys.length; slot++) {
      if (this.counts[slot] >= least) kept.push({ key: this.keys[slot], count: this.counts[slot] });
    }
    kept.sort((x, y) => x.key - y.key);
    return {
      first: Uint32Array.from(kept, (p) => Math.floor(p.key / this.width)),
      second: Uint32Array.from(kept, (p) => p.key % this.width),
      count: Float64Array.from(kept, (p) => p.count),
    };
  }

  private slotOf(key: number): number {
    const mask = this.keys.length - 1;
    let slot =
      (Math.imul(key >>> 0, 0x9e3779b1) ^ Math.imul(Math.floor(key / 4294967296), 0x85ebca6b)) & mask;
    while (this.keys[slot] !== -1 && this.keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { keys, counts } = this;
    this.keys = new Float64Array(keys.length * 2).fill(-1);
    this.counts = new Uint32Array(keys.length * 2);
    for (let slot = 0; slot < keys.length; slot++) {
      if (keys[slot] === -1) continue;
      const to = this.slotOf(keys[slot]);
      this.keys[to] = keys[slot];
      this.counts[to] = counts[slot];
    }
  }
}
