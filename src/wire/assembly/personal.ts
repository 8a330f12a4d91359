/**
 * Ids that may be a mail address, an IP address or a phone number. The host recognises and hashes them
 * (src/ingest/personal-identifier.ts); the kernels only ask about those with a sign that every such id has.
 */
import { refFlags, refFrom, refTo, replaceRef } from './members';

/** Writes what is stored in the place of an id at `out`, 32 bytes at most. @returns its length; 0: the id itself is stored */
@external("host", "identifier")
declare function hostIdentifier(from: usize, to: usize, whole: i32, out: usize): i32;

const STORED: usize = 32;
/** 'tel:' and 'sms:' */
const TEL: u32 = 0x3a6c6574;
const SMS: u32 = 0x3a736d73;
/** For as many fields as an exchange has ids. */
const room: usize = memory.data(128, 16);

/** Replaces a field by what is stored in its place. place: 0 to 3, for each field another. */
export function storedId(field: i32, place: i32, whole: bool): void {
  const from = refFrom(field);
  const to = refTo(field);
  if (to <= from || (refFlags(field) == 0 && !maybePersonal(from, to))) return;
  const out = room + <usize>place * STORED;
  const length = hostIdentifier(from, to, <i32>whole, out);
  if (length > 0) replaceRef(field, out, out + <usize>length);
}

/**
 * Whether ASCII text has an at sign, also as %40, a plus, a space or a bracket, two colons (IPv6) or three dots (IPv4), or begins
 * as numbers do: with 00, with a scheme, or with digits of a number of twelve characters. Everything that the host recognises does.
 */
function maybePersonal(from: usize, to: usize): bool {
  let colons = 0;
  let dots = 0;
  for (let p = from; p < to; p += 16) {
    const v = v128.load(p);
    const left = to - p;
    const read = left < 16 ? (1 << <i32>left) - 1 : 0xffff;
    const signs = v128.or(
      v128.or(i8x16.eq(v, i8x16.splat(0x40)), i8x16.eq(v, i8x16.splat(0x25))),
      v128.or(v128.or(i8x16.eq(v, i8x16.splat(0x2b)), i8x16.eq(v, i8x16.splat(0x20))), i8x16.eq(v, i8x16.splat(0x28)))
    );
    if ((i8x16.bitmask(signs) & read) != 0) return true;
    colons += popcnt(i8x16.bitmask(i8x16.eq(v, i8x16.splat(0x3a))) & read);
    dots += popcnt(i8x16.bitmask(i8x16.eq(v, i8x16.splat(0x2e))) & read);
  }
  if (colons >= 2 || dots >= 3) return true;
  if (to - from < 12) return false;
  if (load<u16>(from) == 0x3030) return true;
  const scheme = load<u32>(from) | 0x20202020;
  if (scheme == TEL || scheme == SMS) return true;
  return to - from == 12 && <u32>load<u8>(from) - 48 <= 9 && <u32>load<u8>(from, 1) - 48 <= 9;
}
