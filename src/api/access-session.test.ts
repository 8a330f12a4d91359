/** Sessions of people over HTTP: the cookie, the token against cross-site requests, passwords, logging in and out. */
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordLogins, sessionCookieOf, TEST_PASSWORD } from '../../test/access-login.ts';
import {
  type AccessServer,
  bearer,
  openRecords,
  PUBLIC_URL,
  type RecordsWorld,
  serveAccess,
} from '../../test/access-world.ts';

const COOKIE = '__Host-stillwatch-session';

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
    const cookie = sessionCookieOf(entered);
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
    expect(sessionCookieOf(again)).not.toBe(cookie);
    expect((await server.app.inject({ url: '/v1/session', headers: { cookie } })).statusCode).toBe(401);
    const planted = `${COOKIE}=${'A'.repeat(43)}`;
    const fixed = await logIn(login, { cookie: planted });
    expect(sessionCookieOf(fixed)).not.toBe(planted);
    expect((await server.app.inject({ url: '/v1/session', headers: { cookie: planted } })).statusCode).toBe(401);
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
    const again = sessionCookieOf(await logIn(login));
    expect((await server.app.inject({ url: '/v1/keys', headers: { cookie: again } })).statusCode).toBe(403);
    expect((await server.app.inject({ url: '/v1/session', headers: { cookie: again } })).json().role).toBe('viewer');
  });

  it('of a local account replaces its password with the old one, and every other session of theirs ends', async () => {
    const { login, cookie, csrf } = await loggedIn('viewer');
    const elsewhere = sessionCookieOf(await logIn(login));
    const replace = (current: string, password: string) =>
      server.app.inject({
        method: 'PUT',
        url: '/v1/session/password',
        headers: { cookie, 'x-csrf-token': csrf },
        payload: { current, password },
      });
    expect((await replace('guess', 'another kettle of glass')).json().code).toBe('forbidden');
    expect((await replace(TEST_PASSWORD, 'short')).json().code).toBe('bad_request');
    const replaced = await replace(TEST_PASSWORD, 'another kettle of glass');
    expect(replaced.statusCode).toBe(200);
    for (const [who, status] of [
      [cookie, 401],
      [elsewhere, 401],
      [sessionCookieOf(replaced), 200],
    ] as const)
      expect((await server.app.inject({ url: '/v1/session', headers: { cookie: who } })).statusCode).toBe(status);
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
      payload: JSON.stringify({ login, password: TEST_PASSWORD }),
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

describe('over a real connection', () => {
  it('a session logs in, changes something and logs out', async () => {
    const local = await serveAccess(world.db, { publicUrl: 'http://127.0.0.1:1' });
    const { login } = await loggedIn('admin', local);
    await local.app.listen({ port: 0, host: '127.0.0.1' });
    const origin = `http://127.0.0.1:${(local.app.server.address() as AddressInfo).port}`;
    const entered = await fetch(`${origin}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ login, password: TEST_PASSWORD }),
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
