/**
 * The three rounds of a share of the anchors (src/aggregate/count/anchor-share.ts, which is the slow twin). An anchor's places lie in tables
 * larger than any cache: here those of a stretch of rows are read in loops without branches, so that the processor waits for
 * many at once, and the sums of an anchor are added four at a time.
 */
import * as K from './layout';
import {
  bitmaps,
  bucketMask,
  buckets,
  entries,
  groupFrom,
  groupUnit,
  mostEntries,
  mostGroups,
  mostPairs,
  mostSlots,
  pairEntry,
  pairSums,
  placeMask,
  places,
  records,
  shareBits,
  shareMask,
  slots,
} from './count-space';

export * from './count-space';

/** The number of the unit whose rows begin. */
@external("host", "unit")
declare function hostUnit(low: u32, high: u32): u32;

@external("host", "log")
declare function log(x: f64): f64;

/** Where the host's own tables may begin. */
export const heapBase: usize = __heap_base;

/** Rows of a stretch, at most. */
const STRETCH: usize = 32;
/** The stretch's anchors of this share, side by side: halves of the hash, row, and what was looked up of it. */
const low: usize = memory.data(2080, 16);
const high: usize = memory.data(2080, 16);
const row: usize = memory.data(2080, 16);
const found: usize = memory.data(2080, 16);
let count: i32 = 0;
/** What was read ahead: a sum that nobody asks for, and that no compiler may leave out. */
export let prefetched: u32 = 0;

function get(column: usize, i: i32): u32 {
  return load<u32>(column + (<usize>i << 2));
}
function put(column: usize, i: i32, value: u32): void {
  store<u32>(column + (<usize>i << 2), value);
}

/** Takes the share's anchors of rows [from, to) up; rows of another share's are counted over, not asked. */
function take(from: usize, to: usize): void {
  let taken = 0;
  for (let p = from; p < to; p += K.COUNT_STRIDE) {
    const end = p + K.COUNT_ANCHORS + (K.ANCHOR_SLOTS << 3);
    for (let a = p + K.COUNT_ANCHORS; a < end; a += 8) {
      const l = load<u32>(a);
      const h = load<u32>(a, 4);
      if ((l | h) == 0) break;
      put(low, taken, l);
      put(high, taken, h);
      put(row, taken, <u32>p);
      taken += i32((h & shareMask) == shareBits);
    }
  }
  count = taken;
}

/** Keeps anchor i of the stretch as the kept-th. */
function keep(i: i32, kept: i32): void {
  put(low, kept, get(low, i));
  put(high, kept, get(high, i));
  put(row, kept, get(row, i));
}

function slotOf(l: u32, h: u32): u32 {
  const mixed = (l * 0x9e3779b1) ^ (h * 0x85ebca6b);
  return mixed ^ (mixed >> 15);
}

let unitLow: u32 = 0;
let unitHigh: u32 = 0;
let unit: u32 = 0;
let begun = false;

/** Each round begins with nobody's rows. */
export function beginRound(): void {
  begun = false;
}

/** The end of the stretch of one unit's rows that begins at p; says whose they are, in {@link unit}. */
function stretchOf(p: usize, end: usize): usize {
  const l = load<u32>(p, K.COUNT_UNIT);
  const h = load<u32>(p, K.COUNT_UNIT + 4);
  if (!begun || l != unitLow || h != unitHigh) {
    unit = hostUnit(l, h);
    unitLow = l;
    unitHigh = h;
    begun = true;
    unitBegins = true;
  }
  const most = min(end, p + STRETCH * K.COUNT_STRIDE);
  let to = p + K.COUNT_STRIDE;
  while (to < most && load<u32>(to, K.COUNT_UNIT) == l && load<u32>(to, K.COUNT_UNIT + 4) == h) to += K.COUNT_STRIDE;
  return to;
}

let unitBegins = false;

// What is in a bucket of the filter (src/aggregate/count/shared-filter.ts): nothing, the mark of a unit, or that it is shared.
const SHARED: u32 = 0xfffe;
const MARKS: u32 = 0xfffd;

function bucketOf(i: i32): usize {
  return buckets + (<usize>((get(low, i) ^ (get(high, i) * 0x9e3779b1)) & bucketMask) << 1);
}

function prefetchBuckets(): void {
  let sum: u32 = 0;
  for (let i = 0; i < count; i++) sum += load<u16>(bucketOf(i));
  prefetched = sum;
}

/** First: which anchors may be several units'. */
export function registerUnits(from: usize, end: usize): void {
  for (let p = from; p < end; ) {
    const to = stretchOf(p, end);
    take(p, to);
    prefetchBuckets();
    const mark = (unit % MARKS) + 1;
    for (let i = 0; i < count; i++) {
      const bucket = bucketOf(i);
      const before: u32 = load<u16>(bucket);
      if (before < SHARED && before != mark) store<u16>(bucket, before == 0 ? mark : SHARED);
    }
    p = to;
  }
}

/** An entry: halves of the hash, exchanges, units, the latest pair + 1 (src/aggregate/count/anchor-uses.ts). */
const ENTRY_BITS: usize = 5;
const EXCHANGES: usize = 8;
const UNITS: usize = 12;
const LAST_PAIR: usize = 16;
/** Of a pair: exchanges, and the sum of their harvest intents. */
const PAIR_BITS: usize = 3;
const HARVEST: usize = 4;

export let entryCount: u32 = 0;
export let pairs: u32 = 0;
export let groups: u32 = 0;
let slotMask: u32 = 0;
/** Where the unit's pairs begin. */
let unitPairs: u32 = 0;

/** So many slots to begin with; room for them is empty. */
export function setSlots(many: u32): void {
  slotMask = many - 1;
}

/** Second: who sends which anchor. False when there is no room for another one. */
export function countUses(from: usize, end: usize): bool {
  for (let p = from; p < end; ) {
    const to = stretchOf(p, end);
    if (unitBegins) unitPairs = pairs;
    unitBegins = false;
    take(p, to);
    prefetchBuckets();
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const shared = i32(<u32>load<u16>(bucketOf(i)) >= SHARED);
      keep(i, kept);
      kept += shared;
    }
    count = kept;
    prefetchUses();
    let read: u32 = 0;
    let harvest: u32 = 0;
    for (let i = 0; i < count; i++) {
      const at = get(row, i);
      if (at != read) harvest = harvestOf(at);
      read = at;
      if (!addUse(get(low, i), get(high, i), harvest)) return false;
    }
    p = to;
  }
  return true;
}

/** Reads the slots, then the entries that these name, then their latest pairs. Nothing leads to the first, which does no harm. */
function prefetchUses(): void {
  for (let i = 0; i < count; i++) put(found, i, load<u32>(slots + (<usize>(slotOf(get(low, i), get(high, i)) & slotMask) << 2)));
  let sum: u32 = 0;
  for (let i = 0; i < count; i++) {
    const entry = get(found, i);
    put(found, i, load<u32>(entries + (<usize>(entry - u32(entry != 0)) << ENTRY_BITS), LAST_PAIR));
  }
  for (let i = 0; i < count; i++) {
    const pair = get(found, i);
    sum += load<u32>(pairSums + (<usize>(pair - u32(pair != 0)) << PAIR_BITS));
  }
  prefetched = sum;
}

/** The harvest intent of one exchange (src/aggregate/count/summands.ts). */
function harvestOf(p: usize): u32 {
  let scored: u32 = 0;
  for (let k: usize = 0; k < K.COUNT_INTENT_COUNT; k++) scored |= load<u8>(p + K.COUNT_INTENTS + k);
  return scored == 0 ? 0 : 255 - <u32>load<u8>(p + K.COUNT_INTENTS + K.COUNT_ANSWER);
}

function addUse(l: u32, h: u32, harvest: u32): bool {
  let i = slotOf(l, h) & slotMask;
  let entry: usize = 0;
  while (true) {
    const known = load<u32>(slots + (<usize>i << 2));
    if (known == 0) {
      if (entryCount == mostEntries) return false;
      entry = entries + (<usize>entryCount << ENTRY_BITS);
      store<u32>(entry, l);
      store<u32>(entry, h, 4);
      store<u32>(slots + (<usize>i << 2), ++entryCount);
      if (entryCount << 1 > slotMask + 1 && !widen()) return false;
      break;
    }
    entry = entries + (<usize>(known - 1) << ENTRY_BITS);
    if (load<u32>(entry) == l && load<u32>(entry, 4) == h) break;
    i = (i + 1) & slotMask;
  }
  store<u32>(entry, load<u32>(entry, EXCHANGES) + 1, EXCHANGES);
  const last = load<u32>(entry, LAST_PAIR);
  if (last > unitPairs) {
    const pair = pairSums + (<usize>(last - 1) << PAIR_BITS);
    store<u32>(pair, load<u32>(pair) + 1);
    store<u32>(pair, load<u32>(pair, HARVEST) + harvest, HARVEST);
    return true;
  }
  store<u32>(entry, load<u32>(entry, UNITS) + 1, UNITS);
  if (pairs == unitPairs) {
    if (groups == mostGroups) return false;
    store<u32>(groupUnit + (<usize>groups << 2), unit);
    store<u32>(groupFrom + (<usize>groups << 2), pairs);
    groups++;
  }
  if (pairs == mostPairs) return false;
  store<u32>(pairEntry + (<usize>pairs << 2), <u32>((entry - entries) >> ENTRY_BITS));
  const pair = pairSums + (<usize>pairs << PAIR_BITS);
  store<u32>(pair, 1);
  store<u32>(pair, harvest, HARVEST);
  store<u32>(entry, ++pairs, LAST_PAIR);
  return true;
}

/** Twice as many slots; entries find their places again. */
function widen(): bool {
  const many = (slotMask + 1) << 1;
  if (many > mostSlots) return false;
  memory.fill(slots, 0, <usize>many << 2);
  slotMask = many - 1;
  for (let e: u32 = 0; e < entryCount; e++) {
    const entry = entries + (<usize>e << ENTRY_BITS);
    let i = slotOf(load<u32>(entry), load<u32>(entry, 4)) & slotMask;
    while (load<u32>(slots + (<usize>i << 2)) != 0) i = (i + 1) & slotMask;
    store<u32>(slots + (<usize>i << 2), e + 1);
  }
  return true;
}

/** A place: halves of the hash, record + 1 (src/aggregate/count/anchor-places.ts). */
const PLACE: usize = 12;
/** A record: its sums, ids with one of these bits are not summed, bitmap, mask and shift, ones (src/aggregate/count/anchor-records.ts). */
const RECORD_BITS: usize = 7;
const THINNED: usize = K.COUNT_SUMMANDS << 2;
const BITMAP: usize = THINNED + 4;
const MASK_AND_SHIFT: usize = BITMAP + 4;
const ONES: usize = MASK_AND_SHIFT + 4;
const SHIFT: u32 = 31;

/** Third: what the exchanges around anchors are like. */
export function sum(from: usize, end: usize): void {
  for (let p = from; p < end; p += STRETCH * K.COUNT_STRIDE) {
    take(p, min(end, p + STRETCH * K.COUNT_STRIDE));
    findRecords();
    prefetchRecords();
    let read: u32 = 0;
    for (let i = 0; i < count; i++) {
      const at = get(row, i);
      if (at != read) readSummands(at);
      read = at;
      addTo(records + (<usize>get(found, i) << RECORD_BITS), at);
    }
  }
}

/** Keeps the anchors that have a record. */
function findRecords(): void {
  let ahead: u32 = 0;
  for (let i = 0; i < count; i++) {
    const slot = slotOf(get(low, i), get(high, i)) & placeMask;
    put(found, i, slot);
    ahead += load<u32>(places + <usize>slot * PLACE, 8);
  }
  prefetched = ahead;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const l = get(low, i);
    const h = get(high, i);
    let slot = get(found, i);
    let place = places + <usize>slot * PLACE;
    let record = load<u32>(place, 8);
    while (record != 0 && (load<u32>(place) != l || load<u32>(place, 4) != h)) {
      slot = (slot + 1) & placeMask;
      place = places + <usize>slot * PLACE;
      record = load<u32>(place, 8);
    }
    put(found, kept, record - 1);
    put(row, kept, get(row, i));
    kept += i32(record != 0);
  }
  count = kept;
}

/** Reads the lines of the records, then the words of their bitmaps. */
function prefetchRecords(): void {
  let ahead: u32 = 0;
  for (let i = 0; i < count; i++) {
    const record = records + (<usize>get(found, i) << RECORD_BITS);
    ahead += load<u32>(record) + load<u32>(record, MASK_AND_SHIFT);
  }
  for (let i = 0; i < count; i++) {
    const record = records + (<usize>get(found, i) << RECORD_BITS);
    const bit = load<u32>(get(row, i), K.COUNT_BODY) & (load<u32>(record, MASK_AND_SHIFT) | SHIFT);
    ahead += load<u32>(bitmaps + (<usize>(load<u32>(record, BITMAP) + (bit >> 5)) << 2));
  }
  prefetched = ahead;
}

/** What one exchange adds (src/aggregate/count/summands.ts), a number a summand; zeros behind them, up to the size of a record. */
const summands: usize = memory.data(128, 16);

function set(place: usize, value: u32): void {
  store<u32>(summands + (place << 2), value);
}

function readSummands(p: usize): void {
  set(0, 1);
  for (let k: usize = 0; k < K.COUNT_INTENT_COUNT; k++) set(K.COUNT_AT_INTENT + k, load<u8>(p + K.COUNT_INTENTS + k));
  for (let k: usize = 0; k < K.COUNT_CAPABILITY_COUNT; k++)
    set(K.COUNT_AT_CAPABILITY + k, load<u8>(p + K.COUNT_CAPABILITIES + k));
  const flags: u32 = load<u16>(p, K.COUNT_FLAGS);
  const reasoning: u32 = load<u8>(p, K.COUNT_REASONING);
  const prompt = load<u32>(p, K.COUNT_PROMPT_CHARS);
  const logBody = log(1 + <f64>(prompt - min(load<u32>(p, K.COUNT_SYSTEM_CHARS), prompt)));
  set(K.COUNT_AT_REASONING, reasoning);
  set(K.COUNT_AT_FOLLOW_UP, u32((flags & K.FLAG_FOLLOW_UP) != 0));
  set(K.COUNT_AT_TOOL_RESULT, u32(load<u16>(p, K.COUNT_TOOL_RESULTS) > 0));
  set(K.COUNT_AT_REFUSED, u32((flags & K.FLAG_REFUSED) != 0));
  set(K.COUNT_AT_OUTPUT, min(K.COUNT_MOST_TOKENS, load<u32>(p, K.COUNT_OUTPUT_TOKENS)));
  set(K.COUNT_AT_LOG_BODY, rounded(logBody * K.COUNT_LOG_STEPS));
  set(K.COUNT_AT_LOG_BODY_SQUARES, rounded(logBody * logBody * K.COUNT_SQUARE_STEPS));
  set(K.COUNT_AT_TRUNCATED, u32((flags & K.FLAG_TRUNCATED) != 0));
  set(K.COUNT_AT_SAMPLED, u32(<u32>load<u8>(p, K.COUNT_N) > 1));
  set(K.COUNT_AT_TRACED, u32(reasoning >= K.COUNT_TRACE));
  set(K.COUNT_AT_ENCODED, load<u8>(p, K.COUNT_ENCODED));
}

/** Math.round of a number from 0 up. */
function rounded(x: f64): u32 {
  const whole = Math.floor(x);
  return <u32>whole + u32(x - whole >= 0.5);
}

function addTo(record: usize, p: usize): void {
  // Of the id and of the message, hashes both.
  if ((load<u32>(p, K.COUNT_ID + 4) & load<u32>(record, THINNED)) == 0 && load<u32>(record) < K.COUNT_SUMMED) {
    // The last four may reach into what stands behind the sums: zeros are added there.
    for (let k: usize = 0; k < THINNED; k += 16)
      v128.store(record + k, i32x4.add(v128.load(record + k), v128.load(summands + k)));
  }
  const maskAndShift = load<u32>(record, MASK_AND_SHIFT);
  const shift = maskAndShift & SHIFT;
  if (shift > 0 && load<u32>(p, K.COUNT_BODY + 4) >> (32 - shift) != 0) return;
  const bit = load<u32>(p, K.COUNT_BODY) & (maskAndShift | SHIFT);
  const word = bitmaps + (<usize>(load<u32>(record, BITMAP) + (bit >> 5)) << 2);
  const mark: u32 = 1 << (bit & 31);
  const before = load<u32>(word);
  if ((before & mark) != 0) return;
  store<u32>(word, before | mark);
  store<u32>(record, load<u32>(record, ONES) + 1, ONES);
}
