import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AccessServer,
  bearer,
  openRecords,
  PUBLIC_URL,
  type RecordsWorld,
  serveAccess,
} from '../../test/access-world.ts';
import { type IdentityProvider, startIdentityProvider } from '../../test/identity-provider.ts';
import { OidcSettings } from '../access/oidc/settings.ts';
import { CALLBACK } from './routes/oidc.ts';

let world: RecordsWorld;
let provider: IdentityProvider;
let server: AccessServer;

const roles = [
  { role: 'viewer', domain: 'lab.example' },
  { role: 'approver', group: 'trust-and-safety' },
  { role: 'admin', email: 'root@lab.example', group: 'admins' },
] as const;

function settings(change: Partial<OidcSettings> = {}): OidcSettings {
  const { issuer, clientId, clientSecret } = provider;
  return OidcSettings.parse({ issuer, clientId, clientSecret, roles, ...change });
}

beforeAll(async () => {
  world = await openRecords();
  provider = await startIdentityProvider(PUBLIC_URL + CALLBACK, {
    vera: { name: 'Vera', email: 'vera@lab.example', email_verified: true },
    theo: { name: 'Theo', email: 'theo@lab.example', email_verified: true, groups: ['trust-and-safety'] },
    root: { name: 'Root', email: 'ROOT@lab.example', email_verified: true, groups: ['admins'] },
    mallory: { name: 'Mallory', email: 'root@lab.example', email_verified: false, groups: [] },
    stranger: { name: 'S', email: 's@elsewhere.example', email_verified: true, groups: 'friends' },
    odd: { name: 'O\u0007dd\u202e', email: 'odd@lab.example', email_verified: true },
  });
  server = await serveAccess(world.db, { oidc: settings() });
});
afterAll(async () => {
  await server.app.close();
  await provider.close();
  await world.close();
});

const cookiesOf = (answer: LightMyRequestResponse): string =>
  answer.cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');

let browsers = 0;
/** Begins here and logs in at the provider: where the browser is led back to, with the cookies it has. */
async function begin(subject: string, returnTo = '/campaigns?x=1') {
  const remoteAddress = `10.3.0.${++browsers}`;
  const begun = await server.app.inject({
    url: `/v1/oidc/login?return_to=${encodeURIComponent(returnTo)}`,
    remoteAddress,
  });
  expect(begun.statusCode).toBe(303);
  const back = await provider.logIn(String(begun.headers.location), subject);
  const path = back.slice(PUBLIC_URL.length);
  const finish = (url = path, cookie = cookiesOf(begun)) => server.app.inject({ url, headers: { cookie }, remoteAddress });
  return { begun, path, cookie: cookiesOf(begun), finish };
}

describe('login through an identity provider', () => {
  it('gives a session with the role that the rules give, and leads back to where it began', async () => {
    const { begun, finish } = await begin('theo');
    const url = new URL(String(begun.headers.location));
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: PUBLIC_URL + CALLBACK,
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(url.searchParams.get(name)?.length).toBeGreaterThan(40);
    expect(String(begun.headers['set-cookie'])).toMatch(/__Host-stillwatch-login=.*HttpOnly; Secure; SameSite=Lax/);
    const done = await finish();
    expect(done.statusCode).toBe(303);
    expect(done.headers.location).toBe('/campaigns?x=1');
    const who = await server.app.inject({ url: '/v1/session', headers: { cookie: cookiesOf(done) } });
    expect(who.json()).toMatchObject({ kind: 'person', name: 'Theo', role: 'approver' });
    const audit = await server.access.audit.page(2);
    expect(audit.map((entry) => entry.action)).toEqual(['person.logged_in', 'person.created']);
  });

  it('gives the highest role of those whose whole rule holds', async () => {
    const role = async (subject: string) => {
      const done = await (await begin(subject)).finish();
      return (await server.app.inject({ url: '/v1/session', headers: { cookie: cookiesOf(done) } })).json().role;
    };
    expect(await role('vera')).toBe('viewer');
    expect(await role('root')).toBe('admin');
  });

  it('refuses who has no role, and an address that the provider did not verify gives none', async () => {
    for (const subject of ['stranger', 'mallory']) {
      const done = await (await begin(subject)).finish();
      expect(done.statusCode, subject).toBe(403);
      expect(done.json().code).toBe('forbidden');
      expect(cookiesOf(done)).toBe('');
      expect((await server.access.audit.page(1))[0]).toMatchObject({
        action: 'person.login_failed',
        subject: 'unknown',
      });
    }
  });

  it('holds only in the browser that began it, with what it began, and once', async () => {
    const one = await begin('theo');
    const two = await begin('vera');
    for (const [told, path, cookie] of [
      ['without the cookie', one.path, ''],
      ["with another's cookie", one.path, two.cookie],
      ['with another state', one.path.replace(/state=[^&]+/, 'state=guessed-and-long-enough-to-look-right'), one.cookie],
      ['without a state', one.path.replace(/&?state=[^&]+/, ''), one.cookie],
      ['with a code of another login', one.path.replace(/code=[^&]+/, /code=[^&]+/.exec(two.path)?.[0] ?? ''), one.cookie],
      ['with an error', `${CALLBACK}?error=access_denied&${/state=[^&]+/.exec(one.path)?.[0]}`, one.cookie],
    ] as const) {
      const answer = await one.finish(path, cookie);
      expect(answer.statusCode, told).toBe(401);
      expect(cookiesOf(answer), told).toBe('');
    }
    const three = await begin('theo');
    expect((await three.finish()).statusCode).toBe(303);
    const replayed = await three.finish();
    expect(replayed.statusCode).toBe(401);
  });

  it('is refused when the nonce in the token is not that of this browser', async () => {
    const { cookie, finish, path } = await begin('theo');
    const [state, , verifier] =
      cookie
        .replace(/^[^=]+=/, '')
        .split(';')[0]
        ?.split('.') ?? [];
    const other = cookie.replace(/=[^;]+/, `=${state}.${'n'.repeat(43)}.${verifier}`);
    expect((await finish(path, other)).statusCode).toBe(401);
  });

  it('leads nowhere but to this site', async () => {
    for (const returnTo of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', '/a\r\nx: y', 'a']) {
      const answer = await server.app.inject({
        url: `/v1/oidc/login?return_to=${encodeURIComponent(returnTo)}`,
      });
      expect(answer.statusCode, returnTo).toBe(400);
    }
    const { cookie, finish, path } = await begin('vera');
    const planted = cookie.replace(/(stillwatch-return=)[^;]+/, '$1%2F%2Felsewhere.example');
    expect((await finish(path, planted)).headers.location).toBe('/');
  });

  it('takes a name that cannot be shown from another claim', async () => {
    const done = await (await begin('odd')).finish();
    const who = await server.app.inject({ url: '/v1/session', headers: { cookie: cookiesOf(done) } });
    expect(who.json().name).toBe('odd@lab.example');
  });

  it('keeps out who was disabled here, whatever the provider says', async () => {
    const done = await (await begin('theo')).finish();
    const { id } = (await server.app.inject({ url: '/v1/session', headers: { cookie: cookiesOf(done) } })).json();
    const change = (disabled: boolean) =>
      server.app.inject({ method: 'PATCH', url: `/v1/people/${id}`, headers: admin, payload: { disabled } });
    const admin = bearer(await server.key('admin'));
    await change(true);
    expect((await (await begin('theo')).finish()).statusCode).toBe(403);
    await change(false);
  });

  it('says so when the provider does not answer', async () => {
    const down = await serveAccess(world.db, { oidc: settings({ issuer: 'http://127.0.0.1:9' }) });
    const answer = await down.app.inject('/v1/oidc/login');
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBeDefined();
    await down.app.close();
  });

  it('with a client secret that the provider does not know ends in a refusal', async () => {
    const wrong = await serveAccess(world.db, { oidc: settings({ clientSecret: 'another' }) });
    const begun = await wrong.app.inject('/v1/oidc/login');
    const back = await provider.logIn(String(begun.headers.location), 'theo');
    const answer = await wrong.app.inject({
      url: back.slice(PUBLIC_URL.length),
      headers: { cookie: cookiesOf(begun) },
    });
    expect(answer.statusCode).toBe(401);
    await wrong.app.close();
  });

  it('works with a provider that takes the secret as HTTP Basic alone, and with one that knows us without', async () => {
    for (const [authentication, change] of [
      ['client_secret_basic', { clientAuthentication: 'basic' }],
      ['none', { clientSecret: undefined }],
    ] as const) {
      const claims = { vera: { name: 'Vera', email: 'vera@lab.example', email_verified: true } };
      const other = await startIdentityProvider(PUBLIC_URL + CALLBACK, claims, authentication);
      const served = await serveAccess(world.db, { oidc: settings({ issuer: other.issuer, ...change }) });
      const begun = await served.app.inject('/v1/oidc/login');
      const back = await other.logIn(String(begun.headers.location), 'vera');
      const done = await served.app.inject({
        url: back.slice(PUBLIC_URL.length),
        headers: { cookie: cookiesOf(begun) },
      });
      expect(done.statusCode, authentication).toBe(303);
      await served.app.close();
      await other.close();
    }
  });

  it('is not there where no provider is set', async () => {
    const without = await serveAccess(world.db);
    expect((await without.app.inject('/v1/oidc/login')).statusCode).toBe(401);
    expect(
      (await without.app.inject({ url: '/v1/oidc/login', headers: bearer(await without.key('read')) })).statusCode,
    ).toBe(404);
    await without.app.close();
  });
});

describe('the settings of a provider', () => {
  it('ask for https but on this machine, and for rules that say whom they mean', () => {
    const base = { issuer: 'https://idp.example', clientId: 'c', roles };
    expect(OidcSettings.safeParse(base).success).toBe(true);
    for (const wrong of [
      { ...base, issuer: 'http://idp.example' },
      { ...base, issuer: 'ftp://127.0.0.1' },
      { ...base, issuer: 'idp' },
      { ...base, roles: [{ role: 'admin' }] },
      { ...base, roles: [{ role: 'owner', group: 'g' }] },
      { ...base, roles: [] },
    ])
      expect(OidcSettings.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
  });
});
