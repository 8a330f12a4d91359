/**
 * Random secrets and their hashes. What we hash here has 256 random bits, so one round of SHA-256 is enough: there is
 * nothing to guess, and a slow hash would be paid on every request. Passwords are another matter (passwords.ts).
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Bytes as base62, in a fixed number of characters. */
export function base62(bytes: Uint8Array, characters: number): string {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  let text = '';
  for (let k = 0; k < characters; k++) {
    text = ALPHABET[Number(value % 62n)] + text;
    value /= 62n;
  }
  return text;
}

/** 256 random bits in 43 characters that need no quoting anywhere. */
export function randomSecret(): string {
  return base62(randomBytes(32), 43);
}

/** An id that is public and never taken twice: 64 random bits in 11 characters. */
export function randomId(): string {
  return base62(randomBytes(8), 11);
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

export function hmac(key: string, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('base64url');
}

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8')];
  return left.length === right.length && timingSafeEqual(left, right);
}
