/** Words and their anchors: the kernels of src/kernels/words.ts and src/kernels/winnow.ts, over bytes or UTF-16 units. */
import { fmix32 } from './hash';
import { addAnchor, wordTable } from './space';

const NUMBER_WORD: u32 = 0x3a11d1c5;
const WORD: u32 = 1;
const SINGLE: u32 = 2;
const SHINGLE: i32 = 6;
const WINDOW: i32 = 8;
const BASE_LO: u32 = 0x01000193;
const BASE_HI: u32 = 0x5bd1e995;
/** BASE_LO to the power of SHINGLE. */
const LEAVING: u32 = BASE_LO * BASE_LO * BASE_LO * BASE_LO * BASE_LO * BASE_LO;

/** Writes the words of a text to `out`. @returns how many there are */
export function hashWords<T>(text: usize, length: i32, out: usize): i32 {
  const table = wordTable;
  const end = text + (<usize>length << alignof<T>());
  const first = out;
  let h: u32 = 0;
  let inWord = false;
  let digitsOnly = true;
  for (let p = text; p < end; p += sizeof<T>()) {
    const code = <u32>load<T>(p);
    const entry = load<u32>(table + (<usize>code << 2));
    const kind = entry & 3;
    if (kind == WORD) {
      if (!inWord) {
        inWord = true;
        digitsOnly = true;
        h = 0x811c9dc5;
      }
      if (code - 48 > 9) digitsOnly = false;
      h = (h ^ (entry >> 2)) * 0x01000193;
      continue;
    }
    if (inWord) {
      store<u32>(out, digitsOnly ? NUMBER_WORD : fmix32(h));
      out += 4;
      inWord = false;
    }
    if (kind == SINGLE) {
      store<u32>(out, fmix32(0x811c9dc5 ^ (code * 0x01000193)));
      out += 4;
    }
  }
  if (inWord) {
    store<u32>(out, digitsOnly ? NUMBER_WORD : fmix32(h));
    out += 4;
  }
  return <i32>(out - first) >> 2;
}

/** The shingle that is all numbers has no anchor. */
function allNumbers(): u32 {
  let rolling: u32 = 0;
  for (let i = 0; i < SHINGLE; i++) rolling = rolling * BASE_LO + NUMBER_WORD;
  return fmix32(rolling);
}
const ALL_NUMBERS: u32 = allNumbers();

const ring: usize = memory.data(32, 16);

/** Appends the anchors of `count` words to the block's list; positions count from `position` on. */
export function winnow(words: usize, count: i32, position: i32): void {
  const shingles = count - SHINGLE + 1;
  if (shingles <= 0) return;
  let rolling: u32 = 0;
  for (let i = 0; i < SHINGLE - 1; i++) rolling = rolling * BASE_LO + load<u32>(words + (i << 2));
  let min: u32 = 0;
  let minAt = -WINDOW;
  let emitted = -1;
  for (let i = 0; i < shingles; i++) {
    rolling = rolling * BASE_LO + load<u32>(words + ((i + SHINGLE - 1) << 2));
    if (i > 0) rolling -= load<u32>(words + ((i - 1) << 2)) * LEAVING;
    const hash = fmix32(rolling);
    store<u32>(ring + ((i & (WINDOW - 1)) << 2), hash);
    if (minAt <= i - WINDOW) {
      // The minimum left the window (or there is none yet): look again, the rightmost of equals wins.
      let j = i - WINDOW + 1;
      if (j < 0) j = 0;
      min = load<u32>(ring + ((j & (WINDOW - 1)) << 2));
      minAt = j;
      for (j++; j <= i; j++) {
        const other = load<u32>(ring + ((j & (WINDOW - 1)) << 2));
        if (other <= min) {
          min = other;
          minAt = j;
        }
      }
    } else if (hash <= min) {
      min = hash;
      minAt = i;
    }
    if ((i >= WINDOW - 1 || i == shingles - 1) && minAt != emitted) {
      emitted = minAt;
      if (min == ALL_NUMBERS) continue;
      let hi: u32 = 0;
      const start = words + (minAt << 2);
      for (let k = 0; k < SHINGLE; k++) hi = hi * BASE_HI + load<u32>(start + (k << 2));
      addAnchor(min, fmix32(hi), position + minAt);
    }
  }
}
