/** The contract of the API against a service on a real port: its document, its answers, and the client made from it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createClient, type Schemas, type StillwatchClient } from '../src/client/client.ts';
import { type StartedService, serveInProcess } from './started-service.ts';

/** Starts a whole service. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const { Ajv2020 } = createRequire(import.meta.url)('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');

interface PublishedDocument {
  readonly paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, object> }> }>>;
}

/** Only where an identity provider is configured, or on the main port when metrics have none of their own. */
const OPTIONAL = /^\/v1\/oidc\/|^\/metrics$/;

const published = JSON.parse(
  readFileSync(new URL('../docs/reference/openapi.json', import.meta.url), 'utf8'),
) as PublishedDocument;

let root: string;
let service: StartedService;
let client: StillwatchClient;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-contract-'));
  service = await serveInProcess({ STILLWATCH_DATA: join(root, 'data') });
  client = createClient({ baseUrl: service.address, key: service.adminKey ?? '' });
});
afterAll(async () => {
  await service.stop();
  rmSync(root, { recursive: true });
});

describe('the document', () => {
  it('that the service publishes is the one in the repository', async () => {
    const served = (await (await fetch(`${service.address}/v1/openapi.json`)).json()) as PublishedDocument;
    const expected = Object.entries(published.paths).filter(([path]) => !OPTIONAL.test(path));
    expect(served).toEqual({ ...published, paths: Object.fromEntries(expected) });
  });

  it('holds for real answers, successes and problems alike', async () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema(published, 'document');
    const differing: string[] = [];
    const statuses = new Set<number>();
    const check = async (method: string, path: string, init: RequestInit & { url?: string } = {}): Promise<void> => {
      const answer = await fetch(`${service.address}${init.url ?? path}`, {
        method,
        ...init,
        headers: { authorization: `Bearer ${service.adminKey}`, accept: 'application/json', ...init.headers },
      });
      const told = `${method} ${path}: ${answer.status}`;
      statuses.add(answer.status);
      const responses = published.paths[path]?.[method.toLowerCase()]?.responses;
      const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
      if (responses?.[answer.status]?.content?.[type] === undefined) {
        differing.push(`${told} ${type} is not in the document`);
        return;
      }
      const pointer = ['paths', path, method.toLowerCase(), 'responses', answer.status, 'content', type, 'schema'];
      const escaped = pointer.map((step) => encodeURIComponent(String(step).replaceAll('~', '~0').replaceAll('/', '~1')));
      const validate = ajv.compile({ $ref: `document#/${escaped.join('/')}` });
      const body: unknown = await answer.json();
      if (!validate(body)) differing.push(`${told}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body)}`);
    };
    const json = { 'content-type': 'application/json' };
    for (const [path, methods] of Object.entries(published.paths)) {
      if (OPTIONAL.test(path) || methods.get === undefined) continue;
      const url = path.replaceAll(/\{(\w+)\}/g, (_, name) => (name === 'account' ? 'acct-1' : `D-${'0'.repeat(20)}`));
      await check('GET', path, { url });
      await check('GET', path, { url: `${url}?no_such_filter=1` });
    }
    for (const [path, methods] of Object.entries(published.paths)) {
      if (methods.post === undefined) continue;
      const url = path.replaceAll(/\{\w+\}/g, `D-${'0'.repeat(20)}`);
      await check('POST', path, { url, headers: { authorization: 'Bearer nonsense' } });
      if (!/^\/v1\/(backups|session)$/.test(path))
        await check('POST', path, { url, headers: json, body: '{"no_such_field":1}' });
      await check('POST', path, { url, headers: { 'content-type': 'text/csv' }, body: 'x' });
    }
    await check('POST', '/v1/keys', { headers: json, body: '{"label":"l","scopes":["read"]}' });
    await check('POST', '/v1/people', {
      headers: json,
      body: JSON.stringify({ login: 'ada', name: 'Ada', role: 'viewer', password: 'a long passphrase of one person' }),
    });
    await check('POST', '/v1/decisions/{id}/approve', { url: `/v1/decisions/D-${'0'.repeat(20)}/approve` });
    expect(differing).toEqual([]);
    expect([...statuses].toSorted()).toEqual(expect.arrayContaining([200, 201, 400, 401, 403, 404, 415]));
  });
});

describe('the client', () => {
  it('sends exchanges, reads a decision and changes keys, with types', async () => {
    const sent = await client.POST('/v1/exchanges', {
      body: [
        { id: 'e-1', time: '2026-03-01T10:00:00Z', account: 'acct-1', model: 'm', request: { messages: [] } },
      ] satisfies Schemas['ExchangeRecord'][],
    });
    expect(sent.data).toMatchObject({ accepted: 1, rejected: 0 });

    const asked = await client.GET('/v1/decisions/{account}', { params: { path: { account: 'acct-1' } } });
    const decision: Schemas['DecisionInForce'] | undefined = asked.data;
    expect(decision?.action).toBe('allow');

    const made = await client.POST('/v1/keys', { body: { label: 'gateway', scopes: ['decide'] } });
    const limited = createClient({ baseUrl: service.address, key: made.data?.token ?? '' });
    const refused = await limited.GET('/v1/keys', { params: { query: { limit: 1 } } });
    expect(refused.response.status).toBe(403);
    expect(refused.error?.code).toBe('forbidden');
  });

  it('gives the problem of a request that the types would not allow', async () => {
    const { error, data } = await client.GET('/v1/campaigns', {
      // @ts-expect-error: there is no such filter.
      params: { query: { severity: 'high' } },
    });
    expect(data).toBeUndefined();
    expect(error).toMatchObject({ code: 'unknown_parameter', hint: 'This route has: from, limit.' });
  });

  it('is what the package exports', async () => {
    const exported = (await import('stillwatch/client' as string)) as typeof import('../src/client/client.ts');
    const open = exported.createClient({ baseUrl: service.address });
    expect((await open.GET('/healthz')).data).toEqual({ status: 'alive' });
  });
});
