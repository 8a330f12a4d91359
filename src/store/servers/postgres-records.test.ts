/** What only a server can do to a record store: break connections, be slow, refuse. The suite itself is record-store.test.ts. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_POSTGRES, type PostgresDatabase, postgresIsThere, startPostgres } from '../../../test/postgres/start.ts';
import type { AccountRecord } from '../../model/account-record.ts';
import { openPostgresRecords, type PostgresRecords } from './postgres-records.ts';

if (!postgresIsThere()) it.skip(`the record store on a server that fails: ${NO_POSTGRES}`);

describe.runIf(postgresIsThere())('the record store on a server', () => {
  let server: PostgresDatabase;
  let records: PostgresRecords;

  async function open(url = server.url, timeout?: number): Promise<PostgresRecords> {
    const opened = await openPostgresRecords(url, timeout);
    if (!opened.ok) throw new Error(opened.problem.message);
    return opened.value;
  }

  beforeAll(async () => {
    server = await startPostgres();
    records = await open();
  });
  afterAll(async () => {
    await records.store.close();
    await server.stop();
  });

  it('goes on when the server has closed its connections', async () => {
    await records.store.saveSetting('x', 1);
    await server.run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'stillwatch'`);
    await expect.poll(() => records.stats().broken).toBeGreaterThan(0);
    expect(await records.store.setting('x')).toBe(1);
    expect(records.stats()).toMatchObject({ connections: 1, waiting: 0 });
  });

  it('fails as a Problem when a connection breaks in the middle of a call, and the next call works', async () => {
    const broken = sql`SELECT pg_terminate_backend(pg_backend_pid())`.execute(records.database);
    await expect(broken).rejects.toMatchObject({ code: '57P01' });
    expect(await records.store.setting('x')).toBe(1);
  });

  it('has statements ended that take too long', async () => {
    const hasty = await open(server.url, 50);
    await expect(sql`SELECT pg_sleep(10)`.execute(hasty.database)).rejects.toMatchObject({ code: '57014' });
    await hasty.store.close();
  });

  it('takes the same accounts from several nodes at once, without one waiting for another for ever', async () => {
    const nodes = await Promise.all([open(), open(), open()]);
    const accounts = Array.from({ length: 3_000 }, (_, i) => account(`a-${i}`));
    // Each in an order of its own: where rows were locked as they come, this deadlocks.
    const orders = [accounts, [...accounts].reverse(), [...accounts.slice(1_500), ...accounts.slice(0, 1_500)]];
    await Promise.all(
      nodes.flatMap((node, k) => [
        node.store.upsertAccounts(orders[k] as AccountRecord[]),
        node.store.upsertReleases((orders[k] as AccountRecord[]).map((one) => ({ model: one.account, released: k }))),
      ]),
    );
    expect(await records.store.accountCount()).toBe(3_000);
    await Promise.all(nodes.map((node) => node.store.close()));
  });

  it('is refused where the address asks for TLS and the server has none', async () => {
    const opened = await openPostgresRecords(`${server.url}?sslmode=verify-full`);
    expect(opened).toMatchObject({
      ok: false,
      problem: { code: 'record_store_failed', message: expect.stringContaining('SSL') },
    });
  });
});

function account(name: string): AccountRecord {
  return {
    account: name,
    created: 1_760_000_000_000,
    program: 'standard',
    emailDomain: null,
    email: null,
    emailShape: null,
    phone: null,
    phoneBlock: null,
    payment: ['p'],
    paymentBin: null,
    signupIp: null,
    signupNet: null,
    signupJa4: null,
    referrer: null,
    verification: 'none',
    status: 'active',
    statusTime: null,
    router: false,
    grants: [],
  };
}
