import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type AccessServer,
  bearer,
  openRecords,
  type RecordsWorld,
  serveAccess,
  somebody,
} from '../../test/access-world.ts';
import { verifyAudit } from '../access/audit-verify.ts';
import { SECOND } from '../base/clock.ts';
import { createAuthenticator } from './authenticator.ts';
import { callerAddress } from './rate-limits.ts';
import { createServer } from './server.ts';

/** A test sends hundreds of generated requests; 32 s on a busy machine. */
const TEST_TIMEOUT = 200_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let world: RecordsWorld;
let server: AccessServer;
let admin: string;

beforeAll(async () => {
  world = await openRecords();
  server = await serveAccess(world.db, { server: { limits: { key: 1e9, address: 1e9, failures: 1e9 } } });
  admin = await server.key('admin');
});
afterAll(async () => {
  await server.app.close();
  await server.access.close();
  await world.close();
});

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('', '\u0000', '\ud800', '__proto__', 'constructor', "' OR 1=1 --", '../../etc', '%00', '9'.repeat(40)),
);
const value = fc.oneof(
  text,
  fc.constantFrom('admin', 'read', 'viewer', 'ada', 'a long enough password', '2099-01-01T00:00:00Z'),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.oneof(text, fc.constantFrom('admin', 'read')), { maxLength: 4 }),
  fc.dictionary(text, text, { maxKeys: 3 }),
);
const FIELDS = ['label', 'scopes', 'expires', 'login', 'name', 'role', 'password', 'current', 'disabled', 'overlap_minutes'];
const body = fc.oneof(
  { weight: 5, arbitrary: fc.dictionary(fc.oneof(fc.constantFrom(...FIELDS), text), value, { maxKeys: 6 }) },
  { weight: 1, arbitrary: value },
);
const query = fc.dictionary(fc.oneof(fc.constantFrom('limit', 'cursor', 'head', 'code', 'state', 'return_to'), text), text, {
  maxKeys: 3,
});
const headers = fc.record(
  {
    cookie: fc.string({ maxLength: 80 }),
    'x-csrf-token': fc.string({ maxLength: 50 }),
    origin: fc.webUrl(),
    'content-type': fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded', 'nonsense'),
    authorization: fc.oneof(fc.constant('admin'), fc.string({ maxLength: 120 })),
  },
  { requiredKeys: [] },
);

/** More of them: STILLWATCH_FUZZ=100000. */
const RUNS = Number(process.env.STILLWATCH_FUZZ ?? 1_500);

const LONGEST = Math.max(60_000, RUNS * 30);

/** What cannot be sent at all is not the server's to refuse. */
const sendable = (header: string): string => header.replace(/[^\x20-\x7e]/g, '?');

describe('hostile requests', () => {
  it(
    'never get an answer of 5xx, and leave the chain of the audit log whole',
    async () => {
      await server.app.ready();
      const routes = server.app.routeList.filter(({ method }) => method !== 'HEAD');
      let served = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...routes),
          fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.constantFrom('A1', 'x')),
          body,
          query,
          headers,
          async ({ method, url }, id, payload, asked, given) => {
            const search = new URLSearchParams(asked).toString();
            const sent = Object.fromEntries(Object.entries(given).map(([name, header]) => [name, sendable(header ?? '')]));
            if (sent.authorization === 'admin' || sent.authorization === undefined) sent.authorization = `Bearer ${admin}`;
            const answer = await server.app.inject({
              method: method as 'GET',
              url: `${url.replace(':id', encodeURIComponent(id))}?${search}`,
              headers: { 'content-type': 'application/json', ...sent },
              ...(method === 'GET' || method === 'DELETE' ? {} : { payload: JSON.stringify(payload) ?? '' }),
            });
            expect(answer.statusCode, answer.body).toBeLessThan(500);
            if (answer.statusCode < 300) served++;
          },
        ),
        { numRuns: RUNS },
      );
      // Not all were turned away at the door.
      expect(served).toBeGreaterThan(RUNS / 50);
      expect((await verifyAudit(world.db)).broken).toBeNull();
    },
    LONGEST,
  );

  it('with a body of another shape are told where, in words that repeat nothing of it', async () => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/v1/people',
      headers: bearer(admin),
      payload: { login: 'ada', name: 'A', role: 'viewer', password: ['a secret typed into a list'] },
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().where).toBe('body/password');
    expect(answer.body).not.toContain('secret');
  });

  it('to log in are read no further than a login can be long', async () => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/v1/session',
      remoteAddress: '10.9.9.9',
      payload: { login: 'ada', password: 'x'.repeat(20_000) },
    });
    expect(answer.statusCode).toBe(413);
  });

  it('with a field that is not known are told which when it may be mistyped, and else not', async () => {
    const detailOf = async (more: object): Promise<string> => {
      const payload = { label: 'l', scopes: ['read'], ...more };
      return (await server.app.inject({ method: 'POST', url: '/v1/keys', headers: bearer(admin), payload })).json().detail;
    };
    expect(await detailOf({ lable: 'l' })).toContain('"lable"');
    for (const name of ['a secret in the wrong place', 's'.repeat(50)])
      expect(await detailOf({ [name]: 1 })).toBe("Expected a request that matches the API's schema: no other fields.");
  });
});

describe('an address', () => {
  it('of a connection that is gone is none, and no failure', () => {
    expect(callerAddress({ ip: undefined as unknown as string })).toBe('');
    expect(callerAddress({ ip: '2001:db8::1' })).toBe(callerAddress({ ip: '2001:db8::2' }));
  });

  it('is what the connection says, and what a header says only behind a balancer that is trusted', async () => {
    const ask = async (at: AccessServer, forwarded: string) =>
      (
        await at.app.inject({
          url: '/v1/openapi.json',
          remoteAddress: '10.7.0.1',
          headers: { 'x-forwarded-for': forwarded },
        })
      ).statusCode;
    const limits = { address: 1 };
    const alone = await serveAccess(world.db, { server: { limits } });
    expect([await ask(alone, '1.1.1.1'), await ask(alone, '2.2.2.2')]).toEqual([200, 429]);
    const behind = await serveAccess(world.db, { server: { limits, trustedProxies: ['10.7.0.0/24'] } });
    expect([await ask(behind, '1.1.1.1'), await ask(behind, '2.2.2.2'), await ask(behind, '1.1.1.1')]).toEqual([
      200, 200, 429,
    ]);
    await alone.app.close();
    await behind.app.close();
  });
});

describe('while the record store does not answer', () => {
  it('a caller is told to come back, and one whose key was proved a moment ago goes on', async () => {
    let down = false;
    const db = world.db.withPlugin({
      transformQuery: ({ node }) => {
        if (down) throw new Error('connection lost');
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const failing = await serveAccess(db);
    const [known, unknown] = [await failing.key('read'), await failing.key('read')];
    const ask = (headers: Record<string, string>) => failing.app.inject({ url: '/v1/session', headers });
    expect((await ask(bearer(known))).statusCode).toBe(200);
    down = true;
    expect((await ask(bearer(known))).statusCode).toBe(200);
    for (const headers of [bearer(unknown), { cookie: `__Host-stillwatch-session=${'a'.repeat(43)}` }]) {
      const answer = await ask(headers);
      expect(answer.statusCode).toBe(503);
      expect(answer.json().code).toBe('unavailable');
      expect(answer.headers['retry-after']).toBeDefined();
    }
    down = false;
    failing.clock.move(SECOND);
    expect((await ask(bearer(unknown))).statusCode).toBe(200);
    await failing.app.close();
    await failing.access.close();
  });
});

describe('a path that no route has', () => {
  it('is told apart from one that has only to those who are somebody', async () => {
    expect((await server.app.inject('/v1/nothing?x=1')).statusCode).toBe(401);
    expect((await server.app.inject({ url: '/v1/nothing?x=1', headers: bearer(admin) })).statusCode).toBe(404);
  });
});

describe('an answer that goes on for long', () => {
  it('can ask whether its caller may still have it, and cannot once the key or the session has ended', async () => {
    const asked: (() => Promise<boolean>)[] = [];
    const streaming = await serveAccess(world.db, {
      routes: (api) => {
        api.get('/v1/stream', { config: { access: { scope: 'read' } } }, async (request) => {
          asked.push(() => request.stillMayCall());
          return {};
        });
      },
    });
    const { token, key } = await streaming.access.keys.create({ label: 'a', scopes: ['read'] }, somebody);
    await streaming.app.inject({ url: '/v1/stream', headers: bearer(token) });
    const admitted = await streaming.access.people.admit({
      issuer: 'i',
      subject: 'x',
      name: 'X',
      role: 'viewer',
    });
    const id = admitted.ok ? admitted.value.id : '';
    const session = await streaming.access.sessions.begin(id);
    const headers = { cookie: `__Host-stillwatch-session=${session.id}` };
    await streaming.app.inject({ url: '/v1/stream', headers });
    const still = () => Promise.all(asked.map((ask) => ask()));
    expect(await still()).toEqual([true, true]);
    await streaming.access.keys.revoke(key.id, somebody);
    expect(await still()).toEqual([false, true]);
    await streaming.access.people.change(id, { disabled: true }, somebody);
    expect(await still()).toEqual([false, false]);
    await streaming.app.close();
    await streaming.access.close();
  });
});

describe('a route for people of a role', () => {
  it('takes a person of that role or a higher one, and no key whatever its scopes', async () => {
    const authenticator = createAuthenticator({ ...server.access, site: server.site });
    const app = await createServer({ authenticator, bodyLimit: 1_000 }, (api) => {
      api.get('/v1/second', { config: { access: { scope: 'review', person: 'approver' } } }, async () => ({}));
    });
    const as = async (role: 'reviewer' | 'approver' | 'admin') => {
      const admitted = await server.access.people.admit({
        issuer: 'https://idp',
        subject: role,
        name: role,
        role,
      });
      const session = await server.access.sessions.begin(admitted.ok ? admitted.value.id : '');
      const headers = { cookie: `__Host-stillwatch-session=${session.id}` };
      return (await app.inject({ url: '/v1/second', headers })).statusCode;
    };
    expect([await as('reviewer'), await as('approver'), await as('admin')]).toEqual([403, 200, 200]);
    const { token } = await server.access.keys.create(
      { label: 'all', scopes: ['ingest', 'decide', 'read', 'review', 'admin', 'share'] },
      somebody,
    );
    expect((await app.inject({ url: '/v1/second', headers: bearer(token) })).statusCode).toBe(403);
    await app.close();
  });
});
