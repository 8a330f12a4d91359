/** The service on real engines and a real port: health, metrics, and a log that gives nobody away. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from './base/clock.ts';
import { startService } from './serve.ts';
import { readConfig } from './service/config/sources.ts';
import type { RunningService } from './service/service.ts';

/** Each test starts a whole service. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const SECRETS = {
  prompt: 'canaryprompt the vault opens at noon',
  key: 'sw_canarykey',
  address: '203.0.113.77',
  account: 'canaryaccount',
  agent: 'canaryagent/9.1',
  cookie: 'canarycookie',
  email: 'canary.person@example.com',
};

let root: string;
let log = '';
const controller = new AbortController();
let service: RunningService;

function configFor(environment: Record<string, string>) {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.config;
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-serve-'));
  const started = await startService({
    config: configFor({
      STILLWATCH_DATA: join(root, 'data'),
      STILLWATCH_LISTEN_PORT: '0',
      STILLWATCH_METRICS_PORT: '0',
      STILLWATCH_LOG_LEVEL: 'debug',
    }),
    clock: systemClock,
    log: {
      write: (text) => {
        log += text;
      },
    },
    signal: controller.signal,
  });
  if (!started.ok) throw new Error(JSON.stringify(started.problem));
  service = started.value;
});
afterAll(async () => {
  controller.abort();
  await service?.ended;
  rmSync(root, { recursive: true, force: true });
});

describe('a service that cannot start', () => {
  it('says why, and leaves nothing at work: neither threads nor the data directory', async () => {
    const taken = new URL(service.address).port;
    const environment = { STILLWATCH_DATA: join(root, 'none'), STILLWATCH_LISTEN_PORT: taken };
    const script = `
      import { startService } from ${JSON.stringify(import.meta.resolve('./serve.ts'))};
      import { readConfig } from ${JSON.stringify(import.meta.resolve('./service/config/sources.ts'))};
      const { config } = readConfig(${JSON.stringify(environment)});
      const clock = Date.now;
      const log = { write() {} };
      const threads = () => process.report.getReport().workers.length;
      const before = threads();
      const started = await startService({ config, clock, log, signal: new AbortController().signal });
      process.stdout.write(JSON.stringify([started.problem?.code, threads() - before]), () => process.exit(0));`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      '--input-type=module',
      '--eval',
      script,
    ]);
    expect(JSON.parse(stdout)).toEqual(['address_unusable', 0]);
    expect(existsSync(join(root, 'none', 'lock'))).toBe(false);
  });
});

describe('a running service', () => {
  it('is alive and ready, and says so of each part', async () => {
    expect(await (await fetch(`${service.address}/healthz`)).json()).toEqual({ status: 'alive' });
    const ready = await fetch(`${service.address}/readyz`);
    expect(ready.status).toBe(200);
    const body = (await ready.json()) as { state: string; parts: { name: string; ready: boolean }[] };
    expect(body.state).toBe('running');
    expect(body.parts).toContainEqual({ name: 'stores', ready: true });
  });

  it('describes itself, health included', async () => {
    const document = (await (await fetch(`${service.address}/v1/openapi.json`)).json()) as {
      paths: Record<string, object>;
    };
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/healthz', '/readyz']));
  });

  it('has metrics on a listener of their own, by route and never by path', async () => {
    await fetch(`${service.address}/v1/decisions/${SECRETS.account}`);
    expect((await fetch(`${service.address}/metrics`)).status).not.toBe(200);
    const answer = await fetch(`${service.metricsAddress}/metrics`);
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const text = await answer.text();
    expect(text).toContain('stillwatch_part_ready{part="stores"} 1');
    expect(text).toMatch(/stillwatch_http_request_duration_seconds_count\{method="GET",route="none",status="\d+"\} \d/);
    expect(text).toMatch(/stillwatch_http_request_duration_seconds_count\{method="GET",route="\/healthz",status="200"\} \d/);
    expect(text).toContain('stillwatch_store_errors_total{store="records"} 0');
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).not.toContain(SECRETS.account);
  });

  it('answers with the id that a request came with, when it can only be an id', async () => {
    const idOf = async (headers: Record<string, string>) =>
      (await fetch(`${service.address}/healthz`, { headers })).headers.get('x-request-id');
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    expect(await idOf({ traceparent: `00-${trace}-00f067aa0ba902b7-01` })).toBe(trace);
    expect(await idOf({ 'x-request-id': 'c0ffee00-0000-4000-8000-000000000001' })).toBe(
      'c0ffee00-0000-4000-8000-000000000001',
    );
    for (const wrong of [SECRETS.email, '4111111111111111', 'x'.repeat(500)]) {
      expect(await idOf({ 'x-request-id': wrong })).not.toBe(wrong);
    }
    expect(await idOf({ traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` })).not.toBe('0'.repeat(32));
  });

  it('logs each request without anything of whoever sent it', async () => {
    const headers = {
      authorization: `Bearer ${SECRETS.key}`,
      cookie: `session=${SECRETS.cookie}`,
      'user-agent': SECRETS.agent,
      'x-forwarded-for': SECRETS.address,
      'x-request-id': SECRETS.email,
      'content-type': 'application/json',
    };
    const url = `${service.address}/v1/decisions/${SECRETS.account}?q=${encodeURIComponent(SECRETS.prompt)}`;
    await fetch(url, { headers });
    await fetch(url, { method: 'POST', headers, body: JSON.stringify({ prompt: SECRETS.prompt }) });
    await fetch(`${service.address}/healthz`, { method: 'POST', headers, body: `{"${SECRETS.prompt}` });
    await fetch(`${service.address}/v1/%E0%A4%A${SECRETS.account}`, { headers }).catch(() => {});
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.some((line) => line.msg === 'started')).toBe(true);
    const requests = lines.filter((line) => line.msg === 'request');
    expect(requests.length).toBeGreaterThan(5);
    for (const line of requests) {
      expect(Object.keys(line).sort()).toEqual(
        [
          ...(Number(line.status) < 400 ? [] : ['code']),
          ...['level', 'method', 'ms', 'msg', 'principal', 'request', 'route', 'status', 'time'],
        ].sort(),
      );
    }
    for (const [name, secret] of Object.entries(SECRETS)) {
      expect(log.includes(secret), `${name} is in the log`).toBe(false);
      expect(log.includes(encodeURIComponent(secret)), `${name} is in the log`).toBe(false);
    }
    expect(log).not.toContain('remoteAddress');
  });

  it('is not started twice on one directory', async () => {
    const options = { clock: systemClock, log: { write: () => {} }, signal: new AbortController().signal };
    const locked = await startService({
      config: configFor({ STILLWATCH_DATA: join(root, 'data') }),
      ...options,
    });
    expect(locked).toMatchObject({ ok: false, problem: { code: 'data_directory_locked' } });
  });
});
