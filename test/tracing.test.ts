/** Traces of the service itself, as a collector gets them over OTLP/HTTP. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Environment } from '../src/service/config/sources.ts';
import { startTracing } from '../src/service/operations/tracing.ts';
import { exchange, ndjson } from './intake-server.ts';
import { type StartedService, serveInProcess } from './started-service.ts';

/** Each test starts a whole service; up to 69 s on a busy machine. */
const TEST_TIMEOUT = 210_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';

interface Span {
  readonly trace: string;
  readonly id: string;
  readonly parent: string;
  readonly name: string;
  readonly attributes: ReadonlyMap<string, unknown>;
  /** 2: failed. */
  readonly status: number;
  readonly start: number;
  readonly end: number;
}

/** A collector that keeps what it gets. */
interface Collector {
  readonly address: string;
  readonly spans: Span[];
  /** Everything that was sent, headers and bodies. */
  readonly bytes: Buffer[];
  readonly types: Set<string>;
  readonly resources: Map<string, unknown>;
  close(): Promise<void>;
}

let root: string;
let collector: Collector;
const running: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-tracing-'));
  collector = await startCollector();
});
afterEach(async () => {
  for (const end of running.splice(0)) await end();
  vi.unstubAllEnvs();
});
afterAll(async () => {
  await collector.close();
  rmSync(root, { recursive: true, force: true });
});

async function serve(environment: Record<string, string>, more: Record<string, string> = {}): Promise<StartedService> {
  // The SDK reads the rest of its variables by itself, as it does in the process of a service.
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const service = await serveInProcess(
    {
      STILLWATCH_DATA: join(root, 'data'),
      STILLWATCH_DETECTION_WINDOW_DAYS: '36500',
      STILLWATCH_RETENTION_EXCHANGES_DAYS: '36500',
      STILLWATCH_WEBHOOKS_ALLOW_PRIVATE_ADDRESSES: 'true',
      ...more,
    },
    environment,
  );
  running.push(service.stop);
  return service;
}

let admin = '';
const at = (service: StartedService, path: string, init: RequestInit = {}) =>
  fetch(`${service.address}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${admin}`, ...init.headers },
  });

const named = (name: string): Span[] => collector.spans.filter((span) => span.name === name);
async function until(enough: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !enough(); tries++) await delay(50);
}

describe('a service with a collector', () => {
  it('sends spans of requests, looks, store writes and webhooks, and nothing of anybody', async () => {
    const secret = { account: 'canaryaccount', prompt: 'canaryprompt', ip: '203.0.113.77' };
    const service = await serve({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.address,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=watch',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    });
    admin = service.adminKey as string;
    const sent = await at(service, '/v1/exchanges', {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: ndjson([
        ...Array.from({ length: 50 }, (_, n) => exchange(n)),
        {
          ...exchange(50),
          account: secret.account,
          request: { messages: [{ role: 'user', content: secret.prompt }] },
          client: { ip: secret.ip },
        },
        { account: secret.account, created: '2026-01-01T00:00:00Z', program: 'standard' },
      ]),
    });
    expect(sent.status).toBe(200);
    await at(service, `/v1/decisions/${secret.account}?q=${secret.prompt}`, {
      headers: { traceparent: `00-${TRACE}-${CALLER}-01` },
    });
    await at(service, '/v1/campaigns', { headers: { traceparent: `00-${TRACE}-${CALLER}-00` } });
    await fetch(`${service.address}/healthz`);
    const receiver = createServer((_, answer) => answer.writeHead(500).end());
    const target = `${await listen(receiver)}/${secret.prompt}`;
    const webhook = await at(service, '/v1/webhooks', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url: target }),
    });
    const { id } = (await webhook.json()) as { id: string };
    await at(service, `/v1/webhooks/${id}/test`, { method: 'POST' });
    receiver.close();
    const seen = (): Span | undefined =>
      named('detection.look').find((span) => span.attributes.get('stillwatch.exchanges') === 51);
    await until(() => seen() !== undefined && named('store.insert exchanges').length > 0);
    expect(await service.stop()).toEqual([]);

    const [posted] = named('POST /v1/exchanges');
    expect(posted?.attributes.get('http.response.status_code')).toBe(200);
    expect(posted?.parent).toBe('');
    expect((posted?.end ?? 0) - (posted?.start ?? 0)).toBeGreaterThan(0);
    // As its caller traces it; and not where the caller does not.
    const [decided] = named('GET /v1/decisions/:account');
    expect(decided).toMatchObject({ trace: TRACE, parent: CALLER });
    expect(named('GET /v1/campaigns')).toEqual([]);
    expect(named('GET /healthz')).toEqual([]);

    const look = seen();
    expect(look?.parent).toBe('');
    const within = collector.spans.filter((span) => span.parent === look?.id);
    const parts = ['detection.detect', 'detection.keep', 'detection.load'];
    expect(within.map((span) => span.name).sort()).toEqual(parts);
    const keep = within.find((span) => span.name === 'detection.keep');
    expect(named('store.save run').map((span) => span.parent)).toContain(keep?.id);

    const [insert] = named('store.insert exchanges');
    expect(insert?.attributes.get('stillwatch.rows')).toBe(51);
    const [stored] = collector.spans.filter((span) => span.id === insert?.parent);
    expect(stored?.name).toBe('intake.store');
    expect(named('store.upsert accounts')[0]?.parent).toBe(stored?.id);

    const [delivered] = named('webhook.deliver');
    expect(delivered).toMatchObject({ status: 2 });
    expect(delivered?.attributes.get('stillwatch.event_type')).toBe('webhook.test');
    expect(delivered?.attributes.get('error.type')).toBe('500');

    expect([...collector.types]).toEqual(['application/x-protobuf']);
    expect(Object.fromEntries(collector.resources)).toMatchObject({
      'service.name': 'stillwatch',
      'deployment.environment.name': 'test',
    });
    const bytes = Buffer.concat(collector.bytes);
    expect(bytes.includes('x-tenant')).toBe(true);
    for (const [name, value] of Object.entries({ ...secret, admin, webhook: target }))
      expect(bytes.includes(value), `${name} is in a span`).toBe(false);
  });

  it('samples as the environment says', async () => {
    collector.spans.length = 0;
    const service = await serve({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.address,
      OTEL_TRACES_SAMPLER: 'always_off',
    });
    await at(service, '/v1/retention');
    await service.stop();
    expect(collector.spans).toEqual([]);
  });

  it('is its own collector without an end: what it is sent makes no spans of it', async () => {
    const port = await freePort();
    const service = await serve(
      {
        OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer ${admin}`,
        OTEL_BSP_SCHEDULE_DELAY: '50',
      },
      {
        STILLWATCH_TRACING_ENDPOINT: `http://127.0.0.1:${port}`,
        STILLWATCH_LISTEN_PORT: String(port),
        STILLWATCH_DETECTION_MIN_INTERVAL_MS: '86400000',
      },
    );
    for (let n = 0; n < 3; n++) await at(service, '/v1/retention');
    const figure = async (name: string): Promise<number> => {
      const text = await (await fetch(`${service.metricsAddress}/metrics`)).text();
      return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
    };
    const sent = () => figure('stillwatch_trace_spans_total\\{result="sent"\\}');
    const accepted = await figure('stillwatch_ingest_exchanges_total');
    // There is one look, and it makes the last spans but for those of a loop.
    for (let tries = 0; tries < 400 && (await figure('stillwatch_detection_looks_total')) !== 1; tries++) await delay(50);
    await delay(1_500);
    const settled = await sent();
    expect(settled).toBeGreaterThanOrEqual(3);
    await delay(1_500);
    expect(await sent()).toBe(settled);
    expect(await figure('stillwatch_ingest_exchanges_total')).toBe(accepted);
    expect(await service.stop()).toEqual([]);
  });

  it('that does not answer loses spans, and nothing else', async () => {
    const service = await serve({
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
      OTEL_BSP_SCHEDULE_DELAY: '50',
    });
    expect((await at(service, '/v1/retention')).status).toBe(200);
    let metrics = '';
    for (let tries = 0; tries < 200 && !/spans_total\{result="failed"\} [1-9]/.test(metrics); tries++) {
      await delay(50);
      metrics = await (await fetch(`${service.metricsAddress}/metrics`)).text();
    }
    expect(metrics).toMatch(/stillwatch_trace_spans_total\{result="failed"\} [1-9]/);
    expect(await service.stop()).toEqual([]);
  });
});

describe('traces', () => {
  const begin = (environment: Environment, endpoint?: string) =>
    startTracing({ settings: endpoint === undefined ? {} : { endpoint }, environment, onFailure: () => {} });

  it('are off unless there is somewhere to send them, or when they are switched off', async () => {
    for (const environment of [
      {},
      { OTEL_EXPORTER_OTLP_ENDPOINT: '' },
      { OTEL_EXPORTER_OTLP_ENDPOINT: collector.address, OTEL_SDK_DISABLED: 'true' },
      { OTEL_EXPORTER_OTLP_ENDPOINT: collector.address, OTEL_TRACES_EXPORTER: 'none' },
    ]) {
      expect(await begin(environment)).toEqual({ ok: true, value: null });
    }
    expect(await begin({ OTEL_SDK_DISABLED: 'true' }, collector.address)).toEqual({ ok: true, value: null });
  });

  it('refuse a protocol or an address that they cannot send to', async () => {
    for (const environment of [
      { OTEL_EXPORTER_OTLP_ENDPOINT: collector.address, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' },
    ]) {
      expect(await begin(environment)).toMatchObject({ ok: false, problem: { code: 'config_invalid' } });
    }
  });

  it('name what was thrown by its code alone', async () => {
    collector.spans.length = 0;
    const begun = await begin({}, collector.address);
    if (!begun.ok || begun.value === null) throw new Error('traces are on');
    const { tracer, close } = begun.value;
    const failing = tracer.span('outer', {}, () =>
      tracer.span('inner', {}, async () => {
        throw Object.assign(new Error('words of canaryaccount'), { code: 'ECANARY' });
      }),
    );
    await expect(failing).rejects.toThrow('words');
    await close();
    const [inner] = named('inner');
    expect(inner).toMatchObject({ status: 2, parent: named('outer')[0]?.id });
    expect(Object.fromEntries(inner?.attributes ?? [])).toEqual({ 'error.type': 'ECANARY' });
    expect(Buffer.concat(collector.bytes).includes('words of')).toBe(false);
  });
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function freePort(): Promise<number> {
  const socket = createSocket();
  await new Promise<void>((resolve) => socket.listen(0, '127.0.0.1', resolve));
  const { port } = socket.address() as AddressInfo;
  await new Promise((resolve) => socket.close(resolve));
  return port;
}

async function startCollector(): Promise<Collector> {
  const spans: Span[] = [];
  const bytes: Buffer[] = [];
  const types = new Set<string>();
  const resources = new Map<string, unknown>();
  const server = createServer((request, answer) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const sent = Buffer.concat(pieces);
      const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
      bytes.push(Buffer.from(JSON.stringify(request.headers)), body);
      types.add(String(request.headers['content-type']));
      if (request.url === '/v1/traces') spans.push(...decode(body, resources));
      answer.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
  });
  const address = await listen(server);
  return {
    address,
    spans,
    bytes,
    types,
    resources,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Field numbers: opentelemetry-proto, trace/v1/trace.proto and common/v1/common.proto. */
function decode(body: Uint8Array, resources: Map<string, unknown>): Span[] {
  const spans: Span[] = [];
  for (const resource of fields(body).get(1) ?? []) {
    const parts = fields(resource as Uint8Array);
    for (const one of parts.get(1) ?? [])
      for (const [key, value] of attributesOf(fields(one as Uint8Array).get(1))) resources.set(key, value);
    for (const scope of parts.get(2) ?? [])
      for (const span of fields(scope as Uint8Array).get(2) ?? []) spans.push(spanOf(span as Uint8Array));
  }
  return spans;
}

function spanOf(bytes: Uint8Array): Span {
  const span = fields(bytes);
  const hex = (field: number): string => Buffer.from((span.get(field)?.[0] as Uint8Array) ?? []).toString('hex');
  const status = span.get(15)?.[0];
  return {
    trace: hex(1),
    id: hex(2),
    parent: hex(4),
    name: Buffer.from(span.get(5)?.[0] as Uint8Array).toString(),
    attributes: attributesOf(span.get(9)),
    status: status === undefined ? 0 : Number(fields(status as Uint8Array).get(3)?.[0] ?? 0),
    start: Number(span.get(7)?.[0]),
    end: Number(span.get(8)?.[0]),
  };
}

function attributesOf(pairs: readonly unknown[] = []): Map<string, unknown> {
  return new Map(
    pairs.map((pair) => {
      const [key, value] = [1, 2].map((n) => fields(pair as Uint8Array).get(n)?.[0] as Uint8Array);
      const [[kind, [content]]] = [...fields(value as Uint8Array)] as [[number, unknown[]]];
      return [
        Buffer.from(key as Uint8Array).toString(),
        kind === 1 ? Buffer.from(content as Uint8Array).toString() : Number(content),
      ];
    }),
  );
}

/** Values of a message by field number. */
function fields(bytes: Uint8Array): Map<number, unknown[]> {
  const reader = new BinaryReader(bytes);
  const values = new Map<number, unknown[]>();
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    let value: unknown = null;
    if (type === WireType.LengthDelimited) value = reader.bytes();
    else if (type === WireType.Varint) value = reader.uint64();
    else if (type === WireType.Bit64) value = reader.fixed64();
    else reader.skip(type, number);
    values.set(number, [...(values.get(number) ?? []), value]);
  }
  return values;
}
