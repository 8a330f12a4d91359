import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ClickHouseEndpoint, startClickHouse } from '../../test/clickhouse-http/start.ts';
import { NO_POSTGRES, type PostgresDatabase, postgresIsThere, startPostgres } from '../../test/postgres/start.ts';
import { emptyFingerprint, OFFSET } from '../model/fingerprint-layout.ts';
import { openStores, type Stores, type StoresOptions } from './stores.ts';

/** Each test opens stores, some on servers. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const KEY = '0f'.repeat(32);
let root: string;

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'stores-test-')));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

async function open(options: StoresOptions): Promise<Stores> {
  const opened = await openStores(options);
  if (!opened.ok) throw new Error(`${opened.problem.code}: ${opened.problem.message}`);
  return opened.value;
}

async function refusal(options: StoresOptions): Promise<string> {
  const opened = await openStores(options);
  if (opened.ok) await opened.value.close();
  return opened.ok ? 'opened' : opened.problem.code;
}

function row(id: bigint): Uint8Array {
  const bytes = emptyFingerprint();
  new DataView(bytes.buffer).setBigUint64(OFFSET.id, id, true);
  return bytes;
}

if (!postgresIsThere()) it.skip(`stores on a PostgreSQL server: ${NO_POSTGRES}`);

describe('stores in the process', () => {
  it('are those of a data directory, led by the one process', async () => {
    const dataDirectory = join(root, 'embedded');
    const stores = await open({ dataDirectory });
    expect([stores.tier, stores.engines]).toEqual(['embedded', { exchanges: 'chdb', records: 'pglite' }]);
    await stores.exchanges.insert(row(1n), 1);
    await stores.records.saveSetting('x', 1);
    expect(await refusal({ dataDirectory })).toBe('data_directory_locked');
    const lead = await stores.leadership.tryLead('detection', () => {});
    expect(lead?.held()).toBe(true);
    await Promise.all([stores.close(), stores.close()]);
    expect(lead?.held()).toBe(false);

    const again = await open({ dataDirectory });
    expect(await again.exchanges.count()).toBe(1);
    expect(await again.records.setting('x')).toBe(1);
    expect(again.identityKey).toEqual(stores.identityKey);
    await again.close();
    expect(await refusal({ dataDirectory, identityKey: KEY })).toBe('identity_key_mismatch');
  });

  it('take a key from outside at the first start', async () => {
    const dataDirectory = join(root, 'given-key');
    const stores = await open({ dataDirectory, identityKey: Buffer.from(KEY, 'hex').toString('base64') });
    expect(Buffer.from(stores.identityKey).toString('hex')).toBe(KEY);
    await stores.close();
    expect(await refusal({ dataDirectory, identityKey: KEY })).toBe('opened');
    expect(await refusal({ dataDirectory, identityKey: 'ab' })).toBe('identity_key_invalid');
  });
});

describe('an exchange store on a server, records in the process', () => {
  it('works, and leaves the directory without the engine that is not used', async () => {
    const server = await startClickHouse();
    const dataDirectory = join(root, 'clickhouse-only');
    const stores = await open({ dataDirectory, clickhouseUrl: server.url });
    expect([stores.tier, stores.engines]).toEqual(['scaled', { exchanges: 'clickhouse', records: 'pglite' }]);
    await stores.exchanges.insert(row(1n), 1);
    await stores.records.saveSetting('x', 1);
    await server.fail('refuse', 1);
    expect(await stores.exchanges.count()).toBe(1);
    expect(stores.stats()).toEqual({
      exchangeReadRetries: 1,
      recordConnections: 0,
      recordConnectionsIdle: 0,
      recordCallsWaiting: 0,
      recordConnectionsBroken: 0,
    });
    await stores.close();
    expect(readdirSync(dataDirectory).sort()).toEqual(['identity.key', 'pglite', 'spool', 'version.json']);
    await server.stop();
    expect(await refusal({ dataDirectory, clickhouseUrl: server.url })).toBe('exchange_store_failed');
    // What was refused is unlocked.
    expect(existsSync(join(dataDirectory, 'lock'))).toBe(false);
  });
});

describe.runIf(postgresIsThere())('nodes on servers', () => {
  let clickhouse: ClickHouseEndpoint;
  let postgres: PostgresDatabase;
  let shared: StoresOptions;
  const node = (name: string, change: StoresOptions = {}): StoresOptions => ({
    dataDirectory: join(root, name),
    ...shared,
    ...change,
  });

  beforeAll(async () => {
    [clickhouse, postgres] = await Promise.all([startClickHouse(), startPostgres()]);
    shared = { clickhouseUrl: clickhouse.url, postgresUrl: postgres.url, identityKey: KEY };
  });
  afterAll(async () => {
    await Promise.all([clickhouse.stop(), postgres.stop()]);
  });

  it('that start at once on empty servers make the tables once and share everything', async () => {
    const nodes = await Promise.all(['a', 'b', 'c'].map((name) => open(node(name))));
    const [a, b, c] = nodes as [Stores, Stores, Stores];
    expect([a.tier, a.engines]).toEqual(['scaled', { exchanges: 'clickhouse', records: 'postgresql' }]);
    expect(readdirSync(a.path).sort()).toEqual(['lock', 'spool', 'version.json']);
    await a.exchanges.insert(row(1n), 1);
    await b.exchanges.insert(row(1n), 1);
    await b.exchanges.insert(row(2n), 1);
    await b.records.saveSetting('x', [1]);
    expect(await c.exchanges.count()).toBe(2);
    expect(await c.exchanges.known(BigUint64Array.of(1n, 2n, 3n))).toEqual(new Set([1n, 2n]));
    expect(await a.records.setting('x')).toEqual([1]);
    const migrations = await a.exchanges.rows<{ number: number }>('SELECT number FROM migrations ORDER BY number');
    expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, i) => i + 1));

    const leads = await Promise.all(nodes.map((one) => one.leadership.tryLead('detection', () => {})));
    expect(leads.filter((lead) => lead !== null)).toHaveLength(1);
    const leader = leads.findIndex((lead) => lead !== null);
    await nodes[leader]?.close();
    const next = nodes[(leader + 1) % 3] as Stores;
    await expect.poll(async () => (await next.leadership.tryLead('detection', () => {}))?.held()).toBe(true);
    expect(next.stats().recordConnections).toBeGreaterThan(0);
    await Promise.all(nodes.map((one) => one.close()));
  });

  it('give numbers and lists as the embedded database does', async () => {
    const a = await open(node('types'));
    const database = await a.database();
    const { sql } = await import('kysely');
    const { rows } = await sql`
      SELECT 5::bigint AS small, 9007199254740993::bigint AS big, ARRAY[1, NULL]::bigint[] AS list,
             ARRAY['a,b', NULL, '"'] AS texts, true AS yes, 0.5::float8 AS half, count(*) AS n
      FROM settings WHERE false`.execute(database);
    expect(rows).toEqual([
      {
        small: 5,
        big: 9007199254740993n,
        list: [1, null],
        texts: ['a,b', null, '"'],
        yes: true,
        half: 0.5,
        n: 0,
      },
    ]);
    await a.close();
  });

  it('are refused without the key, with another, and with one that is none', async () => {
    expect(await refusal(node('d', { identityKey: undefined }))).toBe('identity_key_required');
    expect(await refusal(node('d', { identityKey: 'ff'.repeat(32) }))).toBe('identity_key_mismatch');
    expect(await refusal(node('d', { identityKey: 'ff' }))).toBe('identity_key_invalid');
    expect(await refusal(node('d'))).toBe('opened');
  });

  it('are refused with a new key before the old one: what is stored is hashed with the old one alone', async () => {
    expect(await refusal(node('d', { identityKey: 'ee'.repeat(32) + KEY }))).toBe('identity_key_mismatch');
    expect(await refusal(node('d'))).toBe('opened');
  });

  it('are refused with words that hold no password', async () => {
    const addresses: StoresOptions[] = [
      { postgresUrl: 'postgres://watcher:very-secret@127.0.0.1:1/x' },
      { postgresUrl: 'mysql://watcher:very-secret@127.0.0.1/x' },
      { postgresUrl: 'very-secret' },
      { clickhouseUrl: 'http://watcher:very-secret@127.0.0.1:1' },
      { clickhouseUrl: 'http://127.0.0.1:1/?password=very-secret' },
    ];
    const codes: string[] = [];
    for (const address of addresses) {
      const opened = await openStores(node('e', address));
      if (opened.ok) throw new Error('was opened');
      expect(JSON.stringify(opened)).not.toContain('very-secret');
      codes.push(opened.problem.code);
    }
    expect(codes).toEqual([
      'record_store_failed',
      'store_url_invalid',
      'store_url_invalid',
      'exchange_store_failed',
      'store_url_invalid',
    ]);
  });

  it('on PostgreSQL alone keep their exchanges in the process', async () => {
    const stores = await open(node('postgres-only', { clickhouseUrl: undefined }));
    expect(stores.engines).toEqual({ exchanges: 'chdb', records: 'postgresql' });
    await stores.exchanges.insert(row(9n), 1);
    expect(await stores.exchanges.count()).toBe(1);
    await stores.close();
  });
});
