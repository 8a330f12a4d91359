/**
 * Rate limits per caller: by key or person if the caller is authenticated, otherwise by client address. Each node counts in
 * its own memory, for the 5,000 most recent callers of each limit. The limit on routes that gateways call for every exchange
 * is high: it only stops runaway loops. Login routes have their own limit ({@link LOGIN_PACE}).
 */
import rateLimit, { type FastifyRateLimitStoreCtor, normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GATEWAY_SCOPES, type Principal, type Scope } from '../access/principal.ts';
import { type Clock, MINUTE } from '../base/clock.ts';
import { type Problem, ProblemError } from '../base/problem.ts';
import { monotonicCounters } from './rate-limit-store.ts';

/** Requests per minute; docs/reference/configuration.md, section rate_limits. */
export interface RateLimits {
  /** Per key, on the routes for ingest and decisions. */
  readonly gateway: number;
  /** Per key, on all other routes. */
  readonly key: number;
  /** Per logged-in person. */
  readonly person: number;
  /** Per client address, on open routes. */
  readonly address: number;
  /** Per client address, without a valid key or session. Beyond it, these requests get 429; those with a valid one do not. */
  readonly failures: number;
}

export const DEFAULT_LIMITS: RateLimits = {
  gateway: 1_200_000,
  key: 3_000,
  person: 1_200,
  address: 600,
  failures: 60,
};

/** For `config.rateLimit` of the login routes: per client address and minute. */
export const LOGIN_PACE = { max: 20, timeWindow: MINUTE } as const;

export interface Pacer {
  /** Counts a request of an authenticated caller. Throws `too_many_requests` above the limit. */
  countCaller(request: FastifyRequest, reply: FastifyReply, principal: Principal, scope: Scope | null): Promise<void>;
  /** Counts a request to an open route. Throws `too_many_requests` above the limit. */
  countAddress(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** Counts a request without a valid key or session. Throws `too_many_requests` above the limit. */
  countFailure(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

/** Registers the rate limiter, which counts by a monotonic clock. A route can set its own limit in `config.rateLimit`, or turn it off with false. */
export async function addRateLimits(app: FastifyInstance, limits: RateLimits, monotonic: Clock): Promise<Pacer> {
  await app.register(rateLimit, {
    global: false,
    keyGenerator: callerAddress,
    store: monotonicCounters(monotonic) as unknown as FastifyRateLimitStoreCtor,
    addHeaders: HEADERS,
    addHeadersOnExceeding: HEADERS,
    errorResponseBuilder: () => new ProblemError(tooMany()),
  });
  const byCaller = (max: number): Limiter => app.createRateLimit({ max, timeWindow: MINUTE, keyGenerator: callerOf });
  const byAddress = (max: number): Limiter => app.createRateLimit({ max, timeWindow: MINUTE, keyGenerator: callerAddress });
  const [gateway, key, person] = [byCaller(limits.gateway), byCaller(limits.key), byCaller(limits.person)];
  const [address, failures] = [byAddress(limits.address), byAddress(limits.failures)];

  const count = async (limiter: Limiter, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const counted = await limiter(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    reply.header('retry-after', Math.max(1, counted.ttlInSeconds));
    throw new ProblemError(tooMany());
  };
  return {
    countCaller: (request, reply, principal, scope) =>
      count(
        principal.kind === 'person' ? person : scope !== null && GATEWAY_SCOPES.has(scope) ? gateway : key,
        request,
        reply,
      ),
    countAddress: async (request, reply) => {
      if (request.routeOptions.config.rateLimit === undefined) await count(address, request, reply);
    },
    countFailure: (request, reply) => count(failures, request, reply),
  };
}

/** Send only Retry-After, which RFC 9110 defines; the limits themselves are not disclosed. */
const HEADERS = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };

/** The client address, or its network for IPv6; empty if the connection is already closed. */
export function callerAddress({ ip }: Pick<FastifyRequest, 'ip'>): string {
  return normalizeIP((ip as string | undefined) ?? '');
}

function callerOf(request: FastifyRequest): string {
  return `${request.principal?.kind} ${request.principal?.id}`;
}

function tooMany(): Problem {
  return {
    code: 'too_many_requests',
    message: 'Expected fewer requests per minute, got more than this caller is allowed.',
    hint: 'Wait for the number of seconds in the Retry-After header.',
  };
}
