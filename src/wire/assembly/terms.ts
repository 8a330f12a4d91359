/**
 * The classifier's walk and sums in one pass (src/fingerprint/terms.ts and classify.ts): a term that is found adds its
 * sixteen weights at once. They lie beside the mark of the block the term was last seen in, so that a hit touches one line
 * of the cache.
 */
import { BLOCK_WORDS, EARLIER_REGIONS, EARLIER_WORDS, ENCLOSED_REGIONS, ENCLOSED_WORDS, LAST_USER_WORDS, MAX_HITS, MAX_SPANS, ROLE_ENCLOSED, ROLE_SYSTEM, ROLE_USER, SECOND_PLACE, SYSTEM_WORDS } from './layout';
import {
  modelNumbers,
  termCount,
  termPairMask,
  termPairs,
  termPairSigns,
  termRecords,
  termWordMask,
  termWords,
  words,
} from './space';

/** Makes a key's second place of it. */
/** A term's record: its weights, a byte an output; then the stamp of the block it was seen in. */
const RECORD_BITS: usize = 5;
const STAMP: usize = 16;

/** The regions of the exchange, as the host's Regions: role, first word, word behind the last. */
const regions: usize = memory.data(98304, 16);
export let regionCount: i32 = 0;

export function resetRegions(): void {
  regionCount = 0;
}

export function addRegion(role: u32, from: i32, to: i32): void {
  const region = regions + <usize>regionCount * 12;
  store<u32>(region, role);
  store<i32>(region, from, 4);
  store<i32>(region, to, 8);
  regionCount++;
}

let stamp: i32 = 1;
let hits: i32 = 0;
let hitsInBlock: i32 = 0;
let blocks: i32 = 0;
let inBlock: i32 = 0;
/**
 * Sums of outputs 0 to 7 and 8 to 15 as i16: a window of two blocks has at most 126 terms of at most 128, so nothing
 * overflows.
 */
let beforeLow: v128 = i16x8.splat(0);
let beforeHigh: v128 = i16x8.splat(0);
let currentLow: v128 = i16x8.splat(0);
let currentHigh: v128 = i16x8.splat(0);
let bestLow: v128 = i16x8.splat(0);
let bestHigh: v128 = i16x8.splat(0);

/** Best window sum of each output, i16, after {@link scoreTerms}. */
const best: usize = memory.data(32, 16);

/** The terms of the block that is not complete: at most its 32 words and the 31 pairs between them. */
const marks: usize = memory.data(256, 16);
/** What is kept of a walk: whether anything is, and five counts; six vectors; the marks. */
const WALK_MARKS: usize = 32 + 6 * 16;
export const WALK_BYTES: i32 = 32 + 6 * 16 + 256;

function keepWalk(to: usize): void {
  store<i32>(to, 1);
  store<i32>(to, hits, 4);
  store<i32>(to, hitsInBlock, 8);
  store<i32>(to, blocks, 16);
  store<i32>(to, inBlock, 20);
  v128.store(to, beforeLow, 32);
  v128.store(to, beforeHigh, 48);
  v128.store(to, currentLow, 64);
  v128.store(to, currentHigh, 80);
  v128.store(to, bestLow, 96);
  v128.store(to, bestHigh, 112);
  memory.copy(to + WALK_MARKS, marks, <usize>hitsInBlock << 2);
}

function takeUpWalk(from: usize): void {
  hits = load<i32>(from, 4);
  hitsInBlock = load<i32>(from, 8);
  blocks = load<i32>(from, 16);
  inBlock = load<i32>(from, 20);
  beforeLow = v128.load(from, 32);
  beforeHigh = v128.load(from, 48);
  currentLow = v128.load(from, 64);
  currentHigh = v128.load(from, 80);
  bestLow = v128.load(from, 96);
  bestHigh = v128.load(from, 112);
  memory.copy(marks, from + WALK_MARKS, <usize>hitsInBlock << 2);
  for (let i = 0; i < hitsInBlock; i++) {
    store<i32>(termRecords + (<usize>load<u32>(marks + (<usize>i << 2)) << RECORD_BITS) + STAMP, stamp + blocks);
  }
}

/**
 * Sums the terms of the exchange's regions by window. The walk over the first region, when that is a system prompt, is
 * taken up from `kept` or kept there (0: neither): half of all words walked stand in such prompts.
 */
export function scoreTerms(kept: usize): void {
  if (stamp > 0x40000000) {
    for (let term = 0; term < termCount; term++) {
      store<i32>(termRecords + (<usize>term << RECORD_BITS) + STAMP, 0);
    }
    stamp = 1;
  }
  hits = hitsInBlock = blocks = inBlock = 0;
  beforeLow = beforeHigh = currentLow = currentHigh = i16x8.splat(0);
  bestLow = bestHigh = i16x8.splat(-0x8000);

  let lastUser = regionCount - 1;
  while (lastUser >= 0 && roleAt(lastUser) != ROLE_USER) lastUser--;
  let runStart = lastUser;
  while (runStart > 0 && roleAt(runStart - 1) == ROLE_USER) runStart--;
  let spans = 0;
  let earlier = 0;
  let enclosed = 0;
  for (let r = 0; r < regionCount && spans < MAX_SPANS - 1; r++) {
    let head = 0;
    let tail = 0;
    const role = roleAt(r);
    if (role == ROLE_SYSTEM) {
      head = (SYSTEM_WORDS * 5) >> 3;
      tail = SYSTEM_WORDS - head;
    } else if (role == ROLE_USER) {
      if (r >= runStart) {
        head = LAST_USER_WORDS >> 1;
        tail = LAST_USER_WORDS - head;
      } else if (earlier < EARLIER_REGIONS) {
        earlier++;
        head = EARLIER_WORDS;
      } else continue;
    } else if (role == ROLE_ENCLOSED && enclosed < ENCLOSED_REGIONS) {
      enclosed++;
      head = ENCLOSED_WORDS >> 1;
      tail = ENCLOSED_WORDS - head;
    } else continue;
    const region = regions + <usize>r * 12;
    const from = load<i32>(region, 4);
    const to = load<i32>(region, 8);
    const whole = to - from <= head + tail;
    spans += whole || tail == 0 ? 1 : 2;
    if (r == 0 && kept != 0 && role == ROLE_SYSTEM && load<i32>(kept) != 0) {
      takeUpWalk(kept);
      continue;
    }
    if (whole) walk(from, to);
    else {
      walk(from, from + head);
      if (tail > 0) walk(to - tail, to);
    }
    if (r == 0 && kept != 0 && role == ROLE_SYSTEM) keepWalk(kept);
  }
  // The last block, full or not; a prompt without words has one empty block.
  if (inBlock != 0 || blocks == 0) endBlock();
  stamp += blocks + 1;
  v128.store(best, bestLow);
  v128.store(best, bestHigh, 16);
}

function roleAt(r: i32): u32 {
  return load<u32>(regions + <usize>r * 12);
}

/** The value of the word in front of a stretch; 0 in front of a span. */
let inFront: u32 = 0;
/** Places of words that close a pair, and hashes of pairs that may be terms; then terms found: at most 32 words and as many pairs. */
const closing: usize = memory.data(128, 16);
const hashes: usize = memory.data(128, 16);
const found: usize = memory.data(256, 16);

/**
 * Reads words [from, to). What a word is, is as good as random: each loop below does the same for every word and lets sums
 * tell what counts, for a branch guessed wrong costs more than all the rest. Takes two thirds of the time of one loop that asks.
 */
function walk(from: i32, to: i32): void {
  inFront = 0;
  let p = words + (<usize>from << 2);
  for (let left = to - from; left > 0; ) {
    if (inBlock == BLOCK_WORDS) endBlock();
    const count = min(left, BLOCK_WORDS - inBlock);
    inBlock += count;
    left -= count;
    if (hits <= MAX_HITS - 2 * BLOCK_WORDS) addTerms(findTerms(p, count));
    p += <usize>count << 2;
  }
}

/** Finds the terms of a stretch of words. @returns how many */
function findTerms(p: usize, count: i32): i32 {
  const table = termWords;
  const mask = termWordMask;
  let terms: usize = found;
  let pairs: usize = closing;
  let before = inFront;
  for (let i = 0; i < count; i++) {
    const value = lookUp(table, mask, load<u32>(p + (<usize>i << 2)));
    store<u32>(terms, (value >> 2) - 1);
    terms += <usize>u32(value > 3) << 2;
    store<i32>(pairs, i);
    // Bit 0 opens a pair, bit 1 closes one.
    pairs += <usize>(before & (value >> 1) & 1) << 2;
    before = value;
  }
  inFront = before;
  // Few pairs are terms: a bit says of each, nearer than the table does, whether it may be one (src/wire/wire-memory.ts).
  let perhaps: i32 = 0;
  const signs = termPairSigns;
  for (let k = closing; k < pairs; k += 4) {
    const second = p + (<usize>load<i32>(k) << 2);
    const hash = pairHash(load<u32>(second - 4), load<u32>(second));
    store<u32>(hashes + (<usize>perhaps << 2), hash);
    perhaps += (load<u32>(signs + (<usize>(hash >> 20) << 2)) >> (hash >> 15 & 31)) & 1;
  }
  for (let k = 0; k < perhaps; k++) {
    const term = lookUp(termPairs, termPairMask, load<u32>(hashes + (<usize>k << 2)));
    store<u32>(terms, term - 1);
    terms += <usize>u32(term != 0) << 2;
  }
  return <i32>(terms - found) >> 2;
}

/** The value of a key that is in one of two places or nowhere (src/kernels/two-places.ts); 0 if nowhere. */
function lookUp(table: usize, mask: u32, key: u32): u32 {
  const first = table + (<usize>(key & mask) << 3);
  const second = table + (<usize>((key * SECOND_PLACE) >> 7 & mask) << 3);
  return (
    select<u32>(load<u32>(first, 4), 0, load<u32>(first) == key) |
    select<u32>(load<u32>(second, 4), 0, load<u32>(second) == key)
  );
}

function pairHash(first: u32, second: u32): u32 {
  let h = (first * 0x9e3779b1) ^ second;
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  h ^= h >> 16;
  return select<u32>(1, h, h == 0);
}

/** Adds the weights of the terms found that are new to the block. */
function addTerms(count: i32): void {
  const now = stamp + blocks;
  for (let k = 0; k < count; k++) {
    const term = load<u32>(found + (<usize>k << 2));
    const record = termRecords + (<usize>term << RECORD_BITS);
    const isNew = u32(load<i32>(record, STAMP) != now);
    store<i32>(record, now, STAMP);
    store<u32>(marks + (<usize>hitsInBlock << 2), term);
    hits += isNew;
    hitsInBlock += isNew;
    const weights = v128.and(v128.load(record), i32x4.splat(-isNew));
    currentLow = i16x8.add(currentLow, i16x8.extend_low_i8x16_s(weights));
    currentHigh = i16x8.add(currentHigh, i16x8.extend_high_i8x16_s(weights));
  }
}

function endBlock(): void {
  bestLow = i16x8.max_s(bestLow, i16x8.add(beforeLow, currentLow));
  bestHigh = i16x8.max_s(bestHigh, i16x8.add(beforeHigh, currentHigh));
  beforeLow = currentLow;
  beforeHigh = currentHigh;
  currentLow = currentHigh = i16x8.splat(0);
  hitsInBlock = 0;
  inBlock = 0;
  blocks++;
}

const OUTPUTS: usize = 16;

/**
 * Writes the calibrated exponent of each output, f64: the probability is 1 / (1 + exp(-it)). Features are 0..1, six of them. Two
 * outputs at a time, each summed in its order.
 */
export function writeExponents(features: usize, to: usize): void {
  const stride = OUTPUTS << 3;
  for (let k: usize = 0; k < OUTPUTS; k += 2) {
    const at = modelNumbers + (k << 3);
    const windows = f64x2.convert_low_i32x4_s(i32x4.extend_low_i16x8_s(v128.load32_zero(best + (k << 1))));
    let sum = f64x2.add(v128.load(at + stride), f64x2.mul(v128.load(at), windows));
    for (let f: usize = 0; f < 6; f++)
      sum = f64x2.add(sum, f64x2.mul(v128.load64_splat(features + (f << 3)), v128.load(at + (4 + f) * stride)));
    v128.store(to + (k << 3), f64x2.add(f64x2.mul(v128.load(at + 2 * stride), sum), v128.load(at + 3 * stride)));
  }
}
