/** /v1/check as gateways ask it: with what their clients sent, and a key of their own. */
import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccessServer, openRecords, type RecordsWorld, serveAccess } from '../../../test/access-world.ts';
import { decideAccounts } from '../../../test/decided-accounts.ts';
import { listening } from '../../../test/detection-fixture.ts';
import { DAY } from '../../base/clock.ts';
import { keyIdentifier } from '../../ingest/values.ts';
import { type DecisionService, openDecisions } from '../../service/decisions/decisions.ts';
import { addDecisionRoutes } from './decisions.ts';

const START = Date.parse('2026-03-01T00:00:00Z');
let world: RecordsWorld;
let server: AccessServer;
let address: string;
let key: string;
let now = START;
let decisions: DecisionService;

beforeAll(async () => {
  world = await openRecords();
  const heard = listening();
  const clock = () => now;
  decisions = await openDecisions({ db: world.db, clock, audit: heard, events: heard });
  await decideAccounts(decisions);
  // The decision about the client whose key is this one, which its log names by the digest.
  const storedId = (id: string) =>
    id === 'limited@example.com' || id === keyIdentifier('sk-limited') ? 'limited' : id === 'Zoë' ? 'suspended' : id;
  server = await serveAccess(world.db, {
    routes: (api) => addDecisionRoutes(api, { decisions, clock, random: () => 0.5, storedId }),
  });
  key = await server.key('decide');
  address = await server.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.app.close();
  await server.access.close();
  await world.close();
});

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
const check = async (
  headers: Record<string, string | string[]>,
  url = '/v1/check',
  method: Method = 'GET',
  payload?: string,
) => {
  const answer = await server.app.inject({
    method,
    url,
    headers: { 'x-stillwatch-key': key, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
  const { headers: got, statusCode: status, body } = answer;
  const [action, decision, expires] = ['action', 'decision', 'expires'].map((name) => got[`x-stillwatch-${name}`]);
  return { status, action, decision, expires, body, headers: got };
};
const about = (account: string) => check({ 'x-stillwatch-account': account });

describe('GET /v1/check', () => {
  it('answers with the status and headers, and nothing else', async () => {
    expect(await about('unknown')).toMatchObject({ status: 200, action: 'allow', decision: undefined, body: '' });
    const reviewed = await about('reviewed');
    expect(reviewed).toMatchObject({ status: 200, action: 'review', expires: '2026-03-15T00:00:00.000Z', body: '' });
    expect(reviewed.decision).toMatch(/^D-[0-9a-f]{20}$/);
    expect(reviewed.headers['cache-control']).toBe('no-store');
    expect(await about('limited')).toMatchObject({ status: 200, action: 'limit' });
    expect(await about('limited@example.com')).toMatchObject({ action: 'limit' });
    now = START + 15 * DAY;
    expect(await about('reviewed')).toMatchObject({ status: 200, action: 'allow', decision: undefined });
    now = START;
  });

  it('is counted apart from requests that are evaluated', async () => {
    const before = decisions.stats().asked;
    await about('limited');
    expect(decisions.stats().asked).toEqual({ decide: before.decide, check: before.check + 1 });
  });

  it('refuses a suspended account without saying why', async () => {
    const { status, action, decision, headers, body } = await about('suspended');
    expect({ status, action }).toEqual({ status: 403, action: 'suspend' });
    expect(decision).toMatch(/^D-/);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(JSON.parse(body)).toMatchObject({ code: 'account_suspended', status: 403 });
    expect(body).not.toMatch(/campaign|families|C-suspend|D-/);
  });

  it('counts the decision about an end user of a router', async () => {
    const user = (name: string) => check({ 'x-stillwatch-account': 'router', 'x-stillwatch-sub-account': name });
    expect((await user('suspended-user')).status).toBe(403);
    expect((await user('other')).status).toBe(200);
    expect((await user('')).status).toBe(200);
  });

  it('gives 429 for a limited account where the gateway wants it', async () => {
    const limited = (status: string, account = 'limited') =>
      check({ 'x-stillwatch-account': account, 'x-stillwatch-limit-status': status });
    const refused = await limited('429');
    expect(refused).toMatchObject({ status: 429, action: 'limit', headers: { 'retry-after': '60' } });
    expect(JSON.parse(refused.body).code).toBe('account_limited');
    expect((await limited('200')).status).toBe(200);
    expect((await limited('429', 'reviewed')).status).toBe(200);
    expect((await limited('429', 'suspended')).status).toBe(403);
    expect((await limited('503')).status).toBe(400);
  });

  it('takes the key of a client in place of its account', async () => {
    for (const sent of ['sk-limited', 'Bearer sk-limited', 'bearer  sk-limited '])
      expect(await check({ 'x-stillwatch-client-key': sent }), sent).toMatchObject({ status: 200, action: 'limit' });
    const both = await check({ 'x-stillwatch-client-key': 'sk-limited', 'x-stillwatch-account': 'other' });
    expect(both).toMatchObject({ status: 400, action: undefined });
  });

  it('says what to send if no account is named, or not one', async () => {
    const none = await check({});
    expect(none.status).toBe(400);
    expect(JSON.parse(none.body)).toMatchObject({
      code: 'bad_request',
      where: 'headers/x-stillwatch-account',
      hint: expect.stringContaining('authenticated'),
    });
    expect((await about('')).status).toBe(400);
    expect((await about('x'.repeat(129))).status).toBe(400);
    expect((await about('x'.repeat(128))).status).toBe(200);
  });

  it('does not take a header that was sent twice for an account that is unknown', async () => {
    for (const twice of [['reviewed', 'suspended'], 'reviewed, suspended', 'suspended,', ','])
      expect((await check({ 'x-stillwatch-account': twice })).status, String(twice)).toBe(400);
    const users = await check({ 'x-stillwatch-account': 'suspended', 'x-stillwatch-sub-account': ['a', 'b'] });
    expect(users.status).toBe(400);
  });

  it('reads ids in UTF-8, and refuses other bytes', async () => {
    const raw = (text: Buffer) => text.toString('latin1');
    const sent = (account: string) => fetchStatus({ 'x-stillwatch-account': account });
    expect(await sent(raw(Buffer.from('Zoë')))).toBe(403);
    expect(await sent(raw(Buffer.from([0xff, 0xfe])))).toBe(400);
  });
});

/** Over a connection, where bytes of headers are bytes. */
async function fetchStatus(headers: Record<string, string>): Promise<number> {
  return (await fetch(`${address}/v1/check`, { headers: { 'x-stillwatch-key': key, ...headers } })).status;
}

describe('what a gateway passes on', () => {
  it('is any method, path and query of its client', async () => {
    const methods: Method[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
    const urls = [
      '/v1/check',
      '/v1/check/',
      '/v1/check/v1/chat/completions?api_key=x&a=1&a=2',
      '/v1/check/%F0%9F%A6%86//../x',
    ];
    for (const method of methods) {
      for (const url of urls) {
        expect((await check({ 'x-stillwatch-account': 'suspended' }, url, method)).status, `${method} ${url}`).toBe(403);
        expect((await check({ 'x-stillwatch-account': 'reviewed' }, url, method)).status, `${method} ${url}`).toBe(200);
      }
    }
    expect((await check({ 'x-stillwatch-account': 'reviewed' }, `/v1/check/${'x'.repeat(5_000)}`)).status).toBe(200);
  });

  it('may have a body of any type, which is not read', async () => {
    const headers = { 'x-stillwatch-account': 'suspended' };
    for (const type of ['application/json', 'text/csv', 'multipart/form-data', ';;', ''])
      expect((await check({ ...headers, 'content-type': type }, '/v1/check/v1', 'POST', '{"a":')).status, type).toBe(403);
    // Announced, and never sent.
    const { hostname, port } = new URL(address);
    const socket = createConnection(Number(port), hostname);
    const lines = [
      'POST /v1/check/v1/messages HTTP/1.1',
      'host: x',
      `x-stillwatch-key: ${key}`,
      'x-stillwatch-account: suspended',
      'content-length: 999999999999',
      'connection: close',
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n{"messages"`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 403 /);
    // Sent all at once, and the connection goes on.
    const large = await fetch(`${address}/v1/check`, {
      method: 'POST',
      headers: { 'x-stillwatch-key': key, 'x-stillwatch-account': 'reviewed' },
      body: 'x'.repeat(3_000_000),
    });
    expect(large.status).toBe(200);
    expect(await fetchStatus({ 'x-stillwatch-account': 'suspended' })).toBe(403);
  });

  it("may have the client's own Authorization, which is not looked at beside the key", async () => {
    const headers = { 'x-stillwatch-account': 'suspended', authorization: 'Bearer sk-of-the-client' };
    expect((await check(headers)).status).toBe(403);
    const ask = (more: Record<string, string>) => server.app.inject({ url: '/v1/check', headers: { ...headers, ...more } });
    expect((await ask({})).statusCode).toBe(401);
    expect((await ask({ authorization: `Bearer ${key}` })).statusCode).toBe(403);
    expect((await ask({ 'x-stillwatch-key': await server.key('read') })).json().code).toBe('forbidden');
    expect((await ask({ 'x-stillwatch-key': 'nonsense', authorization: `Bearer ${key}` })).statusCode).toBe(401);
  });

  it('is no key for other routes', async () => {
    const answer = await server.app.inject({ url: '/v1/decisions/a', headers: { 'x-stillwatch-key': key } });
    expect(answer.statusCode).toBe(401);
  });

  it('is refused if its URL holds a key of this service', async () => {
    expect((await check({ 'x-stillwatch-account': 'reviewed' }, `/v1/check/x?key=${key}`)).status).toBe(400);
  });
});
