/**
 * The texts of one exchange. A text that came before, byte for byte (an agent tool's prompt, a conversation's first turns),
 * is not read again: its words, anchors, hash and shape are kept in bounded memory.
 */
import { ROLE_ASSISTANT, ROLE_ENCLOSED, ROLE_SYSTEM, ROLE_TOOL, ROLE_USER } from './layout';
import { makePlain, plainAt, plainLength } from './plain-text';
import { addTally, measure, measurePlain, tally, TALLY_BYTES } from './shape';
import { skeletonFeed } from './skeleton';
import {
  anchorAt,
  anchorCount,
  anchorHi,
  anchorLo,
  decoded,
  joined,
  memoArena,
  memoArenaEnd,
  memoSlots,
  pieces,
  setAnchorCount,
  words,
} from './space';
import { WALK_BYTES } from './terms';
import { byteHash, decode, decodeWide, sameBytes, textAt, textLength, textWide } from './text';
import { hashText, textHi, textLo } from './text-hash';
import { hashWordsAscii, hashWordsWide, winnow } from './words';

/** A piece: its bytes in the line, flags, length in units, role, message. */
export const PIECE_BYTES: i32 = 32;
const FROM: i32 = 0;
const TO: i32 = 4;
const FLAGS: i32 = 8;
const LENGTH: i32 = 12;
const ROLE: i32 = 16;
const MESSAGE: i32 = 20;
const HI: i32 = 24;
const LO: i32 = 28;

/** A flag beside those of a string: hashed already. */
const HASHED: u32 = 8;

export const SYSTEM: u32 = ROLE_SYSTEM;
export const USER: u32 = ROLE_USER;
export const ASSISTANT: u32 = ROLE_ASSISTANT;
export const TOOL: u32 = ROLE_TOOL;
export const ENCLOSED: u32 = ROLE_ENCLOSED;
/** The assistant's thoughts, which are never what an answer is to begin with. */
export const THINKING: u32 = 9;

export const MAX_PIECES: i32 = 8000;
export let pieceCount: i32 = 0;

export function resetPieces(): void {
  pieceCount = 0;
}

export function piece(i: i32): usize {
  return pieces + <usize>(i * PIECE_BYTES);
}

export function addPiece(from: usize, to: usize, flags: u32, length: i32, role: u32, message: i32): void {
  const p = piece(pieceCount++);
  store<u32>(p, <u32>from, FROM);
  store<u32>(p, <u32>to, TO);
  store<u32>(p, flags, FLAGS);
  store<i32>(p, length, LENGTH);
  store<u32>(p, role, ROLE);
  store<i32>(p, message, MESSAGE);
}

/** Puts the pieces from `first` on in front of the others. */
export function lastToFront(first: i32): void {
  const moved = (pieceCount - first) * PIECE_BYTES;
  memory.copy(joined, piece(first), moved);
  memory.copy(pieces + moved, pieces, first * PIECE_BYTES);
  memory.copy(pieces, joined, moved);
}

export function pieceFrom(p: usize): usize {
  return load<u32>(p, FROM);
}
export function pieceTo(p: usize): usize {
  return load<u32>(p, TO);
}
export function pieceFlags(p: usize): u32 {
  return load<u32>(p, FLAGS);
}
export function pieceLength(p: usize): i32 {
  return load<i32>(p, LENGTH);
}
export function pieceRole(p: usize): u32 {
  return load<u32>(p, ROLE);
}
export function pieceMessage(p: usize): i32 {
  return load<i32>(p, MESSAGE);
}

/**
 * Marks what is enclosed, now that the messages are known: what tools said behind message `answered`, and the text of message
 * `opening`, which the answer is to begin with.
 */
export function markEnclosed(answered: i32, opening: i32): void {
  for (let i = 0; i < pieceCount; i++) {
    const p = piece(i);
    const role = pieceRole(p);
    const message = pieceMessage(p);
    if ((role == TOOL && message > answered) || (role == ASSISTANT && message == opening)) store<u32>(p, ENCLOSED, ROLE);
  }
}

/** Words of the exchange so far. */
export let wordCount: i32 = 0;

export function resetWords(): void {
  wordCount = 0;
}

/** An entry of the memo; behind it the bytes, the words, and the anchors' three columns. */
const ENTRY_HASH: i32 = 8;
const ENTRY_WORDS: i32 = 16;
const ENTRY_ANCHORS: i32 = 20;
const ENTRY_TALLY: i32 = 24;
/** What the classifier's walk came to, if this was a system prompt that it began with (terms.ts). */
export const ENTRY_WALK: i32 = 24 + TALLY_BYTES;
const ENTRY_BYTES: i32 = ENTRY_WALK + WALK_BYTES;
const MEMO_SLOTS: u32 = 32768;
/** Shorter texts are quicker to read than to look up. */
const MEMO_FROM: usize = 24;
let arenaAt: usize = 0;
/** The entry of the piece at hand, 0 if none. */
export let entry: usize = 0;
/** The entry of the exchange's first text, 0 if none: forgotten when the memory is emptied meanwhile. */
export let firstEntry: usize = 0;

export function setFirstEntry(to: usize): void {
  firstEntry = to;
}

/**
 * Reads a piece: tallies its shape, and of what system or user wrote appends words and anchors and hashes it. Its skeleton
 * is taken in when it is an instruction by itself.
 */
export function readPiece(p: usize, instruction: bool): void {
  const role = pieceRole(p);
  const from = pieceFrom(p);
  const to = pieceTo(p);
  entry = 0;
  const length = to - from;
  if (length >= MEMO_FROM) {
    const seed: u64 = role == TOOL ? 1 : 0;
    const hash = byteHash(from, to, seed);
    const slot = memoSlot(hash, from, length);
    if (entry != 0) {
      recall(p, role);
      if (instruction) {
        readText(p);
        readPlain();
      }
    } else {
      compute(p, role);
      if (slot != 0) keep(slot, hash, from, length, role, p);
    }
  } else compute(p, role);
  if (instruction) skeletonOf();
}

let firstWord: i32 = 0;
let firstAnchor: i32 = 0;

function compute(p: usize, role: u32): void {
  readText(p);
  if (nowWide) measure<u16>(nowAt, nowLength);
  else measure<u8>(nowAt, nowLength);
  // Whole texts are compared as they were sent.
  if (role != TOOL) {
    hashNow();
    setHash(p, textHi, textLo);
  }
  if (readPlain()) measurePlain(nowAt, nowLength);
  addTally(tally);
  if (role == TOOL) return;
  firstWord = wordCount;
  firstAnchor = anchorCount;
  const out = words + (<usize>wordCount << 2);
  const found = nowWide ? hashWordsWide(nowAt, nowLength, out) : hashWordsAscii(nowAt, nowLength, out);
  wordCount += found;
  winnow(out, found, firstWord);
}

/** Makes a piece's text the one at hand. */
function readText(p: usize): void {
  decode(pieceFrom(p), pieceTo(p), pieceFlags(p), decoded);
  nowAt = textAt;
  nowLength = textLength;
  nowWide = textWide;
}

/** Makes the plain text of the one at hand the one at hand. @returns whether it is another */
function readPlain(): bool {
  if (!(nowWide ? makePlain<u16>(nowAt, nowLength) : makePlain<u8>(nowAt, nowLength))) return false;
  nowAt = plainAt;
  nowLength = plainLength;
  nowWide = true;
  return true;
}

function setHash(p: usize, hi: u32, lo: u32): void {
  store<u32>(p, hi, HI);
  store<u32>(p, lo, LO);
  store<u32>(p, pieceFlags(p) | HASHED, FLAGS);
}

/** The text at hand. */
let nowAt: usize = 0;
let nowLength: i32 = 0;
let nowWide: bool = false;

function hashNow(): void {
  if (nowWide) hashText<u16>(nowAt, nowLength);
  else hashText<u8>(nowAt, nowLength);
}

function skeletonOf(): void {
  if (nowWide) skeletonFeed<u16>(nowAt, nowLength);
  else skeletonFeed<u8>(nowAt, nowLength);
}

/** Finds the entry of a text. @returns the slot to keep it in if it is worth keeping, or 0 */
function memoSlot(hash: u64, from: usize, length: usize): usize {
  const first = memoSlots + <usize>(<u32>hash & (MEMO_SLOTS - 1)) * 16;
  const second = memoSlots + <usize>(<u32>(hash >> 32) & (MEMO_SLOTS - 1)) * 16;
  let slot: usize = 0;
  if (load<u64>(first) == hash) slot = first;
  else if (load<u64>(second) == hash) slot = second;
  if (slot != 0) {
    const found = <usize>load<u32>(slot, 8);
    // Seen once: now it is worth keeping.
    if (found == 0) return slot;
    if (load<u32>(found) == <u32>length && sameBytes(found + ENTRY_BYTES, from, length)) {
      entry = found;
    }
    return 0;
  }
  // A mark that it was seen; kept texts stay.
  if (load<u32>(first, 8) == 0) store<u64>(first, hash);
  else if (load<u32>(second, 8) == 0) store<u64>(second, hash);
  return 0;
}

function keep(slot: usize, hash: u64, from: usize, length: usize, role: u32, p: usize): void {
  const wordsFound = role == TOOL ? 0 : wordCount - firstWord;
  const anchorsFound = role == TOOL ? 0 : anchorCount - firstAnchor;
  const textBytes = (length + 15) & ~15;
  const size = <usize>ENTRY_BYTES + textBytes + (<usize>wordsFound << 2) + <usize>anchorsFound * 12;
  if (arenaAt == 0) arenaAt = memoArena;
  if (arenaAt + size > memoArenaEnd) {
    memory.fill(memoSlots, 0, MEMO_SLOTS * 16);
    arenaAt = memoArena;
    firstEntry = 0;
    if (arenaAt + size > memoArenaEnd) return;
  }
  const to = arenaAt;
  arenaAt = (arenaAt + size + 15) & ~15;
  store<u64>(slot, hash);
  store<u32>(slot, <u32>to, 8);
  store<u32>(to, <u32>length);
  store<u32>(to, 0, ENTRY_WALK);
  entry = to;
  store<u32>(to, load<u32>(p, HI), ENTRY_HASH);
  store<u32>(to, load<u32>(p, LO), ENTRY_HASH + 4);
  store<i32>(to, wordsFound, ENTRY_WORDS);
  store<i32>(to, anchorsFound, ENTRY_ANCHORS);
  memory.copy(to + ENTRY_TALLY, tally, TALLY_BYTES);
  let out = to + ENTRY_BYTES;
  memory.copy(out, from, length);
  out += textBytes;
  memory.copy(out, words + (<usize>firstWord << 2), <usize>wordsFound << 2);
  out += <usize>wordsFound << 2;
  const bytes = <usize>anchorsFound << 2;
  memory.copy(out, anchorLo + (<usize>firstAnchor << 2), bytes);
  memory.copy(out + bytes, anchorHi + (<usize>firstAnchor << 2), bytes);
  out += bytes << 1;
  for (let i = 0; i < anchorsFound; i++) {
    store<i32>(out + (<usize>i << 2), load<i32>(anchorAt + (<usize>(firstAnchor + i) << 2)) - firstWord);
  }
}

function recall(p: usize, role: u32): void {
  addTally(entry + ENTRY_TALLY);
  if (role == TOOL) return;
  const wordsFound = load<i32>(entry, ENTRY_WORDS);
  const anchorsFound = load<i32>(entry, ENTRY_ANCHORS);
  let from = entry + ENTRY_BYTES + ((<usize>load<u32>(entry) + 15) & ~15);
  memory.copy(words + (<usize>wordCount << 2), from, <usize>wordsFound << 2);
  from += <usize>wordsFound << 2;
  const bytes = <usize>anchorsFound << 2;
  const out = <usize>anchorCount << 2;
  memory.copy(anchorLo + out, from, bytes);
  memory.copy(anchorHi + out, from + bytes, bytes);
  from += bytes << 1;
  for (let i: usize = 0; i < bytes; i += 4) {
    store<i32>(anchorAt + out + i, load<i32>(from + i) + wordCount);
  }
  setAnchorCount(anchorCount + anchorsFound);
  wordCount += wordsFound;
  setHash(p, load<u32>(entry, ENTRY_HASH), load<u32>(entry, ENTRY_HASH + 4));
}

/** The hash of several said pieces with line breaks between, and their skeleton; how the host joins them. */
export let joinedHi: u32 = 0;
export let joinedLo: u32 = 0;

/** Hashes one piece, or takes the hash it has. */
export function pieceHash(p: usize): void {
  if ((pieceFlags(p) & HASHED) == 0) {
    readText(p);
    hashNow();
    setHash(p, textHi, textLo);
  }
  joinedHi = load<u32>(p, HI);
  joinedLo = load<u32>(p, LO);
}

/**
 * Joins pieces [first, last] that are of `role` and said in message `message` (any message if -2) and gives the length in
 * units, as UTF-16 in `joined`. A line break goes in front of every piece but those that nothing precedes.
 */
export function join(first: i32, last: i32, role: u32, message: i32, onlyFull: bool): i32 {
  let length = 0;
  for (let i = first; i <= last; i++) {
    const p = piece(i);
    if (!said(p, role, message) || (onlyFull && pieceLength(p) == 0)) continue;
    if (length > 0) {
      store<u16>(joined + (<usize>length << 1), 0x0a);
      length++;
    }
    length += decodeWide(pieceFrom(p), pieceTo(p), joined + (<usize>length << 1));
  }
  return length;
}

export function said(p: usize, role: u32, message: i32): bool {
  return pieceRole(p) == role && (message == -2 || pieceMessage(p) == message);
}

/** Hashes the joined text; its skeleton too when it is an instruction. */
export function readJoined(length: i32, instruction: bool): void {
  hashText<u16>(joined, length);
  joinedHi = textHi;
  joinedLo = textLo;
  if (!instruction) return;
  if (makePlain<u16>(joined, length)) skeletonFeed<u16>(plainAt, plainLength);
  else skeletonFeed<u16>(joined, length);
}
