/**
 * Which anchors of a prompt are kept. A block of exchanges is mined as one: an anchor that several units send
 * within the block belongs to a segment (a run of text that recurs while the bodies differ), and consecutive
 * anchors that recur equally often are one run of it. Each exchange keeps up to ANCHOR_SLOTS anchors: a
 * coordinated choice (smallest hash first), so that other exchanges with the same segment, in this block or
 * another, keep the same ones. Popular runs (an agent tool's prompt) cannot crowd out a short injected one:
 * runs are taken in turn from classes of popularity. Slots that are left go to anchors not seen twice
 * here, which lets a segment that is rare in every block still meet itself in the store.
 *
 * A block is mined from its own content alone, so the result does not depend on how many workers there are.
 */
import { type AnchorList, SHINGLE } from '../kernels/winnow.ts';
import { ANCHOR_SLOTS } from '../model/fingerprint-layout.ts';

/** Slots kept for anchors that do not recur in the block, when there are such. */
const RARE_SLOTS = 3;
const SHARED_SLOTS = ANCHOR_SLOTS - RARE_SLOTS;
const CLASSES = 24;

/** Anchors of a block: exchange i has anchors list[start[i], start[i + 1]). */
export interface BlockAnchors {
  readonly list: AnchorList;
  readonly start: Uint32Array;
  /** Low half of each exchange's unit hash. */
  readonly unit: Uint32Array;
  readonly count: number;
}

/** How often each anchor occurs in a block, by open addressing on its low half. */
export class SegmentMiner {
  private keys = new Uint32Array(0);
  private firstUnit = new Uint32Array(0);
  private lastExchange = new Int32Array(0);
  private exchanges = new Uint32Array(0);
  /** A bit a unit hash: more than one bit, or a second unit on the first bit, means it is shared. */
  private shared = new Uint8Array(0);
  private mask = 0;

  /** Counts the anchors of a block, forgetting the block before. About 25 ns an anchor. */
  count(block: BlockAnchors): void {
    this.reset(block.list.length);
    const { list, start, unit } = block;
    for (let i = 0; i < block.count; i++) {
      for (let j = start[i]; j < start[i + 1]; j++) {
        const slot = this.slotOf(list.lo[j]);
        if (this.exchanges[slot] === 0) {
          this.keys[slot] = list.lo[j];
          this.firstUnit[slot] = unit[i];
          this.exchanges[slot] = 1;
          this.lastExchange[slot] = i;
        } else if (this.lastExchange[slot] !== i) {
          this.exchanges[slot]++;
          this.lastExchange[slot] = i;
          if (this.firstUnit[slot] !== unit[i]) this.shared[slot] = 1;
        }
      }
    }
  }

  /** 0 if never counted, else the number of the block's exchanges with this anchor. */
  exchangesWith(lo: number): number {
    return this.exchanges[this.slotOf(lo)];
  }

  isShared(lo: number): boolean {
    return this.shared[this.slotOf(lo)] === 1;
  }

  private reset(anchors: number): void {
    let capacity = 1024;
    while (capacity < anchors * 2) capacity *= 2;
    if (this.keys.length < capacity) {
      this.keys = new Uint32Array(capacity);
      this.firstUnit = new Uint32Array(capacity);
      this.lastExchange = new Int32Array(capacity);
      this.exchanges = new Uint32Array(capacity);
      this.shared = new Uint8Array(capacity);
    } else {
      this.exchanges.fill(0);
      this.shared.fill(0);
    }
    this.mask = this.keys.length - 1;
  }

  private slotOf(lo: number): number {
    let slot = (Math.imul(lo, 0x9e3779b1) >>> 0) & this.mask;
    while (this.exchanges[slot] !== 0 && this.keys[slot] !== lo) slot = (slot + 1) & this.mask;
    return slot;
  }
}

/** The anchors one exchange keeps, and what share of its text recurs. */
export interface Choice {
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
  /** The words of the run that each shared anchor stands in: from (inclusive) and to, in its exchange's words. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  count: number;
  /** The first `shared` of them recur over units in the block. */
  shared: number;
  /** 0..1 */
  invariantShare: number;
}

export function createChoice(): Choice {
  return {
    lo: new Uint32Array(ANCHOR_SLOTS),
    hi: new Uint32Array(ANCHOR_SLOTS),
    from: new Uint32Array(ANCHOR_SLOTS),
    to: new Uint32Array(ANCHOR_SLOTS),
    count: 0,
    shared: 0,
    invariantShare: 0,
  };
}

interface Run {
  from: number;
  to: number;
  popularity: number;
}

/** Chooses the anchors of exchange i of a block that `miner` has counted. */
export function chooseAnchors(miner: SegmentMiner, block: BlockAnchors, i: number, out: Choice): void {
  const from = block.start[i];
  const to = block.start[i + 1];
  out.count = 0;
  out.shared = 0;
  out.invariantShare = 0;
  if (from === to) return;

  const runs = findRuns(miner, block.list, from, to);
  let sharedAnchors = 0;
  for (const run of runs) sharedAnchors += run.to - run.from;
  out.invariantShare = sharedAnchors / (to - from);

  takeInTurns(runs, block.list, out);
  out.shared = out.count;
  takeRare(miner, block.list, from, to, out);
}

function findRuns(miner: SegmentMiner, list: AnchorList, from: number, to: number): Run[] {
  const runs: Run[] = [];
  let current: Run | null = null;
  for (let j = from; j < to; j++) {
    if (!miner.isShared(list.lo[j])) {
      current = null;
      continue;
    }
    const popularity = miner.exchangesWith(list.lo[j]);
    if (current && popularity <= current.popularity * 1.5 && popularity * 1.5 >= current.popularity) {
      current.to = j + 1;
    } else {
      current = { from: j, to: j + 1, popularity };
      runs.push(current);
    }
  }
  return runs;
}

/** Takes one anchor of each class in turn, within a class one of each run in turn, until the shared slots are full. */
function takeInTurns(runs: Run[], list: AnchorList, out: Choice): void {
  const classes: Run[][] = [];
  for (const run of runs) {
    const at = Math.min(CLASSES - 1, Math.floor(Math.log2(run.popularity) * 1.5));
    classes[at] ??= [];
    classes[at].push(run);
  }
  // Longer runs of a class first: they say more.
  for (const queue of classes) queue?.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  let waiting = true;
  while (waiting && out.count < SHARED_SLOTS) {
    waiting = false;
    for (const queue of classes) {
      if (!queue || out.count >= SHARED_SLOTS) continue;
      const run = queue.shift();
      // A run with nothing left leaves its queue; the others wait at the end for another turn.
      if (run && takeSmallest(run, list, out)) queue.push(run);
      if (queue.length > 0) waiting = true;
    }
  }
}

/** Adds the smallest anchor of the run that is not taken yet. */
function takeSmallest(run: Run, list: AnchorList, out: Choice): boolean {
  let best = -1;
  for (let j = run.from; j < run.to; j++) {
    if ((best < 0 || list.lo[j] < list.lo[best]) && !isTaken(list.lo[j], out)) best = j;
  }
  if (best < 0) return false;
  out.lo[out.count] = list.lo[best];
  out.hi[out.count] = list.hi[best];
  out.from[out.count] = list.at[run.from];
  out.to[out.count] = list.at[run.to - 1] + SHINGLE;
  out.count++;
  return true;
}

function takeRare(miner: SegmentMiner, list: AnchorList, from: number, to: number, out: Choice): void {
  while (out.count < ANCHOR_SLOTS) {
    let best = -1;
    let bestRecurs = false;
    for (let j = from; j < to; j++) {
      const lo = list.lo[j];
      if (miner.isShared(lo) || isTaken(lo, out)) continue;
      const recurs = miner.exchangesWith(lo) >= 3;
      if (best < 0 || (recurs && !bestRecurs) || (recurs === bestRecurs && lo < list.lo[best])) {
        best = j;
        bestRecurs = recurs;
      }
    }
    if (best < 0) return;
    out.lo[out.count] = list.lo[best];
    out.hi[out.count] = list.hi[best];
    out.count++;
  }
}

function isTaken(lo: number, out: Choice): boolean {
  for (let k = 0; k < out.count; k++) if (out.lo[k] === lo) return true;
  return false;
}
