/**
 * Signs and verifies webhooks by the Standard Webhooks specification: HMAC-SHA256 over `id.timestamp.body`, in the headers
 * webhook-id, webhook-timestamp and webhook-signature. Receivers use `verifyWebhook`, which refuses timestamps that are too
 * old or in the future. A receiver that also refuses ids it has seen within that time is safe against replays.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';

/** Prefix of a secret in text form; the rest is base64. */
export const SECRET_PREFIX = 'whsec_';
/** Version of the signature; the header may also contain other versions. */
const VERSION = 'v1';
/** Maximum difference between the timestamp and the receiver's clock, in seconds. */
const TOLERANCE = 5 * 60;
/** Maximum number of signatures checked per header; there are two while a secret is being replaced. */
const MOST_SIGNATURES = 8;

export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/**
 * Makes the headers of a signed webhook.
 * @param secrets the valid secrets, `whsec_…`; each gives a signature
 * @param time ms since the epoch
 */
export function signWebhook(secrets: readonly string[], id: string, time: number, body: string | Uint8Array): SignedHeaders {
  const timestamp = String(Math.floor(time / 1000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets
      .map((secret) => `${VERSION},${macOf(secret, id, timestamp, body).toString('base64')}`)
      .join(' '),
  };
}

/**
 * Verifies that a webhook was signed with the secret and is recent.
 * @param headers with names in lower case, as Node provides them
 * @param body the unmodified bytes received
 * @param now ms since the epoch
 * @param tolerance maximum age and lead of the timestamp, in seconds
 * @returns the id of the webhook message, or the problem `webhook_not_genuine`
 */
export function verifyWebhook(
  secret: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string | Uint8Array,
  now: number,
  tolerance = TOLERANCE,
): Result<{ readonly id: string }> {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string')
    return fail(unsigned('the headers webhook-id, webhook-timestamp and webhook-signature'));
  if (!/^\d{1,12}$/.test(timestamp)) return fail(unsigned('a timestamp in seconds'));
  if (Math.abs(now / 1000 - Number(timestamp)) > tolerance)
    return fail(unsigned(`a timestamp within ${tolerance} seconds of now`));
  const expected = macOf(secret, id, timestamp, body);
  let valid = false;
  for (const signature of signatures.split(' ', MOST_SIGNATURES)) {
    const [version, text = ''] = signature.split(',', 2);
    const got = Buffer.from(text, 'base64');
    if (version === VERSION && got.length === expected.length && timingSafeEqual(got, expected)) valid = true;
  }
  return valid ? ok({ id }) : fail(unsigned('a signature made with the secret'));
}

function macOf(secret: string, id: string, timestamp: string, body: string | Uint8Array): Buffer {
  const key = Buffer.from(secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret, 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}

function unsigned(expected: string): Problem {
  return {
    code: 'webhook_not_genuine',
    message: `Expected a signed webhook with ${expected}, got one without.`,
    hint: 'Respond with 401 and ignore the request.',
  };
}
