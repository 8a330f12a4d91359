/**
 * Access control, denied by default: every route declares what it requires of its caller, or the server does not start.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { holdsToken } from '../access/key-token.ts';
import { GATEWAY_SCOPES, mayCall, type Principal, type Requirement } from '../access/principal.ts';
import { assert } from '../base/assert.ts';
import { type Problem, ProblemError, type Result } from '../base/problem.ts';
import type { ProblemCode } from './problem-statuses.ts';
import type { Pacer } from './rate-limits.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** 'open' requires nothing, 'signed-in' any valid key or session. If absent, the server does not start. */
    access?: RouteAccess;
    /** Whether the key may come as the password of `Authorization: Basic`. */
    basic?: true;
    /** Whether the key may come in `X-Stillwatch-Key`, where `Authorization` may be that of somebody else's request. */
    keyHeader?: true;
    /** Codes of the problems that the route itself can give, for the OpenAPI document; openapi.ts adds those of every route. */
    problems?: readonly ProblemCode[];
  }
  interface FastifyRequest {
    /** Null on open routes. */
    principal: Principal | null;
    /** Checks access again, for long-lived responses: false once the key or session has ended or has lost the permission. */
    stillMayCall(): Promise<boolean>;
  }
  interface FastifyInstance {
    /** Every registered route, including hidden ones. */
    routeList: RouteEntry[];
  }
}

export type RouteAccess = Requirement | 'open' | 'signed-in';

export interface RouteEntry {
  readonly method: string;
  readonly url: string;
  readonly access: RouteAccess;
}

/** Authenticates requests by a key in `Authorization`, or by a session cookie. */
export interface Authenticator {
  /**
   * @param believing whether a key that was confirmed before may be believed while the record store does not answer: on the
   *   routes of gateways only
   * @returns the caller, or a problem: `unauthenticated`, `unavailable`, or `cross_site` if a valid cookie came with a
   *   request that another site may have made
   */
  authenticate(request: FastifyRequest, believing?: boolean): Promise<Result<Principal>>;
}

/** Registers the hooks that authenticate, authorise and rate-limit every request; call it before adding routes. */
export function addAccessHook(app: FastifyInstance, authenticator: Authenticator, pacer: Pacer): void {
  app.decorateRequest('principal', null);
  app.decorateRequest('stillMayCall', async function (this: FastifyRequest) {
    const { access } = this.routeOptions.config;
    if (access === 'open') return true;
    const proved = await authenticator.authenticate(this);
    // A store that is briefly unavailable has not revoked anything.
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
        `${method} ${route.url} declares config.access`,
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
    // Unknown paths are authenticated too: only authenticated callers learn which paths exist.
    const principal = await prove(request, reply, authenticator, pacer);
    request.principal = principal;
    const requirement = typeof access === 'object' ? access : null;
    if (requirement !== null && !mayCall(principal, requirement)) throw new ProblemError(forbidden(requirement, principal));
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
  const proved = await authenticator.authenticate(request, isGatewayRoute(request));
  if (proved.ok) return proved.value;
  const { code } = proved.problem;
  if (code === 'unauthenticated') {
    // After the check, so that a flood of bad keys never stops a good one from the same address.
    await pacer.countFailure(request, reply);
    reply.header('www-authenticate', 'Bearer realm="stillwatch"');
  }
  throw new ProblemError(proved.problem);
}

function isGatewayRoute({ routeOptions }: FastifyRequest): boolean {
  const { access } = routeOptions.config;
  return typeof access === 'object' && access.person === undefined && GATEWAY_SCOPES.has(access.scope);
}

/** Names of query parameters in which other services accept keys. */
const KEY_NAMES: ReadonlySet<string> = new Set(['api_key', 'api-key', 'apikey', 'access_token', 'authorization']);

/** URLs end up in logs and browser histories, so a key in a URL is refused even where it would be ignored. */
function hasKeyInUrl(request: FastifyRequest): boolean {
  const at = request.url.indexOf('?');
  if (at < 0) return holdsToken(request.url);
  // The parameters are not ours: a gateway passes on the path of its own client, whose API may have these names.
  if (request.routeOptions.config.keyHeader === true) return holdsToken(request.url);
  const query = Object.entries(request.query as Record<string, unknown>);
  return (
    holdsToken(request.url) ||
    query.some(([name, value]) => KEY_NAMES.has(name.toLowerCase()) || [value].flat().some((v) => holdsToken(String(v))))
  );
}

function keyInUrl(): Problem {
  return {
    code: 'bad_request',
    message: 'Expected no key in the URL, got something that looks like one.',
    where: 'query',
    hint: 'Send the key as Authorization: Bearer. Also revoke this key: proxies on the way may have logged the URL.',
  };
}

function forbidden({ scope, person }: Requirement, caller: Principal): Problem {
  const got = caller.kind === 'key' ? 'a key' : `a person with the role ${caller.role}`;
  if (person === undefined)
    return {
      code: 'forbidden',
      message: `Expected a key or a person with the scope ${scope}, got ${got} without it.`,
      hint:
        caller.kind === 'key'
          ? 'Ask an administrator for a key with this scope.'
          : 'Ask an administrator for a role that has this scope.',
    };
  return {
    code: 'forbidden',
    message: `Expected a logged-in person with at least the role ${person}, got ${got}.`,
    hint:
      caller.kind === 'key'
        ? `No key can do this, whatever its scopes. Log in as a person with the role (POST /v1/session, or the identity provider) and send the session's cookie.`
        : 'Ask an administrator for the role, or somebody who has it to do this.',
  };
}
