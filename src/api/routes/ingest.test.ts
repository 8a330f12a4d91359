import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drained, exchange, type IntakeServer, KEY, ndjson, startIntakeServer } from '../../../test/intake-server.ts';
import { fixture } from '../../ingest/fixtures/read.ts';

let server: IntakeServer;
beforeAll(async () => {
  server = await startIntakeServer({ drainInterval: 50 });
});
afterAll(() => server.close());

const NDJSON = { ...KEY, 'content-type': 'application/x-ndjson' };
const JSON_TYPE = { ...KEY, 'content-type': 'application/json' };

async function post(url: string, headers: Record<string, string>, payload: string | Buffer) {
  return server.app.inject({ method: 'POST', url, headers, payload });
}

describe('POST /v1/exchanges', () => {
  it('takes lines, an array, one pretty-printed object, gzip and zstd', async () => {
    const before = await server.directory.exchanges.count();
    const bodies: [Record<string, string>, string | Buffer, number][] = [
      [NDJSON, ndjson([exchange(1), exchange(2)]), 2],
      [JSON_TYPE, JSON.stringify([exchange(3), exchange(4), exchange(5)]), 3],
      [JSON_TYPE, JSON.stringify(exchange(6), null, 2), 1],
      [{ ...NDJSON, 'content-encoding': 'gzip' }, gzipSync(ndjson([exchange(7)])), 1],
    ];
    for (const [headers, body, accepted] of bodies) {
      const answer = await post('/v1/exchanges', headers, body);
      expect(answer.json()).toEqual({ accepted, duplicates: 0, rejected: 0, ignored: 0, errors: [] });
    }
    const zstd = await post(
      '/v1/exchanges',
      { ...NDJSON, 'content-encoding': 'zstd' },
      readFileSync(fixture('stillwatch.ndjson.zst')),
    );
    expect(zstd.statusCode).toBe(200);
    expect(zstd.json().accepted).toBeGreaterThan(0);
    await drained(server.intake);
    expect(await server.directory.exchanges.count()).toBeGreaterThanOrEqual(before + 7);
  });

  it('counts an id once, twice in a body and in another body, before and after it is stored', async () => {
    const twice = await post('/v1/exchanges', NDJSON, ndjson([exchange('a'), exchange('a')]));
    expect(twice.json()).toMatchObject({ accepted: 1, duplicates: 1 });
    const again = await post('/v1/exchanges', NDJSON, ndjson([exchange('a'), exchange('b')]));
    expect(again.json()).toMatchObject({ accepted: 1, duplicates: 1 });
    await drained(server.intake);
    const later = await post('/v1/exchanges', NDJSON, ndjson([exchange('a'), exchange('b')]));
    expect(later.json()).toMatchObject({ accepted: 0, duplicates: 2 });
    const both = await Promise.all(
      Array.from({ length: 8 }, () => post('/v1/exchanges', NDJSON, ndjson([exchange('c'), exchange('d')]))),
    );
    const sum = both.map((one) => one.json()).reduce((total, one) => total + one.accepted, 0);
    expect(sum).toBe(2);
  });

  it('says of each line that it sets aside where it stands and what was expected, and takes the rest', async () => {
    const body = `${ndjson([exchange('e')])}\n{"id":"f","time":"then"}\nnot json\n${ndjson([exchange('g')])}`;
    const answer = await post('/v1/exchanges', NDJSON, body);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ accepted: 2, rejected: 2 });
    expect(answer.json().errors.map((one: { line: number; reason: string }) => [one.line, one.reason])).toEqual([
      [3, 'unknown_record'],
      [4, 'invalid_json'],
    ]);
  });

  it('counts the fields that no rule reads, for each body its own, and names those that are names', async () => {
    const before = server.intake.stats().unknownFieldRecords;
    const odd = (id: string) => ({ ...exchange(id), user: 'u-1', client: { 'user-agent': 'curl', 'a@b.example': 1 } });
    const account = { account: 'a-u', created: '2026-01-01T00:00:00Z', program: 'standard', card: 'visa' };
    const [first, second, third] = await Promise.all([
      post('/v1/exchanges', NDJSON, ndjson([odd('u1'), exchange('u2'), odd('u3'), account])),
      // A name with an escape is read the slow way.
      post('/v1/exchanges', NDJSON, ndjson([exchange('u4')]).replace('{', '{"us\\u0065r":1,')),
      post('/v1/exchanges', NDJSON, ndjson([exchange('u5')])),
    ]);
    expect(first.json()).toMatchObject({
      accepted: 4,
      unknown_fields: { records: 3, fields: { user: 2, 'client.user-agent': 2, card: 1 }, unnamed: 2 },
    });
    expect(second.json().unknown_fields).toEqual({ records: 1, fields: { user: 1 }, unnamed: 0 });
    expect(third.json()).not.toHaveProperty('unknown_fields');
    expect(server.intake.stats()).toMatchObject({
      unknownFieldRecords: before + 4,
      unknownFields: { user: 3, 'client.user-agent': 2, card: 1, '(other)': 2 },
    });
  });

  it('tells small bodies that are read together each its own', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        post(
          '/v1/exchanges',
          NDJSON,
          i % 3 === 0 ? `{"no":1}\n${ndjson([exchange(1000 + i)])}` : ndjson([exchange(1000 + i)]),
        ),
      ),
    );
    answers.forEach((answer, i) => {
      expect(answer.json()).toMatchObject({ accepted: 1, rejected: i % 3 === 0 ? 1 : 0 });
      if (i % 3 === 0) expect(answer.json().errors[0].line).toBe(1);
    });
  });

  it('refuses what cannot be read at all, is not what its headers say, or is a bomb', async () => {
    const cases: [number, string, Record<string, string>, string | Buffer][] = [
      [400, 'bad_request', NDJSON, 'hello\nworld\n'],
      [400, 'bad_request', { ...NDJSON, 'content-encoding': 'gzip' }, 'hello'],
      [400, 'bad_request', { ...NDJSON, 'content-encoding': 'zstd' }, 'hello'],
      [413, 'too_large', { ...NDJSON, 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(40_000_000, 'a'))],
      [415, 'unsupported_media_type', { ...NDJSON, 'content-encoding': 'br' }, 'hello'],
      [415, 'unsupported_media_type', { ...KEY, 'content-type': 'text/html' }, 'hello'],
      [413, 'too_large', NDJSON, Buffer.alloc(17_000_000, 10)],
      [413, 'too_large', NDJSON, '{}\n'.repeat(100_001)],
    ];
    for (const [status, code, headers, body] of cases) {
      const answer = await post('/v1/exchanges', headers, body);
      expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    }
  });

  it('asks for a key that may ingest', async () => {
    const none = await post('/v1/exchanges', { 'content-type': 'application/x-ndjson' }, '');
    expect(none.statusCode).toBe(401);
    const other = await post('/v1/exchanges', { ...NDJSON, authorization: 'Bearer test-read' }, '');
    expect(other.statusCode).toBe(403);
  });

  it('takes an empty body for what it is', async () => {
    const answer = await post('/v1/exchanges', NDJSON, '');
    expect(answer.json()).toMatchObject({ accepted: 0, rejected: 0 });
  });
});

describe('POST /v1/accounts and /v1/releases', () => {
  it('keep the latest of each', async () => {
    const account = (status: string) => ({
      account: 'acme',
      created: '2026-01-02T03:04:05Z',
      program: 'standard',
      status,
    });
    const first = await post('/v1/accounts', NDJSON, ndjson([account('active')]));
    expect(first.json()).toMatchObject({ accepted: 1, rejected: 0 });
    await post('/v1/accounts', JSON_TYPE, JSON.stringify([account('suspended')]));
    await post('/v1/releases', JSON_TYPE, JSON.stringify({ model: 'large-5', released: '2026-10-01T00:00:00Z' }));
    await drained(server.intake);
    const found = [];
    for await (const page of server.directory.records.accounts()) found.push(...page);
    expect(found.find((one) => one.account === 'acme')).toMatchObject({ status: 'suspended' });
    expect((await server.directory.records.releases()).map((one) => one.model)).toContain('large-5');
  });
});

describe('POST /v1/litellm', () => {
  it("takes LiteLLM's payloads as an array and one by one", async () => {
    const payloads = readFileSync(fixture('litellm.ndjson'), 'utf8').trim().split('\n');
    const answer = await post('/v1/litellm', JSON_TYPE, `[${payloads.join(',')}]`);
    expect(answer.json()).toMatchObject({ duplicates: 0 });
    expect(answer.json().accepted).toBeGreaterThan(0);
    const again = await post('/v1/litellm', NDJSON, `${payloads[0]}\n`);
    expect(again.json()).toMatchObject({ accepted: 0, duplicates: 1 });
  });
});

it('is described in the OpenAPI document', async () => {
  const document = (await server.app.inject('/v1/openapi.json')).json();
  expect(Object.keys(document.paths).sort()).toEqual([
    '/api/public/otel/v1/traces',
    '/v1/accounts',
    '/v1/exchanges',
    '/v1/litellm',
    '/v1/logs',
    '/v1/releases',
    '/v1/traces',
  ]);
  expect(Object.keys(document.paths['/v1/traces'].post.requestBody.content)).toEqual([
    'application/x-protobuf',
    'application/json',
  ]);
  expect(Object.keys(document.paths['/v1/exchanges'].post.requestBody.content)).toContain('application/x-ndjson');
});
