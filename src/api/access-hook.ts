/**
 * Denied by default: a route says what it asks of whoever calls it, or the server does not start. `open` routes are few and
 * say so themselves.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { holdsToken } from '../access/key-token.ts';
import { mayCall, type Principal, type Requirement } from '../access/principal.ts';
import { assert } from '../base/assert.ts';
import { type Problem, ProblemError, type Result } from '../base/problem.ts';
import type { Pacer } from './rate-limits.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** 'open' needs nothing, 'signed-in' any key or person; absent is an error at start. */
    access?: Access;
  }
  interface FastifyRequest {
    /** Null on open routes. */
    principal: Principal | null;
    /** Asks again, for answers that go on for long: false when the key or session has ended, or may do less now. */
    stillMayCall(): Promise<boolean>;
  }
  interface FastifyInstance {
    /** Every route that was added, hidden ones too. */
    routeList: RouteEntry[];
  }
}

type Access = Requirement | 'open' | 'signed-in';

export interface RouteEntry {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
}

/** Proves who calls from a request's credentials: a key in `Authorization: Bearer`, or a session cookie. */
export interface Authenticator {
  /**
   * Problem codes: `unauthenticated`, `cross_site` where a cookie alone would do, `unavailable`. `sparing`: the address
   * has failed so often that no key which is not in memory is looked up; `too_many_requests` then.
   */
  authenticate(request: FastifyRequest, sparing?: boolean): Promise<Result<Principal>>;
}

export function addAccessHook(app: FastifyInstance, authenticator: Authenticator, pacer: Pacer): void {
  app.decorateRequest('principal', null);
  app.decorateRequest('stillMayCall', async function (this: FastifyRequest) {
    const { access } = this.routeOptions.config;
    if (access === 'open') return true;
    const proved = await authenticator.authenticate(this);
    // A store that does not answer just now has taken nothing back.
    if (!proved.ok) return proved.problem.code === 'unavailable';
    return typeof access !== 'object' || mayCall(proved.value, access);
  });
  app.decorate('routeList', []);
  app.addHook('onRoute', (route) => {
    const access = route.config?.access;
    const methods = [route.method].flat();
    for (const method of methods) {
      assert(
        access !== undefined || method === 'HEAD' || method === 'OPTIONS',
        `${method} ${route.url} says in config.access what it asks of whoever calls it`,
      );
      if (access !== undefined) app.routeList.push({ method, url: route.url, access });
    }
  });
  app.addHook('onRequest', async (request, reply) => {
    if (hasKeyInUrl(request)) throw new ProblemError(keyInUrl());
    const { access } = request.routeOptions.config;
    if (access === 'open') {
      await pacer.countAddress(request, reply);
      return;
    }
    // A path that no route has is told apart from one that has only to those who are somebody here.
    const principal = await prove(request, reply, authenticator, pacer);
    request.principal = principal;
    const requirement = typeof access === 'object' ? access : null;
    if (requirement !== null && !mayCall(principal, requirement))
      throw new ProblemError(forbidden(requirement));
    await pacer.countCaller(request, reply, principal, requirement?.scope ?? null);
    reply.header('cache-control', 'no-store');
  });
}

async function prove(
  request: FastifyRequest,
  reply: FastifyReply,
  authenticator: Authenticator,
  pacer: Pacer,
): Promise<Principal> {
  const proved = await authenticator.authenticate(request, await pacer.hasFailed(request));
  if (proved.ok) return proved.value;
  const { code } = proved.problem;
  if (code === 'unauthenticated') {
    await pacer.countFailure(request);
    reply.header('www-authenticate', 'Bearer realm="stillwatch"');
  }
  if (code === 'too_many_requests') reply.header('retry-after', 60);
  throw new ProblemError(proved.problem);
}

/** Names under which other services take keys in a URL. */
const KEY_NAMES: ReadonlySet<string> = new Set([
  'api_key',
  'api-key',
  'apikey',
  'access_token',
  'authorization',
]);

/** A URL ends up in logs and histories, so a key in one is refused even where it would not be looked at. */
function hasKeyInUrl(request: FastifyRequest): boolean {
  const at = request.url.indexOf('?');
  if (at < 0) return holdsToken(request.url);
  const query = Object.entries(request.query as Record<string, unknown>);
  return (
    holdsToken(request.url) ||
    query.some(
      ([name, value]) =>
        KEY_NAMES.has(name.toLowerCase()) || [value].flat().some((v) => holdsToken(String(v))),
    )
  );
}

function keyInUrl(): Problem {
  return {
    code: 'bad_request',
    message: 'Expected no key in the URL, got what looks like one.',
    where: 'query',
    hint: 'Send it as Authorization: Bearer. What was in a URL may be in logs on the way: revoke that key.',
  };
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
