/**
 * Proves who calls: a key in `Authorization: Bearer`, or else a session's cookie. A browser sends a cookie along by
 * itself, so with one every request that changes something must come from our own pages and carry the session's token,
 * which no other page can read. A key is sent on purpose and needs neither.
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

/** Methods that change nothing. */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const BEARER = /^bearer +(\S+) *$/i;

export function createAuthenticator({ ring, sessions, site }: AuthenticatorParts): Authenticator {
  const prove = async (request: FastifyRequest, sparing: boolean): Promise<Result<Principal>> => {
    const { authorization } = request.headers;
    // A key that is wrong is wrong: the cookie beside it is not tried.
    if (authorization !== undefined) {
      const token = BEARER.exec(authorization)?.[1];
      return token === undefined ? fail(noBearer()) : ring.prove(token, sparing);
    }
    const session = sessionIn(request, site);
    if (session === undefined) return fail(nobody());
    const proved = await sessions.prove(session);
    if (!proved.ok || SAFE.has(request.method)) return proved;
    const own = site.fromOwnPage(request);
    if (!own.ok) return own;
    const token = request.headers[CSRF_HEADER];
    return typeof token === 'string' && sameText(token, sessions.csrfToken(session))
      ? proved
      : fail(noToken());
  };
  return {
    async authenticate(request, sparing = false) {
      try {
        return await prove(request, sparing);
      } catch (error) {
        // As a problem: PostgreSQL's own words may quote what was looked for.
        request.log.error({ problem: recordProblem('look up who calls', error) }, 'nobody could be proved');
        return fail(unavailable());
      }
    },
  };
}

function nobody(): Problem {
  return {
    code: 'unauthenticated',
    message: 'Expected a key or a session, got neither.',
    hint: 'Send Authorization: Bearer with a key, or log in with POST /v1/session.',
  };
}

function noBearer(): Problem {
  return {
    code: 'unauthenticated',
    message: 'Expected Authorization: Bearer and a key, got another kind of authorization.',
    hint: 'Send the key as it was printed, after the word Bearer.',
  };
}

function noToken(): Problem {
  return {
    code: 'cross_site',
    message: `Expected the session's token in the header ${CSRF_HEADER}, got none or another.`,
    hint: 'GET /v1/session gives the token. Calls with a key need none.',
  };
}

function unavailable(): Problem {
  return {
    code: 'unavailable',
    message: 'Expected to look up who calls, got a failure of the record store.',
    hint: 'Try again in a few seconds.',
  };
}
