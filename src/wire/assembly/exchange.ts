/**
 * One line as an exchange of the wire format, in its usual form: what src/ingest/fast-exchange.ts accepts, less what is
 * rare. Known members are taken down as places in the line; the rest is validated and passed over. False means "ask the
 * host", never "bad": a repeated key, a key with an escape, a number out of the ordinary, a text of a megabyte.
 */
import * as K from './layout';
import { resetAnswer, response, usage } from './answer';
import { resetContent } from './content';
import {
  ACCOUNT,
  ID,
  identifier,
  IGNORED,
  IP,
  JA4,
  keyHead,
  keyTail,
  maybeNull,
  MODEL,
  resetMembers,
  SESSION,
  SUB_ACCOUNT,
  SURFACE,
  text,
  USER_AGENT
} from './members';
import { resetPieces } from './pieces';
import { request, resetRequest, toolsAt } from './request';
import {
  advance,
  blanks,
  count,
  decimal,
  follows,
  key,
  number,
  peek,
  strFlags,
  strFrom,
  string,
  strTo
} from './scan';
import { issued, presented, resetSignatures } from './signatures';
import { readToolNames } from './tools';
import { noneUnknown, unread } from './unknown';

export let time: f64 = 0;
export let asn: u32 = 0;
export let status: f64 = 0;
export let latency: f64 = 0;
let earliest: f64 = 0;
let latest: f64 = 0;

/** Times outside are the host's to judge, in ms. */
export function setTimes(from: f64, to: f64): void {
  earliest = from;
  latest = to;
}

function reset(): void {
  resetMembers();
  resetSignatures();
  resetContent();
  resetRequest();
  resetAnswer();
  resetPieces();
  noneUnknown();
  time = -1;
  asn = 0;
  status = latency = 0;
}

/** The cursor is on the brace that opens the line's object; behind its end afterwards. */
export function parseExchange(): bool {
  reset();
  let seen: u32 = 0;
  if (peek() != 0x7b) return false;
  advance();
  blanks();
  while (true) {
    if (!key()) return false;
    const length = strTo - strFrom;
    const head = keyHead(length);
    let bit: u32 = 0;
    if (length <= 8) {
      if (head == K.KEY_ID) {
        bit = 1;
        if (!identifier(ID)) return false;
      } else if (head == K.KEY_TIME) {
        bit = 2;
        if (!readTime()) return false;
      } else if (head == K.KEY_ACCOUNT) {
        bit = 4;
        if (!identifier(ACCOUNT)) return false;
      } else if (head == K.KEY_API_KEY) {
        bit = 8;
        if (!maybeNull() && !identifier(IGNORED)) return false;
      } else if (head == K.KEY_SESSION) {
        bit = 16;
        if (!maybeNull() && !text(SESSION, 512)) return false;
      } else if (head == K.KEY_SURFACE) {
        bit = 32;
        if (!maybeNull() && !identifier(SURFACE)) return false;
      } else if (head == K.KEY_MODEL) {
        bit = 64;
        if (!identifier(MODEL)) return false;
      } else if (head == K.KEY_REQUEST) {
        bit = 128;
        if (!request()) return false;
      } else if (head == K.KEY_RESPONSE) {
        bit = 256;
        if (!maybeNull() && !response()) return false;
      } else if (head == K.KEY_USAGE) {
        bit = 512;
        if (!maybeNull() && !usage()) return false;
      } else if (head == K.KEY_CLIENT) {
        bit = 1024;
        if (!maybeNull() && !client()) return false;
      } else if (head == K.KEY_STATUS) {
        bit = 2048;
        if (!maybeNull()) {
          if (!count(999)) return false;
          status = number;
        }
      } else if (!unread(0, 1)) return false;
    } else if (length == 11 && head == K.KEY_SUB_ACCOUNT && keyTail() == K.END_SUB_ACCOUNT) {
      bit = 4096;
      if (!maybeNull() && !identifier(SUB_ACCOUNT)) return false;
    } else if (length == 10 && head == K.KEY_LATENCY_MS && keyTail() == K.END_LATENCY_MS) {
      bit = 8192;
      if (!maybeNull()) {
        if (!decimal() || number < 0) return false;
        latency = number;
      }
    } else if (!unread(0, 1)) return false;
    if ((seen & bit) != 0) return false;
    seen |= bit;
    const next = follows(0x7d);
    if (next == 0) return false;
    if (next == 2) break;
  }
  // id, time, account, model and request must be there.
  if ((seen & 199) != 199) return false;
  return issued + presented == 0 || readToolNames(toolsAt);
}

function readTime(): bool {
  if (peek() == 0x22) {
    if (!string() || strFlags != 0) return false;
    time = rfc3339(strFrom, <i32>(strTo - strFrom));
  } else {
    if (!count(8.64e15)) return false;
    time = number;
  }
  return time >= earliest && time <= latest;
}

/** src/ingest/time.ts's fast reader; -1 for what it leaves to the schema. */
function rfc3339(p: usize, length: i32): f64 {
  if (length < 20 || length > 30 || load<u8>(p + length - 1) != 0x5a) return -1;
  if (load<u8>(p + 4) != 0x2d || load<u8>(p + 7) != 0x2d || load<u8>(p + 10) != 0x54) return -1;
  if (load<u8>(p + 13) != 0x3a || load<u8>(p + 16) != 0x3a) return -1;
  const century = two(p);
  const years = two(p + 2);
  const month = two(p + 5);
  const day = two(p + 8);
  const hour = two(p + 11);
  const minute = two(p + 14);
  const second = two(p + 17);
  if (century < 0 || years < 0 || month < 1 || month > 12 || day < 1) return -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  const year = century * 100 + years;
  if (year < 1970 || (day > 28 && !(day <= 31 && (0x15aa & (1 << month)) != 0))) return -1;
  let ms: f64 = 0;
  if (length > 20) {
    if (load<u8>(p + 19) != 0x2e || length == 21) return -1;
    let scale: f64 = 100;
    for (let i = 20; i < length - 1; i++) {
      const digit = <u32>load<u8>(p + i) - 48;
      if (digit > 9) return -1;
      ms += <f64>digit * scale;
      scale = scale == 100 ? 10 : scale == 10 ? 1 : 0;
    }
  }
  const y = month <= 2 ? year - 1 : year;
  const era = y / 400;
  const yearOfEra = y - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  const days = era * 146097 + dayOfEra - 719468;
  return (<f64>days * 86400 + <f64>(hour * 3600 + minute * 60 + second)) * 1000 + ms;
}

function two(p: usize): i32 {
  const a = <u32>load<u8>(p) - 48;
  const b = <u32>load<u8>(p + 1) - 48;
  return a <= 9 && b <= 9 ? <i32>(a * 10 + b) : -1;
}

function client(): bool {
  if (peek() != 0x7b) return false;
  advance();
  if (blanks() == 0x7d) {
    advance();
    return true;
  }
  let seen: u32 = 0;
  while (true) {
    if (!key()) return false;
    const length = strTo - strFrom;
    const head = keyHead(length);
    let bit: u32 = 0;
    if (length == 2 && head == K.KEY_IP) {
      bit = 1;
      if (!maybeNull() && !text(IP, 64)) return false;
    } else if (length == 3 && head == K.KEY_ASN) {
      bit = 2;
      if (!maybeNull()) {
        if (!count(4294967295)) return false;
        asn = <u32>number;
      }
    } else if (length == 7 && head == K.KEY_COUNTRY) {
      bit = 4;
      if (!maybeNull() && !text(IGNORED, 8)) return false;
    } else if (length == 10 && head == K.KEY_USER_AGENT && keyTail() == K.END_USER_AGENT) {
      bit = 8;
      if (!maybeNull() && !text(USER_AGENT, 4096)) return false;
    } else if (length == 3 && head == K.KEY_JA4) {
      bit = 16;
      if (!maybeNull() && !text(JA4, 128)) return false;
    } else if (!unread(4, 2)) return false;
    if ((seen & bit) != 0) return false;
    seen |= bit;
    const next = follows(0x7d);
    if (next == 0) return false;
    if (next == 2) return true;
  }
}
