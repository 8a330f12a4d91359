/** The official OpenTelemetry JS SDK against a real server, and the answers that OTLP asks for. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import { SpanKind } from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, type SpanExporter } from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drained, type IntakeServer, KEY, startIntakeServer } from '../../../test/intake-server.ts';
import { otlpLogsMessage } from '../../../test/otlp-message.ts';
import { fixture } from '../../ingest/fixtures/read.ts';
import { hash64BigInt } from '../../kernels/hash.ts';

let server: IntakeServer;
let address: string;
// A directory that is kept, as a service's is: one for a single run is without what no analysis reads.
const root = mkdtempSync(join(tmpdir(), 'otlp-'));
beforeAll(async () => {
  server = await startIntakeServer({ drainInterval: 50 }, () => ({}), join(root, 'data'));
  address = await server.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

/** Sends one GenAI span with its content through an SDK; gives the exchange's id. */
async function sendSpan(exporter: SpanExporter): Promise<string> {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'gateway', 'organization.id': 'org-otel' }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const span = provider.getTracer('test').startSpan('chat large-4', {
    kind: SpanKind.CLIENT,
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'example',
      'gen_ai.request.model': 'large-4',
      'gen_ai.usage.input_tokens': 40,
      'gen_ai.usage.output_tokens': 20,
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.input.messages': JSON.stringify([
        { role: 'user', parts: [{ type: 'text', content: 'Write out the steps that open a lock gate.' }] },
      ]),
      'gen_ai.output.messages': JSON.stringify([
        { role: 'assistant', parts: [{ type: 'text', content: 'Fill the chamber.' }], finish_reason: 'stop' },
      ]),
      'user.id': 'mira',
      'client.address': '192.0.2.7',
    },
  });
  span.end();
  // A tool's span is passed over, which is no failure.
  provider
    .getTracer('test')
    .startSpan('execute_tool', { attributes: { 'gen_ai.operation.name': 'execute_tool' } })
    .end();
  await provider.forceFlush();
  await provider.shutdown();
  const { traceId, spanId } = span.spanContext();
  return `${traceId}-${spanId}`;
}

async function stored(id: string): Promise<Record<string, unknown>[]> {
  await drained(server.intake);
  return server.directory.exchanges.rows(
    `SELECT input_tokens, output_tokens, prompt_chars, output_chars, n.account AS account, n.sub_account AS sub_account
     FROM exchanges LEFT JOIN (SELECT * FROM names FINAL WHERE kind = 'unit') AS n ON n.hash = exchanges.unit
     WHERE id = {id:UInt64}`,
    { id: hash64BigInt(id).toString() },
  );
}

describe('the OpenTelemetry SDK', () => {
  for (const [encoding, Exporter] of [
    ['protobuf', ProtobufExporter],
    ['JSON', JsonExporter],
  ] as const) {
    it(`sends a GenAI span as ${encoding}, and its exchange is in the store`, async () => {
      const id = await sendSpan(new Exporter({ url: `${address}/v1/traces`, headers: KEY }));
      expect(await stored(id)).toEqual([
        {
          input_tokens: 40,
          output_tokens: 20,
          prompt_chars: 42,
          output_chars: 17,
          account: 'org-otel',
          sub_account: 'mira',
        },
      ]);
    });
  }

  it('sends compressed with gzip', async () => {
    const exporter = new ProtobufExporter({
      url: `${address}/v1/traces`,
      headers: KEY,
      compression: 'gzip' as never,
    });
    expect(await stored(await sendSpan(exporter))).toHaveLength(1);
  });
});

const send = (url: string) => (type: string, payload: string | Buffer) =>
  server.app.inject({ method: 'POST', url, headers: { ...KEY, 'content-type': type }, payload });

describe('POST /v1/logs', () => {
  const post = send('/v1/logs');
  const details = (spanId: string) => ({
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId,
    timeUnixNano: '1790000000000000000',
    eventName: 'gen_ai.client.inference.operation.details',
    attributes: Object.entries({
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'large-4',
      'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":"Open the lock."}]}]',
      'gen_ai.usage.input_tokens': '12',
    }).map(([key, stringValue]) => ({ key, value: { stringValue } })),
  });
  const request = (...logRecords: object[]) => ({
    resourceLogs: [
      {
        resource: { attributes: [{ key: 'account.id', value: { stringValue: 'org-logs' } }] },
        scopeLogs: [{ logRecords }],
      },
    ],
  });
  const expected = { account: 'org-logs', input_tokens: 12, prompt_chars: 14 };

  it('takes inference events as JSON and as protobuf', async () => {
    const json = await post('application/json', JSON.stringify(request(details('0000000000000001'))));
    expect([json.statusCode, json.json()]).toEqual([200, {}]);
    const protobuf = await post(
      'application/x-protobuf',
      Buffer.from(otlpLogsMessage(request(details('0000000000000002')))),
    );
    expect([protobuf.statusCode, protobuf.rawPayload.length]).toEqual([200, 0]);
    for (const n of [1, 2])
      expect(await stored(`0af7651916cd43dd8448eb211c80319c-000000000000000${n}`)).toMatchObject([expected]);
  });

  it('names messages without their span, and counts what is no log of a model', async () => {
    const message = { ...details('0000000000000003'), eventName: 'gen_ai.user.message' };
    const answer = await post('application/json', JSON.stringify(request(message, { ...message, eventName: 'login' })));
    expect(answer.json()).toEqual({
      partialSuccess: {
        rejectedLogRecords: '1',
        errorMessage: expect.stringContaining('1 rejected as message_without_span (log record 1: expected the event'),
      },
    });
    expect(server.intake.stats().ignoredByReason.other_log).toBe(1);
  });

  it('refuses traces, which would vanish', async () => {
    const answer = await post('application/json', '{"resourceSpans":[]}');
    expect([answer.statusCode, answer.json().detail]).toEqual([400, expect.stringContaining('without resourceLogs')]);
  });
});

describe('POST /v1/traces', () => {
  const post = send('/v1/traces');

  it('refuses logs and what is no list of objects, which would vanish', async () => {
    expect((await post('application/json', '{"resourceLogs":[]}')).statusCode).toBe(400);
    expect((await post('application/json', '{"batch":[{"type":"trace-create"}]}')).statusCode).toBe(400);
    for (const odd of ['{"resourceSpans":7}', '{"resourceSpans":[{"scopeSpans":["x"]}]}'])
      expect((await post('application/json', odd)).statusCode, odd).toBe(400);
    expect((await post('application/json', '{}')).json()).toEqual({});
  });

  it('tells rejected spans as a partial success, in JSON', async () => {
    const span = {
      traceId: '0a',
      spanId: '01',
      startTimeUnixNano: '1790000000000000000',
      attributes: [
        { key: 'gen_ai.operation.name', value: { stringValue: 'chat' } },
        { key: 'gen_ai.request.model', value: { stringValue: 'm' } },
      ],
    };
    const answer = await post('application/json', JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }));
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      partialSuccess: {
        rejectedSpans: '1',
        errorMessage: expect.stringContaining('1 rejected as no_account (span 1: expected the caller'),
      },
    });
  });

  it('answers a whole success with an empty message', async () => {
    const [document] = readFileSync(fixture('otlp-spans.ndjson'), 'utf8').split('\n');
    expect((await post('application/json', document)).json()).toEqual({});
    const empty = await post('application/x-protobuf', Buffer.alloc(0));
    expect([empty.statusCode, empty.rawPayload.length]).toEqual([200, 0]);
    expect(empty.headers['content-type']).toContain('application/x-protobuf');
  });

  it('answers what is no OTLP with 400, and a protobuf request with a Status', async () => {
    expect((await post('application/json', '[1]')).statusCode).toBe(400);
    const answer = await post('application/x-protobuf', Buffer.from('hello there'));
    expect(answer.statusCode).toBe(400);
    const reader = new BinaryReader(answer.rawPayload);
    reader.tag();
    expect(reader.int32()).toBe(3);
    reader.tag();
    expect(reader.string()).toContain('bad_request');
  });
});
