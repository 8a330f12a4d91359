/** Sessions are believed for a few seconds: two nodes on one database, and clocks in the test's hands. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { heldClock, openRecords, type RecordsWorld } from '../../test/access-world.ts';
import { HOUR, MINUTE } from '../base/clock.ts';
import { type Access, createAccess } from './access.ts';
import { CACHE_LIFE } from './key-cache.ts';
import { SessionCache } from './session-cache.ts';

let world: RecordsWorld;
let clock: ReturnType<typeof heldClock>;
let monotonic: ReturnType<typeof heldClock>;
let here: Access;
let elsewhere: Access;
let person: string;
let named = 0;

beforeAll(async () => {
  world = await openRecords();
});
afterAll(() => world.close());
beforeEach(async () => {
  clock = heldClock();
  monotonic = heldClock(0);
  const passwords = { cost: { log2: 10, blocks: 8, lanes: 1 } };
  [here, elsewhere] = [0, 1].map(() => createAccess(world.db, { clock, monotonic, passwords })) as [Access, Access];
  const admitted = await here.people.admit({ issuer: 'i', subject: `s${named++}`, name: 'X', role: 'analyst' });
  if (!admitted.ok) throw new Error(admitted.problem.message);
  person = admitted.value.id;
});

const role = async (node: Access, id: string) => {
  const proved = await node.sessions.prove(id);
  return proved.ok ? proved.value.role : proved.problem.code;
};
const seen = async () =>
  Number(
    (await world.db.selectFrom('sessions').select('last_seen').where('person', '=', person).executeTakeFirst())?.last_seen,
  );

it('ask the database once in that time, and see what it says afterwards', async () => {
  const { id } = await here.sessions.begin(person);
  expect(await role(here, id)).toBe('analyst');
  await world.db.deleteFrom('sessions').where('person', '=', person).execute();
  monotonic.move(CACHE_LIFE - 1);
  expect(await role(here, id)).toBe('analyst');
  monotonic.move(1);
  expect(await role(here, id)).toBe('unauthenticated');
});

it.each<[string, (id: string) => Promise<unknown>]>([
  ['logging out', (id) => here.sessions.end(id)],
  ['another role', () => here.people.change(person, { role: 'viewer' }, 'system')],
  ['disabling', () => here.people.change(person, { disabled: true }, 'system')],
  ['a new session in its place', (id) => here.sessions.begin(person, id)],
  [
    'another role from the provider',
    () => here.people.admit({ issuer: 'i', subject: `s${named - 1}`, name: 'X', role: 'viewer' }),
  ],
])('end at once where it is done, and in that time elsewhere: %s', async (_, end) => {
  const { id } = await here.sessions.begin(person);
  expect([await role(here, id), await role(elsewhere, id)]).toEqual(['analyst', 'analyst']);
  await end(id);
  expect(await role(here, id)).toBe('unauthenticated');
  monotonic.move(CACHE_LIFE);
  expect(await role(elsewhere, id)).toBe('unauthenticated');
});

it('have a new name at once, and go on', async () => {
  const { id } = await here.sessions.begin(person);
  await role(here, id);
  await here.people.change(person, { name: 'Y' }, 'system');
  expect(await here.sessions.prove(id)).toMatchObject({ ok: true, value: { name: 'Y' } });
});

it('are seen once a minute, and end on time though they are believed', async () => {
  const { id, expires } = await here.sessions.begin(person);
  const begun = clock();
  await role(here, id);
  clock.move(MINUTE - 1);
  await role(here, id);
  expect(await seen()).toBe(begun);
  clock.move(1);
  expect(await role(here, id)).toBe('analyst');
  expect(await seen()).toBe(begun + MINUTE);
  while (clock() < expires - HOUR) {
    clock.move(HOUR);
    expect(await role(here, id)).toBe('analyst');
  }
  clock.move(expires - 1 - clock());
  expect(await role(here, id)).toBe('analyst');
  clock.move(1);
  expect(await role(here, id)).toBe('unauthenticated');
});

it('are not kept if something ended while they were looked up', async () => {
  const cache = new SessionCache(monotonic);
  const principal = { kind: 'person', id: 'p', name: 'P', tenant: 'default', scopes: new Set() } as never;
  let answer: () => void = () => {};
  const asked = cache.ask('h', () => new Promise((resolve) => (answer = () => resolve({ principal, until: Infinity }))));
  cache.forgetPerson('p');
  answer();
  expect(await asked).toBe(principal);
  expect(cache.fresh('h', 0)).toBeUndefined();
  await cache.ask('h', async () => ({ principal, until: 10 }));
  expect([cache.fresh('h', 9), cache.fresh('h', 10)]).toEqual([principal, undefined]);
});
