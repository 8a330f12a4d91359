import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { heldClock, openRecords, type RecordsWorld, somebody } from '../../test/access-world.ts';
import { HOUR, MINUTE } from '../base/clock.ts';
import { type Access, createAccess } from './access.ts';
import { createLoginThrottle } from './login-throttle.ts';
import { createPasswords } from './passwords.ts';

/** Passwords are hashed at full cost; up to 11 s on a busy machine. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

/** Enough to be measured. */
const CHEAP = { log2: 12, blocks: 8, lanes: 1 };
const PASSWORD = 'copper kettle under glass';

let world: RecordsWorld;
let clock: ReturnType<typeof heldClock>;
let access: Access;

beforeAll(async () => {
  world = await openRecords();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.deleteFrom('people').execute();
  clock = heldClock();
  access = createAccess(world.db, { clock, monotonic: clock, passwords: { cost: CHEAP } });
});

async function person(login = 'ada', role: 'viewer' | 'admin' = 'admin') {
  const made = await access.people.create({ login, name: 'A', role, password: PASSWORD }, somebody);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}
const login = async (name: string, password: string, network = '10.0.0.1') => {
  const entered = await access.people.logIn(name, password, network);
  return entered.ok ? 'ok' : entered.problem.code;
};

describe('local accounts', () => {
  it('log in with their password and no other, however it is spelled in Unicode', async () => {
    await person();
    expect(await login('ada', PASSWORD)).toBe('ok');
    expect(await login('ada', `${PASSWORD}.`)).toBe('unauthenticated');
    await access.people.create(
      { login: 'bo', name: 'B', role: 'viewer', password: 'caf\u00e9 au lait s\u2019il' },
      somebody,
    );
    expect(await login('bo', 'cafe\u0301 au lait s\u2019il')).toBe('ok');
  });

  it('keep the password as scrypt with its parameters, salted', async () => {
    await person('ada');
    await person('bo');
    const rows = await world.db.selectFrom('people').select('password').execute();
    for (const row of rows) expect(row.password).toMatch(/^scrypt\$12\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(rows[0]?.password).not.toBe(rows[1]?.password);
  });

  it('with a password that is short, monotonous or has the login in it are refused, and a taken login too', async () => {
    for (const password of ['short', 'aaaaaaaaaaaaaaaa', 'my name is Ada, hello', 'x'.repeat(300)]) {
      const made = await access.people.create({ login: 'ada', name: 'A', role: 'viewer', password }, somebody);
      expect(made, password).toMatchObject({ problem: { code: 'bad_request', where: 'body/password' } });
    }
    await person();
    const again = await access.people.create({ login: 'ada', name: 'A', role: 'viewer', password: PASSWORD }, somebody);
    expect(again).toMatchObject({ problem: { code: 'conflict' } });
  });

  it('nobody can be told apart from somebody, by the answer or by its time', async () => {
    await person();
    const wrong = await access.people.logIn('ada', 'not the password', '10.0.0.1');
    expect(await access.people.logIn('nobody', 'not the password', '10.0.0.2')).toEqual(wrong);
    const dear = createAccess(world.db, { clock, monotonic: clock, passwords: { cost: { log2: 15, blocks: 8, lanes: 1 } } });
    await dear.people.create({ login: 'bo', name: 'B', role: 'viewer', password: PASSWORD }, somebody);
    const time = async (name: string): Promise<number> => {
      const times: number[] = [];
      for (let k = 0; k < 5; k++) {
        const start = process.cpuUsage();
        await dear.people.logIn(name, 'not the password', `10.0.1.${k}`);
        const { user, system } = process.cpuUsage(start);
        times.push(user + system);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await time('bo'), await time('nobody')];
    // CPU time, and the least of five, since the machine may be busy. Without the stand-in hash it is a tenth.
    expect(unknown).toBeGreaterThan(known / 2);
    expect(known).toBeGreaterThan(unknown / 2);
  });

  it('that are disabled are answered like a wrong password', async () => {
    const { id } = await person();
    await access.people.change(id, { disabled: true }, somebody);
    expect(await login('ada', PASSWORD)).toBe('unauthenticated');
    await access.people.change(id, { disabled: false }, somebody);
    expect(await login('ada', PASSWORD)).toBe('ok');
  });

  it('are slowed down after five failures from one network, and others are let in', async () => {
    await person();
    for (let k = 0; k < 5; k++) expect(await login('ada', 'wrong')).toBe('unauthenticated');
    expect(await login('ada', PASSWORD)).toBe('too_many_requests');
    expect(await access.people.logIn('ada', PASSWORD, '10.0.0.1')).toMatchObject({ retryAfter: 15 * 60 });
    expect(await login('ada', PASSWORD, '10.9.9.9')).toBe('ok');
    clock.move(15 * MINUTE);
    expect(await login('ada', PASSWORD)).toBe('ok');
  });

  it('start anew after a login that was right, and count wrong old passwords as failures', async () => {
    const { id } = await person();
    for (let round = 0; round < 2; round++) {
      for (let k = 0; k < 4; k++) expect(await login('ada', 'wrong')).toBe('unauthenticated');
      expect(await login('ada', PASSWORD)).toBe('ok');
    }
    const replace = (old: string) => access.people.replacePassword(id, old, `${PASSWORD} two`, '10.0.0.1');
    for (let k = 0; k < 5; k++) expect(await replace('wrong')).toMatchObject({ problem: { code: 'forbidden' } });
    expect(await replace(PASSWORD)).toMatchObject({
      problem: { code: 'too_many_requests' },
      retryAfter: 15 * 60,
    });
    expect(await login('ada', PASSWORD)).toBe('too_many_requests');
  });

  it('leave no word of what was typed in the audit log', async () => {
    await login('hunter2 is my password', 'hunter2');
    const [entry] = await access.audit.page(1);
    expect(entry).toMatchObject({ action: 'person.login_failed', subject: 'unknown', detail: {} });
  });
});

describe('the throttle', () => {
  it('counts a network over all logins, and a login over all networks', () => {
    const throttle = createLoginThrottle({ monotonic: clock, loginFromNetwork: 2, network: 4, login: 6 });
    for (let k = 0; k < 4; k++) throttle.failed(`login${k}`, 'one');
    expect(throttle.wait('another', 'one')).toBe(15 * MINUTE);
    expect(throttle.wait('another', 'two')).toBe(0);
    for (let k = 0; k < 6; k++) throttle.failed('ada', `net${k}`);
    expect(throttle.wait('ada', 'fresh')).toBe(15 * MINUTE);
    clock.move(14 * MINUTE);
    expect(throttle.wait('ada', 'fresh')).toBe(MINUTE);
  });

  it('forgets the failures of a login from the network where it succeeds', () => {
    const throttle = createLoginThrottle({ monotonic: clock, loginFromNetwork: 2 });
    throttle.failed('ada', 'one');
    throttle.succeeded('ada', 'one');
    throttle.failed('ada', 'one');
    expect(throttle.wait('ada', 'one')).toBe(0);
  });
});

describe('passwords', () => {
  it('cost 32 MB and three passes of scrypt unless it is said otherwise', async () => {
    const hashed = await createPasswords().hash(PASSWORD, 'ada');
    const stored = hashed.ok ? hashed.value : '';
    expect(stored).toMatch(/^scrypt\$15\$8\$3\$/);
    // Hashes of another cost are read with theirs.
    expect(await createPasswords({ cost: CHEAP }).matches(PASSWORD, stored)).toEqual({
      ok: true,
      value: true,
    });
  });

  it('are checked a few at a time, and past a bounded queue the caller is told to come back', async () => {
    const passwords = createPasswords({ atOnce: 1, waiting: 1, cost: CHEAP });
    const checks = await Promise.all([1, 2, 3, 4].map(() => passwords.matches('x', null)));
    expect(checks.filter((check) => check.ok)).toHaveLength(2);
    expect(checks[3]).toMatchObject({ problem: { code: 'too_many_requests' } });
    expect((await passwords.matches('x', null)).ok).toBe(true);
  });

  it('never match a stored text of another form, or one that asks for more memory than there may be', async () => {
    const passwords = createPasswords({ cost: CHEAP });
    for (const stored of ['', PASSWORD, 'scrypt$30$8$1$AAAA$AAAA', 'bcrypt$x'])
      expect(await passwords.matches(PASSWORD, stored)).toEqual({ ok: true, value: false });
  });
});

describe('sessions', () => {
  it('end when idle, and at a fixed time after login however busy', async () => {
    const { id } = await person();
    const idle = await access.sessions.begin(id);
    clock.move(2 * HOUR);
    expect((await access.sessions.prove(idle.id)).ok).toBe(false);
    const busy = await access.sessions.begin(id);
    for (let k = 0; k < 11; k++) {
      clock.move(HOUR);
      expect((await access.sessions.prove(busy.id)).ok, `hour ${k}`).toBe(true);
    }
    clock.move(HOUR);
    expect((await access.sessions.prove(busy.id)).ok).toBe(false);
  });

  it('are stored as hashes, and those that ended are removed', async () => {
    const { id } = await person();
    const first = await access.sessions.begin(id);
    expect(JSON.stringify(await world.db.selectFrom('sessions').selectAll().execute())).not.toContain(first.id);
    clock.move(13 * HOUR);
    await access.sessions.begin(id);
    expect(await world.db.selectFrom('sessions').selectAll().execute()).toHaveLength(1);
  });

  it('end when the role changes, the password is replaced or the person is disabled, and not with the name', async () => {
    const { id } = await person();
    const open = async () => {
      const session = await access.sessions.begin(id);
      return async () => (await access.sessions.prove(session.id)).ok;
    };
    const named = await open();
    await access.people.change(id, { name: 'Ada' }, somebody);
    expect(await named()).toBe(true);
    for (const change of [{ role: 'viewer' }, { password: `${PASSWORD} two` }, { disabled: true }] as const) {
      const session = await open();
      await access.people.change(id, change, somebody);
      expect(await session(), JSON.stringify(change)).toBe(false);
    }
    expect((await access.audit.page(1))[0]).toMatchObject({
      action: 'person.changed',
      detail: { disabled: true },
    });
  });

  it('that were begun for somebody who was disabled in the same moment prove nothing', async () => {
    const { id } = await person();
    await access.people.change(id, { disabled: true }, somebody);
    const session = await access.sessions.begin(id);
    expect((await access.sessions.prove(session.id)).ok).toBe(false);
  });

  it('have a token against cross-site requests that says nothing of their id', async () => {
    const { id } = await person();
    const [one, two] = [await access.sessions.begin(id), await access.sessions.begin(id)];
    expect(access.sessions.csrfToken(one.id)).toBe(access.sessions.csrfToken(one.id));
    expect(access.sessions.csrfToken(one.id)).not.toBe(access.sessions.csrfToken(two.id));
    expect(one.id).not.toContain(access.sessions.csrfToken(one.id).slice(0, 8));
  });
});

describe('people of an identity provider', () => {
  const vouched = { issuer: 'https://idp.example', subject: 's1', name: 'S', role: 'reviewer' } as const;

  it('are made at their first login and known at the next, with the role of then', async () => {
    const first = await access.people.admit(vouched);
    const session = await access.sessions.begin(first.ok ? first.value.id : '');
    const again = await access.people.admit({ ...vouched, role: 'viewer', name: 'T' });
    expect(again).toMatchObject({ ok: true, value: { role: 'viewer', name: 'T' } });
    expect(first.ok && again.ok && first.value.id === again.value.id).toBe(true);
    expect((await access.sessions.prove(session.id)).ok).toBe(false);
    const other = await access.people.admit({ ...vouched, issuer: 'https://another.example' });
    expect(first.ok && other.ok && other.value.id !== first.value.id).toBe(true);
  });

  it('that were disabled here stay out, and have no password to log in with', async () => {
    const made = await access.people.admit(vouched);
    const id = made.ok ? made.value.id : '';
    expect(await access.people.change(id, { password: PASSWORD }, somebody)).toMatchObject({
      problem: { code: 'conflict' },
    });
    await access.people.change(id, { disabled: true }, somebody);
    expect(await access.people.admit(vouched)).toMatchObject({ problem: { code: 'forbidden' } });
  });
});
