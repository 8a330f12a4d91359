/**
 * Encrypts the identity key with a passphrase: scrypt (RFC 7914) to 32 bytes, then AES-256-GCM. The result is JSON, so that other
 * tools can decrypt it; docs/how-to/operate.md describes the format.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { fail, ok, type Result } from '../../base/problem.ts';

/** 128 MB and about 0.5 s per guess. */
const COST = { N: 131_072, r: 8, p: 1 } as const;
/** Maximum N that a file may require: four times ours. */
const MOST_N = 524_288;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const LEAST_PASSPHRASE = 12;
/** Authenticated with the key, so that data encrypted for another purpose is not accepted as a key. */
const PURPOSE = 'stillwatch identity key 1';

const base64 = (bytes: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes, `${bytes} bytes in base64`);

const Sealed = z.object({
  format: z.literal(1),
  kdf: z.object({
    name: z.literal('scrypt'),
    N: z
      .number()
      .int()
      .min(16_384)
      .max(MOST_N)
      .refine((n) => (n & (n - 1)) === 0),
    r: z.literal(8),
    p: z.literal(1),
    salt: base64(SALT_BYTES),
  }),
  cipher: z.literal('aes-256-gcm'),
  nonce: base64(NONCE_BYTES),
  tag: base64(16),
  key: z.base64().max(8192),
});
type Sealed = z.infer<typeof Sealed>;

/** Encrypts a key. Problem code: `passphrase_short`. */
export async function sealKey(key: Uint8Array, passphrase: string): Promise<Result<string>> {
  if (passphrase.length < LEAST_PASSPHRASE) {
    return fail({
      code: 'passphrase_short',
      message: `Expected a passphrase of at least ${LEAST_PASSPHRASE} characters, got ${passphrase.length}.`,
      hint: 'Anyone with the backup can guess passphrases. Use a long random one, and store it elsewhere.',
    });
  }
  const kdf = { name: 'scrypt', ...COST, salt: randomBytes(SALT_BYTES).toString('base64') } as const;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, kdf), nonce);
  cipher.setAAD(Buffer.from(PURPOSE));
  const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
  const document: Sealed = {
    format: 1,
    kdf,
    cipher: 'aes-256-gcm',
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    key: sealed.toString('base64'),
  };
  return ok(`${JSON.stringify(document, null, 2)}\n`);
}

/** Decrypts a sealed key. Problem codes: `backup_damaged`, `passphrase_wrong`. */
export async function openSealedKey(text: string, passphrase: string): Promise<Result<Uint8Array>> {
  const parsed = Sealed.safeParse(parseJson(text));
  if (!parsed.success) {
    return fail({
      code: 'backup_damaged',
      message: 'Expected an encrypted key, got something else.',
      hint: 'Use another backup, or pass the key itself with --key-file.',
    });
  }
  const { kdf, nonce, tag, key } = parsed.data;
  try {
    const decipher = createDecipheriv('aes-256-gcm', await derive(passphrase, kdf), Buffer.from(nonce, 'base64'));
    decipher.setAAD(Buffer.from(PURPOSE));
    decipher.setAuthTag(Buffer.from(tag, 'base64'));
    return ok(Buffer.concat([decipher.update(Buffer.from(key, 'base64')), decipher.final()]));
  } catch {
    return fail({
      code: 'passphrase_wrong',
      message: 'Expected the passphrase that this key was encrypted with, got another one.',
      hint: 'Nothing was changed. Try again with --passphrase-file.',
    });
  }
}

/** Identifies a key without revealing it: a keyed hash of a fixed text, 32 hexadecimal digits. */
export function keyCheck(key: Uint8Array): string {
  return createHmac('sha256', key).update('stillwatch key check').digest('hex').slice(0, 32);
}

/** Whether a key has this check value. */
export function isKey(key: Uint8Array, check: string): boolean {
  const expected = Buffer.from(check);
  const got = Buffer.from(keyCheck(key));
  return expected.length === got.length && timingSafeEqual(expected, got);
}

function derive(passphrase: string, { N, r, p, salt }: Sealed['kdf']): Promise<Buffer> {
  const options = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
