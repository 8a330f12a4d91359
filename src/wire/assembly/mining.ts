/**
 * Which anchors of each row of a block are kept: the counting and choosing of src/fingerprint/segments.ts, over the
 * block's own list.
 */
import { ANCHOR_SLOTS, LATELY, OUTLINES_A_BLOCK as OUTLINES, OUTLINE_FROM, RUN_CLASSES as CLASSES, SHINGLE } from './layout';
import * as K from './layout';
import { anchorAt, anchorCount, anchorHi, anchorLo, enclosed, mineLast, mineRuns, mineSlots, mineTable, rowCount, rows, starts } from './space';

/** Offers a shared anchor of row i for an outline: the words of its run. @returns how many the block has outlined */
@external("host", "outline")
declare function hostOutline(i: i32, lo: u32, hi: u32, from: i32, to: i32): i32;

const SHARED_SLOTS: i32 = ANCHOR_SLOTS - K.RARE_SLOTS;
/** An anchor is outlined when it stands in at least this many exchanges of a block, and so many a block. */
/** Anchors offered lately, as pairs of lo and hi. */
const lately: usize = memory.data(32768, 16);

/** The anchors one row keeps: lo, hi, and of shared ones the run's words and how many exchanges have it. */
const chosenLo: usize = memory.data(64, 16);
const chosenHi: usize = memory.data(64, 16);
const chosenFrom: usize = memory.data(64, 16);
const chosenTo: usize = memory.data(64, 16);
const chosenIn: usize = memory.data(64, 16);
let chosen: i32 = 0;
let shared: i32 = 0;

/** Completes the block's first `count` rows; those behind them are only compared with. */
export function mineBlock(count: i32): void {
  if (anchorCount == 0) return;
  countAnchors();
  memory.fill(lately, 0, LATELY << 3);
  let outlined = 0;
  for (let i = 0; i < count; i++) {
    const from = load<i32>(starts + (<usize>i << 2));
    const own = load<i32>(enclosed + (<usize>i << 2));
    const to = load<i32>(starts + (<usize>i << 2), 4);
    if (from == to) continue;
    chosen = 0;
    const recurring = sharedAmong(own, to);
    let share: f64 = 0;
    if (from < own) {
      share = <f64>queueRuns(from, own) / <f64>(own - from);
      takeInTurns(from, SHARED_SLOTS - min(K.ENCLOSED_SLOTS, recurring));
    }
    if (own < to) {
      queueRuns(own, to);
      takeInTurns(own, SHARED_SLOTS);
    }
    shared = chosen;
    takeRare(from, own, recurring < to - own ? ANCHOR_SLOTS - K.RARE_ENCLOSED_SLOTS : ANCHOR_SLOTS);
    if (own < to) takeRare(own, to, ANCHOR_SLOTS);
    writeRow(i, share);
    if (outlined < OUTLINES) outlined = offer(i, outlined);
  }
}

function sharedAmong(from: i32, to: i32): i32 {
  let found = 0;
  for (let j = from; j < to; j++) found += <i32>(tally(j) & 1);
  return found;
}

/** A slot of the table: key, unit that sent it first, exchange that sent it last, exchanges << 1 | shared. */
function countAnchors(): void {
  let capacity: u32 = 1024;
  // At most two thirds full: a table half the size is that much nearer to the cache, and gains more than shorter searches.
  while (capacity < <u32>anchorCount + (<u32>anchorCount >> 1)) capacity <<= 1;
  const mask = capacity - 1;
  memory.fill(mineTable, 0, <usize>capacity << 4);
  let j = 0;
  for (let i = 0; i < rowCount; i++) {
    const sender = load<u32>(rows + <usize>i * K.STRIDE + K.OFFSET_UNIT);
    const end = load<i32>(starts + (<usize>(i + 1) << 2));
    for (; j < end; j++) {
      const key = lo(j);
      let at = (key * 0x9e3779b1) & mask;
      let slot = mineTable + (<usize>at << 4);
      while (load<u32>(slot, 12) != 0 && load<u32>(slot) != key) {
        at = (at + 1) & mask;
        slot = mineTable + (<usize>at << 4);
      }
      store<u32>(mineSlots + (<usize>j << 2), <u32>slot);
      const known = load<u32>(slot, 12);
      if (known == 0) {
        store<u32>(slot, key);
        store<u32>(slot, sender, 4);
        store<i32>(slot, i, 8);
        store<u32>(slot, 2, 12);
      } else if (load<i32>(slot, 8) != i) {
        store<i32>(slot, i, 8);
        store<u32>(slot, (known + 2) | u32(load<u32>(slot, 4) != sender), 12);
      }
    }
  }
  // From here on each anchor has its count beside it: what follows reads in order, where the table is far from any cache.
  for (let p = mineSlots; p < mineSlots + (<usize>anchorCount << 2); p += 4) store<u32>(p, load<u32>(load<u32>(p), 12));
}

/** exchanges << 1 | shared of anchor j. */
function tally(j: i32): u32 {
  return load<u32>(mineSlots + (<usize>j << 2));
}

function lo(j: i32): u32 {
  return load<u32>(anchorLo + (<usize>j << 2));
}

/** The queue of each class is a ring over its runs: where it starts, how many it has, the head, how many wait. */
const queues: usize = memory.data(384, 16);
const PLACES_BITS: u64 = K.RUN_PLACES_BITS;
const PLACES: u64 = 1 << PLACES_BITS;

function runsOf(k: i32): usize {
  return queues + (<usize>k << 4);
}

/** Finds the runs of one exchange and queues them by class. @returns how many anchors are in runs */
function queueRuns(from: i32, to: i32): i32 {
  // Runs as they come lie where what they gave last will: each class is gathered before it is put in order.
  const unsorted = mineLast;
  let count = 0;
  let anchors = 0;
  memory.fill(queues, 0, CLASSES << 4);
  let j = from;
  while (j < to) {
    const first = j++;
    const known = tally(first);
    if ((known & 1) == 0) continue;
    const popularity = known >> 1;
    while (j < to) {
      const next = tally(j);
      if ((next & 1) == 0) break;
      const n = next >> 1;
      if (2 * n > 3 * popularity || 3 * n < 2 * popularity) break;
      j++;
    }
    anchors += j - first;
    // The floor of 1.5 times the binary logarithm: half of that of the cube.
    const cube = <u64>popularity * <u64>popularity * <u64>popularity;
    let at = <i32>(63 - clz(cube)) >> 1;
    if (at >= CLASSES) at = CLASSES - 1;
    const queue = runsOf(at);
    store<u32>(queue, load<u32>(queue, 12) + 1, 12);
    const key =
      (((<u64>at << PLACES_BITS) + (PLACES - <u64>(j - first))) << PLACES_BITS) + <u64>(first - from);
    store<u64>(unsorted + (<usize>count << 3), key);
    count++;
  }
  let start: u32 = 0;
  for (let k = 0; k < CLASSES; k++) {
    const queue = runsOf(k);
    store<u32>(queue, start);
    start += load<u32>(queue, 12);
  }
  for (let r = 0; r < count; r++) {
    const key = load<u64>(unsorted + (<usize>r << 3));
    store<i64>(unsorted + (<usize>r << 3), -1);
    const queue = runsOf(<i32>(key >> (2 * PLACES_BITS)));
    const n = load<u32>(queue, 4);
    store<u64>(mineRuns + (<usize>(load<u32>(queue) + n) << 3), key);
    store<u32>(queue, n + 1, 4);
  }
  for (let k = 0; k < CLASSES; k++) {
    const queue = runsOf(k);
    const n = load<u32>(queue, 4);
    if (n > 1) sort(mineRuns + (<usize>load<u32>(queue) << 3), n);
  }
  return anchors;
}

function sort(runs: usize, count: i32): void {
  if (count > 48) {
    heapSort(runs, count);
    return;
  }
  for (let i = 1; i < count; i++) {
    const key = load<u64>(runs + (<usize>i << 3));
    let p = runs + (<usize>i << 3);
    while (p > runs && load<u64>(p - 8) > key) {
      store<u64>(p, load<u64>(p - 8));
      p -= 8;
    }
    store<u64>(p, key);
  }
}

function heapSort(runs: usize, count: i32): void {
  for (let i = (count >> 1) - 1; i >= 0; i--) sift(runs, i, count);
  for (let end = count - 1; end > 0; end--) {
    const last = runs + (<usize>end << 3);
    const top = load<u64>(runs);
    store<u64>(runs, load<u64>(last));
    store<u64>(last, top);
    sift(runs, 0, end);
  }
}

function sift(runs: usize, from: i32, count: i32): void {
  let i = from;
  const key = load<u64>(runs + (<usize>i << 3));
  while (true) {
    let child = 2 * i + 1;
    if (child >= count) break;
    let other = load<u64>(runs + (<usize>child << 3));
    if (child + 1 < count) {
      const right = load<u64>(runs + (<usize>(child + 1) << 3));
      if (right > other) {
        other = right;
        child++;
      }
    }
    if (other <= key) break;
    store<u64>(runs + (<usize>i << 3), other);
    i = child;
  }
  store<u64>(runs + (<usize>i << 3), key);
}

/** Takes one anchor of each class in turn, within a class one of each run in turn, until `most` slots are full. */
function takeInTurns(from: i32, most: i32): void {
  let left = true;
  while (left && chosen < most) {
    left = false;
    for (let k = 0; k < CLASSES && chosen < most; k++) {
      const queue = runsOf(k);
      let waiting = load<u32>(queue, 12);
      if (waiting == 0) continue;
      const all = load<u32>(queue, 4);
      const base = mineRuns + (<usize>load<u32>(queue) << 3);
      let head = load<u32>(queue, 8);
      const run = load<u64>(base + (<usize>head << 3));
      const lastAt = mineLast + (<usize>load<u32>(queue) << 3);
      const last = load<i64>(lastAt + (<usize>head << 3));
      head = head + 1 == all ? 0 : head + 1;
      waiting--;
      // A run with nothing left leaves its queue; the others wait at the end for another turn.
      if (takeSmallest(from, run, last)) {
        const tail = <usize>((head + waiting) % all) << 3;
        store<u64>(base + tail, run);
        store<i64>(lastAt + tail, <i64>load<u32>(chosenLo + (<usize>(chosen - 1) << 2)));
        waiting++;
      }
      store<u32>(queue, head, 8);
      store<u32>(queue, waiting, 12);
      if (waiting > 0) left = true;
    }
  }
}

/**
 * Adds the smallest anchor of the run that is not taken yet. Those up to `last`, which the run gave the time before, all
 * are; -1 if it gave none.
 */
function takeSmallest(from: i32, run: u64, last: i64): bool {
  const first = from + <i32>(run & (PLACES - 1));
  const end = first + <i32>(PLACES - ((run >> PLACES_BITS) & (PLACES - 1)));
  let above = last;
  let best = -1;
  let least: u32 = 0;
  while (true) {
    best = smallestAbove(first, end, above);
    if (best < 0) return false;
    least = lo(best);
    if (!isTaken(least, chosen)) break;
    above = <i64>least;
  }
  const at = <usize>chosen << 2;
  store<u32>(chosenLo + at, least);
  store<u32>(chosenHi + at, load<u32>(anchorHi + (<usize>best << 2)));
  store<i32>(chosenFrom + at, load<i32>(anchorAt + (<usize>first << 2)));
  store<i32>(chosenTo + at, load<i32>(anchorAt + (<usize>(end - 1) << 2)) + SHINGLE);
  store<u32>(chosenIn + at, tally(best) >> 1);
  chosen++;
  return true;
}

/** The first of the smallest anchors above a value, -1 if there is none; four a step. */
function smallestAbove(first: i32, end: i32, above: i64): i32 {
  let least = i32x4.splat(-1);
  const bound = i32x4.splat(<i32>above);
  const any = above < 0;
  let j = first;
  for (; j + 4 <= end; j += 4) {
    const v = v128.load(anchorLo + (<usize>j << 2));
    least = i32x4.min_u(least, any ? v : v128.or(v, i32x4.le_u(v, bound)));
  }
  let min: u32 = i32x4.extract_lane(least, 0);
  min = minOf(min, i32x4.extract_lane(least, 1));
  min = minOf(min, i32x4.extract_lane(least, 2));
  min = minOf(min, i32x4.extract_lane(least, 3));
  for (; j < end; j++) {
    const value = lo(j);
    if (<i64>value > above) min = minOf(min, value);
  }
  for (j = first; j < end; j++) {
    const value = lo(j);
    // All ones may stand for nothing found, or for itself.
    if (value == min && <i64>value > above) return j;
  }
  return -1;
}

function minOf(a: u32, b: u32): u32 {
  return a < b ? a : b;
}

/** Whether an anchor is among the first `count` of those chosen. */
function isTaken(value: u32, count: i32): bool {
  for (let k = 0; k < count; k++) if (load<u32>(chosenLo + (<usize>k << 2)) == value) return true;
  return false;
}

/** What {@link takeRare} orders by, and which anchors these are. */
const rareKeys: usize = memory.data(128, 16);
const rareFrom: usize = memory.data(64, 16);

/** Fills what is left of `most` slots: anchors that recur within one unit before those that do not, then the smallest hash. */
function takeRare(from: i32, to: i32, most: i32): void {
  const before = chosen;
  const slots = most - before;
  let taken = 0;
  for (let j = from; j < to; j++) {
    const known = tally(j);
    if ((known & 1) != 0) continue;
    const key = (<u64>u32(known >> 1 < 3) << 32) | <u64>lo(j);
    if (taken == slots && (slots == 0 || key >= rareKey(slots - 1))) continue;
    // Only what is enclosed may have been said before.
    if (before > shared && isTaken(lo(j), before)) continue;
    let k = taken;
    while (k > 0 && rareKey(k - 1) >= key) k--;
    if (k < taken && rareKey(k) == key) continue;
    if (taken < slots) taken++;
    for (let moved = taken - 1; moved > k; moved--) {
      store<u64>(rareKeys + (<usize>moved << 3), rareKey(moved - 1));
      store<i32>(rareFrom + (<usize>moved << 2), load<i32>(rareFrom + (<usize>moved << 2) - 4));
    }
    store<u64>(rareKeys + (<usize>k << 3), key);
    store<i32>(rareFrom + (<usize>k << 2), j);
  }
  for (let k = 0; k < taken; k++, chosen++) {
    const at = <usize>chosen << 2;
    store<u32>(chosenLo + at, <u32>rareKey(k));
    store<u32>(chosenHi + at, load<u32>(anchorHi + (<usize>load<i32>(rareFrom + (<usize>k << 2)) << 2)));
  }
}

function rareKey(k: i32): u64 {
  return load<u64>(rareKeys + (<usize>k << 3));
}

function writeRow(i: i32, share: f64): void {
  const row = rows + <usize>i * K.STRIDE;
  for (let k = 0; k < chosen; k++) {
    const at = <usize>k << 2;
    store<u32>(row + K.OFFSET_ANCHORS + (<usize>k << 3), load<u32>(chosenLo + at));
    store<u32>(row + K.OFFSET_ANCHORS + (<usize>k << 3) + 4, load<u32>(chosenHi + at));
  }
  store<u8>(row + K.OFFSET_SHARED, shared);
  const scaled = 255 * share;
  const whole = Math.floor(scaled);
  store<u8>(row + K.OFFSET_INVARIANT_SHARE, <u32>whole + u32(scaled - whole >= 0.5));
}

function offer(i: i32, outlined: i32): i32 {
  for (let k = 0; k < shared; k++) {
    if (outlined >= OUTLINES) break;
    const at = <usize>k << 2;
    if (load<u32>(chosenIn + at) < OUTLINE_FROM) continue;
    const low = load<u32>(chosenLo + at);
    const high = load<u32>(chosenHi + at);
    const slot = lately + (<usize>(low & (LATELY - 1)) << 3);
    if (load<u32>(slot) == low && load<u32>(slot, 4) == high) continue;
    store<u32>(slot, low);
    store<u32>(slot, high, 4);
    outlined = hostOutline(i, low, high, load<i32>(chosenFrom + at), load<i32>(chosenTo + at));
  }
  return outlined;
}
