/** /v1/session: log in with a password, get the current identity, change the password, log out. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Access } from '../../access/access.ts';
import { Login } from '../../access/display-name.ts';
import type { Person } from '../../access/person.ts';
import type { Throttled } from '../../access/user-problems.ts';
import { orThrow, type Problem, ProblemError } from '../../base/problem.ts';
import { callerOf } from '../caller.ts';
import { callerAddress, LOGIN_PACE } from '../rate-limits.ts';
import type { Api } from '../server.ts';
import { clearSession, sessionIn, setSession } from '../session-cookie.ts';
import type { Site } from '../site.ts';
import { WhoBody, whoBody } from './access-schemas.ts';

/** Only a bound on the input; access/passwords.ts has the rules for passwords. */
const Password = z.string().max(1_024);

/** Maximum body in bytes: more than the longest login and password take with every character escaped. */
const LOGIN_BODY = 16_384;

export interface SessionParts extends Pick<Access, 'people' | 'sessions'> {
  readonly site: Site;
}

/** Adds the routes of a person's session. */
export function addSessionRoutes(app: Api, { people, sessions, site }: SessionParts): void {
  app.post(
    '/v1/session',
    {
      config: {
        access: 'open',
        rateLimit: LOGIN_PACE,
        problems: ['unauthenticated', 'cross_site', 'forbidden', 'unavailable'],
      },
      bodyLimit: LOGIN_BODY,
      schema: {
        operationId: 'logIn',
        summary: 'Log in with a local account',
        description: 'Sets the session cookie. The response contains the CSRF token for requests that change something.',
        tags: ['access'],
        security: [],
        body: z.strictObject({ login: Login, password: Password }),
        response: { 200: WhoBody },
      },
    },
    async (request, reply) => {
      // Otherwise, another site could log its visitors in to an account of its choice.
      orThrow(site.fromOwnPage(request));
      const { login, password } = request.body;
      const person = orWait(reply, await people.logIn(login, password, callerAddress(request)));
      const session = await sessions.begin(person.id, sessionIn(request, site));
      const principal = orThrow(await sessions.prove(session.id));
      setSession(reply, site, session.id, session.expires);
      reply.header('cache-control', 'no-store');
      return whoBody(principal, sessions.csrfToken(session.id));
    },
  );

  app.get(
    '/v1/session',
    {
      config: { access: 'signed-in' },
      schema: {
        operationId: 'getCaller',
        summary: 'Get the identity and permissions of the caller',
        tags: ['access'],
        response: { 200: WhoBody },
      },
    },
    async (request) => {
      const principal = callerOf(request);
      const session = principal.kind === 'person' ? sessionIn(request, site) : undefined;
      return whoBody(principal, session === undefined ? undefined : sessions.csrfToken(session));
    },
  );

  app.put(
    '/v1/session/password',
    {
      config: { access: 'signed-in', rateLimit: LOGIN_PACE, problems: ['forbidden'] },
      schema: {
        operationId: 'changePassword',
        summary: 'Change your own password',
        description: 'Ends all your sessions and starts a new one.',
        tags: ['access'],
        body: z.strictObject({ current: Password, password: Password }),
        response: { 200: WhoBody },
      },
    },
    async (request, reply) => {
      const { kind, id } = callerOf(request);
      if (kind === 'key') throw new ProblemError(noPerson());
      const { current, password } = request.body;
      orWait(reply, await people.replacePassword(id, current, password, callerAddress(request)));
      const session = await sessions.begin(id);
      const principal = orThrow(await sessions.prove(session.id));
      setSession(reply, site, session.id, session.expires);
      return whoBody(principal, sessions.csrfToken(session.id));
    },
  );

  app.delete(
    '/v1/session',
    {
      config: { access: 'signed-in' },
      schema: {
        operationId: 'logOut',
        summary: 'Log out',
        description: 'Ends the session. Has no effect with an API key.',
        tags: ['access'],
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const session = callerOf(request).kind === 'person' ? sessionIn(request, site) : undefined;
      if (session !== undefined) await sessions.end(session);
      clearSession(reply, site);
      return reply.code(204).send(null);
    },
  );
}

/** Returns the person, or throws the problem, with Retry-After if the caller was throttled. */
function orWait(reply: FastifyReply, entered: Throttled): Person {
  if (entered.retryAfter !== undefined) reply.header('retry-after', entered.retryAfter);
  return orThrow(entered);
}

function noPerson(): Problem {
  return {
    code: 'forbidden',
    message: 'Expected a logged-in person, got an API key, which has no password.',
    hint: 'To replace a key, use POST /v1/keys/{id}/rotate.',
  };
}
