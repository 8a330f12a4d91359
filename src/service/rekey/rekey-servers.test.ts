/** A change of key on servers, a real PostgreSQL and ClickHouse's SQL over HTTP: who shared what is still known, by the new key alone. */

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ClickHouseEndpoint, startClickHouse } from '../../../test/clickhouse-http/start.ts';
import { drained, exchange, KEY, ndjson, startIntakeServer } from '../../../test/intake-server.ts';
import { NO_POSTGRES, type PostgresDatabase, postgresIsThere, startPostgres } from '../../../test/postgres/start.ts';
import { systemClock } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import { createIdentityHasher } from '../../ingest/identity-hasher.ts';
import { NODE_LEAD } from '../../store/servers/leader.ts';
import { openStores, type Stores } from '../../store/stores.ts';
import { type RekeyServersOptions, rekeyServers } from './rekey-servers.ts';

/** Each test converts stores on servers, some in several processes; up to 119 s on a busy machine. */
const TEST_TIMEOUT = 360_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

if (!postgresIsThere()) it.skip(`a change of key on servers: ${NO_POSTGRES}`);

const FIRST_KEY = '11'.repeat(32);
const CARDS = ['card-1', 'card-2', 'card-3'];

describe.runIf(postgresIsThere())('a change of key on servers', () => {
  let root: string;
  let clickhouse: ClickHouseEndpoint;
  let postgres: PostgresDatabase;
  let key = FIRST_KEY;
  const at = (name: string): string => join(root, name);

  const open = (identityKey: string) =>
    openStores({
      dataDirectory: at('node'),
      clickhouseUrl: clickhouse.url,
      postgresUrl: postgres.url,
      identityKey,
    });
  const using = async <T>(identityKey: string, use: (stores: Stores) => Promise<T>): Promise<T> => {
    const stores = await open(identityKey);
    if (!stores.ok) throw new Error(stores.problem.code);
    try {
      return await use(stores.value);
    } finally {
      await stores.value.close();
    }
  };
  const change = (file: string, more: Partial<RekeyServersOptions> = {}) =>
    rekeyServers({
      clickhouseUrl: clickhouse.url,
      postgresUrl: postgres.url,
      cluster: undefined,
      identityKey: key,
      newKeyFile: at(file),
      nodes: [],
      clock: systemClock,
      ...more,
    });
  const keyIn = (file: string): string => readFileSync(at(file), 'utf8').trim();

  /** Every keyed hash there is. */
  const hashes = (identityKey: string) =>
    using(identityKey, async (stores) => {
      const rows = await stores.exchanges.rows<Record<string, string>>(
        'SELECT toString(id) AS id, ip, net, user_agent, ja4 FROM exchanges ORDER BY exchanges.id',
      );
      const accounts = [];
      for await (const page of stores.records.accounts()) accounts.push(...page);
      const tables = await stores.exchanges.rows<{ name: string }>(
        "SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE '%rekey%'",
      );
      return { rows, accounts, tables };
    });

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'stillwatch-rekey-servers-'));
    [clickhouse, postgres] = await Promise.all([startClickHouse(), startPostgres()]);
    const servers = { clickhouseUrl: clickhouse.url, postgresUrl: postgres.url, identityKey: key };
    const server = await startIntakeServer({ drainInterval: 20 }, () => ({}), at('node'), servers);
    const accounts = Array.from({ length: 2_500 }, (_, n) => ({
      account: `a-${n}`,
      created: '2026-01-01T00:00:00Z',
      program: 'standard',
      email: n % 2 === 0 ? `p${n}@example.com` : undefined,
      payment: [CARDS[n % 3], `own-${n}`],
      signup_ip: `198.51.100.${n % 200}`,
    }));
    const exchanges = Array.from({ length: 600 }, (_, n) => ({
      ...exchange(n),
      client: n % 5 === 0 ? undefined : { ip: `203.0.113.${n % 90}`, user_agent: `agent/${n % 7}` },
    }));
    const sent = await server.app.inject({
      method: 'POST',
      url: '/v1/exchanges',
      headers: { ...KEY, 'content-type': 'application/x-ndjson' },
      payload: ndjson([...exchanges, ...accounts]),
    });
    expect(sent.json()).toMatchObject({ accepted: 3_100, rejected: 0 });
    await drained(server.intake);
    await server.close();
  });
  afterAll(async () => {
    await clickhouse.stop();
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  });

  it('brings every hash under the new key, and leaves who shares what as it was', async () => {
    const before = await hashes(key);
    expect(await change('key-2')).toMatchObject({ ok: true, value: { keys: 2, resumed: false } });
    expect(statSync(at('key-2')).mode & 0o077).toBe(0);
    expect(keyIn('key-2').slice(64)).toBe(FIRST_KEY);
    expect(await open(key)).toMatchObject({ ok: false, problem: { code: 'identity_key_mismatch' } });
    key = keyIn('key-2');
    const after = await hashes(key);
    expect(after.rows.length).toBe(600);
    for (const column of ['ip', 'net', 'user_agent', 'ja4'] as const) {
      const [old, now] = [before, after].map(({ rows }) => rows.map((row) => row[column]));
      expect(pattern(now), column).toEqual(pattern(old));
      expect(now.map((hash) => hash === '0')).toEqual(old.map((hash) => hash === '0'));
      expect(now.filter((hash, i) => hash !== '0' && hash === old[i])).toEqual([]);
    }
    const hasher = createIdentityHasher(Buffer.from(key, 'hex'));
    expect(after.accounts.length).toBe(2_500);
    after.accounts.forEach((account, i) => {
      const n = Number(account.account.slice(2));
      expect(account.payment).toEqual([CARDS[n % 3], `own-${n}`].map((card) => hasher.hash('payment', card as string)));
      expect(account.email === null).toBe(before.accounts[i]?.email === null);
    });
    const cards = after.accounts.map((account) => account.signupIp);
    expect(pattern(cards)).toEqual(pattern(before.accounts.map((account) => account.signupIp)));
    // Neither the old hashes nor what they became is left.
    expect(after.tables).toEqual([]);
  });

  it('stopped anywhere is refused to nodes, and goes on with the same file', async () => {
    for (const [n, stop] of (['next key', 'exchanges', 'records'] as const).entries()) {
      const before = await hashes(key);
      const file = `key-stopped-${n}`;
      const stopped = change(file, {
        onStep: (step) => {
          if (step === stop) throw Object.assign(new Error('killed'), { path: 'here' });
        },
      });
      await expect(stopped).rejects.toThrow('killed');
      const next = keyIn(file);
      for (const one of stop === 'records' ? [key] : [key, next]) {
        const code = stop === 'records' ? 'identity_key_mismatch' : 'rekey_unfinished';
        expect(await open(one), stop).toMatchObject({ ok: false, problem: { code } });
      }
      if (stop !== 'records') {
        expect(await change('another-file')).toMatchObject({ problem: { code: 'rekey_unfinished' } });
        expect(existsSync(at('another-file'))).toBe(false);
      }
      expect(await change(file)).toMatchObject({ ok: true, value: { resumed: true, keys: n + 3 } });
      key = next;
      // And once more, by whoever is not sure, with either key.
      expect(await change(file)).toMatchObject({ ok: true });
      const after = await hashes(key);
      expect(pattern(after.rows.map((row) => row.ip))).toEqual(pattern(before.rows.map((row) => row.ip)));
      expect(after.rows.some((row, i) => row.ip !== '0' && row.ip === before.rows[i]?.ip)).toBe(false);
      const hasher = createIdentityHasher(Buffer.from(key, 'hex'));
      expect(after.accounts.find(({ account }) => account === 'a-0')?.payment[0]).toBe(hasher.hash('payment', 'card-1'));
    }
  });

  it('goes on when the server of the exchanges was killed in the middle', async () => {
    const stopped = change('key-killed', {
      onStep: (step) => {
        if (step === 'next key') void clickhouse.kill();
      },
    });
    expect(await stopped).toMatchObject({ ok: false, problem: { code: 'exchange_store_failed' } });
    await clickhouse.start();
    expect(await change('key-killed')).toMatchObject({ ok: true, value: { resumed: true } });
    key = keyIn('key-killed');
    expect((await hashes(key)).rows.length).toBe(600);
  });

  it('goes on when the command was killed, wherever it was', async () => {
    const seed = Date.now() % 1_000_000;
    const rng = createRng(`rekey ${seed}`);
    for (let round = 0; round < 3; round++) {
      const file = `key-round-${round}`;
      const before = await hashes(key);
      const options = {
        clickhouseUrl: clickhouse.url,
        postgresUrl: postgres.url,
        identityKey: key,
        nodes: [],
      };
      const script = `
        import { rekeyServers } from ${JSON.stringify(import.meta.resolve('./rekey-servers.ts'))};
        const options = ${JSON.stringify({ ...options, newKeyFile: at(file) })};
        await rekeyServers({ ...options, clock: Date.now, onStep: (step) => process.stdout.write(step + '\\n') });`;
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await delay(rng.int(150));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
      // The server gives the lock of a killed process back when it sees its connection gone.
      let result = await change(file);
      for (let tries = 0; tries < 100 && !result.ok && result.problem.code === 'rekey_in_use'; tries++) {
        await delay(50);
        result = await change(file);
      }
      expect(result, `seed ${seed}`).toMatchObject({ ok: true, value: { resumed: true } });
      key = keyIn(file);
      const after = await hashes(key);
      expect(pattern(after.rows.map((row) => row.ip))).toEqual(pattern(before.rows.map((row) => row.ip)));
      const hasher = createIdentityHasher(Buffer.from(key, 'hex'));
      const cards = after.accounts.map((account) => account.payment[0]);
      const expected = after.accounts.map(({ account }) =>
        hasher.hash('payment', CARDS[Number(account.slice(2)) % 3] as string),
      );
      expect(cards, `seed ${seed}`).toEqual(expected);
      expect(after.tables).toEqual([]);
    }
  });

  it('is refused, and changes nothing, while a node runs, with another key or file, a journal, a cluster', async () => {
    await using(key, async (stores) => {
      const lead = await stores.leadership.tryLead(NODE_LEAD, () => {});
      expect(lead).not.toBeNull();
      expect(await change('no')).toMatchObject({ problem: { code: 'rekey_in_use' } });
    });
    expect(await change('no', { identityKey: '22'.repeat(32) })).toMatchObject({
      problem: { code: 'identity_key_mismatch' },
    });
    writeFileSync(at('other'), '33'.repeat(64));
    expect(await change('other')).toMatchObject({ problem: { code: 'rekey_file_other' } });
    expect(await change('no', { cluster: 'main' })).toMatchObject({ problem: { code: 'rekey_cluster' } });
    mkdirSync(at('full/journal'), { recursive: true });
    writeFileSync(at('full/journal/000000000001.segment'), 'x');
    expect(await change('no', { nodes: [at('full')] })).toMatchObject({
      problem: { code: 'journal_not_empty' },
    });
    expect(existsSync(at('no'))).toBe(false);
    expect((await hashes(key)).rows.length).toBe(600);
  });

  it('notices exchanges that came meanwhile, and leaves all as they were', async () => {
    const before = await hashes(key);
    // Another client stores a row as soon as the copy has been begun.
    const late = insertWhen(clickhouse.url);
    const result = await change('key-late');
    expect(await late).toBe(true);
    expect(result).toMatchObject({ ok: false, problem: { code: 'rekey_disturbed' } });
    expect(await change('key-late')).toMatchObject({ ok: true });
    key = keyIn('key-late');
    expect((await hashes(key)).rows.length).toBe(before.rows.length + 1);
  });
});

/** Stores a row with an address that no other has as soon as the table of the copy is there. */
async function insertWhen(url: string): Promise<boolean> {
  const ask = async (query: string): Promise<string> => (await fetch(url, { method: 'POST', body: query })).text();
  for (let tries = 0; tries < 2_000; tries++) {
    const there = await ask("SELECT count() FROM system.tables WHERE name = 'exchanges_rekeyed'");
    if (there.trim() !== '1') continue;
    await ask('INSERT INTO exchanges SELECT * REPLACE (toUInt64(1) AS id, toUInt64(12345) AS ip) FROM exchanges LIMIT 1');
    return true;
  }
  return false;
}

/** Values by when they first come: equal for two lists in which the same places are equal. */
function pattern(values: readonly unknown[]): number[] {
  const first = new Map<unknown, number>();
  return values.map((value, i) => {
    if (!first.has(value)) first.set(value, i);
    return first.get(value) as number;
  });
}
