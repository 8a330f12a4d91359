/** The instruction skeleton's signature (src/kernels/skeleton.ts): eight slots, four to a vector. */
import { HEAD_WORDS, SKELETON_ENDS as ENDS } from './layout';

let low: v128 = i32x4.splat(-1);
let high: v128 = i32x4.splat(-1);

export function skeletonStart(): void {
  low = i32x4.splat(-1);
  high = i32x4.splat(-1);
}

/** Writes the signature of a row: zeros if there was no head. */
export function skeletonFinish(to: usize): void {
  if (i32x4.extract_lane(low, 0) == -1) {
    low = i32x4.splat(0);
    high = i32x4.splat(0);
  }
  v128.store(to, low);
  v128.store(to, high, 16);
}

export function skeletonFeed<T>(text: usize, length: i32): void {
  if (length <= 2 * ENDS) addHeads<T>(text, 0, length);
  else {
    addHeads<T>(text, 0, ENDS);
    addHeads<T>(text, length - ENDS, length);
  }
}

function addHeads<T>(text: usize, from: i32, to: i32): void {
  let wordsLeft = HEAD_WORDS;
  let head: u32 = 0;
  let word: u32 = 0;
  let previous: u32 = 10;
  for (let i = from; i < to; i++) {
    if (wordsLeft == 0) {
      // The head is complete: nothing matters up to the next line or sentence.
      const next = sizeof<T>() == 1 ? nextBreak(text, i, to) : nextBreakWide(text, i, to);
      if (next >= to) return;
      if (next > i) previous = <u32>load<T>(text + (<usize>(next - 1) << alignof<T>()));
      i = next;
    }
    const code = <u32>load<T>(text + (<usize>i << alignof<T>()));
    const isLetter = (code | 32) - 97 < 26 || code > 191;
    if (isLetter) {
      if (wordsLeft > 0) word = (word ^ (code | 32)) * 0x01000193;
    } else if (word != 0) {
      head = ((head ^ word) * 0x5bd1e995) ^ (head >> 15);
      word = 0;
      wordsLeft--;
      if (wordsLeft == 0) put(head);
    }
    if (
      code == 10 ||
      (code == 32 && (previous == 46 || previous == 58 || previous == 63 || previous == 33))
    ) {
      if (wordsLeft > 0 && head != 0) put(head);
      wordsLeft = HEAD_WORDS;
      head = 0;
      word = 0;
    }
    previous = code;
  }
}

/** The next line feed, or blank behind `.`, `:`, `?` or `!`, at or behind i. */
function nextBreak(text: usize, from: i32, to: i32): i32 {
  for (let i = from; i < to; i += 16) {
    const v = v128.load(text + i);
    const before = v128.load(text + i - 1);
    const stop = v128.or(
      v128.or(i8x16.eq(before, i8x16.splat(46)), i8x16.eq(before, i8x16.splat(58))),
      v128.or(i8x16.eq(before, i8x16.splat(63)), i8x16.eq(before, i8x16.splat(33))),
    );
    const found = i8x16.bitmask(
      v128.or(i8x16.eq(v, i8x16.splat(10)), v128.and(i8x16.eq(v, i8x16.splat(32)), stop)),
    );
    if (found != 0) return i + ctz(found);
  }
  return to;
}

/** The same among UTF-16 units. */
function nextBreakWide(text: usize, from: i32, to: i32): i32 {
  for (let i = from; i < to; i += 8) {
    const p = text + (<usize>i << 1);
    const v = v128.load(p);
    const before = v128.load(p - 2);
    const stop = v128.or(
      v128.or(i16x8.eq(before, i16x8.splat(46)), i16x8.eq(before, i16x8.splat(58))),
      v128.or(i16x8.eq(before, i16x8.splat(63)), i16x8.eq(before, i16x8.splat(33)))
    );
    const found = i16x8.bitmask(
      v128.or(i16x8.eq(v, i16x8.splat(10)), v128.and(i16x8.eq(v, i16x8.splat(32)), stop))
    );
    if (found != 0) return i + ctz(found);
  }
  return to;
}

function put(head: u32): void {
  // The head against each slot's own constant: k + 1 times the golden ratio.
  const spread = i32x4(1, 2, 3, 4);
  const golden = i32x4.splat(0x9e3779b1);
  const h = i32x4.splat(head);
  low = i32x4.min_u(low, mix(v128.xor(h, i32x4.mul(spread, golden))));
  high = i32x4.min_u(high, mix(v128.xor(h, i32x4.mul(i32x4.add(spread, i32x4.splat(4)), golden))));
}

function mix(v: v128): v128 {
  let h = i32x4.mul(v128.xor(v, i32x4.shr_u(v, 16)), i32x4.splat(0x85ebca6b));
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(h, i32x4.shr_u(h, 16));
}
