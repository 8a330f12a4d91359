/** The hash of a text: src/kernels/text-hash.ts, over ASCII bytes or UTF-16 units, eight of them a step. */
import { TEXT_HASH_C1 as C1, TEXT_HASH_C2 as C2, TEXT_HASH_C3 as C3, TEXT_HASH_C4 as C4 } from './layout';
import { fmix32 } from './hash';

/** The finished hash. */
export let textHi: u32 = 0;
export let textLo: u32 = 0;

/** Hashes a text of `length` units. */
export function hashText<T>(text: usize, length: i32): void {
  let h1: u32 = 0;
  let h2: u32 = 0;
  let h3: u32 = 0;
  let h4: u32 = 0;
  let p = text;
  let left = length;
  for (; left >= 8; left -= 8, p += 8 * sizeof<T>()) {
    const units = eightOf<T>(p);
    h1 = (rotl(h1 ^ mixed(i32x4.extract_lane(units, 0), C1, 15, C2), 19) + h2) * 5 + 0x561ccd1b;
    h2 = (rotl(h2 ^ mixed(i32x4.extract_lane(units, 1), C2, 16, C3), 17) + h3) * 5 + 0x0bcaa747;
    h3 = (rotl(h3 ^ mixed(i32x4.extract_lane(units, 2), C3, 17, C4), 15) + h4) * 5 + 0x96cd1c35;
    h4 = (rotl(h4 ^ mixed(i32x4.extract_lane(units, 3), C4, 18, C1), 13) + h1) * 5 + 0x32ac3b17;
  }
  // What is missing of the last step is zeros, and a lane of zeros changes nothing.
  const units = v128.and(
    eightOf<T>(p),
    i16x8.lt_s(i16x8(0, 1, 2, 3, 4, 5, 6, 7), i16x8.splat(<i16>left))
  );
  const bytes = <u32>length << 1;
  h1 ^= mixed(i32x4.extract_lane(units, 0), C1, 15, C2) ^ bytes;
  h2 ^= mixed(i32x4.extract_lane(units, 1), C2, 16, C3) ^ bytes;
  h3 ^= mixed(i32x4.extract_lane(units, 2), C3, 17, C4) ^ bytes;
  h4 ^= mixed(i32x4.extract_lane(units, 3), C4, 18, C1) ^ bytes;
  h1 += h2 + h3 + h4;
  h2 = fmix32(h2 + h1);
  textHi = fmix32(h1) + h2 + fmix32(h3 + h1) + fmix32(h4 + h1);
  textLo = h2 + textHi;
  if (textHi == 0 && textLo == 0) textLo = 1;
}

// @ts-ignore: decorator
@inline
function eightOf<T>(p: usize): v128 {
  return sizeof<T>() == 1 ? i16x8.extend_low_i8x16_u(v128.load64_zero(p)) : v128.load(p);
}

// @ts-ignore: decorator
@inline
function mixed(k: u32, before: u32, by: u32, behind: u32): u32 {
  return rotl(k * before, by) * behind;
}
