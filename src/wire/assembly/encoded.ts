/** What of a text is encoded or unreadable (src/fingerprint/encoded.ts), a cell of sixteen characters at a time. */
import { CELL, CELL_ALPHANUMERICS, RUN_CELLS } from './layout';

/** Whether a cell may be of a run: letters and digits, and few signs of encodings. */
// @ts-ignore: decorator
@inline
export function isCell(v: v128): bool {
  // A blank ends every word: most cells of prose are told by it.
  if (v128.any_true(i8x16.lt_u(v, i8x16.splat(0x25)))) return false;
  const letter = i8x16.lt_u(i8x16.sub(v128.or(v, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(26));
  const digit = i8x16.lt_u(i8x16.sub(v, i8x16.splat(0x30)), i8x16.splat(10));
  const alphanumeric = v128.or(letter, digit);
  const sign = v128.or(
    v128.or(
      v128.or(i8x16.eq(v, i8x16.splat(0x2b)), i8x16.eq(v, i8x16.splat(0x2f))),
      v128.or(i8x16.eq(v, i8x16.splat(0x3d)), i8x16.eq(v, i8x16.splat(0x5f)))
    ),
    v128.or(i8x16.eq(v, i8x16.splat(0x2d)), i8x16.eq(v, i8x16.splat(0x25)))
  );
  return i8x16.all_true(v128.or(alphanumeric, sign)) && popcnt(i8x16.bitmask(alphanumeric)) >= CELL_ALPHANUMERICS;
}

export function cellDigits(v: v128): i32 {
  return popcnt(i8x16.bitmask(i8x16.lt_u(i8x16.sub(v, i8x16.splat(0x30)), i8x16.splat(10))));
}

export function runLength(cells: i32, digits: i32): i32 {
  return cells >= RUN_CELLS && digits >= cells ? cells * CELL : 0;
}

export function isUnreadable(unit: u32): bool {
  if (unit < 0x20) return unit < 8 || unit > 13;
  return (
    (unit >= 0x80 && unit < 0xa0 && unit != 0x85) ||
    (unit >= 0xe000 && unit < 0xf900) ||
    unit == 0xfffd ||
    (unit >= 0x2061 && unit <= 0x2064) ||
    unit == 0xdb40 ||
    (unit >= 0xdb80 && unit < 0xdc00)
  );
}
