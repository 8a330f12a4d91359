/**
 * Creates the HTTP server: validates requests against schemas, publishes them as OpenAPI 3.1, answers every failure with a
 * problem document, and guards every route. Leaves out the routes (routes/) and the service behind them (service/).
 */
import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { GATEWAY_SCOPES } from '../access/principal.ts';
import { type Clock, monotonicClock } from '../base/clock.ts';
import { ProblemError } from '../base/problem.ts';
import { type Authenticator, addAccessHook } from './access-hook.ts';
import { addBodyValues } from './body-values.ts';
import { answerBrokenHttp, answerUnreadablePath, MOST_HEADER_BYTES, MOST_PARAMETER } from './broken-http.ts';
import { addConnectionLimits } from './connection-limits.ts';
import { docsPage, PAGE_POLICY, type ShownDocument } from './docs-page.ts';
import { addHeldBodies } from './held-bodies.ts';
import { addOpenApi } from './openapi.ts';
import { answerError, sendProblem } from './problem-answer.ts';
import { addProxyWatch } from './proxy-watch.ts';
import { addRateLimits, DEFAULT_LIMITS, type RateLimits } from './rate-limits.ts';
import { addRequestObserver, type RequestObserver, requestId, unroutedRequest } from './request-observer.ts';
import { addStrictRequests } from './strict-requests.ts';

/** A Fastify server that derives the types of its routes from their zod schemas. */
export type Api = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export interface ServerOptions {
  readonly authenticator: Authenticator;
  /** If absent, nothing is logged. */
  readonly logger?: FastifyBaseLogger;
  /** Maximum body of an ingest or decision request before decompression, in bytes; others have at most 1 MiB. */
  readonly bodyLimit: number;
  /** Limits that are not given have their defaults. */
  readonly limits?: Partial<RateLimits>;
  /** Addresses or networks of load balancers whose `X-Forwarded-For` header is trusted. */
  readonly trustedProxies?: readonly string[];
  /** How long a response waits for a client that does not read it, ms. Default 60,000. */
  readonly patience?: number;
  /** Maximum number of open connections. Default 10,000. */
  readonly connections?: number;
  /** Called once for every finished request. */
  readonly observe?: RequestObserver;
  /** Called for every request whose forwarding header is ignored, because its proxy is not trusted. */
  readonly forwardedIgnored?: () => void;
  /** Called for every connection that was refused before there was a request. @param code of the problem */
  readonly refused?: (code: string) => void;
  /** Measures the windows of rate limits. Absent: that of the process. */
  readonly monotonic?: Clock;
  /** Whether the service has started; until then, guarded routes return 503. If absent, it has. */
  readonly started?: () => boolean;
}

/** Time a client has to send a complete request, and its headers, ms. */
const REQUEST_TIMEOUT = 30_000;
const HEADERS_TIMEOUT = 10_000;
const KEEP_ALIVE_TIMEOUT = 72_000;
/** How often these timeouts are checked, ms. */
const CHECKING_INTERVAL = 2_000;
/** How long an unread response is kept, ms. */
const PATIENCE = 60_000;
/** Body limit of routes that take no prompts, in bytes: small enough to hold a thousand in memory. */
const SMALL_BODY = 1_048_576;
/** Total size of all bodies held at once, except those of ingest, in bytes. Parsed, they can take ten times as much. */
const HELD_BODIES = 32 * SMALL_BODY;
/** Retry-After while the service starts, in seconds. */
const STARTING_SECONDS = 5;

/**
 * Creates the server and lets `routes` add theirs. The caller has to call `listen` on the result. Throws if a route does not
 * declare its access.
 */
export async function createServer(options: ServerOptions, routes: (app: Api) => Promise<void> | void): Promise<Api> {
  const app = Fastify({
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    bodyLimit: Math.min(options.bodyLimit, SMALL_BODY),
    requestTimeout: REQUEST_TIMEOUT,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
    connectionTimeout: options.patience ?? PATIENCE,
    http: {
      headersTimeout: HEADERS_TIMEOUT,
      connectionsCheckingInterval: CHECKING_INTERVAL,
      maxHeaderSize: MOST_HEADER_BYTES,
      // Node's own refusal would not be a problem document: see connection-limits.ts.
      requireHostHeader: false,
    },
    routerOptions: { maxParamLength: MOST_PARAMETER },
    trustProxy: options.trustedProxies === undefined ? false : [...options.trustedProxies],
    // Fastify's own log lines contain the path and the client address.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    genReqId: requestId,
    clientErrorHandler(error, socket) {
      const code = answerBrokenHttp(error, socket as Socket);
      if (code !== null) options.refused?.(code);
    },
    frameworkErrors(error, request, reply) {
      answerUnreadablePath(error, reply);
      // No hook sees these requests.
      options.observe?.(unroutedRequest(request, reply));
    },
    // Log lines of routes must not contain the URL, which may name an account, nor the client address.
    childLoggerFactory: (logger, bindings, childOptions) =>
      logger.child(bindings, {
        ...childOptions,
        serializers: { ...childOptions.serializers, req: loggedRequest },
      }),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  await app.register(cookie);
  const guarded = app as unknown as FastifyInstance;
  addBodyLimits(guarded, options.bodyLimit);
  addHeldBodies(guarded, Math.max(HELD_BODIES, options.bodyLimit));
  addBodyValues(guarded);
  addConnectionLimits(guarded, options.connections, options.refused);
  if (options.observe) addRequestObserver(guarded, options.observe);
  if (options.trustedProxies === undefined) addProxyWatch(guarded, options.forwardedIgnored);
  if (options.started) addStartHook(guarded, options.started);
  const pacer = await addRateLimits(guarded, { ...DEFAULT_LIMITS, ...options.limits }, options.monotonic ?? monotonicClock);
  addAccessHook(guarded, options.authenticator, pacer);
  addStrictRequests(guarded);
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, {
      code: 'not_found',
      message: `Expected a route of this API, got ${request.method} with an unknown path.`,
      hint: 'GET /v1/openapi.json lists all routes.',
    }),
  );
  await addOpenApi(guarded);
  // Inside a plugin, so that the OpenAPI document includes every route.
  await app.register(async (scope) => {
    const api = scope.withTypeProvider<ZodTypeProvider>() as unknown as Api;
    addDocumentRoutes(api, () => app.swagger());
    await routes(api);
  });
  return app as unknown as Api;
}

/** The OpenAPI document and a page of it. Both are open: they are the same for every installation of this version. */
function addDocumentRoutes(api: Api, document: () => object): void {
  let description: string | undefined;
  api.get('/v1/openapi.json', { config: { access: 'open' }, schema: { hide: true } }, async (_, reply) => {
    description ??= JSON.stringify(document());
    return reply.type('application/json; charset=utf-8').send(description as never);
  });
  let page: string | undefined;
  api.get('/v1/docs', { config: { access: 'open' }, schema: { hide: true } }, async (_, reply) => {
    page ??= docsPage(document() as ShownDocument);
    reply.headers({
      'content-security-policy': PAGE_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    return reply.type('text/html; charset=utf-8').send(page as never);
  });
}

function loggedRequest(request: FastifyRequest): { method: string; route: string } {
  return { method: request.method, route: request.routeOptions?.url ?? 'none' };
}

function addBodyLimits(app: FastifyInstance, most: number): void {
  app.addHook('onRoute', (route) => {
    const access = route.config?.access;
    if (typeof access === 'object' && GATEWAY_SCOPES.has(access.scope)) route.bodyLimit ??= most;
  });
}

function addStartHook(app: FastifyInstance, started: () => boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.access === 'open' || started()) return;
    reply.header('retry-after', String(STARTING_SECONDS));
    throw new ProblemError({
      code: 'unavailable',
      message: 'The service is starting.',
      hint: 'Try again in a few seconds. GET /readyz shows when the service is ready.',
    });
  });
}
