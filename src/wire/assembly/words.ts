/** Words and their anchors: the kernels of src/kernels/words.ts and src/kernels/winnow.ts, over ASCII or UTF-16 units. */
import {
  BASE_HI,
  BASE_LO,
  FOLD_PAGE_UNITS,
  FOLD_PAGES_AT,
  FOLD_PAIRS,
  FOLD_SINGLE,
  FOLD_UNSEEN,
  FOLD_WORD,
  NUMBER_WORD,
  OFFSET_BASIS,
  PRIME,
  SHINGLE,
  WINDOW
} from './layout';
import { fmix32 } from './hash';
import { addAnchor, joined, wordTable } from './space';

/** Where the folded bytes' mask of word characters goes, behind the bytes: a text has fewer than this. */
const MASK_AT: usize = 0xc0000;
/** Where the masks of single characters, and of words' characters beyond ASCII, go behind that of word characters. */
const SINGLES_AT: usize = 0x20000;
const STRANGE_AT: usize = 0x40000;

/** Words that are found before they are hashed: where in the text each begins, and its length; a single character has none. */
const FOUND: i32 = 1024;
const starts: usize = memory.data(4096 + 16, 16);
const lengths: usize = memory.data(4096 + 16, 16);
let found: i32 = 0;
/** Those whose hash is another than that of their first characters, which all get: numbers, long ones, ones beyond ASCII. */
const others: usize = memory.data(4096, 16);
let otherCount: i32 = 0;

/** Characters that are hashed of every word, whatever its length. */
const STEPS: i32 = 12;
/** Hashes of four words' first one to {@link STEPS} characters, behind one for words of no length. */
const ladder: usize = memory.data(16 + 16 * 12, 16);

/**
 * Hashes the words of ASCII text. Case is folded and word characters are told sixteen at a time; a word is then a run of bits.
 * Words are found first and hashed four at a time, as every step of a hash waits for the one before. The first characters are
 * hashed whatever the length, which picks the result: no branch to guess wrong at the end of every word.
 *
 * @returns how many words there are
 */
export function hashWordsAscii(text: usize, length: i32, out: usize): i32 {
  const folded = joined;
  const masks = joined + MASK_AT;
  fold(text, length, folded, masks);
  const first = out;
  const chunks = (length + 63) >> 6;
  let chunk = 0;
  let bits: u64 = chunks > 0 ? load<u64>(masks) : 0;
  while (true) {
    while (bits == 0) {
      chunk++;
      if (chunk >= chunks) return <i32>(finishAscii(folded, out) - first) >> 2;
      bits = load<u64>(masks + (<usize>chunk << 3));
    }
    const bit = <i32>ctz(bits);
    const start = (chunk << 6) + bit;
    let end = bit + <i32>ctz(~(bits >> bit));
    if (end < 64) bits &= (<u64>-1) << end;
    else {
      bits = -1;
      while (bits == <u64>-1) {
        chunk++;
        bits = chunk < chunks ? load<u64>(masks + (<usize>chunk << 3)) : 0;
      }
      end = <i32>ctz(~bits);
      bits &= (<u64>-1) << end;
    }
    add(folded, start, (chunk << 6) + end, 0);
    if (found == FOUND) out = finishAscii(folded, out);
  }
}

/**
 * The same of UTF-16 units. Text that is not ASCII nearly is, as a rule: its units are folded to bytes, and only those beyond
 * ASCII are looked up one by one; some are words by themselves, and words with others are hashed unit by unit.
 */
export function hashWordsWide(text: usize, length: i32, out: usize): i32 {
  const folded = joined;
  const masks = joined + MASK_AT;
  foldWide(text, length, folded, masks);
  const first = out;
  const chunks = (length + 63) >> 6;
  let chunk = 0;
  let bits: u64 = chunks > 0 ? load<u64>(masks) : 0;
  let singles: u64 = chunks > 0 ? load<u64>(masks, SINGLES_AT) : 0;
  while (true) {
    while ((bits | singles) == 0) {
      chunk++;
      if (chunk >= chunks) return <i32>(finishWide(text, folded, out) - first) >> 2;
      bits = load<u64>(masks + (<usize>chunk << 3));
      singles = load<u64>(masks + (<usize>chunk << 3), SINGLES_AT);
    }
    const bit = <i32>ctz(bits | singles);
    const start = (chunk << 6) + bit;
    if (((singles >> bit) & 1) != 0) {
      singles &= singles - 1;
      add(folded, start, start, 1);
      if (found == FOUND) out = finishWide(text, folded, out);
      continue;
    }
    // Whether the word has units beyond ASCII. Over several chunks those of the next word may count as well: then it is hashed unit
    // by unit, which comes to the same.
    let strange = load<u64>(masks + (<usize>chunk << 3), STRANGE_AT) >> bit;
    let end = bit + <i32>ctz(~(bits >> bit));
    if (end < 64) {
      strange &= ((<u64>1) << (end - bit)) - 1;
      bits &= (<u64>-1) << end;
    } else {
      bits = -1;
      while (bits == <u64>-1) {
        chunk++;
        bits = chunk < chunks ? load<u64>(masks + (<usize>chunk << 3)) : 0;
        if (chunk < chunks) strange |= load<u64>(masks + (<usize>chunk << 3), STRANGE_AT);
      }
      singles = chunk < chunks ? load<u64>(masks + (<usize>chunk << 3), SINGLES_AT) : 0;
      end = <i32>ctz(~bits);
      bits &= (<u64>-1) << end;
    }
    if (strange != 0 && isUnseen(text, start, (chunk << 6) + end)) continue;
    add(folded, start, (chunk << 6) + end, u32(strange != 0));
    if (found == FOUND) out = finishWide(text, folded, out);
  }
}

/** Adds a word to those found; `other` is 1 for one that its folded bytes do not tell. */
// @ts-ignore: decorator
@inline
function add(folded: usize, start: i32, end: i32, other: u32): void {
  const at = <usize>found << 2;
  store<i32>(starts + at, start);
  store<i32>(lengths + at, end - start);
  store<i32>(others + (<usize>otherCount << 2), found);
  otherCount += other | u32(end - start > STEPS) | u32(<u32>load<u8>(folded + start) - 48 <= 9);
  found++;
}

/** Hashes the words found. @returns where the next go */
function finishAscii(folded: usize, out: usize): usize {
  hashFound(folded, out);
  for (let k = 0; k < otherCount; k++) {
    const at = <usize>load<u32>(others + (<usize>k << 2)) << 2;
    const p = folded + load<u32>(starts + at);
    const length = load<i32>(lengths + at);
    if (isNumber(p, length)) store<u32>(out + at, NUMBER_WORD);
    else if (length > STEPS) store<u32>(out + at, hashOfWord(p, length));
  }
  return taken(out);
}

function finishWide(text: usize, folded: usize, out: usize): usize {
  hashFound(folded, out);
  for (let k = 0; k < otherCount; k++) {
    const at = <usize>load<u32>(others + (<usize>k << 2)) << 2;
    const start = load<i32>(starts + at);
    const length = load<i32>(lengths + at);
    if (length == 0) store<u32>(out + at, fmix32(OFFSET_BASIS ^ ((entryOf(text, start) >> 2) * PRIME)));
    else store<u32>(out + at, hashOfUnits(text, start, start + length));
  }
  return taken(out);
}

function taken(out: usize): usize {
  const next = out + (<usize>found << 2);
  found = 0;
  otherCount = 0;
  return next;
}

/** Hashes the words found as if none were a number or longer than {@link STEPS}; up to three more than there are. */
function hashFound(folded: usize, out: usize): void {
  for (let i = 0; i < found; i += 4) {
    const at = <usize>i << 2;
    const p0 = folded + load<u32>(starts + at);
    const p1 = folded + load<u32>(starts + at, 4);
    const p2 = folded + load<u32>(starts + at, 8);
    const p3 = folded + load<u32>(starts + at, 12);
    let h = i32x4.splat(OFFSET_BASIS);
    h = fourSteps(h, fourOf(p0, p1, p2, p3, 0), 16);
    h = fourSteps(h, fourOf(p0, p1, p2, p3, 4), 80);
    fourSteps(h, fourOf(p0, p1, p2, p3, 8), 144);
    let picked = v128.load32_zero(rung(at, 0));
    picked = v128.load32_lane(rung(at, 4), picked, 1);
    picked = v128.load32_lane(rung(at, 8), picked, 2);
    picked = v128.load32_lane(rung(at, 12), picked, 3);
    v128.store(out + at, fmixFour(picked));
  }
}

/** Four characters of four words, from `offset` on. */
// @ts-ignore: decorator
@inline
function fourOf(p0: usize, p1: usize, p2: usize, p3: usize, offset: usize): v128 {
  let v = v128.load32_zero(p0 + offset);
  v = v128.load32_lane(p1 + offset, v, 1);
  v = v128.load32_lane(p2 + offset, v, 2);
  return v128.load32_lane(p3 + offset, v, 3);
}

/** Takes four characters of each word into its hash, and leaves what they came to on the ladder. */
// @ts-ignore: decorator
@inline
function fourSteps(before: v128, characters: v128, to: usize): v128 {
  const prime = i32x4.splat(PRIME);
  const byte = i32x4.splat(0xff);
  let h = i32x4.mul(v128.xor(before, v128.and(characters, byte)), prime);
  v128.store(ladder + to, h);
  h = i32x4.mul(v128.xor(h, v128.and(i32x4.shr_u(characters, 8), byte)), prime);
  v128.store(ladder + to, h, 16);
  h = i32x4.mul(v128.xor(h, v128.and(i32x4.shr_u(characters, 16), byte)), prime);
  v128.store(ladder + to, h, 32);
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(characters, 24)), prime);
  v128.store(ladder + to, h, 48);
  return h;
}

/** Where on the ladder the hash of the word at `at` and so many bytes behind it is. */
// @ts-ignore: decorator
@inline
function rung(at: usize, lane: usize): usize {
  return ladder + (<usize>min<u32>(load<u32>(lengths + at + lane), STEPS) << 4) + lane;
}

/** {@link fmix32} of four. */
// @ts-ignore: decorator
@inline
function fmixFour(h: v128): v128 {
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 16)), i32x4.splat(0x85ebca6b));
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(h, i32x4.shr_u(h, 16));
}

function hashOfWord(p: usize, length: i32): u32 {
  let h = OFFSET_BASIS;
  for (let i = 0; i < length; i++) h = (h ^ <u32>load<u8>(p + i)) * PRIME;
  return fmix32(h);
}

function isNumber(p: usize, length: i32): bool {
  for (let i = 0; i < length; i++) if (<u32>load<u8>(p + i) - 48 > 9) return false;
  return true;
}

/** Any word, by its units alone. */
function hashOfUnits(text: usize, start: i32, end: i32): u32 {
  let h = OFFSET_BASIS;
  let others = 0;
  for (let i = start; i < end; i++) {
    const first = entryOf(text, i);
    const pair = pairOf(first, text, i, end);
    const entry = pair != 0 ? pair : first;
    i += i32(pair != 0);
    if ((entry & 3) == FOLD_UNSEEN) continue;
    const unit = (entry >> 2) & 0xffff;
    h = (h ^ unit) * PRIME;
    others |= u32(unit - 48 > 9);
    if (entry >> 18 == 0 || entry >> 25 == FOLD_PAIRS) continue;
    h = (h ^ ((entry >> 18) & 127)) * PRIME;
    if (entry >> 25 != 0) h = (h ^ (entry >> 25)) * PRIME;
  }
  return others == 0 ? NUMBER_WORD : fmix32(h);
}

/** Whether nothing of a run is seen: then it is no word. */
function isUnseen(text: usize, start: i32, end: i32): bool {
  for (let i = start; i < end; i++) {
    const first = entryOf(text, i);
    const pair = pairOf(first, text, i, end);
    if (((pair != 0 ? pair : first) & 3) != FOLD_UNSEEN) return false;
    i += i32(pair != 0);
  }
  return true;
}

/** The entry of the pair that unit i opens, 0 if it opens none that is folded. */
// @ts-ignore: decorator
@inline
function pairOf(first: u32, text: usize, i: i32, end: i32): u32 {
  if (first >> 25 != FOLD_PAIRS || i + 1 >= end) return 0;
  const next = unitAt(text, i + 1);
  if (next - 0xdc00 > 1023) return 0;
  const page = FOLD_PAGES_AT + FOLD_PAGE_UNITS * ((first >> 18) & 127);
  return load<u32>(wordTable + (<usize>(page + (next & 1023)) << 2));
}

function unitAt(text: usize, i: i32): u32 {
  return load<u16>(text + (<usize>i << 1));
}

/** The class of unit i, and what it folds to, as src/kernels/fold.ts packs them. */
function entryOf(text: usize, i: i32): u32 {
  return load<u32>(wordTable + (<usize>unitAt(text, i) << 2));
}

function foldWide(text: usize, length: i32, folded: usize, masks: usize): void {
  for (let i = 0; i < length; i += 16) {
    const a = v128.load(text + (<usize>i << 1));
    const b = v128.load(text + (<usize>i << 1), 16);
    // What is beyond bytes becomes 0 or 255, which are as little ASCII's word characters as it is.
    let word = foldSixteen(i8x16.narrow_i16x8_u(a, b), folded + i);
    let single = 0;
    let strange = 0;
    const most = i16x8.splat(0x7f);
    let beyond = i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.gt_u(a, most), i16x8.gt_u(b, most)));
    while (beyond != 0) {
      const at = ctz(beyond);
      beyond &= beyond - 1;
      const kind = entryOf(text, i + at) & 3;
      if (kind == FOLD_SINGLE) single |= 1 << at;
      else if (kind != 0) strange |= 1 << at;
    }
    word |= strange;
    const left = length - i;
    if (left < 16) {
      const read = (1 << left) - 1;
      word &= read;
      single &= read;
      strange &= read;
    }
    store<u16>(masks + (<usize>i >> 3), word);
    store<u16>(masks + (<usize>i >> 3), single, SINGLES_AT);
    store<u16>(masks + (<usize>i >> 3), strange, STRANGE_AT);
  }
  // The last chunk of 64 may be half written.
  const last = masks + (<usize>((length + 15) >> 4) << 1);
  store<u64>(last, 0);
  store<u64>(last, 0, SINGLES_AT);
  store<u64>(last, 0, STRANGE_AT);
}

function fold(text: usize, length: i32, folded: usize, masks: usize): void {
  for (let i = 0; i < length; i += 16) {
    let word = foldSixteen(v128.load(text + i), folded + i);
    const left = length - i;
    if (left < 16) word &= (1 << left) - 1;
    store<u16>(masks + (<usize>i >> 3), word);
  }
  // The last chunk of 64 may be half written.
  store<u64>(masks + (<usize>((length + 15) >> 4) << 1), 0);
}

/** Folds the case of sixteen characters. @returns a bit for each that belongs to a word */
// @ts-ignore: decorator
@inline
function foldSixteen(v: v128, to: usize): i32 {
  const upper = i8x16.lt_u(i8x16.sub(v, i8x16.splat(0x41)), i8x16.splat(26));
  const low = v128.or(v, v128.and(upper, i8x16.splat(0x20)));
  v128.store(to, low);
  return i8x16.bitmask(
    v128.or(
      v128.or(
        i8x16.lt_u(i8x16.sub(low, i8x16.splat(0x61)), i8x16.splat(26)),
        i8x16.lt_u(i8x16.sub(low, i8x16.splat(0x30)), i8x16.splat(10))
      ),
      i8x16.eq(low, i8x16.splat(0x5f))
    )
  );
}

/** The shingle that is all numbers has no anchor. */
function allNumbers(): u32 {
  let rolling: u32 = 0;
  for (let i = 0; i < SHINGLE; i++) rolling = rolling * BASE_LO + NUMBER_WORD;
  return fmix32(rolling);
}
const ALL_NUMBERS: u32 = allNumbers();

/** Windows that are looked at together, and the hashes of their shingles: the last seven belong to the next windows too. */
const STRETCH: i32 = 1024;
const hashes: usize = memory.data(4160, 16);

/**
 * Appends the anchors of `count` words to the block's list; positions count from `position` on. Four shingles are hashed and
 * four windows compared at a time, and only windows whose minimum is another one than the window's before are looked into.
 */
export function winnow(words: usize, count: i32, position: i32): void {
  const shingles = count - SHINGLE + 1;
  if (shingles <= 0) return;
  if (shingles < WINDOW) {
    hashShingles(words, shingles, hashes);
    let at = 0;
    for (let i = 1; i < shingles; i++) if (hashAt(i) <= hashAt(at)) at = i;
    emit(words, at, hashAt(at), position);
    return;
  }
  const windows = shingles - WINDOW + 1;
  // The first window has none in front of it: it is always looked into.
  let before = i32x4.splat(-1);
  for (let from = 0; from < windows; from += STRETCH) {
    const many = min(STRETCH, windows - from);
    hashShingles(words + (<usize>from << 2), many + WINDOW - 1, hashes);
    for (let w = 0; w < many; w += 4) {
      const p = hashes + (<usize>w << 2);
      const newest = v128.load(p, 28);
      const least = i32x4.min_u(
        i32x4.min_u(
          i32x4.min_u(v128.load(p), v128.load(p, 4)),
          i32x4.min_u(v128.load(p, 8), v128.load(p, 12))
        ),
        i32x4.min_u(
          i32x4.min_u(v128.load(p, 16), v128.load(p, 20)),
          i32x4.min_u(v128.load(p, 24), newest)
        )
      );
      // The rightmost of equals wins: one that came in takes over, and then nothing is lost when the other leaves.
      const other = v128.or(
        i32x4.ne(least, v128.shuffle<i32>(before, least, 3, 4, 5, 6)),
        i32x4.eq(least, newest)
      );
      before = least;
      let found = i32x4.bitmask(other);
      if (from + w == 0) found |= 1;
      if (many - w < 4) found &= (1 << (many - w)) - 1;
      while (found != 0) {
        const k = ctz(found);
        found &= found - 1;
        const q = p + (<usize>k << 2);
        const value = minimumAt(q);
        const wanted = i32x4.splat(value);
        const equal =
          i32x4.bitmask(i32x4.eq(v128.load(q), wanted)) | (i32x4.bitmask(i32x4.eq(v128.load(q, 16), wanted)) << 4);
        emit(words, from + w + k + 31 - clz(equal), value, position);
      }
    }
  }
}

/** The least of the eight hashes at p. */
function minimumAt(p: usize): u32 {
  let least = i32x4.min_u(v128.load(p), v128.load(p, 16));
  least = i32x4.min_u(least, v128.shuffle<i32>(least, least, 2, 3, 0, 1));
  least = i32x4.min_u(least, v128.shuffle<i32>(least, least, 1, 0, 3, 2));
  return i32x4.extract_lane(least, 0);
}

function hashAt(i: i32): u32 {
  return load<u32>(hashes + (<usize>i << 2));
}

/** Hashes shingles, four at a time: up to three more than asked for, of whatever stands behind the words. */
function hashShingles(words: usize, count: i32, out: usize): void {
  const base = i32x4.splat(BASE_LO);
  for (let i = 0; i < count; i += 4) {
    const p = words + (<usize>i << 2);
    let h = i32x4.add(i32x4.mul(v128.load(p), base), v128.load(p, 4));
    h = i32x4.add(i32x4.mul(h, base), v128.load(p, 8));
    h = i32x4.add(i32x4.mul(h, base), v128.load(p, 12));
    h = i32x4.add(i32x4.mul(h, base), v128.load(p, 16));
    h = i32x4.add(i32x4.mul(h, base), v128.load(p, 20));
    v128.store(out + (<usize>i << 2), fmixFour(h));
  }
}

function emit(words: usize, at: i32, hash: u32, position: i32): void {
  if (hash == ALL_NUMBERS) return;
  let hi: u32 = 0;
  const start = words + (<usize>at << 2);
  for (let k = 0; k < SHINGLE; k++) hi = hi * BASE_HI + load<u32>(start + (k << 2));
  addAnchor(hash, fmix32(hi), position + at);
}
