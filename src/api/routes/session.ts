/** /v1/session: a person logs in with a password, asks who they are, replaces the password, and logs out. */
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

/** The length rules are in access/passwords.ts; this only bounds what is read. */
const Password = z.string().max(1_024);

/** Bytes of what anybody may send; both at their longest, every character escaped, are less. */
const LOGIN_BODY = 16_384;

export interface SessionParts extends Pick<Access, 'people' | 'sessions'> {
  readonly site: Site;
}

export function addSessionRoutes(app: Api, { people, sessions, site }: SessionParts): void {
  app.post(
    '/v1/session',
    {
      config: { access: 'open', rateLimit: LOGIN_PACE },
      bodyLimit: LOGIN_BODY,
      schema: {
        summary: 'Log in with a local account',
        description: 'Sets the session cookie. The answer has the token for requests that change something.',
        tags: ['access'],
        security: [],
        body: z.strictObject({ login: Login, password: Password }),
        response: { 200: WhoBody },
      },
    },
    async (request, reply) => {
      // Else another site could log its visitor in as somebody of its choice.
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
        summary: 'Who calls, and what they may do',
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
      config: { access: 'signed-in', rateLimit: LOGIN_PACE },
      schema: {
        summary: 'Replace your own password; every session of yours ends but a new one',
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
        summary: 'Log out',
        description: 'With a key there is nothing to end.',
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

/** The person, or the problem with the time after which to try again. */
function orWait(reply: FastifyReply, entered: Throttled): Person {
  if (entered.retryAfter !== undefined) reply.header('retry-after', entered.retryAfter);
  return orThrow(entered);
}

function noPerson(): Problem {
  return {
    code: 'forbidden',
    message: 'Expected a person, got a key, which has no password.',
    hint: 'Rotate the key instead: POST /v1/keys/{id}/rotate.',
  };
}
