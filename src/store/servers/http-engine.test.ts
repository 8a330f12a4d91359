import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClickHouseEndpoint, startClickHouse } from '../../../test/clickhouse-http/start.ts';
import { emptyFingerprint, FINGERPRINT_STRIDE, OFFSET } from '../../model/fingerprint-layout.ts';
import { type ExchangeStore, openExchangeStore } from '../exchanges/exchange-store.ts';
import { type HttpEngine, openHttpEngine } from './http-engine.ts';

const clock = () => Date.UTC(2026, 1, 3);
const SECRET = 'very-secret';
let server: ClickHouseEndpoint;
let engine: HttpEngine;
let store: ExchangeStore;

beforeAll(async () => {
  server = await startClickHouse({ user: 'watcher', password: SECRET });
  [engine, store] = await open(server.url);
});
afterAll(async () => {
  await store.close();
  await server.stop();
});

async function open(url: string): Promise<[HttpEngine, ExchangeStore]> {
  const made = await openHttpEngine({ url, timeout: 20_000 });
  if (!made.ok) throw new Error(made.problem.message);
  const opened = await openExchangeStore(made.value, { clock });
  if (!opened.ok) throw new Error(opened.problem.message);
  return [made.value, opened.value];
}

/** Rows whose ids count up from `first`. */
function rowsFrom(first: number, count: number): Uint8Array {
  const rows = Buffer.alloc(count * FINGERPRINT_STRIDE);
  for (let i = 0; i < count; i++) {
    rows.set(emptyFingerprint(), i * FINGERPRINT_STRIDE);
    rows.writeBigUInt64LE(BigInt(first + i), i * FINGERPRINT_STRIDE + OFFSET.id);
  }
  return rows;
}

/** Rows as they lie on disk, copies included. */
async function rowsOnDisk(): Promise<number> {
  const [row] = await store.rows<{ n: string }>('SELECT count() AS n FROM exchanges SETTINGS final = 0');
  return Number(row?.n);
}

describe('a read', () => {
  it('is tried again when its connection breaks, before the query ran or after', async () => {
    const before = engine.stats().retries;
    await server.fail('refuse', 2);
    expect(await store.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.fail('lose-answer', 1);
    const { n } = await store.columns('SELECT toUInt8(7) AS n', [{ name: 'n', type: 'UInt8' }]);
    expect([...n]).toEqual([7]);
    await server.fail('lose-answer', 1);
    expect(await store.known(BigUint64Array.of(1n))).toEqual(new Set());
    expect(engine.stats().retries - before).toBe(4);
  });

  it('fails as a Problem when the connection keeps breaking', async () => {
    await server.fail('refuse', 4);
    await expect(store.count()).rejects.toMatchObject({
      problem: { code: 'exchange_store_failed', message: expect.stringContaining('ECONNRESET') },
    });
    expect(await store.count()).toBe(0);
  });

  it('fails as a Problem when its answer breaks off, and gives nothing of it', async () => {
    // Both requests of columns(): the first, which asks for the columns' names, is small and tried again.
    await server.fail('half-answer', 2);
    const numbers = store.columns('SELECT number AS n FROM numbers(200000)', [{ name: 'n', type: 'UInt64' }]);
    await expect(numbers).rejects.toMatchObject({ problem: { code: 'exchange_store_failed' } });
    expect(await store.count()).toBe(0);
  });

  it('is not tried again when the server refused it', async () => {
    const before = engine.stats().retries;
    await server.fail('unavailable', 1);
    await expect(store.count()).rejects.toMatchObject({
      problem: { code: 'exchange_store_failed', message: expect.stringContaining('210 (NETWORK_ERROR)') },
    });
    expect(engine.stats().retries).toBe(before);
  });
});

describe('an insert', () => {
  it('is not tried again, and is stored once when it is sent again after its answer was lost', async () => {
    const rows = rowsFrom(1, 100);
    await server.fail('lose-answer', 1);
    await expect(store.insert(rows, 100)).rejects.toMatchObject({
      problem: { code: 'exchange_store_failed' },
    });
    expect(await rowsOnDisk()).toBe(100);
    await store.insert(rows, 100);
    await store.insert([rows.subarray(0, FINGERPRINT_STRIDE), rows.subarray(FINGERPRINT_STRIDE)], 100);
    expect(await rowsOnDisk()).toBe(100);
  });

  it('of rows that another node has stored as well counts them once', async () => {
    const [, other] = await open(server.url);
    await store.insert(rowsFrom(1_000, 10), 10);
    await other.insert(rowsFrom(1_000, 11), 11);
    expect(await rowsOnDisk()).toBe(121);
    expect(await store.count()).toBe(111);
    expect(await store.rows('SELECT uniqExact(id) AS n, count() AS m FROM exchanges')).toEqual([{ n: '111', m: '111' }]);
    await other.close();
  });

  it('has its settings with it: a quorum in a cluster, and a mark that the same rows have again', async () => {
    const made = await openHttpEngine({ url: server.url, cluster: 'main', insertQuorum: 'auto' });
    if (!made.ok) throw new Error(made.problem.message);
    const { client, insertRowBinary, readJson } = made.value;
    await client.command({
      query: `CREATE TABLE seen (n UInt8, quorum String DEFAULT toString(getSetting('insert_quorum')),
                mark String DEFAULT getSetting('insert_deduplication_token')) ENGINE = Memory`,
    });
    for (const n of [1, 1, 2]) await insertRowBinary('seen', 'n UInt8', [Uint8Array.of(n)]);
    const lines = await readJson('SELECT quorum, uniqExact(mark) AS marks, count() AS n FROM seen GROUP BY quorum', {});
    expect(JSON.parse(lines)).toEqual({ quorum: 'auto', marks: '2', n: '3' });
    await client.command({ query: 'DROP TABLE seen' });
    await client.close();
  });

  it('of a name that changed and changed back keeps the last', async () => {
    const hash = 9n;
    for (const name of ['one', 'two', 'one']) await store.insertNames([{ kind: 'model', hash, name }]);
    expect(await store.rows('SELECT name FROM names WHERE hash = 9')).toEqual([{ name: 'one' }]);
  });

  it('that was acknowledged is there after the server was killed, and one that was refused can be sent again', async () => {
    await store.insert(rowsFrom(5_000, 500), 500);
    await server.kill();
    await expect(store.insert(rowsFrom(6_000, 10), 10)).rejects.toMatchObject({
      problem: { code: 'exchange_store_failed', message: expect.stringContaining('ECONN') },
    });
    await server.start();
    expect(await store.count()).toBe(611);
    await store.insert(rowsFrom(6_000, 10), 10);
    expect(await store.count()).toBe(621);
  });
});

describe('a password', () => {
  const notSecret = async (work: Promise<unknown>): Promise<void> => {
    const outcome = await work.catch((error: Error) => [error.message, error.cause, error.stack]);
    const everything = JSON.stringify(outcome);
    expect(everything).not.toContain(SECRET);
  };

  it('that is wrong is told by name of the error, and not repeated', async () => {
    const made = await openHttpEngine({ url: server.url.replace(SECRET, `${SECRET}-2`) });
    if (!made.ok) throw new Error('the address is well formed');
    const opened = await openExchangeStore(made.value, { clock });
    expect(opened).toMatchObject({
      ok: false,
      problem: {
        code: 'exchange_store_failed',
        message: expect.stringContaining('AUTHENTICATION_FAILED'),
        hint: expect.stringContaining('password'),
      },
    });
    expect(JSON.stringify(opened)).not.toContain(SECRET);
  });

  it('in an address that is no URL, or of no server, is not repeated', async () => {
    for (const url of [`ftp://a:${SECRET}@host`, `${SECRET}`, `http://a:${SECRET}%@host`, `http://a:${SECRET}@h/a/b`]) {
      const made = await openHttpEngine({ url });
      expect(made).toMatchObject({ ok: false, problem: { code: 'store_url_invalid' } });
      expect(JSON.stringify(made)).not.toContain(SECRET);
    }
    const gone = await openHttpEngine({ url: `http://a:${SECRET}@127.0.0.1:1` });
    if (!gone.ok) throw new Error('the address is well formed');
    await notSecret(openExchangeStore(gone.value, { clock }));
  });
});
