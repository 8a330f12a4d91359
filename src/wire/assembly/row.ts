/**
 * An exchange that was read as a row of the block (src/fingerprint/row.ts), with the words' anchors appended to the
 * block's list, and the places of the texts they came from.
 */
import {
  answerFlags,
  cacheReadTokens,
  inputTokens,
  outputChars,
  outputTokens,
  reasoningTokens
} from './answer';
import {
  images,
  promptChars,
  systemChars,
  systemPieces,
  toolResults
} from './content';
import {
  asn,
  latency,
  status,
  time
} from './exchange';
import {
  ACCOUNT,
  ID,
  IP,
  JA4,
  MODEL,
  refFlags,
  refFrom,
  refTo,
  SESSION,
  SUB_ACCOUNT,
  SURFACE,
  USER_AGENT
} from './members';
import {
  answered,
  asksTemperature,
  completions,
  lastUser,
  markEnclosures,
  maxTokens,
  requestFlags,
  temperature,
  tools,
  turns
} from './request';
import {
  issued,
  presented,
  signature
} from './signatures';
import {
  fmix32,
  hashA,
  hashB,
  hashFeed,
  hashFinish,
  hashHi,
  hashLo,
  hashResume,
  hashStart,
  hashUnit,
} from './hash';
import { keyed, named } from './intern';
import * as K from './layout';
import { answerDigest, digestOf, frameSystem, readContextDigests } from './context-digest';
import {
  ASSISTANT,
  ENCLOSED,
  entry,
  ENTRY_WALK,
  firstEntry,
  join,
  joinedHi,
  joinedLo,
  piece,
  pieceCount,
  pieceFrom,
  pieceHash,
  pieceLength,
  pieceMessage,
  pieceRole,
  pieceTo,
  readJoined,
  readPiece,
  resetWords,
  said,
  setFirstEntry,
  SYSTEM,
  THINKING,
  TOOL,
  USER,
  wordCount,
} from './pieces';
import { storedId } from './personal';
import { codeShare, encodedShare, mainScript, reasoningSigns, resetTotal } from './shape';
import { skeletonFinish, skeletonStart } from './skeleton';
import {
  addHeld,
  decoded,
  emptyRow,
  endExchange,
  markEnclosedAnchors,
  restSteps,
  rowCount,
  rows,
  scoreSteps,
} from './space';
import { addRegion, regionCount, resetRegions, scoreTerms, writeExponents } from './terms';
import { decode, textAt, textLength, textWide } from './text';
import { hashText, textHi, textLo } from './text-hash';
import { markUnknown } from './unknown';

@external("host", "exp")
declare function exp(x: f64): f64;

/** Appends the row of the exchange that parseExchange took down. */
export function addRow(): void {
  const row = rows + <usize>rowCount * K.STRIDE;
  memory.copy(row, emptyRow, K.STRIDE);
  identities(row);
  texts(row);
  numbers(row);
  if (issued + presented > 0) signatures(row);
  markUnknown();
  endExchange();
}

function put(to: usize): void {
  store<u32>(to, hashLo);
  store<u32>(to, hashHi, 4);
}

/** Feeds a string into the hash under way. @returns its length in units */
function feed(from: usize, to: usize, flags: u32): i32 {
  decode(from, to, flags, decoded);
  if (textWide) hashFeed<u16>(textAt, textLength);
  else hashFeed<u8>(textAt, textLength);
  return textLength;
}

function hashField(field: i32, to: usize): void {
  hashStart();
  hashFinish(feed(refFrom(field), refTo(field), refFlags(field)));
  put(to);
}

function nameField(kind: i32, field: i32, at: usize): void {
  hashField(field, at);
  named(kind, load<u64>(at), refFrom(field), refTo(field), 0, 0);
}

function identities(row: usize): void {
  hashField(ID, row + K.OFFSET_ID);
  storedId(ACCOUNT, 0, false);
  storedId(SUB_ACCOUNT, 1, false);
  storedId(MODEL, 2, true);
  storedId(SURFACE, 3, true);
  store<i64>(row + K.OFFSET_TIME, <i64>time);
  hashStart();
  const accountLength = feed(refFrom(ACCOUNT), refTo(ACCOUNT), refFlags(ACCOUNT));
  const a = hashA;
  const b = hashB;
  hashFinish(accountLength);
  put(row + K.OFFSET_ACCOUNT);
  // A sub-account or session is hashed behind its account and a zero.
  if (refTo(SUB_ACCOUNT) > refFrom(SUB_ACCOUNT)) {
    hashBehind(a, b, accountLength, SUB_ACCOUNT);
  }
  put(row + K.OFFSET_UNIT);
  named(
    0,
    load<u64>(row + K.OFFSET_UNIT),
    refFrom(ACCOUNT),
    refTo(ACCOUNT),
    refFrom(SUB_ACCOUNT),
    refTo(SUB_ACCOUNT)
  );
  if (refTo(SESSION) > refFrom(SESSION)) {
    hashBehind(a, b, accountLength, SESSION);
    put(row + K.OFFSET_SESSION);
  }
  nameField(1, MODEL, row + K.OFFSET_MODEL);
  if (refFrom(SURFACE) != 0) nameField(2, SURFACE, row + K.OFFSET_SURFACE);
  if (refTo(IP) > refFrom(IP)) keyed(0, refFrom(IP), refTo(IP), row + K.OFFSET_IP, row + K.OFFSET_NET);
  store<u32>(row + K.OFFSET_ASN, asn);
  if (refTo(USER_AGENT) > refFrom(USER_AGENT))
    keyed(1, refFrom(USER_AGENT), refTo(USER_AGENT), row + K.OFFSET_USER_AGENT, 0);
  if (refTo(JA4) > refFrom(JA4)) keyed(2, refFrom(JA4), refTo(JA4), row + K.OFFSET_JA4, 0);
}

function hashBehind(a: u32, b: u32, length: i32, field: i32): void {
  hashResume(a, b);
  hashUnit(0);
  hashFinish(length + 1 + feed(refFrom(field), refTo(field), refFlags(field)));
}

/** Features of the shape as the model sees them, and its probabilities. */
const features: usize = memory.data(48, 16);
const exponents: usize = memory.data(128, 16);
const NO_ROLE: u32 = 9;
const GOLDEN: u32 = 0x9e3779b1;

function texts(row: usize): void {
  resetTotal();
  resetRegions();
  resetWords();
  setFirstEntry(0);
  markEnclosures();
  // Only refused requests are compared by their instructions.
  const refused = (answerFlags & K.FLAG_REFUSED) != 0;
  skeletonStart();
  let userPieces = 0;
  let lastUserPiece = -1;
  for (let i = 0; i < pieceCount; i++) {
    if (said(piece(i), USER, lastUser)) {
      userPieces++;
      lastUserPiece = i;
    }
  }
  let systemHi: u32 = 0;
  let systemLo: u32 = 0;
  for (let i = 0; i < pieceCount; i++) {
    const p = piece(i);
    if (pieceLength(p) == 0) continue;
    const role = pieceRole(p);
    if (role == ENCLOSED) continue;
    const from = wordCount;
    if (role != ASSISTANT && role != THINKING) {
      readPiece(p, refused && (role == SYSTEM ? systemPieces == 1 : userPieces == 1 && i == lastUserPiece));
    }
    if (regionCount == 0 && role == SYSTEM) setFirstEntry(entry);
    addRegion(role, from, wordCount);
    if (role == SYSTEM || role == USER) addHeld(from, pieceFrom(p), pieceTo(p));
    if (role == SYSTEM && systemPieces == 1) {
      pieceHash(p);
      systemHi = joinedHi;
      systemLo = joinedLo;
    }
  }
  if (systemPieces > 1) {
    readJoined(join(0, pieceCount - 1, SYSTEM, -2, true), refused);
    systemHi = joinedHi;
    systemLo = joinedLo;
  }
  if (systemPieces > 0) {
    store<u32>(row + K.OFFSET_SYSTEM, systemLo);
    store<u32>(row + K.OFFSET_SYSTEM, systemHi, 4);
  }
  // As the host joins them: a line break between two.
  frameSystem(systemPieces > 0 ? systemChars + systemPieces - 1 : 0, systemHi ^ systemLo);
  if (userPieces > 0) lastUserText(row, userPieces, lastUserPiece, refused);
  enclosures(row);
  skeletonFinish(row + K.OFFSET_SKELETON);

  const code = codeShare();
  // Most texts have no such sign, and the host's function is a long way off.
  const signs = reasoningSigns();
  const reasoning = signs == 0 ? 0 : 1 - exp(-signs);
  store<u8>(row + K.OFFSET_CODE_SHARE, byte(code));
  store<u8>(row + K.OFFSET_SCRIPT, mainScript());
  store<u8>(row + K.OFFSET_REASONING_IN_INPUT, byte(reasoning));
  store<u8>(row + K.OFFSET_ENCODED, byte(encodedShare()));
  store<f64>(features, min(1.0, 3 * code));
  store<f64>(features, reasoning, 8);
  store<f64>(features, images > 0 ? 1 : 0, 16);
  store<f64>(features, tools > 0 ? 1 : 0, 24);
  store<f64>(features, toolResults > 0 ? 1 : 0, 32);
  store<f64>(features, turns > 1 ? 1 : 0, 40);
  scoreTerms(firstEntry == 0 ? 0 : firstEntry + ENTRY_WALK);
  scores(row);
}

/** What is enclosed stands behind everything else: words, anchors and regions. It is part of what the request says anew. */
function enclosures(row: usize): void {
  markEnclosedAnchors();
  const isNew = lastUser > answered;
  let lo: u32 = isNew ? load<u32>(row + K.OFFSET_BODY) : 0;
  let hi: u32 = isNew ? load<u32>(row + K.OFFSET_BODY, 4) : 0;
  let some = false;
  for (let i = 0; i < pieceCount; i++) {
    const p = piece(i);
    if (pieceRole(p) != ENCLOSED || pieceLength(p) == 0) continue;
    const from = wordCount;
    readPiece(p, false);
    addRegion(ENCLOSED, from, wordCount);
    addHeld(from, pieceFrom(p), pieceTo(p));
    pieceHash(p);
    lo = fmix32((lo * GOLDEN) ^ joinedLo);
    hi = fmix32((hi * GOLDEN) ^ joinedHi);
    some = true;
  }
  if (!some) return;
  store<u32>(row + K.OFFSET_BODY, lo);
  store<u32>(row + K.OFFSET_BODY, hi, 4);
}

function lastUserText(row: usize, userPieces: i32, lastUserPiece: i32, refused: bool): void {
  if (userPieces == 1) {
    const p = piece(lastUserPiece);
    if (pieceLength(p) == 0) return;
    pieceHash(p);
  } else {
    const length = join(0, pieceCount - 1, USER, lastUser, false);
    if (length == 0) return;
    readJoined(length, refused);
  }
  store<u32>(row + K.OFFSET_BODY, joinedLo);
  store<u32>(row + K.OFFSET_BODY, joinedHi, 4);
}

/** The strongest intent takes the exponent of the purpose output, which follows the capabilities, where that is greater. */
function raiseStrongest(): void {
  let strongest = exponents;
  for (let k: usize = 1; k < <usize>K.SCORED_INTENTS; k++)
    if (load<f64>(exponents + (k << 3)) > load<f64>(strongest)) strongest = exponents + (k << 3);
  const purpose = load<f64>(exponents + (<usize>(K.SCORED_INTENTS + K.SCORED_CAPABILITIES) << 3));
  if (purpose > load<f64>(strongest)) store<f64>(strongest, purpose);
}

/** The outputs in the model's order: the intents but the first, then the capabilities but the last. */
function scores(row: usize): void {
  writeExponents(features, exponents);
  raiseStrongest();
  let highest = -Infinity;
  for (let k: usize = 0; k < <usize>K.SCORED_INTENTS; k++) {
    const x = load<f64>(exponents + (k << 3));
    store<u8>(row + K.OFFSET_INTENTS + k + 1, step(scoreSteps, x));
    highest = max(highest, x);
  }
  store<u8>(row + K.OFFSET_INTENTS, step(restSteps, -highest));
  highest = -Infinity;
  for (let k: usize = 0; k < <usize>K.SCORED_CAPABILITIES; k++) {
    const x = load<f64>(exponents + ((<usize>K.SCORED_INTENTS + k) << 3));
    store<u8>(row + K.OFFSET_CAPABILITIES + k, step(scoreSteps, x));
    highest = max(highest, x);
  }
  store<u8>(row + K.OFFSET_CAPABILITIES + K.SCORED_CAPABILITIES, step(restSteps, -highest));
}

/** The byte of an exponent: how many of the thresholds above the first it has reached (src/fingerprint/score-steps.ts). */
function step(steps: usize, x: f64): u32 {
  const cell = <usize>min<f64>(K.STEP_CELLS - 1, max<f64>(0, (x + K.STEPS_TO) * (K.STEP_CELLS / (2 * K.STEPS_TO))));
  const byte = <usize>load<u8>(steps + 257 * 8 + cell);
  return <u32>byte + u32(load<f64>(steps + (byte << 3), 8) <= x);
}

/** Math.round of a number from 0 up. */
function rounded(x: f64): u32 {
  const whole = Math.floor(x);
  return <u32>whole + u32(x - whole >= 0.5);
}

function byte(share: f64): u32 {
  return rounded(255 * min(1.0, max(0.0, share)));
}

function clamp(value: f64, most: f64): u32 {
  return value > 0 ? rounded(min(most, value)) : 0;
}

function numbers(row: usize): void {
  store<u32>(row + K.OFFSET_PROMPT_CHARS, promptChars);
  store<u32>(row + K.OFFSET_SYSTEM_CHARS, systemChars);
  store<u32>(row + K.OFFSET_OUTPUT_CHARS, outputChars);
  store<u32>(row + K.OFFSET_INPUT_TOKENS, clamp(inputTokens, 4294967295));
  store<u32>(row + K.OFFSET_OUTPUT_TOKENS, clamp(outputTokens, 4294967295));
  store<u32>(row + K.OFFSET_CACHE_READ_TOKENS, clamp(cacheReadTokens, 4294967295));
  store<u32>(row + K.OFFSET_REASONING_TOKENS, clamp(reasoningTokens, 4294967295));
  store<u32>(row + K.OFFSET_MAX_TOKENS, clamp(maxTokens, 4294967295));
  store<u32>(row + K.OFFSET_LATENCY_MS, clamp(latency, 4294967295));
  store<u16>(row + K.OFFSET_TURNS, min(65535, turns));
  store<u16>(row + K.OFFSET_TOOLS, min(65535, tools));
  store<u16>(row + K.OFFSET_TOOL_RESULTS, min(65535, toolResults));
  store<u16>(row + K.OFFSET_IMAGES, min(65535, images));
  store<u16>(row + K.OFFSET_FLAGS, requestFlags | answerFlags);
  store<u16>(row + K.OFFSET_STATUS, <u32>status);
  store<u8>(row + K.OFFSET_TEMPERATURE, asksTemperature ? clamp(temperature * 100, 254) : 255);
  store<u8>(row + K.OFFSET_N, clamp(completions, 255));
}

function signatures(row: usize): void {
  for (let k = 0; k < issued && k < K.ISSUED_SLOTS; k++) hashSignature(presented + k, row + K.OFFSET_ISSUED + 8 * k);
  readContextDigests();
  for (let k = 0; k < presented && k < K.PRESENTED_SLOTS; k++) {
    const from = presented - 1 - k;
    hashSignature(from, row + K.OFFSET_PRESENTED + 8 * k);
    store<u32>(row + K.OFFSET_PRESENTED_AFTER + 4 * k, digestOf(from));
  }
  if (issued > 0) store<u32>(row + K.OFFSET_ISSUED_AFTER, answerDigest);
}

function hashSignature(i: i32, to: usize): void {
  const p = signature(i);
  decode(load<u32>(p), load<u32>(p, 4), load<u32>(p, 8), decoded);
  if (textWide) hashText<u16>(textAt, textLength);
  else hashText<u8>(textAt, textLength);
  store<u32>(to, textLo);
  store<u32>(to, textHi, 4);
}
