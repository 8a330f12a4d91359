/**
 * The HTTP server: schemas in, OpenAPI 3.1 out, every failure a problem, every route guarded. Leaves out the routes
 * (routes/) and what is behind them (service/).
 */
import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { ProblemError } from '../base/problem.ts';
import { VERSION } from '../base/version.ts';
import { type Authenticator, addAccessHook } from './access-hook.ts';
import { addBodyValues } from './body-values.ts';
import { answerBrokenHttp, answerUnreadablePath, MOST_HEADER_BYTES, MOST_PARAMETER } from './broken-http.ts';
import { addConnectionLimits } from './connection-limits.ts';
import { addHeldBodies } from './held-bodies.ts';
import { answerError, sendProblem } from './problem-answer.ts';
import { addRateLimits, DEFAULT_LIMITS, GATEWAY_SCOPES, type RateLimits } from './rate-limits.ts';
import { addRequestObserver, type RequestObserver, requestId, unroutedRequest } from './request-observer.ts';

/** A server whose routes' types come from their zod schemas. */
export type Api = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export interface ServerOptions {
  readonly authenticator: Authenticator;
  /** Absent: no log. */
  readonly logger?: FastifyBaseLogger;
  /** Largest body of a request for ingest or a decision as it arrives, bytes; of others at most 1 MiB. */
  readonly bodyLimit: number;
  /** Those not given are the defaults. */
  readonly limits?: Partial<RateLimits>;
  /** Addresses or networks of the balancers before this node, whose word on the caller's address is taken. */
  readonly trustedProxies?: readonly string[];
  /** How long an answer may wait for a client that does not read it, ms. */
  readonly patience?: number;
  /** Most connections at once; default 10,000. */
  readonly connections?: number;
  /** Told of every request that is done. */
  readonly observe?: RequestObserver;
  /** Whether the parts behind guarded routes have started; until then those answer 503. Absent: they have. */
  readonly started?: () => boolean;
}

/** Slow clients: the whole request within this, ms; its headers sooner. */
const REQUEST_TIMEOUT = 30_000;
const HEADERS_TIMEOUT = 10_000;
const KEEP_ALIVE_TIMEOUT = 72_000;
/** How often those two are looked at, ms. */
const CHECKING_INTERVAL = 2_000;
/** An answer that nobody reads is kept so long, ms. */
const PATIENCE = 60_000;
/** Of routes that take no prompts: what waits in memory for its end must be little, a thousand times as well. */
const SMALL_BODY = 1_048_576;
/** Of all bodies at once but those of ingest, bytes: parsed, empty lists weigh ten times as much. */
const HELD_BODIES = 32 * SMALL_BODY;
/** When to try again while the service starts. */
const STARTING_SECONDS = 5;

/** Makes a server and lets `routes` add theirs; listen on what it gives. */
export async function createServer(
  options: ServerOptions,
  routes: (app: Api) => Promise<void> | void,
): Promise<Api> {
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
      // Node's refusal is no problem: see connection-limits.ts.
      requireHostHeader: false,
    },
    routerOptions: { maxParamLength: MOST_PARAMETER },
    trustProxy: options.trustedProxies === undefined ? false : [...options.trustedProxies],
    // Fastify's own lines have the path and the address in them.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    genReqId: requestId,
    clientErrorHandler: (error, socket) => answerBrokenHttp(error, socket as Socket),
    frameworkErrors(error, request, reply) {
      answerUnreadablePath(error, reply);
      // No hook of a route sees these.
      options.observe?.(unroutedRequest(request, reply));
    },
    // Nor may a line that a route writes name an account by its URL, or an address, whatever logger it is given.
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
  addConnectionLimits(guarded, options.connections);
  if (options.observe) addRequestObserver(guarded, options.observe);
  if (options.started) addStartHook(guarded, options.started);
  const pacer = await addRateLimits(guarded, { ...DEFAULT_LIMITS, ...options.limits });
  addAccessHook(guarded, options.authenticator, pacer);
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, {
      code: 'not_found',
      message: `Expected a path of this API, got ${request.method} one that it does not have.`,
      hint: 'GET /v1/openapi.json lists them.',
    }),
  );
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Stillwatch',
        version: VERSION,
        description:
          'Finds illicit distillation in the traffic of a language-model API, and decides what to do.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key.' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: '__Host-stillwatch-session',
            description: 'A person who has logged in; changes also need the header X-CSRF-Token.',
          },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
  });
  // Within a plugin, so that the document knows every route.
  await app.register(async (scope) => {
    const api = scope.withTypeProvider<ZodTypeProvider>() as unknown as Api;
    let description: string | undefined;
    api.get('/v1/openapi.json', { config: { access: 'open' }, schema: { hide: true } }, async (_, reply) => {
      description ??= JSON.stringify(app.swagger());
      return reply.type('application/json; charset=utf-8').send(description as never);
    });
    await routes(api);
  });
  return app as unknown as Api;
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
      hint: 'Try again in a few seconds; GET /readyz says when.',
    });
  });
}
