/** A log of the past, sent to a service: its answers say that detection leaves it out, and with --backfill it does not. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { simulate } from '../sim/index.ts';
import { sendSources } from '../src/cli/send/send.ts';
import { createClient, type Schemas } from '../src/client/client.ts';
import { planSources } from '../src/ingest/sources.ts';
import { type StartedService, serveInProcess } from './started-service.ts';

/** The service reads and detects a whole world; seconds on a free machine, minutes on a busy one. */
const TEST_TIMEOUT = 300_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let root: string;
let service: StartedService | null = null;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-past-'));
});
afterAll(async () => {
  await service?.stop();
  rmSync(root, { recursive: true, force: true });
});

test('exchanges outside the window are counted everywhere, and a backfill finds the campaigns in them', async () => {
  const world = await simulate({ world: 'feb-2026', scale: 0.001, seed: 5, days: 4, honest: 0.1, out: join(root, 'world') });
  const settings = { STILLWATCH_DATA: join(root, 'data') };
  service = await serveInProcess(settings);
  const key = service.adminKey as string;
  const plan = await planSources(world.files);
  if (!plan.ok) throw new Error(plan.problem.message);
  const { tally, problem } = await sendSources(plan.value, {
    format: 'auto',
    now: Date.now(),
    sender: { url: service.address, key, gzip: true, patience: 10_000, monotonic: () => performance.now() },
    record: null,
    signal: new AbortController().signal,
    onProgress: () => {},
    onResume: () => {},
  });
  expect(problem).toBeNull();
  const { totals } = tally;
  expect(totals.rejected).toBe(0);
  expect(totals.accepted).toBe(world.exchanges + world.accounts + 4);
  expect(totals.outside_window).toMatchObject({ exchanges: world.exchanges });
  expect(totals.outside_window?.earliest).toMatch(/^2026-02-/);

  type List = Schemas['CampaignPage'];
  const campaigns = async (): Promise<List> => {
    const client = createClient({ baseUrl: (service as StartedService).address, key });
    const { data } = await client.GET('/v1/campaigns');
    return data as List;
  };
  const outside = async () => (await campaigns()).window.outside;
  await vi.waitUntil(async () => (await outside()) === world.exchanges, { timeout: 120_000, interval: 200 });
  expect(await campaigns()).toMatchObject({
    campaigns: [],
    empty_because: 'no_exchanges_in_window',
    window: { days: 45, ends_at: 'clock', exchanges: 0 },
  });
  const metrics = await (await fetch(`${service.metricsAddress}/metrics`)).text();
  expect(metrics).toContain(`stillwatch_ingest_outside_window_total ${world.exchanges}`);
  await service.stop();

  service = await serveInProcess({ ...settings, STILLWATCH_DETECTION_WINDOW_END: 'newest_exchange' });
  await vi.waitUntil(async () => (await campaigns()).campaigns.length > 0, { timeout: 120_000, interval: 200 });
  const found = await campaigns();
  expect(found).toMatchObject({
    empty_because: null,
    window: { days: 45, ends_at: 'newest_exchange', exchanges: world.exchanges, outside: 0 },
  });
  expect(found.window.to).toMatch(/^2026-02-/);
  const ready = (await (await fetch(`${service.address}/readyz`)).json()) as Schemas['Readiness'];
  expect(ready.parts.find(({ name }) => name === 'detection')).toMatchObject({
    ready: true,
    note: expect.stringContaining('newest exchange'),
  });
  // The campaigns of February are not deleted in December.
  const due = (await (
    await fetch(`${service.address}/v1/retention`, { headers: { authorization: `Bearer ${key}` } })
  ).json()) as Record<string, unknown>;
  expect(JSON.stringify(due)).toContain('"exchanges":0');
});
