/**
 * The metrics for Prometheus: statistics of parts (metric-table.ts), request durations by route, and process metrics. The
 * statistics are read from the parts on each scrape. Leaves out the route (src/api/routes/metrics.ts).
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Health } from '../lifecycle.ts';
import type { PartStats } from '../part.ts';
import { METRICS, type MetricSpec } from './metric-table.ts';

export interface Metrics {
  readonly contentType: string;
  /** All metrics in the text format. */
  text(): Promise<string>;
  /** Records a request. @param route the pattern, never the path; null for an unknown path */
  request(method: string, route: string | null, status: number, seconds: number): void;
  /** Counts a forwarding header that was ignored. */
  forwardedIgnored(): void;
  /** Counts a refusal. @param code of the problem: one of a fixed set */
  refused(code: string): void;
}

export interface MetricsSource {
  stats(): ReadonlyMap<string, PartStats>;
  health(): Promise<Health>;
}

/** Buckets in seconds: decisions take well under a millisecond, large batches take seconds. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Methods that appear as labels; others must not create series. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Makes the metrics of one process. */
export function createMetrics(version: string, source: MetricsSource): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'stillwatch_build_info',
    help: 'Always 1; the version is a label.',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1);
  const ready = new Gauge({
    name: 'stillwatch_part_ready',
    help: '1 if the part is ready, else 0.',
    labelNames: ['part'],
    registers,
  });
  const degraded = new Gauge({
    name: 'stillwatch_part_degraded',
    help: '1 if something of the part fails although it is ready, else 0.',
    labelNames: ['part'],
    registers,
  });
  const refusals = new Counter({
    name: 'stillwatch_http_refusals_total',
    help: 'Requests and connections that were refused or failed, by the code of the problem.',
    labelNames: ['code'],
    registers,
  });
  const ignored = new Counter({
    name: 'stillwatch_forwarded_ignored_total',
    help: 'Requests from private addresses whose forwarding header was ignored, because no proxy is trusted.',
    registers,
  });
  const requests = new Histogram({
    name: 'stillwatch_http_request_duration_seconds',
    help: 'Time from the start of a request to the end of its response.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers,
  });
  const update = new Map(METRICS.map((spec) => [spec, fromStats(spec, registers)]));

  return {
    contentType: registry.contentType,
    async text() {
      for (const part of (await source.health()).parts) {
        ready.set({ part: part.name }, part.ready ? 1 : 0);
        degraded.set({ part: part.name }, part.degraded === undefined ? 0 : 1);
      }
      const stats = source.stats();
      for (const [spec, set] of update) set(stats.get(spec.part));
      return registry.metrics();
    },
    forwardedIgnored: () => ignored.inc(),
    refused: (code) => refusals.inc({ code }),
    request(method, route, status, seconds) {
      requests.observe({ method: methodLabel(method), route: route ?? 'none', status }, seconds);
    },
  };
}

/** The method as a label: itself if it is a common one, else `other`. */
export function methodLabel(method: string): string {
  return METHODS.has(method) ? method : 'other';
}

/** A metric with values from a part's statistics. If the part does not exist, it has no values rather than zeros. */
function fromStats(spec: MetricSpec, registers: Registry[]): (stats: PartStats | undefined) => void {
  const { name, help, label } = spec;
  const labelNames = label === undefined ? [] : [label];
  const scale = spec.ms === true ? 1e-3 : 1;
  const metric =
    spec.kind === 'counter'
      ? new Counter({ name, help, labelNames, registers })
      : new Gauge({ name, help, labelNames, registers });
  // A metric without labels starts at 0, which would suggest that the part exists.
  if (label === undefined) metric.remove();
  return (stats) => {
    const values = stats === undefined ? null : valuesOf(spec.stat, stats);
    if (values === null) return;
    metric.reset();
    if (typeof values === 'number') metric.inc({}, values * scale);
    else if (label !== undefined)
      for (const [word, value] of Object.entries(values)) metric.inc({ [label]: word }, value * scale);
  };
}

function valuesOf(stat: MetricSpec['stat'], stats: PartStats): number | Readonly<Record<string, number>> | null {
  if (typeof stat === 'string') return stats[stat] ?? null;
  const values: Record<string, number> = {};
  for (const [word, key] of Object.entries(stat)) {
    const value = stats[key];
    if (typeof value === 'number') values[word] = value;
  }
  return values;
}
