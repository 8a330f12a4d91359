/** What signed answers followed (src/fingerprint/context-digest.ts), over the pieces of the exchange at hand. */
import { DIGEST_FIELD as FIELD } from './layout';
import { messages, roleOfMessage } from './request';
import { presented, signature } from './signatures';
import { fmix32 } from './hash';
import {
  join,
  joinedHi,
  joinedLo,
  piece,
  pieceCount,
  pieceHash,
  pieceLength,
  pieceMessage,
  readJoined,
  said,
  SYSTEM,
  USER,
} from './pieces';
import { toolNames } from './tools';

const GOLDEN: u32 = 0x9e3779b1;

/** The context digest of each of the request's signatures, and that of the answer. */
const digests: usize = memory.data(4100, 16);
export let answerDigest: u32 = 0;

let wholeSystemChars: i32 = 0;
let wholeSystemHash: u32 = 0;

/** The whole system text: its length and both halves of its hash mixed. */
export function frameSystem(chars: i32, hash: u32): void {
  wholeSystemChars = chars;
  wholeSystemHash = hash;
}

export function digestOf(i: i32): u32 {
  return load<u32>(digests + (i << 2));
}

export function readContextDigests(): void {
  let frame = toolNames;
  let at = 0;
  // The system prompt's pieces come first.
  let first = 0;
  while (first < pieceCount && pieceMessage(piece(first)) == -1) first++;
  if (first > 0) {
    textOf(0, first - 1, SYSTEM, -1);
    frame = foldSystem(frame);
  }
  let turn: u32 = 0;
  let past: u32 = 0;
  for (let i = 0; i < messages; i++) {
    for (; at < presented && load<i32>(signature(at), 12) <= i; at++) {
      store<u32>(digests + (at << 2), pack(turn, frame, past));
    }
    const from = first;
    while (first < pieceCount && pieceMessage(piece(first)) == i) first++;
    const role = roleOfMessage(i);
    if (role != USER && role != SYSTEM) continue;
    textOf(from, first - 1, role, i);
    if (length == 0) continue;
    if (role == SYSTEM) {
      frame = foldSystem(frame);
      continue;
    }
    past = fmix32((past * GOLDEN) ^ turn);
    turn = fold(0);
  }
  answerDigest = pack(turn, frame, past);
  for (; at < presented; at++) store<u32>(digests + (at << 2), answerDigest);
}

function pack(turn: u32, frame: u32, past: u32): u32 {
  const packed = ((past & FIELD) << 22) | ((frame & FIELD) << 12) | (turn & 0xfff);
  return packed == 0 ? 1 : packed;
}

/** The text of a message, or of the system prompt: its length and hash. */
let length: i32 = 0;
let hash: u32 = 0;

function textOf(first: i32, last: i32, role: u32, message: i32): void {
  let pieces = 0;
  let only = -1;
  for (let i = first; i <= last; i++) {
    if (!said(piece(i), role, message)) continue;
    pieces++;
    only = i;
  }
  length = 0;
  if (pieces == 0) return;
  if (pieces == 1) {
    length = pieceLength(piece(only));
    if (length == 0) return;
    pieceHash(piece(only));
  } else {
    length = join(first, last, role, message, false);
    if (length == 0) return;
    readJoined(length, false);
  }
  hash = joinedLo ^ joinedHi;
}

function fold(before: u32): u32 {
  return length == 0 ? before : mix(before, hash);
}

function foldSystem(before: u32): u32 {
  return length != 0 && length == wholeSystemChars ? mix(before, wholeSystemHash) : fold(before);
}

function mix(before: u32, next: u32): u32 {
  return fmix32((before * GOLDEN) ^ next);
}
