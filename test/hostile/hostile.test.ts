/**
 * The service under hostile requests to every route that its document names, among slow clients: it goes on, within its
 * memory, answers nothing of 500 and more but what asks to come back, and is itself afterwards.
 *
 * STILLWATCH_FUZZ sets how many requests (npm run hostile: a million), STILLWATCH_SEED which; a failure prints the seed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { hash64BigInt } from '../../src/kernels/hash.ts';
import { openStores } from '../../src/store/stores.ts';
import { Bystander } from './bystander.ts';
import { type Sent, sendHostile } from './sending.ts';
import { HostileService } from './service.ts';
import { SlowClients, slowKinds } from './slow.ts';
import { sendWorld } from './world.ts';

/** A service is attacked over thousands of requests. */
const TEST_TIMEOUT = 400_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const COUNT = Number(process.env.STILLWATCH_FUZZ ?? 2_500);
const SEED = process.env.STILLWATCH_SEED ?? `hostile-${Date.now()}`;
/** The long form waits for what takes longest to be cut, has more of the slow, and tells how it goes. */
const LONG = COUNT >= 20_000;
/** A start has 750 MB already: engine, record store, worker threads. */
const MOST_RESIDENT = 2_000_000_000;
/** What somebody honest may have to wait meanwhile, on two busy cores. */
const MOST_WAIT_MS = 20_000;

let root: string;
let service: HostileService;
let bystander: Bystander;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-hostile-'));
  service = await HostileService.start(join(root, 'data'));
  if (LONG) await sendWorld(service, root);
}, 400_000);
afterAll(() => {
  service?.child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

it(
  `bears ${COUNT} hostile requests among slow clients (seed ${SEED})`,
  async () => {
    const begin = service.memory();
    const busy = service.busy();
    bystander = new Bystander(service.address, service.adminKey);
    const kinds = slowKinds(service.adminKey);
    const slow = [
      new SlowClients(service.port, kinds.silent, LONG ? 2_000 : 200),
      new SlowClients(service.port, kinds.headers, LONG ? 500 : 50),
      new SlowClients(service.port, kinds.streams, 20),
      ...(LONG ? [new SlowClients(service.port, kinds.bodies, 200), new SlowClients(service.port, kinds.deaf, 50)] : []),
    ];
    const begun = performance.now();
    const rate = (sent: Sent): number => Math.round(sent.sent / ((performance.now() - begun) / 1_000));
    let told = 0;
    const sent = await sendHostile(
      {
        port: service.port,
        control: service.adminKey,
        seed: SEED,
        count: COUNT,
        connections: 16,
        processes: LONG ? 2 : 1,
      },
      (soFar) => {
        if (!LONG || performance.now() - told < 10_000) return;
        told = performance.now();
        const resident = Math.round(service.memory().resident / 1e6);
        console.log(`${soFar.sent} of ${COUNT}, ${rate(soFar)} a second, ${resident} MB`);
      },
    );
    const speed = rate(sent);
    const seconds = service.busy() - busy;
    await Promise.all(slow.map((clients) => clients.over()));
    const borne = slow.flatMap(({ kind, left }) => (kind.within !== null && left > 0 ? [`${left} ${kind.name}`] : []));
    for (const clients of slow) clients.close();
    await bystander.stop();

    const end = service.memory();
    if (LONG) {
      console.log(
        `${sent.sent} requests, ${speed} a second, ${Math.round(sent.sent / seconds)} for each second that the service had a core, ${JSON.stringify(sent.statuses)}, resident MB ${[begin.resident, end.peak, end.resident].map((n) => Math.round(n / 1e6)).join(' / ')} at the start, the peak and the end; somebody honest waited ${bystander.latency(0.5)} ms, ${bystander.latency(0.99)} ms (p99), ${bystander.latency(1)} ms at most; slow clients ${slow
          .filter(({ kind }) => kind.reads)
          .map(({ kind, longest }) => `${kind.name} ${longest} ms`)
          .join(', ')}`,
      );
      console.log(neverServed(sent));
    }
    expect(service.alive()).toBe(true);
    expect(borne, 'slow clients that were not ended').toEqual([]);
    expect(sent.faults, `seed ${SEED}`).toEqual([]);
    expect(service.errors()).toEqual([]);
    expect(service.leaks()).toEqual([]);
    expect(sent.late + sent.unanswered).toBe(0);
    expect(end.peak).toBeLessThan(MOST_RESIDENT);
    expect(bystander.faults).toEqual([]);
    expect(bystander.acknowledged.length).toBeGreaterThan(5);
    expect(bystander.latency(1)).toBeLessThan(MOST_WAIT_MS);
    // Not all were turned away at the door, and every route was asked.
    expect(sent.statuses['200'] ?? 0).toBeGreaterThan(COUNT / 20);
    const { paths } = (await (await fetch(`${service.address}/v1/openapi.json`)).json()) as {
      paths: Record<string, object>;
    };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    // A third of what is sent has no good key; more would mean that the senders have lost theirs.
    expect(sent.statuses['401'] ?? 0).toBeLessThan(COUNT / 2.5);
    if (LONG) expect(routes.filter((route) => sent.asked[route] === undefined)).toEqual([]);
  },
  120_000 + COUNT * 20,
);

it('is itself afterwards: well, its audit log whole, nothing acknowledged lost, and ended in good order', async () => {
  const ask = async (path: string): Promise<Response> =>
    fetch(`${service.address}${path}`, { headers: { authorization: `Bearer ${service.adminKey}` } });
  expect((await ask('/readyz')).status).toBe(200);
  expect(await (await ask('/v1/audit/verify')).json()).toMatchObject({ broken: null });
  const figures = await (await ask('/metrics')).text();
  expect(figures).toMatch(/^stillwatch_ingest_in_flight_bytes(\{[^}]*\})? 0$/m);
  expect(await service.stop()).toBe(0);

  const opened = await openStores({ dataDirectory: join(root, 'data') });
  if (!opened.ok) throw new Error(opened.problem.message);
  const stored = new Set<bigint>();
  for await (const ids of opened.value.exchanges.ids()) for (const id of ids) stored.add(id);
  await opened.value.close();
  expect(bystander.acknowledged.filter((id) => !stored.has(hash64BigInt(id)))).toEqual([]);
});

function neverServed({ served, asked }: Sent): string {
  const never = Object.keys(asked).filter((route) => served[route] === undefined);
  return `never answered with success: ${never.length === 0 ? 'none' : never.join(', ')}`;
}
