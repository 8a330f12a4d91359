/**
 * Wires the service that `stillwatch serve` runs. It opens the stores, has serve-parts.ts build the parts, and adds what
 * surrounds them: log, traces, metrics, retention, HTTP servers, start and stop. main.ts loads it for the command line.
 *
 * Parts are listed in starting order. They stop in reverse, after the HTTP servers are closed; the stores close last.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { httpListener } from './api/http-listener.ts';
import type { RequestObserver } from './api/request-observer.ts';
import { addHealthRoutes } from './api/routes/health.ts';
import { addMetricsRoute } from './api/routes/metrics.ts';
import { addRetentionRoutes } from './api/routes/retention.ts';
import { createServer } from './api/server.ts';
import { monotonicClock } from './base/clock.ts';
import { fail, ok, type Problem, ProblemError, type Result } from './base/problem.ts';
import { NO_TRACES, type Tracer } from './base/tracing.ts';
import { VERSION } from './base/version.ts';
import { type Wired, wire } from './serve-parts.ts';
import { createLife } from './service/lifecycle.ts';
import { type ClockWatch, createClockWatch } from './service/operations/clock-watch.ts';
import { createLog, type Log } from './service/operations/log.ts';
import { createMetrics, type Metrics, methodLabel } from './service/operations/metrics.ts';
import { createRetention } from './service/operations/retention.ts';
import { storedNamesPart } from './service/operations/stored-names.ts';
import { createStoresPart, type StoresPart } from './service/operations/stores-part.ts';
import { tracedStores } from './service/operations/traced-stores.ts';
import { startTracing, type Tracing } from './service/operations/tracing.ts';
import type { Listener, PartStats, ServicePart } from './service/part.ts';
import type { RunningService, ServiceOptions, StartService } from './service/service.ts';
import { readStandbyCopy, type StandbyCopy, type StandbyOwner } from './service/standby/standby-copy.ts';
import { endProcess } from './store/directory/held-lock.ts';
import { checkOf, parseIdentityKey } from './store/records/identity-key.ts';
import { openStores, type Stores } from './store/stores.ts';

/** Time for parts to stop after a failed start, ms. */
const GIVE_UP_MS = 5_000;

/** How long the service answers after its record store has stopped, so that load balancers see it before it ends, ms. */
const BROKEN_MS = 5_000;

/** Time for the stores to come to rest after a crash, ms. */
const CRASH_MS = 3_000;

/**
 * Starts the service and returns once it answers. Outside failures come back as a Problem, codes in
 * docs/reference/errors.md; nothing is left open then.
 */
export const startService: StartService = async (options) => {
  const { config, clock } = options;
  const monotonic = options.monotonic ?? monotonicClock;
  const log = createLog({ level: config.log.level, clock, monotonic, output: options.log });
  const broken = new BrokenStore();
  const owner = standbyOwner(config);
  const copy = owner === null ? null : await readStandbyCopy(config.data, owner);
  const opened = await openStores({
    withoutRecords: copy !== null,
    dataDirectory: config.data,
    clickhouseUrl: config.clickhouse_url,
    postgresUrl: config.postgres_url,
    cluster: config.cluster,
    insertQuorum: config.insert_quorum,
    identityKey: config.identity_key,
    clock,
    onLost: (problem) => {
      log.logger.fatal({ problem }, 'lost the data directory');
      endProcess(problem);
    },
    onBroken: (problem) => {
      log.logger.fatal({ problem }, 'the record store has stopped; the service ends');
      broken.set(problem);
    },
  });
  if (!opened.ok) return opened;
  let tracing: Tracing | null = null;
  try {
    const traced = await startTracing({
      settings: config.tracing,
      environment: options.environment ?? {},
      onFailure: (spans) => log.logger.warn({ part: 'tracing', spans }, 'failed to send spans'),
    });
    if (!traced.ok) throw new ProblemError(traced.problem);
    tracing = traced.value;
    return await run(options, log, opened.value, { owner, copy }, tracing, broken);
  } catch (error) {
    await opened.value.close();
    await tracing?.close();
    if (error instanceof ProblemError) return fail(error.problem);
    throw error;
  }
};

/** Whether the record store has stopped, and who wants to know. */
class BrokenStore {
  problem: Problem | null = null;
  private listener: () => void = () => {};

  set(problem: Problem): void {
    this.problem = problem;
    this.listener();
  }

  /** Calls `listener` when the store stops, at once if it has. There is one listener. */
  onBroken(listener: () => void): void {
    this.listener = listener;
    if (this.problem !== null) listener();
  }
}

async function run(
  options: ServiceOptions,
  log: Log,
  opened: Stores,
  standby: { readonly owner: StandbyOwner | null; readonly copy: StandbyCopy | null },
  tracing: Tracing | null,
  broken: BrokenStore,
): Promise<Result<RunningService>> {
  const monotonic = options.monotonic ?? monotonicClock;
  let wired: Wired | null = null;
  const { part, stores: counting } = createStoresPart(opened, {
    monotonic,
    withoutRecords: () => wired?.withoutRecords() === true,
  });
  const tracer = tracing?.tracer ?? NO_TRACES;
  const stores = { part, stores: tracing === null ? counting : tracedStores(counting, tracer) };
  const watch = createClockWatch({
    clock: options.clock,
    monotonic,
    onStep: (ms) => log.logger.warn({ part: 'clock', step_ms: ms }, 'the clock was set'),
  });
  const refusal = opened.recordsRefusal();
  if (refusal !== null) log.logger.warn({ part: 'stores', problem: refusal }, 'started without the record store');
  wired = await wire(options, stores.stores, log, {
    tracer,
    settled: watch.settled,
    standbyOwner: standby.owner,
    standbyCopy: refusal === null ? null : standby.copy,
  });
  try {
    return await begin(options, log, stores, wired, watch, tracing, broken);
  } catch (error) {
    // Parts may work before they are started. Stopping one twice is harmless.
    const deadline = monotonic() + GIVE_UP_MS;
    for (const part of wired.parts.toReversed()) await part.stop?.(deadline).catch(() => {});
    throw error;
  }
}

async function begin(
  options: ServiceOptions,
  log: Log,
  stores: StoresPart<Stores>,
  wired: Wired,
  watch: ClockWatch,
  tracing: Tracing | null,
  broken: BrokenStore,
): Promise<Result<RunningService>> {
  const { config, clock, signal } = options;
  const monotonic = options.monotonic ?? monotonicClock;
  const retention = createRetention({
    exchanges: stores.stores.exchanges,
    database: stores.stores.database,
    settings: config.retention,
    windowEnd: config.detection.window_end,
    clock,
    isLeader: wired.isLeader,
    settled: watch.settled,
    onHeld: () => log.logger.warn({ part: 'retention' }, 'deleted nothing by age, because the clock was set within a day'),
    onError: (error) => log.logger.error({ part: 'retention', err: error }, 'failed to delete by age'),
  });
  const names = storedNamesPart({
    exchanges: stores.stores.exchanges,
    onFound: (count) =>
      log.logger.warn(
        { part: 'names', count, docs: 'docs/how-to/operate.md#ids-stored-before-they-were-hashed' },
        'accounts or users are stored under mail addresses, IP addresses or phone numbers',
      ),
    onError: (error) => log.logger.warn({ part: 'names', err: error }, 'failed to look for personal ids'),
  });
  const parts: ServicePart[] = [
    watch.part,
    stores.part,
    ...wired.parts,
    retention.part,
    ...(config.ingest.hash_identifiers ? [names] : []),
  ];

  const listeners: Listener[] = [];
  const life = createLife({
    parts,
    listeners,
    monotonic,
    drainDelayMs: config.stop.drain_delay_ms,
    onTrouble: (part, doing, error) =>
      error === null
        ? log.logger.error({ part, code: 'out_of_time' }, `did not ${doing} in time`)
        : log.logger.error({ part, err: error }, `failed to ${doing}`),
  });
  const metrics = createMetrics(VERSION, {
    health: life.health,
    stats: () =>
      new Map<string, PartStats>([
        ...life.stats(),
        ...(tracing === null ? [] : [['tracing', tracing.stats()] as const]),
        ['log', { suppressed: log.suppressed() }],
        ['limits', { journalBytes: config.ingest.journal_bytes }],
      ]),
  });
  const ownMetrics = config.metrics.port !== undefined;

  const api = await createServer(
    {
      authenticator: wired.authenticator,
      logger: log.logger,
      bodyLimit: config.ingest.body_bytes,
      limits: config.rate_limits,
      monotonic,
      refused: metrics.refused,
      forwardedIgnored: metrics.forwardedIgnored,
      ...(config.trusted_proxies === undefined ? {} : { trustedProxies: config.trusted_proxies }),
      observe: observer(log, metrics, clock, tracing?.tracer ?? null),
      started: () => life.state() !== 'starting',
    },
    async (app) => {
      addHealthRoutes(app, life.health);
      if (!ownMetrics) addMetricsRoute(app, metrics, false);
      addRetentionRoutes(app, { settings: config.retention, due: () => retention.run(true) });
      await wired.routes(app);
    },
  );
  listeners.push(httpListener(api, { name: 'api', ...config.listen, monotonic }));
  if (config.metrics.port !== undefined) {
    const { host, port } = config.metrics;
    const server = await createServer({ authenticator: wired.authenticator, logger: log.logger, bodyLimit: 1024 }, (app) => {
      addHealthRoutes(app, life.health);
      addMetricsRoute(app, metrics, true);
    });
    listeners.push(httpListener(server, { name: 'metrics', host, port, monotonic }));
  }

  const ended = new Promise<readonly string[]>((resolve) => {
    const end = (): void =>
      resolve(
        life.stop(config.stop.grace_ms).then(async (failed) => {
          // After everything that creates spans.
          await tracing?.close();
          return failed;
        }),
      );
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
    broken.onBroken(() => setTimeout(end, BROKEN_MS));
  });
  const addresses = await life.start();
  const address = addresses.get('api') as string;
  const metricsAddress = addresses.get('metrics') ?? null;
  log.logger.info({ version: VERSION, address, metrics: metricsAddress ?? undefined }, 'started');
  return ok({
    address,
    metricsAddress,
    adminKey: wired.adminKey,
    problem: () => broken.problem,
    crashed: async (error) => {
      log.logger.fatal({ err: error }, 'crashed');
      await Promise.race([stores.stores.exchanges.halt(), sleep(CRASH_MS)]);
    },
    ended: ended.then((failed) => {
      log.logger.info({ failed }, 'stopped');
      return failed;
    }),
  });
}

/** Whose standby copy this is; null if none is kept: by default, and where the record store is in the directory itself. */
function standbyOwner({ outage, postgres_url, identity_key, tenant }: ServiceOptions['config']): StandbyOwner | null {
  if (!outage.start_without_database || postgres_url === undefined || identity_key === undefined) return null;
  const key = parseIdentityKey(identity_key);
  return key.ok ? { tenant, keyCheck: checkOf(key.value) } : null;
}

/** Routes that are polled, and the one that receives spans: our own spans, forwarded to it, would create more of them. */
const UNTRACED: ReadonlySet<string | null> = new Set([
  '/healthz',
  '/readyz',
  '/metrics',
  '/v1/traces',
  '/api/public/otel/v1/traces',
]);

/** One log line and one measurement per request. Successes are logged at debug level; the metrics count them. */
function observer({ logger }: Log, metrics: Metrics, clock: () => number, tracer: Tracer | null): RequestObserver {
  return ({ id, method, route, status, code, ms, principal, traceparent, aborted }) => {
    metrics.request(method, route, status, ms / 1000);
    if (code !== null) metrics.refused(code);
    if (tracer !== null && !UNTRACED.has(route)) {
      const end = clock();
      const verb = methodLabel(method);
      tracer.past({
        name: route === null ? verb : `${verb} ${route}`,
        attributes: {
          'http.request.method': verb,
          ...(route === null ? {} : { 'http.route': route }),
          'http.response.status_code': status,
          'stillwatch.request': id,
        },
        start: end - ms,
        end,
        failed: status >= 500 ? String(status) : undefined,
        request: { traceparent },
      });
    }
    // A part that is not ready logs that itself, and load balancers poll this route.
    const level = route === '/readyz' ? 'debug' : status >= 500 ? 'error' : status >= 400 ? 'info' : 'debug';
    logger[level](
      {
        request: id,
        method,
        route,
        status,
        ...(code === null ? {} : { code }),
        ms: Math.round(ms * 10) / 10,
        principal,
        ...(aborted ? { aborted } : {}),
      },
      'request',
    );
  };
}
