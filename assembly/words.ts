/** Words and their anchors: the kernels of src/kernels/words.ts and src/kernels/winnow.ts, over ASCII or UTF-16 units. */
import { fmix32, hashFeed } from './hash';
import { addAnchor, joined, wordTable } from './space';

const NUMBER_WORD: u32 = 0x3a11d1c5;
const WORD: u32 = 1;
const SINGLE: u32 = 2;
const SHINGLE: i32 = 6;
const WINDOW: i32 = 8;
const BASE_LO: u32 = 0x01000193;
const BASE_HI: u32 = 0x5bd1e995;

/** Where the folded bytes' mask of word characters goes, behind the bytes: a text has fewer than this. */
const MASK_AT: usize = 0xc0000;
/** Hashes of a word's first one to eight characters. */
const ladder: usize = memory.data(32, 16);

/**
 * The same of ASCII text. Case is folded and word characters are told sixteen at a time; a word is then a run of bits. Its
 * first eight characters are hashed whatever its length, and the length picks the result: no branch to guess wrong at the
 * end of every word. Takes 0.4 of the time of a character at a time.
 *
 * @param feeds whether the text goes into the hash under way (hash.ts) as well, eight characters a word: each of its steps waits
 * for the one before, and the processor hashes words meanwhile
 */
export function hashWordsAscii(text: usize, length: i32, out: usize, feeds: bool): i32 {
  const folded = joined;
  const masks = joined + MASK_AT;
  fold(text, length, folded, masks);
  const fedEnd = text + <usize>length;
  let fed = feeds ? text : fedEnd;
  const first = out;
  const chunks = (length + 63) >> 6;
  let chunk = 0;
  let bits: u64 = chunks > 0 ? load<u64>(masks) : 0;
  while (true) {
    while (bits == 0) {
      chunk++;
      if (chunk >= chunks) {
        hashFeed<u8>(fed, <i32>(fedEnd - fed));
        return <i32>(out - first) >> 2;
      }
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
    store<u32>(out, asciiWord(folded + start, (chunk << 6) + end - start));
    out += 4;
    if (fed + 8 <= fedEnd) {
      hashFeed<u8>(fed, 8);
      fed += 8;
    }
  }
}

/** Where the mask of single characters goes, behind the mask of word characters of as many units. */
const SINGLES_AT: usize = 0x20000;
/** Folded units take twice the room of folded bytes. */
const WIDE_MASK_AT: usize = 0x180000;

/** The same of UTF-16 units. Those beyond ASCII are looked up one by one; some are words by themselves. */
export function hashWordsWide(text: usize, length: i32, out: usize, feeds: bool): i32 {
  const folded = joined;
  const masks = joined + WIDE_MASK_AT;
  foldWide(text, length, folded, masks);
  const fedEnd = text + (<usize>length << 1);
  let fed = feeds ? text : fedEnd;
  const first = out;
  const chunks = (length + 63) >> 6;
  let chunk = 0;
  let bits: u64 = chunks > 0 ? load<u64>(masks) : 0;
  let singles: u64 = chunks > 0 ? load<u64>(masks + SINGLES_AT) : 0;
  while (true) {
    while ((bits | singles) == 0) {
      chunk++;
      if (chunk >= chunks) {
        hashFeed<u16>(fed, <i32>(fedEnd - fed) >> 1);
        return <i32>(out - first) >> 2;
      }
      bits = load<u64>(masks + (<usize>chunk << 3));
      singles = load<u64>(masks + (<usize>chunk << 3) + SINGLES_AT);
    }
    const bit = <i32>ctz(bits | singles);
    const start = (chunk << 6) + bit;
    if (((singles >> bit) & 1) != 0) {
      singles &= singles - 1;
      store<u32>(out, fmix32(0x811c9dc5 ^ (<u32>load<u16>(text + (<usize>start << 1)) * 0x01000193)));
      out += 4;
      continue;
    }
    let end = bit + <i32>ctz(~(bits >> bit));
    if (end < 64) bits &= (<u64>-1) << end;
    else {
      bits = -1;
      while (bits == <u64>-1) {
        chunk++;
        bits = chunk < chunks ? load<u64>(masks + (<usize>chunk << 3)) : 0;
      }
      singles = chunk < chunks ? load<u64>(masks + (<usize>chunk << 3) + SINGLES_AT) : 0;
      end = <i32>ctz(~bits);
      bits &= (<u64>-1) << end;
    }
    store<u32>(out, wideWord(text, folded, start, (chunk << 6) + end));
    out += 4;
    if (fed + 16 <= fedEnd) {
      hashFeed<u16>(fed, 8);
      fed += 16;
    }
  }
}

function foldWide(text: usize, length: i32, folded: usize, masks: usize): void {
  for (let i = 0; i < length; i += 8) {
    const v = v128.load(text + (<usize>i << 1));
    const upper = i16x8.lt_u(i16x8.sub(v, i16x8.splat(0x41)), i16x8.splat(26));
    const low = v128.or(v, v128.and(upper, i16x8.splat(0x20)));
    v128.store(folded + (<usize>i << 1), low);
    let word = i16x8.bitmask(
      v128.or(
        v128.or(
          i16x8.lt_u(i16x8.sub(low, i16x8.splat(0x61)), i16x8.splat(26)),
          i16x8.lt_u(i16x8.sub(low, i16x8.splat(0x30)), i16x8.splat(10))
        ),
        i16x8.eq(low, i16x8.splat(0x5f))
      )
    );
    let single = 0;
    let beyond = i16x8.bitmask(i16x8.gt_u(v, i16x8.splat(0x7f)));
    while (beyond != 0) {
      const at = ctz(beyond);
      beyond &= beyond - 1;
      const entry = load<u32>(wordTable + (<usize>load<u16>(text + (<usize>(i + at) << 1)) << 2));
      if ((entry & 3) == WORD) word |= 1 << at;
      else if ((entry & 3) == SINGLE) single |= 1 << at;
      store<u16>(folded + (<usize>(i + at) << 1), entry >> 2);
    }
    const left = length - i;
    if (left < 8) {
      word &= (1 << left) - 1;
      single &= (1 << left) - 1;
    }
    store<u8>(masks + (<usize>i >> 3), word);
    store<u8>(masks + (<usize>i >> 3) + SINGLES_AT, single);
  }
  // The last chunk of 64 may be half written.
  store<u64>(masks + (<usize>(length + 7) >> 3), 0);
  store<u64>(masks + (<usize>(length + 7) >> 3) + SINGLES_AT, 0);
}

function wideWord(text: usize, folded: usize, start: i32, end: i32): u32 {
  if (<u32>load<u16>(text + (<usize>start << 1)) - 48 <= 9 && isWideNumber(text, start, end)) return NUMBER_WORD;
  return hashOfWord<u16>(folded + (<usize>start << 1), end - start);
}

function isWideNumber(text: usize, start: i32, end: i32): bool {
  for (let i = start; i < end; i++) if (<u32>load<u16>(text + (<usize>i << 1)) - 48 > 9) return false;
  return true;
}

function fold(text: usize, length: i32, folded: usize, masks: usize): void {
  for (let i = 0; i < length; i += 16) {
    const v = v128.load(text + i);
    const upper = i8x16.lt_u(i8x16.sub(v, i8x16.splat(0x41)), i8x16.splat(26));
    const low = v128.or(v, v128.and(upper, i8x16.splat(0x20)));
    v128.store(folded + i, low);
    let word = i8x16.bitmask(
      v128.or(
        v128.or(
          i8x16.lt_u(i8x16.sub(low, i8x16.splat(0x61)), i8x16.splat(26)),
          i8x16.lt_u(i8x16.sub(low, i8x16.splat(0x30)), i8x16.splat(10))
        ),
        i8x16.eq(low, i8x16.splat(0x5f))
      )
    );
    const left = length - i;
    if (left < 16) word &= (1 << left) - 1;
    store<u16>(masks + (<usize>i >> 3), word);
  }
  // The last chunk of 64 may be half written.
  store<u64>(masks + (<usize>((length + 15) >> 4) << 1), 0);
}

function asciiWord(p: usize, length: i32): u32 {
  if (<u32>load<u8>(p) - 48 <= 9 && isNumber(p, length)) return NUMBER_WORD;
  return hashOfWord<u8>(p, length);
}

function hashOfWord<T>(p: usize, length: i32): u32 {
  let h: u32 = (0x811c9dc5 ^ <u32>load<T>(p)) * 0x01000193;
  store<u32>(ladder, h);
  h = (h ^ <u32>load<T>(p, 1 * sizeof<T>())) * 0x01000193;
  store<u32>(ladder, h, 4);
  h = (h ^ <u32>load<T>(p, 2 * sizeof<T>())) * 0x01000193;
  store<u32>(ladder, h, 8);
  h = (h ^ <u32>load<T>(p, 3 * sizeof<T>())) * 0x01000193;
  store<u32>(ladder, h, 12);
  h = (h ^ <u32>load<T>(p, 4 * sizeof<T>())) * 0x01000193;
  store<u32>(ladder, h, 16);
  h = (h ^ <u32>load<T>(p, 5 * sizeof<T>())) * 0x01000193;
  store<u32>(ladder, h, 20);
  h = (h ^ <u32>load<T>(p, 6 * sizeof<T>())) * 0x01000193;
  store<u32>(ladder, h, 24);
  h = (h ^ <u32>load<T>(p, 7 * sizeof<T>())) * 0x01000193;
  store<u32>(ladder, h, 28);
  if (length <= 8) return fmix32(load<u32>(ladder + (<usize>length << 2) - 4));
  for (let i = 8; i < length; i++) h = (h ^ <u32>load<T>(p + (<usize>i << alignof<T>()))) * 0x01000193;
  return fmix32(h);
}

function isNumber(p: usize, length: i32): bool {
  for (let i = 1; i < length; i++) if (<u32>load<u8>(p + i) - 48 > 9) return false;
  return true;
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
    h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 16)), i32x4.splat(0x85ebca6b));
    h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 13)), i32x4.splat(0xc2b2ae35));
    v128.store(out + (<usize>i << 2), v128.xor(h, i32x4.shr_u(h, 16)));
  }
}

function emit(words: usize, at: i32, hash: u32, position: i32): void {
  if (hash == ALL_NUMBERS) return;
  let hi: u32 = 0;
  const start = words + (<usize>at << 2);
  for (let k = 0; k < SHINGLE; k++) hi = hi * BASE_HI + load<u32>(start + (k << 2));
  addAnchor(hash, fmix32(hi), position + at);
}
