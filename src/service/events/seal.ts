/**
 * Encrypts the secrets of webhooks for the record store. A hash is not enough, since signing needs the secret itself. The key
 * is not in the database, so a copy of the database cannot sign (AES-256-GCM). The encryption is bound to the webhook: a
 * secret moved to another row cannot be decrypted.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { fail, ok, type Result } from '../../base/problem.ts';

export interface Seal {
  /** Encrypts a secret. @param owner id of the webhook */
  close(owner: string, secret: string): string;
  /** Decrypts a secret. Problem code: `webhook_secret_unreadable`. */
  open(owner: string, sealed: string): Result<string>;
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Makes the encryption of secrets.
 * @param keys the first encrypts, all decrypt: older keys remain while a key is being replaced
 * @param random returns the given number of unpredictable bytes
 */
export function createSeal(keys: readonly Uint8Array[], random: (bytes: number) => Uint8Array): Seal {
  const derived = keys.map((key) =>
    Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), 'stillwatch webhook secrets', 32)),
  );
  return {
    close(owner, secret) {
      const iv = random(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, derived[0] as Buffer, iv).setAAD(Buffer.from(owner));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
    },
    open(owner, sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      for (const key of derived) {
        try {
          const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), {
            authTagLength: TAG_BYTES,
          })
            .setAAD(Buffer.from(owner))
            .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
          const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
          return ok(Buffer.concat([text, decipher.final()]).toString('utf8'));
        } catch {
          // Encrypted with another key, or damaged: try the next key.
        }
      }
      return fail({
        code: 'webhook_secret_unreadable',
        message: 'Expected a webhook secret that one of the keys decrypts, got one that none does.',
        hint: "Its key is gone: rotate the webhook's secret.",
      });
    },
  };
}
