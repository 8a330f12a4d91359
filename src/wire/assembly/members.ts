/** Members of an object: their names as numbers, and strings that are taken down as places in the line. */
import { ID_CHARS } from './layout';
import { advance, blanks, follows, literalNull, peek, skip, strFlags, strFrom, string, strTo, strUnits } from './scan';

/** Bytes of a string: a longer one is left to the host. */
export const MAX_STRING: usize = 500_000;

/** Strings that are taken down: three numbers each (from, to, flags); from is 0 where there is none. */
export const ID: i32 = 0;
export const ACCOUNT: i32 = 1;
export const SUB_ACCOUNT: i32 = 2;
export const SESSION: i32 = 3;
export const SURFACE: i32 = 4;
export const MODEL: i32 = 5;
export const IP: i32 = 6;
export const USER_AGENT: i32 = 7;
export const JA4: i32 = 8;
export const IGNORED: i32 = 9;
const REFS: i32 = 10;
const refs: usize = memory.data(120, 16);

export function refFrom(field: i32): usize {
  return load<u32>(refs + field * 12);
}
export function refTo(field: i32): usize {
  return load<u32>(refs + field * 12, 4);
}
export function refFlags(field: i32): u32 {
  return load<u32>(refs + field * 12, 8);
}

/** Puts ASCII without escapes in the place of a field. */
export function replaceRef(field: i32, from: usize, to: usize): void {
  const ref = refs + field * 12;
  store<u32>(ref, <u32>from);
  store<u32>(ref, <u32>to, 4);
  store<u32>(ref, 0, 8);
}

export function resetMembers(): void {
  memory.fill(refs, 0, REFS * 12);
}

/** The key just read, up to eight bytes of it; longer ones are told apart by their last eight as well. */
export function keyHead(length: usize): u64 {
  const head = load<u64>(strFrom);
  return length >= 8 ? head : head & (((<u64>1) << (<u64>length << 3)) - 1);
}
export function keyTail(): u64 {
  return load<u64>(strTo - 8);
}

/** Passes over a null. */
export function maybeNull(): bool {
  return peek() == 0x6e && literalNull();
}

function take(field: i32): void {
  const ref = refs + field * 12;
  store<u32>(ref, <u32>strFrom);
  store<u32>(ref, <u32>strTo, 4);
  store<u32>(ref, strFlags, 8);
}

export function identifier(field: i32): bool {
  if (!text(field, ID_CHARS)) return false;
  return strTo > strFrom;
}

/** A string of at most so many units. */
export function text(field: i32, most: i32): bool {
  if (peek() != 0x22 || !string()) return false;
  take(field);
  return strUnits <= most;
}

/** Passes over a list. @returns how many elements it has, -1 if it is none */
export function elements(depth: i32): i32 {
  if (peek() != 0x5b) return -1;
  advance();
  if (blanks() == 0x5d) {
    advance();
    return 0;
  }
  let n = 0;
  while (true) {
    if (!skip(depth + 1)) return -1;
    n++;
    const next = follows(0x5d);
    if (next == 0) return -1;
    if (next == 2) return n;
  }
}
