/**
 * The format of an API key: `swk_<id>_<secret><check>`, in base62. Secret scanners search for the prefix. The check is the
 * CRC-32 of the preceding text: it identifies typos without a database query and lets scanners rule out false positives. It
 * has no role in authentication.
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
/** A complete or truncated token within other text. */
const ANYWHERE = /swk_[0-9A-Za-z]{11}_[0-9A-Za-z]+/;
const LONGEST = 80;

/** The token as text. */
export function formatToken({ id, secret }: KeyToken): string {
  const body = `${PREFIX}_${id}_${secret}`;
  return body + check(body);
}

/** Parses a token. The problem `unauthenticated` says whether it has a typo or is not a key at all. */
export function parseToken(text: string): Result<KeyToken> {
  const [, id, secret, given] = text.length > LONGEST ? [] : (FORM.exec(text) ?? []);
  if (id === undefined || secret === undefined)
    return fail({
      code: 'unauthenticated',
      message: 'Expected a Stillwatch key of the form swk_ID_SECRET, got something else.',
      hint: 'Send Authorization: Bearer with the whole key. Administrators create keys with POST /v1/keys.',
    });
  if (given !== check(`${PREFIX}_${id}_${secret}`))
    return fail({
      code: 'unauthenticated',
      message: 'Expected a key whose check characters match, got one with a typo or a missing part.',
      hint: 'Copy the whole key again.',
    });
  return ok({ id, secret });
}

/** Whether the text contains something that looks like a key. */
export function holdsToken(text: string): boolean {
  return ANYWHERE.test(text);
}

function check(body: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return base62(bytes, 6);
}
