/**
 * Secrets of webhooks in the record store. A hash will not do: who signs needs the secret itself. They are encrypted with a
 * key that is not in the database (AES-256-GCM), so that a copy of the database signs nothing. Bound to the webhook they
 * belong to: moved to another row they do not open.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { fail, ok, type Result } from '../../base/problem.ts';

export interface Seal {
  close(owner: string, secret: string): string;
  /** Problem code: `webhook_secret_unreadable`. */
  open(owner: string, sealed: string): Result<string>;
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * @param keys the first closes, all open: an older one stays while it is being replaced
 * @param random that many unpredictable bytes
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
          // Another key closed it, or it was changed: the next key says.
        }
      }
      return fail({
        code: 'webhook_secret_unreadable',
        message: 'Expected a webhook secret that one of the keys opens, got one that none does.',
        hint: "The key that sealed it is gone: rotate the webhook's secret.",
      });
    },
  };
}
