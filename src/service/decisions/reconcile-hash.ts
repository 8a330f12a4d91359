/**
 * A hash over the decisions in force, by which a client checks that its copy is complete. Independent of order: the sum of the items'
 * hashes modulo 2^64, in 256 buckets by account, so that a copy that differs is mended bucket by bucket.
 * docs/how-to/enforce-decisions.md tells clients how to do the same.
 */
import { createHash } from 'node:crypto';
import type { Item } from './current-items.ts';

export const BUCKETS = 256;
const MASK = (1n << 64n) - 1n;

/** The bucket of an account: the first byte of its SHA-256. */
export function bucketOf(account: string): number {
  return createHash('sha256').update(account, 'utf8').digest()[0];
}

/** Of one item, as the delta stream writes it: the first eight bytes of the SHA-256 of its lines. */
export function itemHash(
  account: string,
  subAccount: string | null,
  { id, action, from, until }: Pick<Item, 'id' | 'action' | 'from' | 'until'>,
): bigint {
  const lines = [account, subAccount ?? '', id, action, timeText(from), timeText(until)].join('\n');
  return createHash('sha256').update(lines, 'utf8').digest().readBigUInt64BE(0);
}

export function addHash(sum: bigint, hash: bigint): bigint {
  return (sum + hash) & MASK;
}

export function hashToHex(hash: bigint): string {
  return hash.toString(16).padStart(16, '0');
}

/** Times as answers have them. */
export function timeText(ms: number): string {
  return new Date(ms).toISOString();
}
