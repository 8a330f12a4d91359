/**
 * Whom a gateway asks about, read from headers that it sets: for requests whose body is not an exchange. Refuses what could
 * hide an account: a value with a comma is what proxies and Node make of a header that was sent twice, and would name an
 * account that does not exist, which is allowed. Leaves out the key of the gateway (authenticator.ts).
 */
import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { LIMITS } from '../base/limits.ts';
import { type Problem, ProblemError } from '../base/problem.ts';
import { keyIdentifier } from '../ingest/values.ts';

export interface NamedCaller {
  readonly account: string;
  /** The end user of a router; null if none is named. */
  readonly subAccount: string | null;
}

const ACCOUNT = 'x-stillwatch-account';
const SUB_ACCOUNT = 'x-stillwatch-sub-account';
const CLIENT_KEY = 'x-stillwatch-client-key';

const optional = z.string().optional();

/** The headers as the OpenAPI document shows them; {@link callerNamedIn} reads them. */
export const CALLER_HEADERS = {
  [ACCOUNT]: optional.describe('The account, as in the exchanges: 1 to 128 characters in UTF-8, without commas.'),
  [SUB_ACCOUNT]: optional.describe('The end user, if the account is a router. The stricter decision applies.'),
  [CLIENT_KEY]: optional.describe(
    "In place of the account: the client's own API key or Authorization header, where the log has no account and its keys stand for accounts. It is hashed as in the log and never stored.",
  ),
};

/** Throws `bad_request` unless the headers name one caller. */
export function callerNamedIn(headers: IncomingHttpHeaders): NamedCaller {
  const account = identifierIn(headers, ACCOUNT);
  const subAccount = identifierIn(headers, SUB_ACCOUNT);
  const key = textIn(headers, CLIENT_KEY);
  if (account !== null && key !== null) throw new ProblemError(twoNames());
  const named = account ?? (key === null ? null : keyIdentifier(key));
  if (named === null) throw new ProblemError(noAccount());
  return { account: named, subAccount };
}

/** Null for a header that is absent, or empty, as some gateways send one without a value. */
function textIn(headers: IncomingHttpHeaders, name: string): string | null {
  const text = headers[name];
  if (text === undefined || text === '') return null;
  if (typeof text !== 'string' || text.includes(',')) throw new ProblemError(withComma(name));
  return text;
}

function identifierIn(headers: IncomingHttpHeaders, name: string): string | null {
  const bytes = textIn(headers, name);
  if (bytes === null) return null;
  const text = inUtf8(bytes);
  if (text === null || text.length > LIMITS.idChars) throw new ProblemError(notAnId(name));
  return text;
}

/** Node reads the bytes of a header as Latin-1. Null if they are not UTF-8. */
function inUtf8(text: string): string | null {
  if (/^[ -~]*$/.test(text)) return text;
  const bytes = Buffer.from(text, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
}

function noAccount(): Problem {
  return {
    code: 'bad_request',
    message: 'Expected an account in the header X-Stillwatch-Account, got none.',
    where: `headers/${ACCOUNT}`,
    hint: 'Have the gateway set it to the account that it authenticated, as the log names it. Without one, set X-Stillwatch-Client-Key to the key of the client.',
  };
}

function twoNames(): Problem {
  return {
    code: 'bad_request',
    message: 'Expected X-Stillwatch-Account or X-Stillwatch-Client-Key, got both.',
    where: `headers/${CLIENT_KEY}`,
    hint: 'Have the gateway set one of them and remove the other from what its client sent.',
  };
}

function withComma(name: string): Problem {
  return {
    code: 'bad_request',
    message: 'Expected one value, got one with a comma, which is also what a header that is sent twice becomes.',
    where: `headers/${name}`,
    hint: 'Have the gateway replace the header that its client sent instead of adding another. For an id that contains a comma use GET /v1/decisions/{account}.',
  };
}

function notAnId(name: string): Problem {
  return {
    code: 'bad_request',
    message: `Expected an id of 1 to ${LIMITS.idChars} characters in UTF-8, got a longer one or other bytes.`,
    where: `headers/${name}`,
    hint: 'Send the id as the exchanges have it.',
  };
}
