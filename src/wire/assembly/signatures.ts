/** Signatures of thinking blocks that an exchange presents and issues. An answer that comes before its request is the host's. */
import { MAX_STRING } from './members';
import { strFlags, strFrom, strTo } from './scan';

const MAX_SIGNATURES: i32 = 1024;

/** Signatures: three numbers each and the message they stand in. The request's first, then the answer's. */
const signatures: usize = memory.data(16400, 16);
export let issued: i32 = 0;
export let presented: i32 = 0;

export function signature(i: i32): usize {
  return signatures + (i << 4);
}

export function resetSignatures(): void {
  issued = presented = 0;
}

/** Takes down the last string as one that the request presents; an empty one is none. */
export function addPresented(message: i32): bool {
  if (issued > 0 || !addSignature(presented, message)) return false;
  if (strTo > strFrom) presented++;
  return true;
}

/** Takes down the last string as one of the answer's. */
export function addIssued(): bool {
  if (!addSignature(presented + issued, 0)) return false;
  issued++;
  return true;
}

function addSignature(i: i32, message: i32): bool {
  if (strTo - strFrom > MAX_STRING) return false;
  if (i >= MAX_SIGNATURES) return false;
  const p = signature(i);
  store<u32>(p, <u32>strFrom);
  store<u32>(p, <u32>strTo, 4);
  store<u32>(p, strFlags, 8);
  store<i32>(p, message, 12);
  return true;
}
