import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heldClock, openRecords, type RecordsWorld, somebody } from '../../test/access-world.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../base/clock.ts';
import { type Access, createAccess, ensureFirstAdmin } from './access.ts';
import { CACHE_LIFE } from './key-cache.ts';
import { createKeyRing } from './key-ring.ts';
import { formatToken, parseToken } from './key-token.ts';
import { SCOPES } from './principal.ts';
import { randomId, randomSecret } from './secrets.ts';

let world: RecordsWorld;
let clock: ReturnType<typeof heldClock>;
let monotonic: ReturnType<typeof heldClock>;
let access: Access;

beforeAll(async () => {
  world = await openRecords();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.deleteFrom('api_keys').execute();
  await world.db.deleteFrom('people').execute();
  clock = heldClock();
  monotonic = heldClock(0);
  access = createAccess(world.db, { clock, monotonic });
});

const code = async (token: string, by = access): Promise<string> => {
  const proved = await by.ring.prove(token);
  return proved.ok ? 'ok' : proved.problem.code;
};
const actions = async (subject: string) =>
  (await access.audit.page(50)).filter((entry) => entry.subject === subject).map((entry) => entry.action);

/** A database, or a query of it, whose single rows arrive only when `wait` is over; the connection is free meanwhile. */
function arrivingLate<T extends object>(inner: T, wait: () => Promise<void>): T {
  return new Proxy(inner, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        const got: unknown = member.apply(target, args);
        if (got instanceof Promise) return name === 'execute' ? got.finally(wait) : got;
        return typeof got === 'object' && got !== null ? arrivingLate(got, wait) : got;
      };
    },
  });
}

describe('keys', () => {
  it('prove who has them, with their scopes, and are nowhere stored', async () => {
    const { token, key } = await access.keys.create({ label: 'gateway', scopes: ['decide', 'ingest'] }, somebody);
    expect(await access.ring.prove(token)).toEqual({
      ok: true,
      value: {
        kind: 'key',
        id: key.id,
        name: 'gateway',
        tenant: 'default',
        scopes: new Set(['ingest', 'decide']),
      },
    });
    const parsed = parseToken(token);
    const secret = parsed.ok ? parsed.value.secret : '';
    for (const table of ['api_keys', 'audit_log'] as const)
      expect(JSON.stringify(await world.db.selectFrom(table).selectAll().execute())).not.toContain(secret);
    expect(await actions(key.id)).toEqual(['key.created']);
  });

  it('with the right id and another secret, and with an id that none has, are refused in the same words', async () => {
    const { key } = await access.keys.create({ label: 'a', scopes: ['read'] }, somebody);
    const guess = await access.ring.prove(formatToken({ id: key.id, secret: randomSecret() }));
    const unknown = await access.ring.prove(formatToken({ id: randomId(), secret: randomSecret() }));
    expect(guess).toEqual(unknown);
    expect(guess.ok).toBe(false);
  });

  it('cost a look into the database once in five seconds, however often they are used', async () => {
    const { token } = await access.keys.create({ label: 'a', scopes: ['read'] }, somebody);
    await Promise.all(Array.from({ length: 50 }, () => access.ring.prove(token)));
    for (let k = 0; k < 50; k++) await access.ring.prove(token);
    expect(access.stats()).toMatchObject({ lookups: 1, queries: 1, proved: 100 });
    // A wall clock that is set back must not keep what was read for longer.
    clock.move(-MINUTE);
    monotonic.move(CACHE_LIFE);
    await access.ring.prove(token);
    expect(access.stats().lookups).toBe(2);
  });

  it('end at once where they are revoked and within seconds elsewhere, though they are remembered', async () => {
    const other = createAccess(world.db, { clock, monotonic });
    const { token, key } = await access.keys.create({ label: 'a', scopes: ['read'] }, somebody);
    expect([await code(token), await code(token, other)]).toEqual(['ok', 'ok']);
    expect((await access.keys.revoke(key.id, somebody)).ok).toBe(true);
    expect(await code(token)).toBe('unauthenticated');
    monotonic.move(CACHE_LIFE);
    expect(await code(token, other)).toBe('unauthenticated');
    const refused = await access.ring.prove(token);
    expect(!refused.ok && refused.problem.message).toContain('revoked');
    await access.keys.revoke(key.id, somebody);
    expect(await actions(key.id)).toEqual(['key.revoked', 'key.created']);
  });

  it('that were revoked while they were being looked up are not remembered as good', async () => {
    const { token, key } = await access.keys.create({ label: 'a', scopes: ['read'] }, somebody);
    let arrive = () => {};
    const held = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    let read = () => {};
    const wasRead = new Promise<void>((resolve) => {
      read = resolve;
    });
    // What the database said before the key was revoked arrives after it.
    const slow = arrivingLate(world.db, async () => {
      read();
      await held;
    });
    const ring = createKeyRing(slow, { tenant: 'default', clock, monotonic, believeFor: 0 });
    const early = ring.prove(token);
    await wasRead;
    await access.keys.revoke(key.id, somebody);
    ring.forget(key.id);
    arrive();
    await early;
    expect((await ring.prove(token)).ok).toBe(false);
  });

  it('expire to the millisecond, remembered or not', async () => {
    const expires = clock() + 3 * SECOND;
    const { token } = await access.keys.create({ label: 'a', scopes: ['read'], expires }, somebody);
    expect(await code(token)).toBe('ok');
    clock.move(3 * SECOND - 1);
    expect(await code(token)).toBe('ok');
    clock.move(1);
    expect(await code(token)).toBe('unauthenticated');
  });

  it('are rotated with an overlap in which both are good, once', async () => {
    const old = await access.keys.create({ label: 'a', scopes: ['read', 'share'], expires: clock() + 30 * DAY }, somebody);
    clock.move(10 * DAY);
    expect(await code(old.token)).toBe('ok');
    const made = await access.keys.rotate(old.key.id, HOUR, somebody);
    if (!made.ok) throw new Error(made.problem.message);
    expect(made.value.key).toMatchObject({
      label: 'a',
      scopes: ['read', 'share'],
      expires: clock() + 30 * DAY,
    });
    expect(await access.keys.rotate(old.key.id, HOUR, somebody)).toMatchObject({
      problem: { code: 'conflict' },
    });
    clock.move(HOUR - 1);
    expect([await code(old.token), await code(made.value.token)]).toEqual(['ok', 'ok']);
    clock.move(1);
    expect([await code(old.token), await code(made.value.token)]).toEqual(['unauthenticated', 'ok']);
    const listed = await access.keys.list(10);
    expect(listed.ok && listed.value.find(({ id }) => id === old.key.id)?.replacedBy).toBe(made.value.key.id);
  });

  it('do not live longer by being rotated shortly before their end', async () => {
    const old = await access.keys.create({ label: 'a', scopes: ['read'], expires: clock() + HOUR }, somebody);
    await access.keys.rotate(old.key.id, DAY, somebody);
    clock.move(HOUR);
    expect(await code(old.token)).toBe('unauthenticated');
  });

  it('of another tenant are unknown here: neither proved, listed, rotated nor revoked', async () => {
    const other = createAccess(world.db, { clock, monotonic, tenant: 'other' });
    const { token, key } = await other.keys.create({ label: 'theirs', scopes: SCOPES }, somebody);
    expect(await code(token, other)).toBe('ok');
    expect(await code(token)).toBe('unauthenticated');
    expect(await access.keys.list(10)).toEqual({ ok: true, value: [] });
    expect(await access.keys.revoke(key.id, somebody)).toMatchObject({ problem: { code: 'not_found' } });
    expect(await access.keys.rotate(key.id, 0, somebody)).toMatchObject({ problem: { code: 'not_found' } });
  });

  it('are listed in pages, each once, also those made in one moment', async () => {
    for (let k = 0; k < 7; k++) await access.keys.create({ label: `k${k}`, scopes: ['read'] }, somebody);
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await access.keys.list(3, after);
      if (!page.ok) throw new Error(page.problem.message);
      seen.push(...page.value.map(({ id }) => id));
      after = page.value.at(-1)?.id;
      if (page.value.length < 3) break;
    }
    expect(new Set(seen).size).toBe(7);
    expect(await access.keys.list(3, 'nobody')).toMatchObject({ problem: { code: 'not_found' } });
  });

  it('remember when they were last used, to the minute, without waiting for it', async () => {
    const { token } = await access.keys.create({ label: 'a', scopes: ['read'] }, somebody);
    const lastUsed = async () => {
      await access.close();
      const listed = await access.keys.list(1);
      return listed.ok ? listed.value[0]?.lastUsed : undefined;
    };
    expect(await lastUsed()).toBeNull();
    const first = clock();
    await access.ring.prove(token);
    expect(await lastUsed()).toBe(first);
    monotonic.move(59 * SECOND);
    clock.move(59 * SECOND);
    await access.ring.prove(token);
    expect(await lastUsed()).toBe(first);
    monotonic.move(SECOND);
    clock.move(SECOND);
    await access.ring.prove(token);
    expect(await lastUsed()).toBe(clock());
  });

  it('that are made up share queries with good ones, one query at a time, and displace nothing', async () => {
    const { token } = await access.keys.create({ label: 'a', scopes: ['read'] }, somebody);
    const madeUp = () => access.ring.prove(formatToken({ id: randomId(), secret: randomSecret() }));
    const flood = Array.from({ length: 2_000 }, madeUp);
    expect((await access.ring.prove(token)).ok).toBe(true);
    for (const { ok } of await Promise.all(flood)) expect(ok).toBe(false);
    expect(access.stats()).toMatchObject({ lookups: 2_001, queries: 5, failedQueries: 0 });
    expect((await access.ring.prove(token)).ok).toBe(true);
    expect(access.stats().lookups).toBe(2_001);
  });
});

describe('the first key', () => {
  it('is made once, for everything, however many nodes start', async () => {
    const other = createAccess(world.db, { clock, monotonic });
    const tokens = await Promise.all([ensureFirstAdmin(access), ensureFirstAdmin(other), ensureFirstAdmin(access)]);
    const made = tokens.filter((token) => token !== null);
    expect(made).toHaveLength(1);
    const proved = await access.ring.prove(made[0] as string);
    expect(proved.ok && [...proved.value.scopes]).toEqual([...SCOPES]);
  });

  it('is not made again when it was revoked, nor where a person is an administrator', async () => {
    const token = await ensureFirstAdmin(access);
    const parsed = parseToken(token as string);
    await access.keys.revoke(parsed.ok ? parsed.value.id : '', somebody);
    expect(await ensureFirstAdmin(access)).toBeNull();
    await world.db.deleteFrom('api_keys').execute();
    await access.people.admit({ issuer: 'https://idp', subject: 's', name: 'S', role: 'admin' });
    expect(await ensureFirstAdmin(access)).toBeNull();
  });
});
