import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { PartStats } from '../part.ts';
import { METRICS } from './metric-table.ts';
import { createMetrics } from './metrics.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Stats of every part of the table, as the parts give them: each number is 2. */
function fullStats(): Map<string, PartStats> {
  const stats = new Map<string, Record<string, number | Record<string, number>>>();
  for (const { part, stat, label } of METRICS) {
    const one = stats.get(part) ?? {};
    stats.set(part, one);
    if (typeof stat !== 'string') for (const key of Object.values(stat)) one[key] = 2;
    else one[stat] = label === undefined ? 2 : { word: 2 };
  }
  return stats;
}

async function scrape(stats: ReadonlyMap<string, PartStats>) {
  const metrics = createMetrics('9.9.9', {
    stats: () => stats,
    health: async () => ({
      state: 'running' as const,
      ready: false,
      parts: [
        { name: 'intake', ready: true },
        { name: 'stores', ready: false, reason: 'x' },
      ],
    }),
  });
  metrics.request('GET', '/v1/decisions/:account', 200, 0.002);
  metrics.request('BREW', null, 404, 0.002);
  metrics.refused('not_found');
  await metrics.text();
  return metrics.text();
}

/** Names in a scrape, those of a histogram's series included, that have a value. */
function namesIn(text: string): Set<string> {
  return new Set([...text.matchAll(/^([a-z0-9_:]+)(?:\{[^}]*\})? [-\d+.NaInfe]+$/gm)].map(([, name]) => name as string));
}

/** Metric names in the expressions of a dashboard or of alert rules. */
function namesUsed(text: string): Set<string> {
  return new Set([...text.matchAll(/\b(?:stillwatch|nodejs|process)_[a-z0-9_]+/g)].map(([name]) => name));
}

describe('metrics', () => {
  it('say what the parts count, in base units, however often they are read', async () => {
    const text = await scrape(fullStats());
    expect(text).toContain('stillwatch_ingest_exchanges_total 2');
    expect(text).toContain('stillwatch_ingest_rejected_total{reason="word"} 2');
    expect(text).toContain('stillwatch_ingest_lag_seconds 0.002');
    expect(text).toContain('stillwatch_webhook_deliveries_total{result="dead"} 2');
    expect(text).toContain('stillwatch_part_ready{part="stores"} 0');
    expect(text).toContain('stillwatch_build_info{version="9.9.9"} 1');
    expect(text).toContain(
      'stillwatch_http_request_duration_seconds_count{method="GET",route="/v1/decisions/:account",status="200"} 1',
    );
    expect(text).toContain('{method="other",route="none",status="404"} 1');
    for (const { name } of METRICS) expect(namesIn(text), name).toContain(name);
  });

  it('have no value of a part that is not there', async () => {
    const names = namesIn(await scrape(new Map([['intake', { accepted: 1 }]])));
    expect(names).toContain('stillwatch_ingest_exchanges_total');
    expect(names).not.toContain('stillwatch_ingest_duplicates_total');
    expect(names).not.toContain('stillwatch_campaigns');
  });

  it('have names and units as Prometheus likes them', () => {
    for (const { name, help, kind, ms } of METRICS) {
      expect(name).toMatch(/^stillwatch_[a-z][a-z_]*$/);
      expect(help).toMatch(/\.$/);
      expect(name.endsWith('_total')).toBe(kind === 'counter');
      if (ms === true) expect(name).toMatch(/_seconds(_total)?$/);
      expect(name).not.toMatch(/_(ms|millis|kb|mb)(_|$)/);
    }
    expect(new Set(METRICS.map((spec) => spec.name)).size).toBe(METRICS.length);
  });

  it('are those of the dashboard, the alerts and the page', async () => {
    const there = namesIn(await scrape(fullStats()));
    const dashboard = readFileSync(join(ROOT, 'deploy/grafana/stillwatch.json'), 'utf8');
    const alerts = readFileSync(join(ROOT, 'deploy/prometheus/alerts.yml'), 'utf8');
    const page = readFileSync(join(ROOT, 'docs/how-to/operate.md'), 'utf8');
    for (const [place, text] of Object.entries({ dashboard, alerts })) {
      for (const name of namesUsed(text)) expect(there, `${place} uses ${name}`).toContain(name);
    }
    // What the page has and the dashboard need not: odds and ends.
    const listed = namesUsed(page);
    for (const { name } of METRICS) expect(listed, `the page lists ${name}`).toContain(name);
    const series = [...there].map((name) => name.replace(/_(bucket|sum|count)$/, ''));
    for (const name of listed) expect([...there, ...series], `the page has ${name}`).toContain(name);
    const drawn = namesUsed(dashboard + alerts);
    const undrawn = METRICS.map((spec) => spec.name).filter((name) => !drawn.has(name));
    expect(undrawn).toEqual([
      'stillwatch_ingest_unknown_field_records_total',
      'stillwatch_ingest_unknown_fields_total',
      'stillwatch_ingest_outside_window_total',
      'stillwatch_stored_personal_ids',
      'stillwatch_detection_outside_window',
      'stillwatch_detection_exchanges',
      'stillwatch_detection_counted_exchanges',
      'stillwatch_detection_disturbed_total',
      'stillwatch_detection_input_warnings',
      'stillwatch_decisions_cursor',
      'stillwatch_events_total',
      'stillwatch_webhooks_disabled_total',
      'stillwatch_credentials_believed_total',
      'stillwatch_key_lookups_total',
      'stillwatch_key_lookup_queries_total',
      'stillwatch_record_store_waiting',
      'stillwatch_retention_last_success_timestamp_seconds',
      'stillwatch_backup_running',
      'stillwatch_backup_last_duration_seconds',
      'stillwatch_backup_last_held_seconds',
      'stillwatch_backup_last_bytes',
      'stillwatch_trace_spans_total',
      'stillwatch_log_suppressed_total',
    ]);
  });
});

describe('the dashboard', () => {
  const dashboard = JSON.parse(readFileSync(join(ROOT, 'deploy/grafana/stillwatch.json'), 'utf8'));

  it('is one that Grafana takes: panels with ids of their own, in a grid, asking one data source', () => {
    expect(dashboard).toMatchObject({
      uid: 'stillwatch',
      schemaVersion: expect.any(Number),
      panels: expect.any(Array),
    });
    const ids = dashboard.panels.map((panel: { id: number }) => panel.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const panel of dashboard.panels) {
      const { x, w } = panel.gridPos;
      expect(x + w, panel.title).toBeLessThanOrEqual(24);
      if (panel.type === 'row') continue;
      expect(panel.datasource.uid, panel.title).toBe(`\${datasource}`);
      const refs = panel.targets.map((target: { refId: string }) => target.refId);
      expect(new Set(refs).size, panel.title).toBe(refs.length);
      for (const { expr } of panel.targets) expect(balanced(expr), expr).toBe(true);
    }
  });
});

function balanced(expression: string): boolean {
  const open: string[] = [];
  const pairs: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
  for (const sign of expression) {
    if ('([{'.includes(sign)) open.push(sign);
    else if (sign in pairs && open.pop() !== pairs[sign]) return false;
  }
  return open.length === 0;
}
