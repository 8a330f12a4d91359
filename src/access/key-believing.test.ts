/** Keys while the database does not answer, on a database that can be told to fail or to hang. */
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { bearer, heldClock, openRecords, type RecordsWorld, serveAccess, somebody } from '../../test/access-world.ts';
import { HOUR, MINUTE, SECOND } from '../base/clock.ts';
import type { RecordTables } from '../store/records/record-tables.ts';
import { createAccess } from './access.ts';
import { CACHE_LIFE } from './key-cache.ts';
import { createKeyRing, type KeyRing } from './key-ring.ts';
import { formatToken } from './key-token.ts';
import { randomId, randomSecret } from './secrets.ts';

let world: RecordsWorld;
let monotonic: ReturnType<typeof heldClock>;
let clock: ReturnType<typeof heldClock>;
let ring: KeyRing;
let mood: 'well' | 'failing' | 'hanging' = 'well';

/** The database of the world, as moody as it is told to be. */
function moody<T extends object>(inner: T): T {
  return new Proxy(inner, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        if (name === 'execute' && mood === 'failing') return Promise.reject(new Error('connection refused'));
        if (name === 'execute' && mood === 'hanging') return new Promise(() => {});
        const got: unknown = member.apply(target, args);
        return typeof got === 'object' && got !== null && !(got instanceof Promise) ? moody(got) : got;
      };
    },
  });
}

beforeAll(async () => {
  world = await openRecords();
});
afterAll(() => world.close());
beforeEach(() => {
  mood = 'well';
  clock = heldClock();
  monotonic = heldClock(0);
  ring = createKeyRing(moody(world.db) as Kysely<RecordTables>, { tenant: 'default', clock, monotonic, believeFor: HOUR });
});

const keys = () => createAccess(world.db, { clock }).keys;

it('are believed for their time with the scopes of gateways, if they were confirmed before, and where that is allowed', async () => {
  const { token } = await keys().create({ label: 'a', scopes: ['ingest', 'admin'] }, somebody);
  const { token: unseen } = await keys().create({ label: 'b', scopes: ['ingest'] }, somebody);
  expect((await ring.prove(token, true)).ok).toBe(true);
  mood = 'failing';
  monotonic.move(CACHE_LIFE);
  expect(await ring.prove(token, true)).toMatchObject({ ok: true, value: { scopes: new Set(['ingest']) } });
  await expect(ring.prove(token)).rejects.toThrow();
  await expect(ring.prove(unseen, true)).rejects.toThrow();
  const [, id, secret] = token.split('_') as [string, string, string];
  const guess = formatToken({ id, secret: `${secret.slice(0, 42)}${secret[42] === 'a' ? 'b' : 'a'}` });
  expect((await ring.prove(guess, true)).ok, 'with another secret').toBe(false);
  monotonic.move(HOUR - CACHE_LIFE - 1);
  expect((await ring.prove(token, true)).ok).toBe(true);
  expect(ring.canBelieve()).toBe(true);
  monotonic.move(1);
  await expect(ring.prove(token, true)).rejects.toThrow();
  expect(ring.canBelieve()).toBe(false);
  expect(ring.stats()).toMatchObject({ believed: 2, lookupsFailing: 1 });
});

it('do not wait for a database that hangs, but half a second once', async () => {
  const { token } = await keys().create({ label: 'a', scopes: ['decide'] }, somebody);
  expect((await ring.prove(token, true)).ok).toBe(true);
  mood = 'hanging';
  monotonic.move(CACHE_LIFE);
  const began = performance.now();
  expect((await ring.prove(token, true)).ok).toBe(true);
  expect(performance.now() - began).toBeLessThan(2_000);
  await expect.poll(() => ring.stats().lookupsFailing, { timeout: 10_000 }).toBe(1);
  const then = performance.now();
  for (let k = 0; k < 1_000; k++) expect((await ring.prove(token, true)).ok).toBe(true);
  expect(performance.now() - then).toBeLessThan(500);
  expect(ring.stats().queries, 'the database is not asked for each').toBeLessThanOrEqual(2);
});

it('that were revoked meanwhile end when the database is back, and expired ones at their time', async () => {
  const { token, key } = await keys().create({ label: 'a', scopes: ['ingest'] }, somebody);
  const expires = clock() + MINUTE;
  const { token: short } = await keys().create({ label: 'b', scopes: ['ingest'], expires }, somebody);
  for (const one of [token, short]) expect((await ring.prove(one, true)).ok).toBe(true);
  mood = 'failing';
  monotonic.move(CACHE_LIFE);
  expect((await ring.prove(token, true)).ok).toBe(true);
  await keys().revoke(key.id, somebody);
  clock.move(MINUTE);
  expect((await ring.prove(short, true)).ok).toBe(false);
  expect((await ring.prove(token, true)).ok).toBe(true);
  mood = 'well';
  monotonic.move(SECOND);
  // The first use after the pause finds out in the background that the database is back.
  await ring.prove(token, true);
  await expect.poll(async () => (await ring.prove(token, true)).ok).toBe(false);
});

it('that the database does not have are never believed, nor is one revoked on this node', async () => {
  const { token, key } = await keys().create({ label: 'a', scopes: ['ingest'] }, somebody);
  expect((await ring.prove(token, true)).ok).toBe(true);
  ring.forget(key.id);
  mood = 'failing';
  await expect(ring.prove(token, true)).rejects.toThrow();
  mood = 'well';
  monotonic.move(SECOND);
  expect((await ring.prove(token, true)).ok).toBe(true);
  await world.db.deleteFrom('api_keys').where('id', '=', key.id).execute();
  monotonic.move(CACHE_LIFE);
  expect((await ring.prove(token, true)).ok).toBe(false);
  mood = 'failing';
  monotonic.move(CACHE_LIFE);
  await expect(ring.prove(token, true)).rejects.toThrow();
});

it('open no route but those of gateways', async () => {
  const served = await serveAccess(moody(world.db) as Kysely<RecordTables>, {
    believeKeysFor: HOUR,
    routes: (api) => {
      api.post('/v1/fast', { config: { access: { scope: 'ingest' } } }, async () => ({}));
      api.get('/v1/slow', { config: { access: { scope: 'read' } } }, async () => ({}));
    },
  });
  const token = await served.key('ingest', 'read', 'admin');
  const ask = async (method: 'GET' | 'POST', url: string) =>
    (await served.app.inject({ method, url, headers: bearer(token) })).statusCode;
  expect([await ask('POST', '/v1/fast'), await ask('GET', '/v1/slow'), await ask('GET', '/v1/keys')]).toEqual([
    200, 200, 200,
  ]);
  mood = 'failing';
  served.clock.move(CACHE_LIFE);
  expect([await ask('POST', '/v1/fast'), await ask('GET', '/v1/slow'), await ask('GET', '/v1/keys')]).toEqual([
    200, 503, 503,
  ]);
  expect(await ask('GET', '/v1/session')).toBe(503);
  await served.app.close();
});

it('that were never seen are not looked up one by one while the database is away', async () => {
  mood = 'failing';
  const made = () => ring.prove(formatToken({ id: randomId(), secret: randomSecret() }), true).catch(() => null);
  for (let k = 0; k < 200; k++) expect(await made()).toBeNull();
  expect(ring.stats().queries).toBe(1);
});
