/**
 * Keys, people, the audit log and rate limits over HTTP. Sessions are in `access-session.test.ts`, hostile input in
 * `access-hostile.test.ts`.
 */
import { Writable } from 'node:stream';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordLogins } from '../../test/access-login.ts';
import { type AccessServer, bearer, openRecords, type RecordsWorld, serveAccess } from '../../test/access-world.ts';
import { formatToken } from '../access/key-token.ts';
import { randomId, randomSecret } from '../access/secrets.ts';

let world: RecordsWorld;
let server: AccessServer;
let admin: string;
const { logIn, loggedIn } = passwordLogins(() => server);

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
    const { people, next } = (await server.app.inject({ url: '/v1/people?limit=1', headers: bearer(admin) })).json();
    expect(people).toHaveLength(1);
    expect(Object.keys(people[0])).toEqual(['id', 'login', 'issuer', 'name', 'role', 'disabled', 'created', 'last_login']);
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
      const page = (await server.app.inject({ url: `/v1/audit?limit=7${cursor}`, headers: bearer(admin) })).json();
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

  it('slow down what keeps failing, but no good key from the same address, seen before or not', async () => {
    const limited = await serveAccess(world.db, { server: { limits: { failures: 3, address: 2 } } });
    const [known, fresh] = [await limited.key('read'), await limited.key('read')];
    const ask = async (token: string, remoteAddress = '10.2.3.4') =>
      (await limited.app.inject({ url: '/v1/session', headers: bearer(token), remoteAddress })).statusCode;
    expect(await ask(known)).toBe(200);
    for (let k = 0; k < 3; k++) expect(await ask(known.replace(/.$/, '!'))).toBe(401);
    expect(await ask(known.replace(/.$/, '!'))).toBe(429);
    expect(await ask(formatToken({ id: randomId(), secret: randomSecret() }))).toBe(429);
    expect(await ask(fresh)).toBe(200);
    expect(await ask(known)).toBe(200);
    expect(await ask(fresh, '10.2.3.5')).toBe(200);
    const open = async () => (await limited.app.inject({ url: '/v1/openapi.json', remoteAddress: '10.2.3.6' })).statusCode;
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
