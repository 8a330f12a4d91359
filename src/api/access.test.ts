import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import type { LightMyRequestResponse } from 'fastify';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AccessServer,
  bearer,
  openRecords,
  PUBLIC_URL,
  type RecordsWorld,
  serveAccess,
} from '../../test/access-world.ts';

const PASSWORD = 'copper kettle under glass';
const COOKIE = '__Host-stillwatch-session';

let world: RecordsWorld;
let server: AccessServer;
let admin: string;

beforeAll(async () => {
  world = await openRecords();
  server = await serveAccess(world.db);
  admin = await server.key('admin');
});
afterAll(async () => {
  await server.app.close();
  await server.access.close();
  await world.close();
});

let logins = 0;
/** A new person who has logged in. */
async function loggedIn(role = 'admin', at = server) {
  const login = `person${++logins}`;
  const made = await at.app.inject({
    method: 'POST',
    url: '/v1/people',
    headers: bearer(await at.key('admin')),
    payload: { login, name: 'P', role, password: PASSWORD },
  });
  expect(made.statusCode).toBe(201);
  const entered = await logIn(login, {}, at);
  expect(entered.statusCode).toBe(200);
  return {
    id: made.json().id as string,
    login,
    cookie: cookieOf(entered),
    csrf: entered.json().csrf_token as string,
  };
}
const logIn = (login: string, headers: Record<string, string> = {}, at = server, password = PASSWORD) =>
  at.app.inject({
    method: 'POST',
    url: '/v1/session',
    payload: { login, password },
    headers,
    // Each of these tests is a browser of its own.
    remoteAddress: `10.1.0.${logins % 250}`,
  });
function cookieOf(answer: LightMyRequestResponse): string {
  const cookie = answer.cookies.find(({ name }) => name.endsWith('stillwatch-session'));
  return `${cookie?.name}=${cookie?.value}`;
}

describe('/v1/keys', () => {
  it('makes, lists, rotates and revokes keys, and each change is in the audit log under who made it', async () => {
    const made = await server.app.inject({
      method: 'POST',
      url: '/v1/keys',
      headers: bearer(admin),
      payload: { label: 'gateway', scopes: ['ingest'], expires: '2026-06-01T00:00:00+02:00' },
    });
    expect(made.statusCode).toBe(201);
    expect(made.headers['cache-control']).toBe('no-store');
    const { key, token } = made.json();
    expect(key).toMatchObject({
      label: 'gateway',
      scopes: ['ingest'],
      expires: '2026-05-31T22:00:00.000Z',
      revoked: null,
    });
    const rotated = await server.app.inject({
      method: 'POST',
      url: `/v1/keys/${key.id}/rotate`,
      headers: bearer(admin),
      payload: { overlap_minutes: 60 },
    });
    expect(rotated.statusCode).toBe(201);
    const who = await server.app.inject({ url: '/v1/session', headers: bearer(token) });
    expect(who.json()).toEqual({
      kind: 'key',
      id: key.id,
      name: 'gateway',
      tenant: 'default',
      scopes: ['ingest'],
    });
    const revoked = await server.app.inject({
      method: 'POST',
      url: `/v1/keys/${key.id}/revoke`,
      headers: bearer(admin),
    });
    expect(revoked.json().revoked).not.toBeNull();
    expect((await server.app.inject({ url: '/v1/session', headers: bearer(token) })).statusCode).toBe(401);
    const listed = (await server.app.inject({ url: '/v1/keys?limit=500', headers: bearer(admin) })).json();
    expect(listed.keys.find((one: { id: string }) => one.id === key.id)).toMatchObject({
      replaced_by: rotated.json().key.id,
      created_by: (await server.app.inject({ url: '/v1/session', headers: bearer(admin) })).json().id,
    });
    expect(JSON.stringify(listed)).not.toContain('secret');
    const audit = (await server.app.inject({ url: '/v1/audit?limit=3', headers: bearer(admin) })).json();
    expect(audit.entries.map((entry: { action: string }) => entry.action)).toEqual([
      'key.revoked',
      'key.rotated',
      'key.created',
    ]);
  });

  it('refuses labels that a header, a terminal or a log would act on, unknown scopes and ends in the past', async () => {
    const base = { label: 'x', scopes: ['read'] };
    for (const body of [
      { ...base, label: 'a\r\nSet-Cookie: x=y' },
      { ...base, label: 'a\u0000b' },
      { ...base, label: 'a\u202eb' },
      { ...base, label: '\u001b[31mred' },
      { ...base, label: '   ' },
      { ...base, label: 'x'.repeat(101) },
      { ...base, scopes: ['everything'] },
      { ...base, scopes: [] },
      { ...base, expires: '2020-01-01T00:00:00Z' },
      { ...base, expires: '2099-01-01T00:00:00Z' },
      { ...base, tenant: 'other' },
    ]) {
      const answer = await server.app.inject({
        method: 'POST',
        url: '/v1/keys',
        headers: bearer(admin),
        payload: body,
      });
      expect(answer.statusCode, JSON.stringify(body)).toBe(400);
    }
  });

  it('pages by cursor until there is no next', async () => {
    for (let k = 0; k < 5; k++) await server.key('read');
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = (
        await server.app.inject({
          url: `/v1/keys?limit=2${cursor && `&cursor=${cursor}`}`,
          headers: bearer(admin),
        })
      ).json();
      seen.push(...page.keys.map((key: { id: string }) => key.id));
      cursor = page.next ?? '';
    } while (cursor !== '');
    expect(seen.length).toBeGreaterThan(5);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('a key', () => {
  it('in a URL is refused where it would have been good, and appears in no line of the log', async () => {
    const lines: string[] = [];
    const sink = new Writable({
      write(chunk, _, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const logger = Fastify({ logger: { level: 'trace', stream: sink } }).log;
    const logged = await serveAccess(world.db, {
      server: { logger },
      routes: (api) => {
        api.get('/v1/logged/:id', { config: { access: { scope: 'admin' } } }, async (request) => {
          request.log.info({ req: request }, 'as a line of the log has it');
          return {};
        });
      },
    });
    const token = await logged.key('admin');
    for (const url of [
      `/v1/keys?api_key=${token}`,
      `/v1/keys?x=${token}`,
      `/v1/keys?x=1&x=${token}`,
      `/v1/keys?x=${token.replace('_', '%5F')}`,
      `/v1/keys/${token}`,
      `/v1/openapi.json?access_token=whatever`,
    ]) {
      const answer = await logged.app.inject({ url, headers: bearer(token) });
      expect(answer.statusCode, url).toBe(400);
      expect(answer.json().hint).toContain('revoke');
    }
    await logged.app.inject({ url: '/v1/logged/acct-17?q=acct-18', headers: bearer(token) });
    await logged.app.inject({ url: '/v1/session', headers: bearer(`${token}x`) });
    await logged.app.close();
    expect(lines.join('')).toContain('/v1/logged/:id');
    expect(lines.join('')).not.toContain('acct-1');
    expect(lines.join('')).not.toContain(token.slice(8, 40));
    expect(lines.join('')).not.toContain('127.0.0.1');
  });

  it('is asked for with the word Bearer, in any case, and a wrong one is not made good by a cookie', async () => {
    const token = await server.key('read');
    const status = async (headers: Record<string, string>) =>
      (await server.app.inject({ url: '/v1/session', headers })).statusCode;
    expect(await status({ authorization: `bearer ${token}` })).toBe(200);
    for (const authorization of [token, `Basic ${token}`, `Bearer ${token} ${token}`, 'Bearer', ''])
      expect(await status({ authorization }), authorization).toBe(401);
    const { cookie } = await loggedIn();
    expect(await status({ cookie })).toBe(200);
    expect(await status({ cookie, authorization: `Bearer ${token}x` })).toBe(401);
  });

  it('needs no token against cross-site requests', async () => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/v1/keys',
      headers: { ...bearer(admin), origin: 'https://elsewhere.example' },
      payload: { label: 'x', scopes: ['read'] },
    });
    expect(answer.statusCode).toBe(201);
  });
});

describe('a session', () => {
  it('is a cookie that no script reads and no other host sets, and ends with logging out', async () => {
    const { login } = await loggedIn('analyst');
    const entered = await logIn(login);
    const header = String(entered.headers['set-cookie']);
    expect(header).toMatch(
      /^__Host-stillwatch-session=[0-9A-Za-z]{43}; Path=\/; Expires=.+; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(entered.json()).toMatchObject({ kind: 'person', role: 'analyst', scopes: ['decide', 'read'] });
    expect(entered.headers['cache-control']).toBe('no-store');
    const cookie = cookieOf(entered);
    const who = await server.app.inject({ url: '/v1/session', headers: { cookie } });
    expect(who.json()).toEqual(entered.json());
    const out = await server.app.inject({
      method: 'DELETE',
      url: '/v1/session',
      headers: { cookie, 'x-csrf-token': who.json().csrf_token },
    });
    expect(out.statusCode).toBe(204);
    expect(String(out.headers['set-cookie'])).toContain(`${COOKIE}=;`);
    expect((await server.app.inject({ url: '/v1/session', headers: { cookie } })).statusCode).toBe(401);
  });

  it('has a new id at every login, and the one from before ends: nobody can plant theirs', async () => {
    const { login, cookie } = await loggedIn();
    const again = await logIn(login, { cookie });
    expect(cookieOf(again)).not.toBe(cookie);
    expect((await server.app.inject({ url: '/v1/session', headers: { cookie } })).statusCode).toBe(401);
    const planted = `${COOKIE}=${'A'.repeat(43)}`;
    const fixed = await logIn(login, { cookie: planted });
    expect(cookieOf(fixed)).not.toBe(planted);
    expect((await server.app.inject({ url: '/v1/session', headers: { cookie: planted } })).statusCode).toBe(
      401,
    );
  });

  it('changes nothing without its token, with that of another session, or for a page of another site', async () => {
    const [one, two] = [await loggedIn(), await loggedIn()];
    const change = async (headers: Record<string, string>) => {
      const answer = await server.app.inject({
        method: 'POST',
        url: '/v1/keys',
        headers: { cookie: one.cookie, ...headers },
        payload: { label: 'x', scopes: ['read'] },
      });
      return answer.statusCode === 201 ? 'made' : answer.json().code;
    };
    const token = { 'x-csrf-token': one.csrf };
    expect(await change({})).toBe('cross_site');
    expect(await change({ 'x-csrf-token': two.csrf })).toBe('cross_site');
    expect(await change({ 'x-csrf-token': '' })).toBe('cross_site');
    expect(await change({ ...token, origin: 'https://elsewhere.example' })).toBe('cross_site');
    expect(await change({ ...token, origin: 'null' })).toBe('cross_site');
    expect(await change({ ...token, origin: 'http://stillwatch.example' })).toBe('cross_site');
    expect(await change({ ...token, 'sec-fetch-site': 'same-site' })).toBe('cross_site');
    expect(await change({ ...token, origin: PUBLIC_URL, 'sec-fetch-site': 'same-origin' })).toBe('made');
    expect(await change(token)).toBe('made');
  });

  it('has at once what a lowered role still may do: nothing, until the person logs in again', async () => {
    const { id, login, cookie } = await loggedIn('admin');
    expect((await server.app.inject({ url: '/v1/keys', headers: { cookie } })).statusCode).toBe(200);
    await server.app.inject({
      method: 'PATCH',
      url: `/v1/people/${id}`,
      headers: bearer(admin),
      payload: { role: 'viewer' },
    });
    expect((await server.app.inject({ url: '/v1/keys', headers: { cookie } })).statusCode).toBe(401);
    const again = cookieOf(await logIn(login));
    expect((await server.app.inject({ url: '/v1/keys', headers: { cookie: again } })).statusCode).toBe(403);
    expect((await server.app.inject({ url: '/v1/session', headers: { cookie: again } })).json().role).toBe(
      'viewer',
    );
  });

  it('of a local account replaces its password with the old one, and every other session of theirs ends', async () => {
    const { login, cookie, csrf } = await loggedIn('viewer');
    const elsewhere = cookieOf(await logIn(login));
    const replace = (current: string, password: string) =>
      server.app.inject({
        method: 'PUT',
        url: '/v1/session/password',
        headers: { cookie, 'x-csrf-token': csrf },
        payload: { current, password },
      });
    expect((await replace('guess', 'another kettle of glass')).json().code).toBe('forbidden');
    expect((await replace(PASSWORD, 'short')).json().code).toBe('bad_request');
    const replaced = await replace(PASSWORD, 'another kettle of glass');
    expect(replaced.statusCode).toBe(200);
    for (const [who, status] of [
      [cookie, 401],
      [elsewhere, 401],
      [cookieOf(replaced), 200],
    ] as const)
      expect((await server.app.inject({ url: '/v1/session', headers: { cookie: who } })).statusCode).toBe(
        status,
      );
    expect((await logIn(login)).statusCode).toBe(401);
    expect((await logIn(login, {}, server, 'another kettle of glass')).statusCode).toBe(200);
    const key = await server.app.inject({
      method: 'PUT',
      url: '/v1/session/password',
      headers: bearer(admin),
      payload: { current: 'x', password: 'y' },
    });
    expect(key.statusCode).toBe(403);
  });

  it('is not begun for a page of another site, nor with a body that a plain form could send', async () => {
    const { login } = await loggedIn();
    expect((await logIn(login, { origin: 'https://elsewhere.example' })).json().code).toBe('cross_site');
    const form = await server.app.inject({
      method: 'POST',
      url: '/v1/session',
      headers: { 'content-type': 'text/plain' },
      payload: JSON.stringify({ login, password: PASSWORD }),
    });
    expect(form.statusCode).toBe(400);
  });

  it('on this machine works without encryption, from either of its names, and not from a name that leads here', async () => {
    const local = await serveAccess(world.db, { publicUrl: 'http://127.0.0.1:8080' });
    const { login, cookie, csrf } = await loggedIn('admin', local);
    expect(cookie).toMatch(/^stillwatch-session=/);
    const header = String((await logIn(login, {}, local)).headers['set-cookie']);
    expect(header).not.toContain('Secure');
    const change = async (host: string, origin: string) =>
      (
        await local.app.inject({
          method: 'POST',
          url: '/v1/keys',
          headers: { cookie, 'x-csrf-token': csrf, host, origin },
          payload: { label: 'x', scopes: ['read'] },
        })
      ).statusCode;
    expect(await change('localhost:9090', 'http://localhost:9090')).toBe(201);
    expect(await change('127.0.0.1:8080', 'http://127.0.0.1:8080')).toBe(201);
    expect(await change('rebound.example:8080', 'http://rebound.example:8080')).toBe(403);
    expect(await change('localhost:9090', 'http://localhost:3000')).toBe(403);
    await local.app.close();
  });
});

describe('/v1/people', () => {
  it('keeps an administrator from lowering or disabling themselves', async () => {
    const { id, cookie, csrf } = await loggedIn();
    for (const payload of [{ role: 'viewer' }, { disabled: true }]) {
      const answer = await server.app.inject({
        method: 'PATCH',
        url: `/v1/people/${id}`,
        headers: { cookie, 'x-csrf-token': csrf },
        payload,
      });
      expect(answer.json().code).toBe('conflict');
    }
  });

  it('lists people without a word of their passwords, in pages', async () => {
    await loggedIn();
    const { people, next } = (
      await server.app.inject({ url: '/v1/people?limit=1', headers: bearer(admin) })
    ).json();
    expect(people).toHaveLength(1);
    expect(Object.keys(people[0])).toEqual([
      'id',
      'login',
      'issuer',
      'name',
      'role',
      'disabled',
      'created',
      'last_login',
    ]);
    const more = await server.app.inject({ url: `/v1/people?cursor=${next}`, headers: bearer(admin) });
    expect(more.json().people.some((one: { id: string }) => one.id === people[0].id)).toBe(false);
  });
});

describe('/v1/audit', () => {
  it('pages back to the first entry, and its chain is whole against a head noted before', async () => {
    const head = (await server.app.inject({ url: '/v1/audit/head', headers: bearer(admin) })).json();
    await server.key('read');
    const seqs: number[] = [];
    let cursor = '';
    do {
      const page = (
        await server.app.inject({ url: `/v1/audit?limit=7${cursor}`, headers: bearer(admin) })
      ).json();
      seqs.push(...page.entries.map((entry: { seq: number }) => entry.seq));
      cursor = page.next === null ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(seqs).toEqual(Array.from({ length: head.seq + 1 }, (_, k) => head.seq + 1 - k));
    const verify = async (text: string) =>
      (await server.app.inject({ url: `/v1/audit/verify?head=${text}`, headers: bearer(admin) })).json();
    expect(await verify(head.checkpoint)).toMatchObject({
      whole: true,
      entries: head.seq + 1,
      expected_found: true,
    });
    expect(await verify(`${head.seq}:${'0'.repeat(64)}`)).toMatchObject({ whole: false, broken: null });
    expect((await verify('nonsense')).code).toBe('bad_request');
  });
});

describe('rate limits', () => {
  it('stop a key that asks too often, with a problem that says when to come back, and no other key', async () => {
    const limited = await serveAccess(world.db, {
      server: { limits: { key: 3, gateway: 6 } },
      routes: (api) => {
        api.post('/v1/fast', { config: { access: { scope: 'ingest' } } }, async () => ({}));
      },
    });
    const [one, two] = [await limited.key('read', 'ingest'), await limited.key('read')];
    const ask = (token: string, url = '/v1/session') =>
      limited.app.inject({ url, method: url === '/v1/fast' ? 'POST' : 'GET', headers: bearer(token) });
    for (let k = 0; k < 3; k++) expect((await ask(one)).statusCode).toBe(200);
    const stopped = await ask(one);
    expect(stopped.statusCode).toBe(429);
    expect(stopped.headers['content-type']).toContain('application/problem+json');
    expect(stopped.json().code).toBe('too_many_requests');
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask(two)).statusCode).toBe(200);
    // What a gateway calls for every exchange is counted apart.
    for (let k = 0; k < 6; k++) expect((await ask(one, '/v1/fast')).statusCode).toBe(200);
    expect((await ask(one, '/v1/fast')).statusCode).toBe(429);
    await limited.app.close();
  });

  it('stop an address that keeps failing, while keys known from it go on', async () => {
    const limited = await serveAccess(world.db, { server: { limits: { failures: 3, address: 2 } } });
    const [known, fresh] = [await limited.key('read'), await limited.key('read')];
    const ask = async (token: string, remoteAddress = '10.2.3.4') =>
      (await limited.app.inject({ url: '/v1/session', headers: bearer(token), remoteAddress })).statusCode;
    expect(await ask(known)).toBe(200);
    for (let k = 0; k < 3; k++) expect(await ask(known.replace(/.$/, '!'))).toBe(401);
    expect(await ask(fresh)).toBe(429);
    expect(await ask(known)).toBe(200);
    expect(await ask(fresh, '10.2.3.5')).toBe(200);
    const open = async () =>
      (await limited.app.inject({ url: '/v1/openapi.json', remoteAddress: '10.2.3.6' })).statusCode;
    expect([await open(), await open(), await open()]).toEqual([200, 200, 429]);
    await limited.app.close();
  });

  it('are stricter for logging in, and say how long a login that failed too often has to wait', async () => {
    const limited = await serveAccess(world.db);
    const { login } = await loggedIn('viewer', limited);
    const tries: number[] = [];
    let last = await logIn(login, {}, limited, 'wrong');
    for (let k = 0; k < 22; k++) {
      last = await logIn(login, {}, limited, 'wrong');
      tries.push(last.statusCode);
      if (k === 6) expect(Number(last.headers['retry-after'])).toBe(900);
    }
    expect(tries.slice(0, 4)).toEqual([401, 401, 401, 401]);
    expect(tries[4]).toBe(429);
    expect(last.statusCode).toBe(429);
    expect(Number(last.headers['retry-after'])).toBeLessThanOrEqual(60);
    await limited.app.close();
  });
});

describe('over a real connection', () => {
  it('a session logs in, changes something and logs out', async () => {
    const local = await serveAccess(world.db, { publicUrl: 'http://127.0.0.1:1' });
    const { login } = await loggedIn('admin', local);
    await local.app.listen({ port: 0, host: '127.0.0.1' });
    const origin = `http://127.0.0.1:${(local.app.server.address() as AddressInfo).port}`;
    const entered = await fetch(`${origin}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ login, password: PASSWORD }),
    });
    expect(entered.status).toBe(200);
    const cookie = String(entered.headers.get('set-cookie')).split(';')[0] as string;
    const { csrf_token } = (await entered.json()) as { csrf_token: string };
    const made = await fetch(`${origin}/v1/keys`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, origin, 'x-csrf-token': csrf_token },
      body: JSON.stringify({ label: 'x', scopes: ['read'] }),
    });
    expect(made.status).toBe(201);
    const out = await fetch(`${origin}/v1/session`, {
      method: 'DELETE',
      headers: { cookie, 'x-csrf-token': csrf_token },
    });
    expect(out.status).toBe(204);
    await local.app.close();
  });
});
