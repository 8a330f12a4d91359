/**
 * Random secrets and their hashes. The secrets have 256 random bits, so a single SHA-256 is enough: they cannot be guessed,
 * and a slow hash would cost time on every request. Passwords need a slow hash (passwords.ts).
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Encodes bytes as base62 in a fixed number of characters. */
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

/** 256 random bits as 43 characters that never need quoting. */
export function randomSecret(): string {
  return base62(randomBytes(32), 43);
}

/** A unique public id: 64 random bits as 11 characters. */
export function randomId(): string {
  return base62(randomBytes(8), 11);
}

/** SHA-256 of the UTF-8 text, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** HMAC-SHA256 of the UTF-8 text, in base64url. */
export function hmac(key: string, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('base64url');
}

/** Compares two texts in a time that does not depend on where they differ. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8')];
  return left.length === right.length && timingSafeEqual(left, right);
}
