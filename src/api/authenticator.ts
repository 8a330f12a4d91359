/**
 * Authenticates callers by a key in `Authorization: Bearer`, or else by a session cookie. Routes for clients that can only send a
 * user name and a password take the key as the password of `Authorization: Basic`; the user name is not looked at. Routes to
 * which gateways pass on their clients' headers take the key in a header of its own; `Authorization` is then the client's and not
 * looked at. Browsers attach cookies on their own, so a request with a cookie that changes something must come from our own
 * pages and carry the session's CSRF token, which other sites cannot read. Requests with a key need neither.
 */
import type { FastifyRequest } from 'fastify';
import type { KeyRing } from '../access/key-ring.ts';
import type { Principal } from '../access/principal.ts';
import { sameText } from '../access/secrets.ts';
import type { Sessions } from '../access/sessions.ts';
import { fail, type Problem, type Result } from '../base/problem.ts';
import { recordProblem } from '../store/records/record-store.ts';
import type { Authenticator } from './access-hook.ts';
import { CSRF_HEADER, sessionIn } from './session-cookie.ts';
import type { Site } from './site.ts';

export interface AuthenticatorParts {
  readonly ring: KeyRing;
  readonly sessions: Sessions;
  readonly site: Site;
}

/** Methods that change nothing on the server. */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** The header of the key on routes that declare `keyHeader`. */
const KEY_HEADER = 'x-stillwatch-key';
const BEARER = /^bearer +(\S+) *$/i;
const BASIC = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i;

/** Makes the authenticator of the API. A failure of the record store becomes the problem `unavailable`. */
export function createAuthenticator({ ring, sessions, site }: AuthenticatorParts): Authenticator {
  const prove = async (request: FastifyRequest, believing: boolean): Promise<Result<Principal>> => {
    const { authorization, [KEY_HEADER]: key } = request.headers;
    if (request.routeOptions.config.keyHeader === true && key !== undefined) return ring.prove(String(key), believing);
    // With a wrong key the request fails, even if it also has a valid cookie.
    if (authorization !== undefined) {
      const isBasicTaken = request.routeOptions.config.basic === true;
      const token = BEARER.exec(authorization)?.[1] ?? (isBasicTaken ? passwordIn(authorization) : undefined);
      if (token === undefined) return fail(isBasicTaken ? noKeyAtAll() : noBearer());
      return ring.prove(token, believing);
    }
    const session = sessionIn(request, site);
    if (session === undefined) return fail(noCredentials());
    const proved = await sessions.prove(session);
    if (!proved.ok || SAFE.has(request.method)) return proved;
    const own = site.fromOwnPage(request);
    if (!own.ok) return own;
    const token = request.headers[CSRF_HEADER];
    return typeof token === 'string' && sameText(token, sessions.csrfToken(session)) ? proved : fail(noToken());
  };
  return {
    async authenticate(request, believing = false) {
      try {
        return await prove(request, believing);
      } catch (error) {
        // Logged as a problem: PostgreSQL's own message may quote the values of the query.
        request.log.error({ problem: recordProblem('look up the caller', error) }, 'failed to authenticate a request');
        return fail(unavailable());
      }
    },
  };
}

/** The password of Basic credentials (RFC 7617): everything after the first colon. */
function passwordIn(authorization: string): string | undefined {
  const encoded = BASIC.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : pair.slice(colon + 1);
}

function noKeyAtAll(): Problem {
  return {
    code: 'unauthenticated',
    message: 'Expected Authorization: Bearer with a key, or Basic with a key as the password, got neither.',
    hint: 'With the SDK of Langfuse, set its secret key to a Stillwatch key; its public key can be any text.',
  };
}

function noCredentials(): Problem {
  return {
    code: 'unauthenticated',
    message: 'Expected an API key or a session, got neither.',
    hint: 'Send Authorization: Bearer with a key, or log in with POST /v1/session.',
  };
}

function noBearer(): Problem {
  return {
    code: 'unauthenticated',
    message: 'Expected Authorization: Bearer followed by a key, got another kind of authorization.',
    hint: 'Send the key exactly as it was printed, after the word Bearer.',
  };
}

function noToken(): Problem {
  return {
    code: 'cross_site',
    message: `Expected the CSRF token of the session in the header ${CSRF_HEADER}, got none or a wrong one.`,
    hint: 'GET /v1/session returns the token. Requests with an API key do not need it.',
  };
}

function unavailable(): Problem {
  return {
    code: 'unavailable',
    message: 'Expected to look up the caller, got a failure of the record store.',
    hint: 'Try again in a few seconds.',
  };
}
