import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ClickHouseEndpoint, startClickHouse } from '../../test/clickhouse-http/start.ts';
import { NO_POSTGRES, type PostgresDatabase, postgresIsThere, startPostgres } from '../../test/postgres/start.ts';
import { runProgram } from './program.ts';
import { createContext } from './terminal/context.ts';
import type { ServerFlags } from './terminal/server-flags.ts';
import type { Check } from './upkeep/check.ts';
import { serverChecks } from './upkeep/doctor.ts';

/** Each test opens stores on servers. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const SECRET = 'very-secret';
let clickhouse: ClickHouseEndpoint;
let now = Date.UTC(2026, 1, 3);

beforeAll(async () => {
  clickhouse = await startClickHouse({ user: 'watcher', password: SECRET });
});
afterAll(() => clickhouse.stop());

async function run(argv: string[], env: Record<string, string> = {}) {
  const text = { out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    columns: 200,
    write: (chunk: string) => {
      text[name] += chunk;
    },
  });
  const io = {
    stdin: Readable.from([]),
    stdout: output('out'),
    stderr: output('err'),
    env,
    clock: () => ++now,
    monotonic: () => ++now,
    onInterrupt: () => () => {},
    onCrash: () => () => {},
    exitNow: () => {},
  };
  const services = {
    version: '9.9.9',
    loadAnalyze: async () => {
      throw new Error('no analysis is asked for');
    },
    loadServe: () => Promise.reject(new Error('no service is asked for')),
  };
  const code = await runProgram(argv, createContext(io, services));
  expect(text.out + text.err).not.toContain(SECRET);
  return { code, ...text };
}

/** The checks of servers, by name. */
async function checks(flags: ServerFlags, env: Record<string, string> = {}): Promise<Record<string, Check>> {
  const found = await serverChecks(flags, env);
  expect(JSON.stringify(found)).not.toContain(SECRET);
  return Object.fromEntries(found.map((check) => [check.name, check]));
}

if (!postgresIsThere()) it.skip(`migrate and doctor on a PostgreSQL server: ${NO_POSTGRES}`);

describe('migrate', () => {
  it('refuses to migrate nothing', async () => {
    const { code, err } = await run(['migrate']);
    expect([code, err]).toEqual([2, expect.stringContaining('expected --data or the address of a server, got neither')]);
  });

  it('brings a ClickHouse server up to date, and says when it is up to date', async () => {
    const before = await checks({ clickhouseUrl: clickhouse.url });
    expect(before['ClickHouse schema']).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('none yet'),
    });
    const first = await run(['migrate', '--clickhouse-url', clickhouse.url]);
    expect(first.code, first.err).toBe(0);
    expect(first.out).toMatch(/ok {2}exchange store, 127\.0\.0\.1:\d+\/: schema 0 to \d+, \d+ migrations: 001-exchanges, /);
    const again = await run(['migrate', '--json'], { STILLWATCH_CLICKHOUSE_URL: clickhouse.url });
    expect(JSON.parse(again.out).servers).toMatchObject([{ store: 'exchange store', applied: [] }]);
    const after = await checks({ clickhouseUrl: clickhouse.url });
    expect(after['ClickHouse schema']?.found).toMatch(/^schema (\d+) of \1$/);
  });

  it('says why a server could not be migrated', async () => {
    const refused = await run(['migrate', '--clickhouse-url', clickhouse.url.replace(SECRET, 'guess')]);
    expect([refused.code, refused.err]).toEqual([4, expect.stringContaining('AUTHENTICATION_FAILED')]);
    const bad = await run(['migrate', '--json', '--postgres-url', `http://x:${SECRET}@h/d`]);
    expect([bad.code, JSON.parse(bad.out).error.code]).toEqual([4, 'store_url_invalid']);
  });
});

describe('doctor', () => {
  it('says what a ClickHouse server is and lets its user do', async () => {
    const by = await checks({ clickhouseUrl: clickhouse.url, cluster: 'main' });
    expect(by.ClickHouse).toMatchObject({
      state: 'ok',
      found: expect.stringMatching(/^\d+\.\d+.* at 127\.0\.0\.1:/),
    });
    expect(by['ClickHouse rights']).toMatchObject({ state: 'ok', found: expect.stringContaining('INSERT') });
    expect(by['ClickHouse cluster']).toMatchObject({ state: 'fail', found: 'no cluster named main' });
  });

  it('fails for a server that does not answer or does not let it in', async () => {
    const gone = await checks(
      {},
      {
        STILLWATCH_CLICKHOUSE_URL: `http://watcher:${SECRET}@127.0.0.1:1`,
        STILLWATCH_POSTGRES_URL: `postgres://watcher:${SECRET}@127.0.0.1:1/x`,
      },
    );
    expect(gone.ClickHouse).toMatchObject({
      state: 'fail',
      advice: expect.stringContaining('server is running'),
    });
    expect(gone.PostgreSQL).toMatchObject({
      state: 'fail',
      advice: expect.stringContaining('server is running'),
    });
    const refused = await checks({ clickhouseUrl: clickhouse.url.replace(SECRET, 'guess') });
    expect(refused.ClickHouse).toMatchObject({
      state: 'fail',
      advice: expect.stringContaining('password'),
    });
  });
});

it('doctor as a command shows the servers and fails with them', async () => {
  const { code, out } = await run(['doctor'], {
    STILLWATCH_CLICKHOUSE_URL: `http://watcher:${SECRET}@127.0.0.1:1`,
  });
  expect([code, out]).toEqual([4, expect.stringMatching(/fail {2}ClickHouse .*ECONNREFUSED/)]);
});

describe.runIf(postgresIsThere())('on PostgreSQL', () => {
  let postgres: PostgresDatabase;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  it('migrate does what is missing, and doctor says so before and after', async () => {
    const before = await checks({ postgresUrl: postgres.url });
    expect(before.PostgreSQL?.state).toBe('ok');
    expect(before['PostgreSQL encoding']).toMatchObject({ state: 'ok', found: 'UTF8' });
    expect(before['PostgreSQL rights']?.state).toBe('ok');
    expect(before['PostgreSQL schema']?.found).toContain('none yet');
    const both = await run(['migrate', '--postgres-url', postgres.url, '--clickhouse-url', clickhouse.url]);
    expect(both.code, both.err).toBe(0);
    expect(both.out).toMatch(/ok {2}record store, .*: schema 0 to \d+, \d+ migrations: 001-records, /);
    expect(both.out).toMatch(/ok {2}exchange store, /);
    expect((await checks({ postgresUrl: postgres.url }))['PostgreSQL schema']?.found).toContain('there');
  });

  it('rekey changes the key of both, and says what nodes need then', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stillwatch-servers-'));
    try {
      const file = join(folder, 'next');
      const key = 'ab'.repeat(32);
      const servers = {
        STILLWATCH_POSTGRES_URL: postgres.url,
        STILLWATCH_CLICKHOUSE_URL: clickhouse.url,
      };
      const rekey = (env: Record<string, string>) => run(['rekey', '--new-key-file', file], env);
      for (const env of [{}, servers, { ...servers, STILLWATCH_IDENTITY_KEY_FILE: join(folder, 'none') }]) {
        expect((await rekey(env)).code).not.toBe(0);
        expect(existsSync(file)).toBe(false);
      }
      const changed = await rekey({ ...servers, STILLWATCH_IDENTITY_KEY: key });
      expect(changed.code, changed.err).toBe(0);
      expect(changed.out).toContain(`STILLWATCH_IDENTITY_KEY_FILE=${file}`);
      expect(changed.out + changed.err).not.toContain(key);
      const kept = readFileSync(file, 'utf8').trim();
      expect(kept.slice(64)).toBe(key);
      const again = await rekey({ ...servers, STILLWATCH_IDENTITY_KEY_FILE: file });
      expect(again.code, again.err).toBe(0);
      expect(readFileSync(file, 'utf8').trim()).toBe(kept);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('doctor fails for a user without rights, and for a database in another encoding', async () => {
    await postgres.run(`CREATE ROLE guest LOGIN PASSWORD '${SECRET}'`);
    const guest = new URL(postgres.url);
    [guest.username, guest.password] = ['guest', SECRET];
    const rights = await checks({ postgresUrl: guest.href });
    expect(rights['PostgreSQL rights']?.state).toBe('fail');
    const migrated = await run(['migrate', '--postgres-url', guest.href, '--json']);
    expect(JSON.parse(migrated.out).error).toMatchObject({
      code: 'record_store_failed',
      hint: expect.stringContaining('rights'),
    });

    const name = `${guest.pathname.slice(1)}_latin`;
    await postgres.run(`CREATE DATABASE ${name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`);
    const latin = new URL(postgres.url);
    latin.pathname = `/${name}`;
    const encoding = await checks({ postgresUrl: latin.href });
    expect(encoding['PostgreSQL encoding']).toMatchObject({ state: 'fail', found: 'LATIN1' });
    await postgres.run(`DROP DATABASE ${name}`);
    await postgres.run(`DROP OWNED BY guest; DROP ROLE guest`);
  });
});
