/**
 * OpenTelemetry traces of the service itself, sent to a collector over OTLP/HTTP. Off unless an endpoint is set in the
 * configuration or the standard variables (OTEL_*); only then are the packages loaded. Nothing is registered globally: the
 * context is passed along with calls inside a span. Spans that cannot be sent are counted and dropped.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, Span as OtelSpan } from '@opentelemetry/api';
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';
import { fail, ok, type Problem, ProblemError, type Result } from '../../base/problem.ts';
import type { Span, SpanAttributes, Tracer } from '../../base/tracing.ts';
import { VERSION } from '../../base/version.ts';
import type { Config } from '../config/schema.ts';
import type { Environment } from '../config/sources.ts';
import type { PartStats } from '../part.ts';

export interface Tracing {
  readonly tracer: Tracer;
  stats(): PartStats;
  /** Sends the remaining spans, for at most two seconds. */
  close(): Promise<void>;
}

export interface TracingOptions {
  readonly settings: Config['tracing'];
  readonly environment: Environment;
  /** Called with the number of spans that could not be sent. */
  onFailure(spans: number): void;
}

/** How long a stop waits for the last spans, ms. */
const CLOSE_MS = 2_000;
const SIGNAL_PATH = 'v1/traces';
const PROTOCOLS = ['http/protobuf', 'http/json'] as const;

/** Where spans are sent. */
interface Target {
  readonly url: string;
  readonly protocol: (typeof PROTOCOLS)[number];
}

/** Starts tracing. @returns null if traces are off, or a problem with a setting */
export async function startTracing(options: TracingOptions): Promise<Result<Tracing | null>> {
  const target = targetOf(options.settings, options.environment);
  if (!target.ok) return target;
  if (target.value === null) return ok(null);
  return ok(await start(target.value, options));
}

function targetOf(settings: Config['tracing'], env: Environment): Result<Target | null> {
  if (env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true') return ok(null);
  if (env.OTEL_TRACES_EXPORTER?.trim() === 'none') return ok(null);
  const given = settings.endpoint ?? (env.OTEL_EXPORTER_OTLP_ENDPOINT || undefined);
  // As the specification requires: the endpoint for traces is used as it is, the common one gets the path appended.
  const url =
    settings.endpoint === undefined && env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT
      ? env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT
      : given && `${given.replace(/\/+$/, '')}/${SIGNAL_PATH}`;
  if (url === undefined) return ok(null);
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    return fail(invalid('OTEL_EXPORTER_OTLP_ENDPOINT', 'the URL of an OTLP/HTTP collector', 'other text'));
  }
  const asked = env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL || env.OTEL_EXPORTER_OTLP_PROTOCOL || PROTOCOLS[0];
  const protocol = PROTOCOLS.find((one) => one === asked.trim());
  if (protocol === undefined) {
    const expected = PROTOCOLS.join(' or ');
    return fail(invalid('OTEL_EXPORTER_OTLP_PROTOCOL', expected, `'${asked.slice(0, 40)}'`));
  }
  return ok({ url, protocol });
}

function invalid(where: string, expected: string, got: string): Problem {
  return {
    code: 'config_invalid',
    message: `Expected ${expected}, got ${got}.`,
    where,
    hint: 'docs/how-to/operate.md describes the settings of traces. OTEL_SDK_DISABLED=true turns them off.',
  };
}

async function start(target: Target, { onFailure }: TracingOptions): Promise<Tracing> {
  const [api, sdk, resources, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/resources'),
    target.protocol === 'http/json'
      ? import('@opentelemetry/exporter-trace-otlp-http')
      : import('@opentelemetry/exporter-trace-otlp-proto'),
  ]);
  const counts = { sent: 0, failed: 0 };
  const exporter = counted(new OTLPTraceExporter({ url: target.url }), counts, onFailure);
  const own = resources.resourceFromAttributes({ 'service.name': 'stillwatch', 'service.version': VERSION });
  // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES override ours; nothing about the machine is detected.
  const given = resources.detectResources({ detectors: [resources.envDetector] });
  const provider = new sdk.NodeTracerProvider({
    resource: own.merge(given),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  });
  const otel = provider.getTracer('stillwatch', VERSION);
  const current = new AsyncLocalStorage<Context>();
  const context = (): Context => current.getStore() ?? api.ROOT_CONTEXT;
  const failed = (span: OtelSpan, code: string): void => {
    span.setStatus({ code: api.SpanStatusCode.ERROR });
    span.setAttribute('error.type', code);
  };

  const tracer: Tracer = {
    async span<T>(name: string, attributes: SpanAttributes, work: (span: Span) => Promise<T>): Promise<T> {
      const span = otel.startSpan(name, { attributes }, context());
      try {
        return await current.run(api.trace.setSpan(context(), span), () =>
          work({ set: (more) => span.setAttributes(more), fail: (code) => failed(span, code) }),
        );
      } catch (error) {
        failed(span, codeOf(error));
        throw error;
      } finally {
        span.end();
      }
    },
    past({ name, attributes, start, end, failed: code, request }) {
      const parent = parentOf(request?.traceparent ?? null);
      const within = parent === null ? context() : api.trace.setSpanContext(context(), { ...parent, isRemote: true });
      const kind = request === undefined ? api.SpanKind.INTERNAL : api.SpanKind.SERVER;
      const span = otel.startSpan(name, { attributes, kind, startTime: start }, within);
      if (code !== undefined) failed(span, code);
      span.end(end);
    },
  };
  return {
    tracer,
    stats: () => ({ spans: { ...counts } }),
    async close() {
      const late = new AbortController();
      const waited = sleep(CLOSE_MS, undefined, { signal: late.signal }).catch(() => {});
      await Promise.race([provider.shutdown().catch(() => {}), waited]);
      late.abort();
    },
  };
}

/** W3C Trace Context, version 00. */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

function parentOf(header: string | null): { traceId: string; spanId: string; traceFlags: number } | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(header ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1 };
}

/** The same exporter, counting spans that were sent and that failed. */
function counted(
  exporter: SpanExporter,
  counts: { sent: number; failed: number },
  onFailure: (spans: number) => void,
): SpanExporter {
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.code === 0) counts.sent += spans.length;
        else {
          counts.failed += spans.length;
          onFailure(spans.length);
        }
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

/** Code or name of an error, never its message, which may quote data. */
function codeOf(error: unknown): string {
  if (error instanceof ProblemError) return error.problem.code;
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(typeof code === 'string' ? code : (name ?? 'unknown'));
}
