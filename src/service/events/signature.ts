/**
 * Signatures of webhooks after the Standard Webhooks specification: HMAC-SHA256 over `id.timestamp.body`, in the headers
 * webhook-id, webhook-timestamp and webhook-signature. `verifyWebhook` is for receivers: it refuses what is too old or from
 * the future; one who keeps the ids of that time and refuses those seen before has no replays either.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';

/** What stands in front of a secret in its text form; the rest is base64. */
export const SECRET_PREFIX = 'whsec_';
/** A signature of this kind in the header; others may stand beside it. */
const VERSION = 'v1';
/** Seconds by which the clocks of sender and receiver, and the way between them, may differ. */
const TOLERANCE = 5 * 60;
/** Signatures in one header that are looked at: two secrets while one is being replaced, and room. */
const MOST_SIGNATURES = 8;

export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** @param secrets those that are valid now, `whsec_…`; a signature each @param time ms since the epoch */
export function signWebhook(
  secrets: readonly string[],
  id: string,
  time: number,
  body: string | Uint8Array,
): SignedHeaders {
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
 * Whether a webhook is from who has the secret, and fresh; gives its id.
 * @param headers names in lower case, as Node has them @param body the bytes as they came
 * @param now ms since the epoch @param tolerance seconds
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
  const key = Buffer.from(
    secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret,
    'base64',
  );
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}

function unsigned(expected: string): Problem {
  return {
    code: 'webhook_not_genuine',
    message: `Expected a signed webhook with ${expected}, got one without.`,
    hint: 'Answer it with 401 and do nothing else with it.',
  };
}
