/**
 * Members of an exchange that no rule reads. Each name gets a number in the block, and each row a bit for every one that it has, so
 * that a log in which every record has such members costs next to nothing. The last bit is for all names past the table.
 */
import { UNKNOWN_OF_RECORD } from './layout';
import { skip, strFrom, strTo } from './scan';
import { rowCount, unknownMasks } from './space';

const SLOTS: u32 = 128;
/** Bytes of a name that tell it from others, with its length. */
const TOLD_BY: usize = 64;
const MIX: u64 = 0x9e3779b97f4a7c15;

/** By hash: the hash, then the name's number and one. */
const slots: usize = memory.data(2048, 16);
/** By number: where the name lies, from and to, and its level. */
export const unknownNames: usize = memory.data(756, 16);
export let unknownCount: i32 = 0;
/** Of the line at hand. */
let mask: u64 = 0;

/** Begins a block. */
export function resetUnknown(): void {
  if (unknownCount == 0) return;
  memory.fill(slots, 0, <usize>SLOTS << 4);
  unknownCount = 0;
}

/** Begins a line. */
export function noneUnknown(): void {
  mask = 0;
}

/** Notes the key just read, and passes over its value. */
export function unread(level: u32, depth: i32): bool {
  mask |= (<u64>1) << numberOf(level);
  return skip(depth);
}

/** Puts down what the row that is about to end has. */
export function markUnknown(): void {
  store<u64>(unknownMasks + (<usize>rowCount << 3), mask);
}

function numberOf(level: u32): u64 {
  const length = strTo - strFrom;
  let hash: u64 = (((<u64>length) << 3) | level) * MIX;
  const end = strFrom + min(length, TOLD_BY);
  let p = strFrom;
  for (; p + 8 <= end; p += 8) hash = mixed(hash, load<u64>(p));
  if (p < end) hash = mixed(hash, load<u64>(p) & (((<u64>1) << ((<u64>end - <u64>p) << 3)) - 1));
  let slot = <u32>(hash >> 40) & (SLOTS - 1);
  while (true) {
    const at = slots + (<usize>slot << 4);
    const taken = load<i32>(at, 8);
    if (taken == 0) break;
    if (load<u64>(at) == hash) return <u64>taken - 1;
    slot = (slot + 1) & (SLOTS - 1);
  }
  if (unknownCount == UNKNOWN_OF_RECORD) return <u64>UNKNOWN_OF_RECORD;
  const at = slots + (<usize>slot << 4);
  store<u64>(at, hash);
  store<i32>(at, unknownCount + 1, 8);
  const name = unknownNames + <usize>unknownCount * 12;
  store<u32>(name, <u32>strFrom);
  store<u32>(name, <u32>strTo, 4);
  store<u32>(name, level, 8);
  unknownCount++;
  return <u64>unknownCount - 1;
}

function mixed(hash: u64, with8: u64): u64 {
  const next = (hash ^ with8) * MIX;
  return next ^ (next >> 32);
}
