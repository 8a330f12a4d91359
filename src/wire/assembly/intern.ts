/**
 * What recurs from line to line and costs the host something: keyed hashes of addresses and clients, and names. Tables in
 * front of the host, which they spare being asked again; when one is full it is emptied. Text is compared byte for byte.
 */
import {
  internArena,
  internArenaEnd,
  internSlots,
  nameSlots,
  reply,
} from './space';
import { byteHash, sameBytes } from './text';

/** Answers a text's keyed hashes at `reply`. kind: 0 address (its hash, then its network's), 1 user agent, 2 JA4. */
@external("host", "keyed")
declare function hostKeyed(kind: i32, from: usize, to: usize): void;
/** Takes in a name. kind: 0 unit, 1 model, 2 surface. `from2` is 0 without a sub-account. */
@external("host", "name")
declare function hostName(kind: i32, from: usize, to: usize, from2: usize, to2: usize): void;

const SLOTS: u32 = 262144;
const MOST: u32 = SLOTS >> 1;
/** hash, text, length | kind << 28, then four halves of hashes. */
const SLOT_BYTES: u32 = 32;
let taken: u32 = 0;
let arenaAt: usize = 0;

/** Writes the keyed hashes of a string: 8 bytes, 16 for an address. */
export function keyed(kind: i32, from: usize, to: usize, out: usize, out2: usize): void {
  const hash = byteHash(from, to, <u64>kind);
  const tag = <u32>(to - from) | (kind << 28);
  if (arenaAt == 0) arenaAt = internArena;
  let i = <u32>hash & (SLOTS - 1);
  let slot = internSlots + <usize>i * SLOT_BYTES;
  while (load<u32>(slot, 8) != 0) {
    if (
      load<u64>(slot) == hash &&
      load<u32>(slot, 12) == tag &&
      sameBytes(load<u32>(slot, 8), from, to - from)
    ) {
      copyOut(slot, out, out2);
      return;
    }
    i = (i + 1) & (SLOTS - 1);
    slot = internSlots + <usize>i * SLOT_BYTES;
  }
  if (taken == MOST || arenaAt + (to - from) > internArenaEnd) {
    memory.fill(internSlots, 0, SLOTS * SLOT_BYTES);
    taken = 0;
    arenaAt = internArena;
    slot = internSlots + <usize>(<u32>hash & (SLOTS - 1)) * SLOT_BYTES;
  }
  hostKeyed(kind, from, to);
  taken++;
  memory.copy(arenaAt, from, to - from);
  store<u64>(slot, hash);
  store<u32>(slot, <u32>arenaAt, 8);
  store<u32>(slot, tag, 12);
  arenaAt += to - from;
  store<u32>(slot, load<u32>(reply), 16);
  store<u32>(slot, load<u32>(reply, 4), 20);
  store<u32>(slot, load<u32>(reply, 8), 24);
  store<u32>(slot, load<u32>(reply, 12), 28);
  copyOut(slot, out, out2);
}

function copyOut(slot: usize, out: usize, out2: usize): void {
  store<u64>(out, load<u64>(slot, 16));
  if (out2 != 0) store<u64>(out2, load<u64>(slot, 24));
}

const NAME_SLOTS: u32 = 262144;

/** Tells the host a name unless the same place of a small table says that it was told; the host knows what it has heard. */
export function named(kind: i32, hash: u64, from: usize, to: usize, from2: usize, to2: usize): void {
  const mark = hash + <u64>kind;
  const slot = nameSlots + <usize>((<u32>mark ^ <u32>(mark >> 32)) & (NAME_SLOTS - 1)) * 8;
  if (load<u64>(slot) == mark) return;
  hostName(kind, from, to, from2, to2);
  store<u64>(slot, mark);
}
