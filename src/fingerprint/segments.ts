/**
 * Which anchors of a prompt are kept. A block of exchanges is mined as one: an anchor that several units send
 * within the block belongs to a segment (a run of text that recurs while the bodies differ), and consecutive
 * anchors that recur equally often are one run of it. Each exchange keeps up to ANCHOR_SLOTS anchors: a
 * coordinated choice (smallest hash first), so that other exchanges with the same segment, in this block or
 * another, keep the same ones. Popular runs (an agent tool's prompt) cannot crowd out a short injected one:
 * runs are taken in turn from classes of popularity. Slots that are left go to anchors not seen twice
 * here, which lets a segment that is rare in every block still meet itself in the store.
 *
 * What an exchange encloses (prompt-text.ts) has anchors of its own behind the others, and slots of its own: tool outputs that
 * many have in common cannot crowd out what system and user say, and a long prompt cannot hide what a tool is said to have
 * said.
 *
 * A block is mined from its own content alone, so the result does not depend on how many workers there are.
 */
import { type AnchorList, SHINGLE } from '../kernels/winnow.ts';
import { ANCHOR_SLOTS } from '../model/fingerprint-layout.ts';

/** Slots kept for anchors that do not recur in the block, when there are such. */
export const RARE_SLOTS = 3;
/** Slots for anchors of what is enclosed, when they recur in the block, and when they do not; more if the others leave some. */
export const ENCLOSED_SLOTS = 4;
export const RARE_ENCLOSED_SLOTS = 1;
const SHARED_SLOTS = ANCHOR_SLOTS - RARE_SLOTS;
export const POPULARITY_CLASSES = 24;

/** Anchors of a block: exchange i has anchors list[start[i], start[i + 1]), from enclosed[i] on those of what it encloses. */
export interface BlockAnchors {
  readonly list: AnchorList;
  readonly start: Uint32Array;
  readonly enclosed: Uint32Array;
  /** Low half of each exchange's unit hash. */
  readonly unit: Uint32Array;
  readonly count: number;
}

/** Numbers of a slot: key, unit that sent it first, exchange that sent it last, exchanges << 1 | shared. */
const SLOT = 4;

/**
 * How often each anchor occurs in a block, by open addressing on its low half. The numbers of a slot lie side by side:
 * one cache line a lookup, where an array for each took four (25 ns an anchor, now 14). What a lookup finds is kept by
 * the anchor's place in the list, so that choosing looks up nothing.
 */
export class SegmentMiner {
  private table = new Int32Array(0);
  private slots = new Uint32Array(0);
  private mask = 0;

  /** Counts the anchors of a block, forgetting the block before. */
  count(block: BlockAnchors): void {
    this.reset(block.list.length);
    const { table, slots, mask } = this;
    const { start, unit } = block;
    const { lo } = block.list;
    for (let i = 0; i < block.count; i++) {
      const sender = unit[i] | 0;
      const end = start[i + 1];
      for (let j = start[i]; j < end; j++) {
        const key = lo[j] | 0;
        let at = (Math.imul(key, 0x9e3779b1) & mask) * SLOT;
        while (table[at + 3] !== 0 && table[at] !== key) at = (at + SLOT) & (mask * SLOT);
        slots[j] = at;
        if (table[at + 3] === 0) {
          table[at] = key;
          table[at + 1] = sender;
          table[at + 2] = i;
          table[at + 3] = 2;
        } else if (table[at + 2] !== i) {
          table[at + 2] = i;
          // The low bit stays once it is set.
          table[at + 3] = (table[at + 3] + 2) | (table[at + 1] === sender ? 0 : 1);
        }
      }
    }
  }

  /** The number of the block's exchanges with anchor j of the list. */
  exchanges(j: number): number {
    return this.table[this.slots[j] + 3] >>> 1;
  }

  /** True when several units sent anchor j of the list. */
  isShared(j: number): boolean {
    return (this.table[this.slots[j] + 3] & 1) === 1;
  }

  private reset(anchors: number): void {
    let capacity = 1024;
    while (capacity < anchors * 2) capacity *= 2;
    if (this.table.length < capacity * SLOT) this.table = new Int32Array(capacity * SLOT);
    else this.table.fill(0);
    if (this.slots.length < anchors) this.slots = new Uint32Array(capacity);
    this.mask = this.table.length / SLOT - 1;
  }
}

/** The anchors one exchange keeps, and what share of its text recurs. */
export interface Choice {
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
  /** The words of the run that each shared anchor stands in: from (inclusive) and to, in its exchange's words. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** How many of the block's exchanges have it. */
  readonly exchanges: Uint32Array;
  count: number;
  /** The first `shared` of them recur over units in the block. */
  shared: number;
  /** 0..1; of system and user text. */
  invariantShare: number;
}

export function createChoice(): Choice {
  return {
    lo: new Uint32Array(ANCHOR_SLOTS),
    hi: new Uint32Array(ANCHOR_SLOTS),
    from: new Uint32Array(ANCHOR_SLOTS),
    to: new Uint32Array(ANCHOR_SLOTS),
    exchanges: new Uint32Array(ANCHOR_SLOTS),
    count: 0,
    shared: 0,
    invariantShare: 0,
  };
}

/** Runs of one exchange, as keys that sort them: by class of popularity, the longer first, then as they stand in the text. */
let runs = new Float64Array(64);
/** The queue of each class is a ring over runs[classStart, classStart + classRuns). */
const classStart = new Uint32Array(POPULARITY_CLASSES);
const classRuns = new Uint32Array(POPULARITY_CLASSES);
const classHead = new Uint32Array(POPULARITY_CLASSES);
const waiting = new Uint32Array(POPULARITY_CLASSES);
/** Anchors of one exchange are fewer, since its text is bounded (LIMITS.fingerprintChars). */
export const PLACES = 2 ** 21;

/** Chooses the anchors of exchange i of a block that `miner` has counted. */
export function chooseAnchors(miner: SegmentMiner, block: BlockAnchors, i: number, out: Choice): void {
  const from = block.start[i];
  const own = block.enclosed[i];
  const to = block.start[i + 1];
  const { list } = block;
  out.count = 0;
  out.shared = 0;
  out.invariantShare = 0;
  if (from === to) return;

  const recurring = sharedAmong(miner, own, to);
  const shared = Math.min(ENCLOSED_SLOTS, recurring);
  const rare = recurring < to - own ? RARE_ENCLOSED_SLOTS : 0;
  if (from < own) {
    out.invariantShare = queueRuns(miner, from, own) / (own - from);
    takeInTurns(miner, list, from, SHARED_SLOTS - shared, out);
  }
  if (own < to) {
    queueRuns(miner, own, to);
    takeInTurns(miner, list, own, SHARED_SLOTS, out);
  }
  out.shared = out.count;
  takeRare(miner, list, from, own, ANCHOR_SLOTS - rare, out);
  takeRare(miner, list, own, to, ANCHOR_SLOTS, out);
}

function sharedAmong(miner: SegmentMiner, from: number, to: number): number {
  let shared = 0;
  for (let j = from; j < to; j++) if (miner.isShared(j)) shared++;
  return shared;
}

/** Finds the runs of one exchange and queues them by class. @returns how many anchors are in runs */
function queueRuns(miner: SegmentMiner, from: number, to: number): number {
  let count = 0;
  let anchors = 0;
  classRuns.fill(0);
  for (let j = from; j < to; ) {
    if (!miner.isShared(j)) {
      j++;
      continue;
    }
    const first = j++;
    const popularity = miner.exchanges(first);
    while (j < to && miner.isShared(j)) {
      const next = miner.exchanges(j);
      if (next > popularity * 1.5 || next * 1.5 < popularity) break;
      j++;
    }
    anchors += j - first;
    const at = Math.min(POPULARITY_CLASSES - 1, Math.floor(Math.log2(popularity) * 1.5));
    classRuns[at]++;
    if (count === runs.length) {
      const grown = new Float64Array(2 * count);
      grown.set(runs);
      runs = grown;
    }
    runs[count++] = (at * PLACES + (PLACES - (j - first))) * PLACES + (first - from);
  }
  if (count > 1) runs.subarray(0, count).sort();
  for (let k = 0, start = 0; k < POPULARITY_CLASSES; k++) {
    classStart[k] = start;
    classHead[k] = 0;
    waiting[k] = classRuns[k];
    start += classRuns[k];
  }
  return anchors;
}

/** Takes one anchor of each class in turn, within a class one of each run in turn, until `most` slots are full. */
function takeInTurns(miner: SegmentMiner, list: AnchorList, from: number, most: number, out: Choice): void {
  let left = true;
  while (left && out.count < most) {
    left = false;
    for (let k = 0; k < POPULARITY_CLASSES && out.count < most; k++) {
      if (waiting[k] === 0) continue;
      const run = runs[classStart[k] + classHead[k]];
      classHead[k] = (classHead[k] + 1) % classRuns[k];
      waiting[k]--;
      // A run with nothing left leaves its queue; the others wait at the end for another turn.
      if (takeSmallest(miner, list, from, run, out)) {
        runs[classStart[k] + ((classHead[k] + waiting[k]) % classRuns[k])] = run;
        waiting[k]++;
      }
      if (waiting[k] > 0) left = true;
    }
  }
}

/** Adds the smallest anchor of the run that is not taken yet. */
function takeSmallest(miner: SegmentMiner, list: AnchorList, from: number, run: number, out: Choice): boolean {
  const first = from + (run % PLACES);
  const end = first + PLACES - (Math.floor(run / PLACES) % PLACES);
  let best = -1;
  for (let j = first; j < end; j++) {
    if ((best < 0 || list.lo[j] < list.lo[best]) && !isTaken(list.lo[j], out.count, out)) best = j;
  }
  if (best < 0) return false;
  out.lo[out.count] = list.lo[best];
  out.hi[out.count] = list.hi[best];
  out.from[out.count] = list.at[first];
  out.to[out.count] = list.at[end - 1] + SHINGLE;
  out.exchanges[out.count] = miner.exchanges(best);
  out.count++;
  return true;
}

/**
 * Fills what is left of `most` slots: anchors that recur within one unit before those that do not, then the smallest hash. One
 * pass that keeps the best in order; looking anew for each slot was a third of the choice.
 */
function takeRare(miner: SegmentMiner, list: AnchorList, from: number, to: number, most: number, out: Choice): void {
  const first = out.count;
  for (let j = from; j < to; j++) {
    if (miner.isShared(j)) continue;
    const lo = list.lo[j];
    // Only what is enclosed may have been said before.
    if (isTaken(lo, first, out)) continue;
    const exchanges = miner.exchanges(j);
    const recurs = exchanges >= 3;
    let k = out.count;
    while (k > first) {
      const before = out.exchanges[k - 1] >= 3;
      if (before === recurs ? out.lo[k - 1] < lo : before) break;
      k--;
    }
    // Of two that are alike the one that stands first is kept: an equal one comes to stand at k.
    if (k === most || (k < out.count && out.lo[k] === lo)) continue;
    if (out.count < most) out.count++;
    for (let m = out.count - 1; m > k; m--) {
      out.lo[m] = out.lo[m - 1];
      out.hi[m] = out.hi[m - 1];
      out.exchanges[m] = out.exchanges[m - 1];
    }
    out.lo[k] = lo;
    out.hi[k] = list.hi[j];
    out.exchanges[k] = exchanges;
  }
}

/** Whether an anchor is among the first `count` of those chosen. */
function isTaken(lo: number, count: number, out: Choice): boolean {
  for (let k = 0; k < count; k++) if (out.lo[k] === lo) return true;
  return false;
}
