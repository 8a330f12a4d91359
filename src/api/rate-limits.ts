/**
 * How many requests a minute one caller may make. Counted by key or person where there is one, else by address, each in
 * this node's memory: the 5,000 that asked last for each limit. Routes that gateways call for every exchange have room for any gateway: there the limit only stops
 * a loop gone wild. Logging in has its own, on its routes ({@link LOGIN_PACE}).
 */
import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Principal, Scope } from '../access/principal.ts';
import { MINUTE } from '../base/clock.ts';
import { type Problem, ProblemError } from '../base/problem.ts';

/** Requests a minute. */
export interface RateLimits {
  /** Of a key, on routes for ingest and decisions. */
  readonly gateway: number;
  /** Of a key, on every other route. */
  readonly key: number;
  readonly person: number;
  /** Of an address, on routes that ask for nobody. */
  readonly address: number;
  /** Of an address, without a valid key or session; past that only keys that were seen lately are looked at. */
  readonly failures: number;
}

export const DEFAULT_LIMITS: RateLimits = {
  gateway: 1_200_000,
  key: 3_000,
  person: 1_200,
  address: 600,
  failures: 60,
};

/** For `config.rateLimit` of the routes by which people log in, an address and minute. */
export const LOGIN_PACE = { max: 20, timeWindow: MINUTE } as const;

export interface Pacer {
  /** Counts a request of somebody; throws the problem `too_many_requests`. */
  countCaller(
    request: FastifyRequest,
    reply: FastifyReply,
    principal: Principal,
    scope: Scope | null,
  ): Promise<void>;
  /** Counts a request to an open route; throws the same. */
  countAddress(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** Whether this address has failed too often of late. */
  hasFailed(request: FastifyRequest): Promise<boolean>;
  countFailure(request: FastifyRequest): Promise<void>;
}

/** Of what gateways ask: often, and with whole prompts. */
export const GATEWAY_SCOPES: ReadonlySet<Scope> = new Set(['ingest', 'decide']);

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

/** Adds the plugin; routes may have a limit of their own in `config.rateLimit`, or none with false. */
export async function addRateLimits(app: FastifyInstance, limits: RateLimits): Promise<Pacer> {
  await app.register(rateLimit, {
    global: false,
    keyGenerator: callerAddress,
    addHeaders: HEADERS,
    addHeadersOnExceeding: HEADERS,
    errorResponseBuilder: () => new ProblemError(tooMany()),
  });
  const byCaller = (max: number): Limiter =>
    app.createRateLimit({ max, timeWindow: MINUTE, keyGenerator: callerOf });
  const byAddress = (max: number): Limiter =>
    app.createRateLimit({ max, timeWindow: MINUTE, keyGenerator: callerAddress });
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
    async hasFailed(request) {
      const counted = await failures(request, { increment: false });
      return !counted.isAllowed && counted.remaining === 0;
    },
    async countFailure(request) {
      await failures(request);
    },
  };
}

/** Only the one that RFC 9110 defines: how much room others have is nobody's business. */
const HEADERS = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };

/** Of whoever asks; a network where it is IPv6. A connection that is gone by now has none any more. */
export function callerAddress({ ip }: Pick<FastifyRequest, 'ip'>): string {
  return normalizeIP((ip as string | undefined) ?? '');
}

function callerOf(request: FastifyRequest): string {
  return `${request.principal?.kind} ${request.principal?.id}`;
}

function tooMany(): Problem {
  return {
    code: 'too_many_requests',
    message: 'Expected fewer requests in a minute, got more than this caller may make.',
    hint: 'Wait as long as Retry-After says.',
  };
}
