/**
 * JSON strings as text: their length in UTF-16 units, which is how the rest of Stillwatch counts, and their characters as
 * bytes (ASCII alone) or as UTF-16 units.
 */
import { ESCAPED, hex, WIDE } from './scan';

/** The last decoded text: where it is, its length in characters, and whether these are 16 bits wide. */
export let textAt: usize = 0;
export let textLength: i32 = 0;
export let textWide: bool = false;

/** UTF-16 units of a string. */
export function lengthOf(from: usize, to: usize, flags: u32): i32 {
  if (flags == 0) return <i32>(to - from);
  let length: i32 = 0;
  let p = from;
  while (p < to) {
    const v = v128.load(p);
    let mask: i32 = 0xffff;
    const left = to - p;
    if (left < 16) mask = (1 << <i32>left) - 1;
    const stops = i8x16.bitmask(i8x16.eq(v, i8x16.splat(0x5c))) & mask;
    const n = stops == 0 ? (left < 16 ? <i32>left : 16) : ctz(stops);
    const read = (1 << n) - 1;
    // Bytes that continue a character (0x80 to 0xbf) count nothing; four bytes make a surrogate pair.
    const continued = i8x16.bitmask(i8x16.lt_s(v, i8x16.splat(-64))) & read;
    const pairs = i8x16.bitmask(i8x16.ge_u(v, i8x16.splat(-16))) & read;
    length += n - popcnt(continued) + popcnt(pairs);
    p += n;
    if (stops == 0) continue;
    length++;
    p += load<u8>(p + 1) == 0x75 ? 6 : 2;
  }
  return length;
}

/** Decodes a string into `room` if it has to be; {@link textAt} says where the characters are. */
export function decode(from: usize, to: usize, flags: u32, room: usize): void {
  if (flags == 0) {
    textAt = from;
    textLength = <i32>(to - from);
    textWide = false;
    return;
  }
  textAt = room;
  textWide = (flags & WIDE) != 0;
  textLength = textWide ? decodeWide(from, to, room) : decodeEscapes(from, to, room);
}

/** Decodes into UTF-16 whatever the flags. @returns the length in units */
export function decodeWide(from: usize, to: usize, room: usize): i32 {
  let p = from;
  let out = room;
  while (p < to) {
    if (p + 8 <= to) {
      const v = v128.load64_zero(p);
      const special = i8x16.bitmask(v128.or(i8x16.eq(v, i8x16.splat(0x5c)), v)) & 0xff;
      v128.store(out, i16x8.extend_low_i8x16_u(v));
      if (special == 0) {
        p += 8;
        out += 16;
        continue;
      }
      const n = ctz(special);
      p += n;
      out += n << 1;
    }
    const c: u32 = load<u8>(p);
    if (c < 0x80) {
      if (c != 0x5c) {
        store<u16>(out, c);
        p++;
      } else if (load<u8>(p + 1) == 0x75) {
        store<u16>(out, unit(p + 2));
        p += 6;
      } else {
        store<u16>(out, unescape(load<u8>(p + 1)));
        p += 2;
      }
      out += 2;
    } else if (c < 0xe0) {
      store<u16>(out, ((c & 0x1f) << 6) | (<u32>load<u8>(p + 1) & 0x3f));
      p += 2;
      out += 2;
    } else if (c < 0xf0) {
      store<u16>(out, ((c & 0x0f) << 12) | ((<u32>load<u8>(p + 1) & 0x3f) << 6) | (<u32>load<u8>(p + 2) & 0x3f));
      p += 3;
      out += 2;
    } else {
      const code =
        ((c & 0x07) << 18) |
        ((<u32>load<u8>(p + 1) & 0x3f) << 12) |
        ((<u32>load<u8>(p + 2) & 0x3f) << 6) |
        (<u32>load<u8>(p + 3) & 0x3f);
      store<u16>(out, 0xd800 + ((code - 0x10000) >> 10));
      store<u16>(out + 2, 0xdc00 + ((code - 0x10000) & 0x3ff));
      p += 4;
      out += 4;
    }
  }
  return <i32>(out - room) >> 1;
}

/** ASCII with simple escapes. */
function decodeEscapes(from: usize, to: usize, room: usize): i32 {
  let p = from;
  let out = room;
  while (p < to) {
    const v = v128.load(p);
    v128.store(out, v);
    const stops = i8x16.bitmask(i8x16.eq(v, i8x16.splat(0x5c)));
    if (stops == 0) {
      p += 16;
      out += 16;
      continue;
    }
    const n = ctz(stops);
    p += n;
    out += n;
    if (p >= to) break;
    store<u8>(out, unescape(load<u8>(p + 1)));
    p += 2;
    out++;
  }
  // The last step may have read past the end.
  return <i32>(out - room) - <i32>(p - to);
}

/** The character behind a backslash, u apart. */
function unescape(c: u32): u32 {
  if (c == 0x6e) return 0x0a;
  if (c == 0x74) return 0x09;
  if (c == 0x72) return 0x0d;
  if (c == 0x62) return 0x08;
  if (c == 0x66) return 0x0c;
  return c;
}

function unit(p: usize): u32 {
  return (
    (hex(load<u8>(p)) << 12) |
    (hex(load<u8>(p + 1)) << 8) |
    (hex(load<u8>(p + 2)) << 4) |
    hex(load<u8>(p + 3))
  );
}

/** Whether two runs of bytes are the same. */
export function sameBytes(a: usize, b: usize, length: usize): bool {
  let i: usize = 0;
  for (; i + 16 <= length; i += 16) {
    if (v128.any_true(v128.xor(v128.load(a + i), v128.load(b + i)))) return false;
  }
  for (; i < length; i++) if (load<u8>(a + i) != load<u8>(b + i)) return false;
  return true;
}

/** A hash of bytes for tables that compare the bytes as well; not a hash that leaves this module. */
export function byteHash(from: usize, to: usize, seed: u64): u64 {
  let a: u64 = seed ^ 0x9e3779b97f4a7c15;
  let b: u64 = 0xc2b2ae3d27d4eb4f;
  let p = from;
  for (; p + 16 <= to; p += 16) {
    a = rotl(a ^ load<u64>(p), 29) * 0x9fb21c651e98df25;
    b = rotl(b ^ load<u64>(p + 8), 31) * 0xd6e8feb86659fd93;
  }
  if (p + 8 <= to) {
    a = rotl(a ^ load<u64>(p), 29) * 0x9fb21c651e98df25;
    p += 8;
  }
  if (p < to) {
    const rest: u64 = load<u64>(p) & ((1 << ((<u64>(to - p)) << 3)) - 1);
    b = rotl(b ^ rest, 31) * 0xd6e8feb86659fd93;
  }
  a ^= b ^ <u64>(to - from);
  a ^= a >> 32;
  a *= 0x9fb21c651e98df25;
  return a ^ (a >> 29);
}
