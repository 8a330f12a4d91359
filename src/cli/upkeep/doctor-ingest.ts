/**
 * What `doctor --serve` says of a running service's ingest: where callers were found, which ids were hashed, and which
 * fields no rule reads, since the service started. Reads the open metrics listener; without one (`metrics.port`), metrics need a key, and nothing is said.
 */
import { count, plural } from '../../base/format.ts';
import type { Check } from './check.ts';

/** How long the metrics may take, ms. */
const METRICS_TIMEOUT = 2_000;
/** Sources that are named; the metrics have the others. */
const MOST_SOURCES = 5;

/** The checks of a service that answers on this metrics listener; none if there is no service. */
export async function ingestChecks({ host, port }: { host: string; port?: number | undefined }): Promise<Check[]> {
  if (port === undefined) return [];
  const name = host.includes(':') ? `[${host}]` : host;
  try {
    const answer = await fetch(`http://${name}:${port}/metrics`, { signal: AbortSignal.timeout(METRICS_TIMEOUT) });
    return answer.ok ? judgeIngest(await answer.text()) : [];
  } catch {
    return [];
  }
}

/** @param metrics in the Prometheus text format */
export function judgeIngest(metrics: string): Check[] {
  const callers = series(metrics, 'stillwatch_ingest_callers_total');
  const hashed = series(metrics, 'stillwatch_ingest_hashed_identifiers_total');
  return [
    ...(callers.length === 0 ? [] : [callersCheck(callers)]),
    unknownCheck(metrics),
    ...storedCheck(metrics),
    {
      name: 'personal ids',
      state: 'ok',
      found: hashed.length === 0 ? 'none came' : `hashed: ${hashed.map(([kind, n]) => `${kind} ${count(n)}`).join(', ')}`,
    },
  ];
}

function callersCheck(callers: readonly (readonly [source: string, n: number])[]): Check {
  const name = 'callers';
  const none = callers.find(([source]) => source === 'none')?.[1] ?? 0;
  const named = callers.filter(([source]) => source !== 'none').toSorted(([, a], [, b]) => b - a);
  const listed = named.slice(0, MOST_SOURCES).map(([source, n]) => `${source} ${count(n)}`);
  const rest = named.length - listed.length;
  const places = [...listed, ...(rest > 0 ? [plural(rest, 'more place')] : [])].join(', ');
  if (none === 0) return { name, state: 'ok', found: `found in ${places}` };
  return {
    name,
    state: 'warn',
    found: `${plural(none, 'exchange')} without one, rejected${places === '' ? '' : `; others in ${places}`}`,
    advice: 'name the caller on the span, its parent or the resource: docs/formats/otlp.md lists the places',
  };
}

/** Nothing unless ids from before they were hashed are stored. */
function storedCheck(metrics: string): Check[] {
  const stored = Number(/^stillwatch_stored_personal_ids (\d+)$/m.exec(metrics)?.[1] ?? 0);
  if (stored === 0) return [];
  return [
    {
      name: 'stored ids',
      state: 'warn',
      found: `${plural(stored, 'account or user', 'accounts or users')} under a mail address, an IP address or a phone number`,
      advice: 'they were stored before ids were hashed; docs/how-to/operate.md says how to move to new stores',
    },
  ];
}

function unknownCheck(metrics: string): Check {
  const name = 'unknown fields';
  const records = Number(/^stillwatch_ingest_unknown_field_records_total (\d+)$/m.exec(metrics)?.[1] ?? 0);
  if (records === 0) return { name, state: 'ok', found: 'none came' };
  const fields = series(metrics, 'stillwatch_ingest_unknown_fields_total').toSorted(([, a], [, b]) => b - a);
  const listed = fields.slice(0, MOST_SOURCES).map(([field, n]) => `${field} ${count(n)}`);
  return {
    name,
    state: 'warn',
    found: `left out of ${plural(records, 'record')}: ${listed.join(', ')}`,
    advice: 'compare the names with docs/formats/wire.md; a misspelled field is not read',
  };
}

/** Values of a metric with one label, by the label's value. */
function series(metrics: string, name: string): (readonly [label: string, n: number])[] {
  const rows = metrics.matchAll(new RegExp(`^${name}\\{[a-z]+="([^"\\n]{1,200})"\\} (\\d+)$`, 'gm'));
  return [...rows].map(([, label, n]) => [label as string, Number(n)] as const).filter(([, n]) => n > 0);
}
