/**
 * Denied by default: a route says what it asks of whoever calls it, or the server does not start. `open` routes are few and
 * say so themselves.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { mayCall, type Principal, type Requirement } from '../access/principal.ts';
import { assert } from '../base/assert.ts';
import { type Problem, ProblemError, type Result } from '../base/problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** 'open' needs nothing; absent is an error at start. */
    access?: Requirement | 'open';
  }
  interface FastifyRequest {
    /** Null on open routes. */
    principal: Principal | null;
  }
}

/** Proves who calls from a request's credentials: a key in `Authorization: Bearer`, or a session cookie. */
export interface Authenticator {
  /** Problem codes: `unauthenticated`. Also asks for a CSRF token where a cookie alone would do. */
  authenticate(request: FastifyRequest): Promise<Result<Principal>>;
}

export function addAccessHook(app: FastifyInstance, authenticator: Authenticator): void {
  app.decorateRequest('principal', null);
  app.addHook('onRoute', (route) => {
    if (route.method === 'HEAD' || route.method === 'OPTIONS') return;
    assert(
      route.config?.access !== undefined,
      `${route.method} ${route.url} says in config.access what it asks of whoever calls it`,
    );
  });
  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config;
    if (access === 'open') return;
    // A path that no route has is told apart from one that has only to those who are somebody here.
    const proved = await authenticator.authenticate(request);
    if (!proved.ok) throw new ProblemError(proved.problem);
    request.principal = proved.value;
    if (access !== undefined && !mayCall(proved.value, access)) throw new ProblemError(forbidden(access));
  });
}

function forbidden({ scope, person }: Requirement): Problem {
  return {
    code: 'forbidden',
    message:
      person === undefined
        ? `Expected a key or a person with the scope ${scope}.`
        : `Expected a person who is at least ${person}; a key may not do this.`,
    hint: 'Ask an administrator for a key with that scope, or for that role.',
  };
}
