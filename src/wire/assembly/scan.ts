/**
 * A cursor over the bytes of one line of JSON. Every function leaves the cursor behind what it read and answers false for
 * whatever is not plain, valid JSON: the host's fallback then reads the line. Lines are followed by newlines, which no
 * token contains, so nothing here runs past the end. UTF-8 has been validated by the host.
 */

/** Flags of a string: it has escapes; it has characters beyond ASCII (or may have, behind \u). */
export const ESCAPED: u32 = 1;
export const WIDE: u32 = 2;
/** Deeper nesting is left to the host, whose limit is twice this. */
const MAX_DEPTH: i32 = 32;

export let at: usize = 0;
/** The last string: its bytes between the quotes, and its flags. */
export let strFrom: usize = 0;
export let strTo: usize = 0;
export let strFlags: u32 = 0;
/** Its length in UTF-16 units. */
export let strUnits: i32 = 0;
/** The last number. */
export let number: f64 = 0;

export function setCursor(to: usize): void {
  at = to;
}

export function setString(from: usize, to: usize, flags: u32): void {
  strFrom = from;
  strTo = to;
  strFlags = flags;
}

export function peek(): u32 {
  return load<u8>(at);
}

export function advance(): void {
  at++;
}

/** Skips blanks; the character that follows. */
export function blanks(): u32 {
  let c: u32 = load<u8>(at);
  while (c == 0x20 || c == 0x09 || c == 0x0d) c = load<u8>(++at);
  return c;
}

/** Behind a member or an element: 1 if another follows, 2 if `close` came, 0 if neither. Blanks behind a comma are skipped. */
export function follows(close: u32): i32 {
  const c = blanks();
  at++;
  if (c == 0x2c) {
    blanks();
    return 1;
  }
  return c == close ? 2 : 0;
}

/** A member's key and colon; the cursor is on the value. Keys with escapes or beyond ASCII are not plain. */
export function key(): bool {
  if (load<u8>(at) != 0x22 || !string() || strFlags != 0) return false;
  if (blanks() != 0x3a) return false;
  at++;
  blanks();
  return true;
}

/**
 * A string; the cursor is on its opening quote. Sixteen bytes a step, up to the first that is not plain ASCII: most strings have none,
 * and end there.
 */
export function string(): bool {
  const from = at + 1;
  let p = from;
  while (true) {
    const v = v128.load(p);
    const marks = i8x16.bitmask(v128.or(stopping(v), v));
    if (marks != 0) {
      p += ctz(marks);
      break;
    }
    p += 16;
  }
  strFrom = from;
  if (load<u8>(p) != 0x22) return richString(p);
  strTo = p;
  strFlags = 0;
  strUnits = <i32>(p - from);
  at = p + 1;
  return true;
}

/** Marks quotes, backslashes and control characters. */
// @ts-ignore: decorator
@inline
function stopping(v: v128): v128 {
  return v128.or(
    v128.or(i8x16.eq(v, i8x16.splat(0x22)), i8x16.eq(v, i8x16.splat(0x5c))),
    i8x16.eq(i8x16.min_u(v, i8x16.splat(0x1f)), v),
  );
}

/**
 * The rest of a string, from the first byte on that is not plain. A step that has an escape goes on behind it, without
 * being read again. Counts the string's UTF-16 units as it goes ({@link strUnits}).
 */
function richString(from: usize): bool {
  let p = from;
  let flags: u32 = 0;
  // Bytes that are no unit of their own.
  let idle: i32 = 0;
  while (true) {
    const v = v128.load(p);
    let stops = i8x16.bitmask(stopping(v));
    // Up to where this step reads: the string's end, its own, or the escape that leads beyond it.
    let end = 16;
    let ended = false;
    while (stops != 0) {
      const n = ctz(stops);
      const c: u32 = load<u8>(p + n);
      if (c == 0x22) {
        end = n;
        ended = true;
        break;
      }
      if (c != 0x5c) return false;
      flags |= ESCAPED;
      const escape: u32 = load<u8>(p + n + 1);
      let length = 2;
      if (escape == 0x75) {
        for (let i = 2; i < 6; i++) if (hex(load<u8>(p + n + i)) < 0) return false;
        flags |= WIDE;
        length = 6;
      } else if (
        escape != 0x6e &&
        escape != 0x22 &&
        escape != 0x5c &&
        escape != 0x74 &&
        escape != 0x2f &&
        escape != 0x72 &&
        escape != 0x62 &&
        escape != 0x66
      ) {
        return false;
      }
      idle += length - 1;
      end = max(16, n + length);
      stops &= -1 << (n + length);
    }
    const read = ended ? (1 << end) - 1 : 0xffff;
    if ((i8x16.bitmask(v) & read) != 0) {
      flags |= WIDE;
      idle += idleBytes(v, read);
    }
    p += end;
    if (ended) break;
  }
  strTo = p;
  strFlags = flags;
  strUnits = <i32>(p - strFrom) - idle;
  at = p + 1;
  return true;
}

/** Of the bytes of a mask, those that continue a character (0x80 to 0xbf), less those that begin a surrogate pair. */
function idleBytes(v: v128, mask: i32): i32 {
  const continued = i8x16.bitmask(i8x16.lt_s(v, i8x16.splat(-64))) & mask;
  const pairs = i8x16.bitmask(i8x16.ge_u(v, i8x16.splat(-16))) & mask;
  return popcnt(continued) - popcnt(pairs);
}

/** The value of a hexadecimal digit, -1 for anything else. */
export function hex(c: u32): i32 {
  if (c - 0x30 < 10) return c - 0x30;
  const lower = c | 0x20;
  return lower - 0x61 < 6 ? lower - 0x61 + 10 : -1;
}

export function literalNull(): bool {
  if (load<u32>(at) != 0x6c6c756e) return false;
  at += 4;
  return true;
}

/** 1 for true, 0 for false, -1 for neither. */
export function boolean(): i32 {
  if (load<u32>(at) == 0x65757274) {
    at += 4;
    return 1;
  }
  if (load<u32>(at) == 0x736c6166 && load<u8>(at + 4) == 0x65) {
    at += 5;
    return 0;
  }
  return -1;
}

/** A whole number from 0 to `most` without sign, point or exponent, into {@link number}. */
export function count(most: f64): bool {
  let c: u32 = load<u8>(at) - 0x30;
  if (c > 9) return false;
  const from = at;
  let value: u64 = 0;
  do {
    value = value * 10 + c;
    c = <u32>load<u8>(++at) - 0x30;
  } while (c <= 9);
  const digits = at - from;
  if (digits > 16 || (digits > 1 && load<u8>(from) == 0x30)) return false;
  const next: u32 = load<u8>(at);
  if (next == 0x2e || (next | 0x20) == 0x65) return false;
  number = <f64>value;
  return number <= most;
}

/**
 * A decimal without exponent and of at most 15 digits, into {@link number}: both numbers of the quotient are exact, so
 * the quotient is the nearest double (Clinger 1990), as it is by the fallback.
 */
export function decimal(): bool {
  const negative = load<u8>(at) == 0x2d;
  if (negative) at++;
  const from = at;
  let c: u32 = <u32>load<u8>(at) - 0x30;
  if (c > 9) return false;
  let value: u64 = 0;
  do {
    value = value * 10 + c;
    c = <u32>load<u8>(++at) - 0x30;
  } while (c <= 9);
  let digits = <i32>(at - from);
  if (digits > 15 || (digits > 1 && load<u8>(from) == 0x30)) return false;
  let scale: f64 = 1;
  if (load<u8>(at) == 0x2e) {
    const point = ++at;
    c = <u32>load<u8>(at) - 0x30;
    while (c <= 9) {
      value = value * 10 + c;
      scale *= 10;
      digits++;
      if (digits > 15) return false;
      c = <u32>load<u8>(++at) - 0x30;
    }
    if (at == point) return false;
  }
  if ((load<u8>(at) | 0x20) == 0x65) return false;
  const quotient = <f64>value / scale;
  number = negative ? -quotient : quotient;
  return true;
}

/** Any value, validated and passed over. */
export function skip(depth: i32): bool {
  const c: u32 = load<u8>(at);
  if (c == 0x22) return string();
  if (c == 0x7b) {
    if (depth >= MAX_DEPTH) return false;
    at++;
    if (blanks() == 0x7d) {
      at++;
      return true;
    }
    while (true) {
      if (load<u8>(at) != 0x22 || !string()) return false;
      if (blanks() != 0x3a) return false;
      at++;
      blanks();
      if (!skip(depth + 1)) return false;
      const next = follows(0x7d);
      if (next == 2) return true;
      if (next == 0) return false;
    }
  }
  if (c == 0x5b) {
    if (depth >= MAX_DEPTH) return false;
    at++;
    if (blanks() == 0x5d) {
      at++;
      return true;
    }
    while (true) {
      if (!skip(depth + 1)) return false;
      const next = follows(0x5d);
      if (next == 2) return true;
      if (next == 0) return false;
    }
  }
  if (c == 0x6e) return literalNull();
  if (c == 0x74 || c == 0x66) return boolean() >= 0;
  return skipNumber();
}

/** Any number that JSON allows. */
function skipNumber(): bool {
  if (load<u8>(at) == 0x2d) at++;
  if (load<u8>(at) == 0x30) at++;
  else if (!digits()) return false;
  if (load<u8>(at) == 0x2e) {
    at++;
    if (!digits()) return false;
  }
  if ((load<u8>(at) | 0x20) == 0x65) {
    at++;
    const sign: u32 = load<u8>(at);
    if (sign == 0x2b || sign == 0x2d) at++;
    if (!digits()) return false;
  }
  return true;
}

function digits(): bool {
  const from = at;
  while (<u32>load<u8>(at) - 0x30 <= 9) at++;
  return at > from;
}
