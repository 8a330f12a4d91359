/**
 * The form of a key: `swk_<id>_<secret><check>`, all base62. The prefix is what secret scanners look for. The check is
 * the CRC-32 of what is before it: a token with a typo is told apart from one that was never ours, without a look into
 * the database, and a scanner sees that a find is no accident. It proves nothing: the secret does.
 */
import { crc32 } from 'node:zlib';
import { fail, ok, type Result } from '../base/problem.ts';
import { base62 } from './secrets.ts';

export interface KeyToken {
  /** Public: stored, listed and logged. */
  readonly id: string;
  /** 43 characters, 256 bits; stored as its hash only. */
  readonly secret: string;
}

const PREFIX = 'swk';
const FORM = /^swk_([0-9A-Za-z]{11})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;
/** Anything that could be one of our tokens, whole or cut, within other text. */
const ANYWHERE = /swk_[0-9A-Za-z]{11}_[0-9A-Za-z]+/;
const LONGEST = 80;

export function formatToken({ id, secret }: KeyToken): string {
  const body = `${PREFIX}_${id}_${secret}`;
  return body + check(body);
}

/** Reads a token; says of a wrong one whether it is mistyped or no key at all. */
export function parseToken(text: string): Result<KeyToken> {
  const [, id, secret, given] = text.length > LONGEST ? [] : (FORM.exec(text) ?? []);
  if (id === undefined || secret === undefined)
    return fail({
      code: 'unauthenticated',
      message: 'Expected a key as Stillwatch makes them (swk_ID_SECRET), got something else.',
      hint: 'Send Authorization: Bearer with the whole key. An administrator makes one with POST /v1/keys.',
    });
  if (given !== check(`${PREFIX}_${id}_${secret}`))
    return fail({
      code: 'unauthenticated',
      message:
        'Expected a key whose last six characters fit the others, got one with a typo or a part missing.',
      hint: 'Copy the whole key again.',
    });
  return ok({ id, secret });
}

/** Whether a text holds what looks like a key. */
export function holdsToken(text: string): boolean {
  return ANYWHERE.test(text);
}

function check(body: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return base62(bytes, 6);
}
