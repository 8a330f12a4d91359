/**
 * A flood of bad keys from the very address of good callers, over real HTTP: made-up, mistyped and missing keys. No good request is
 * refused, keys that the service has never seen included, and the database is asked in batches.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { formatToken } from '../src/access/key-token.ts';
import { randomId, randomSecret } from '../src/access/secrets.ts';
import { type StartedService, serveInProcess } from './started-service.ts';

/** A service starts, and ten thousand requests are made on a busy machine. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const FLOODERS = 20;
const GOOD_REQUESTS = 500;

let root: string;
let service: StartedService;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'key-flood-'));
  service = await serveInProcess({ STILLWATCH_DATA: join(root, 'data'), STILLWATCH_RATE_LIMITS_KEY: '1000000' });
});
afterAll(async () => {
  await service.stop();
  rmSync(root, { recursive: true, force: true });
});

async function ask(path: string, token?: string, init: RequestInit = {}): Promise<Response> {
  const headers = { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...init.headers };
  return fetch(service.address + path, { ...init, headers });
}

async function metric(series: string): Promise<number> {
  const text = await (await fetch(`${service.metricsAddress}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return Number(line?.slice(series.length));
}

it('costs no good request from the same address anything', async () => {
  const fresh: string[] = [];
  for (let k = 0; k < 100; k++) {
    const answer = await ask('/v1/keys', service.adminKey as string, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ label: `k${k}`, scopes: ['decide', 'read'] }),
    });
    fresh.push(((await answer.json()) as { token: string }).token);
  }
  const looked = await metric('stillwatch_key_lookups_total');
  const bad = new Map<number, number>();
  let stopping = false;
  const made = (k: number): string | undefined =>
    [formatToken({ id: randomId(), secret: randomSecret() }), 'swk_nonsense', undefined][k % 3];
  const flood = Array.from({ length: FLOODERS }, async (_, k) => {
    for (let n = k; !stopping; n++) {
      const answer = await ask('/v1/decisions/account-9', made(n));
      await answer.arrayBuffer();
      bad.set(answer.status, (bad.get(answer.status) ?? 0) + 1);
    }
  });
  const good = new Map<number, number>();
  const times: number[] = [];
  for (let n = 0; n < GOOD_REQUESTS; n++) {
    const began = performance.now();
    const answer = await ask(n % 2 === 0 ? '/v1/decisions/account-9' : '/v1/session', fresh[n % fresh.length]);
    await answer.arrayBuffer();
    times.push(performance.now() - began);
    good.set(answer.status, (good.get(answer.status) ?? 0) + 1);
  }
  for (let n = 0; n < 5; n++) expect((await ask('/readyz')).status).toBe(200);
  stopping = true;
  await Promise.all(flood);
  times.sort((a, b) => a - b);
  const lookups = (await metric('stillwatch_key_lookups_total')) - looked;
  const queries = await metric('stillwatch_key_lookup_queries_total{result="made"}');
  const figures = {
    good,
    bad,
    lookups,
    queries,
    p50: times[GOOD_REQUESTS / 2],
    p99: times[Math.floor(GOOD_REQUESTS * 0.99)],
  };
  console.log(figures);
  expect([...good]).toEqual([[200, GOOD_REQUESTS]]);
  expect([...bad.keys()].sort()).toEqual([401, 429]);
  expect(bad.get(429)).toBeGreaterThan(bad.get(401) as number);
});
