import { describe, expect, it } from 'vitest';
import { blankRecord } from '../../test/blank-record.ts';
import type { AccountRecord } from '../model/account-record.ts';
import { asOf } from './as-of.ts';
import type { DetectSource } from './columns.ts';

const T = Date.UTC(2026, 1, 5);

function account(name: string, change: Partial<AccountRecord>): AccountRecord {
  return { ...blankRecord(name, T - 1_000), ...change };
}

function sourceOf(accounts: AccountRecord[], asked: string[] = []): DetectSource {
  return {
    exchanges: {
      rows: async (sql) => {
        asked.push(sql);
        return [];
      },
      columns: async (sql) => {
        asked.push(sql);
        return {};
      },
      spool: async (sql) => {
        asked.push(sql);
        return { rows: 0, path: '', bytes: 0, async *chunks() {}, remove: async () => {} };
      },
    },
    records: {
      async *accounts() {
        yield accounts;
      },
      routers: async () => accounts.filter((record) => record.router),
      releases: async () => [
        { model: 'old', released: T - 1 },
        { model: 'new', released: T },
      ],
    },
  };
}

async function known(...accounts: AccountRecord[]): Promise<AccountRecord[]> {
  const all: AccountRecord[] = [];
  for await (const batch of asOf(sourceOf(accounts), T).records.accounts()) all.push(...batch);
  return all;
}

describe('the stores as of a moment', () => {
  it('know no account that was made then or later', async () => {
    const found = await known(account('before', {}), account('then', { created: T }), account('later', { created: T + 1 }));
    expect(found.map((record) => record.account)).toEqual(['before']);
  });

  it('know no router that was made then or later', async () => {
    const routers = [account('before', { router: true }), account('later', { router: true, created: T })];
    const found = await asOf(sourceOf(routers), T).records.routers();
    expect(found.map((record) => record.account)).toEqual(['before']);
  });

  it('know a suspension from its time on, and not one that nobody dated', async () => {
    const found = await known(
      account('before', { status: 'suspended', statusTime: T - 1 }),
      account('then', { status: 'suspended', statusTime: T }),
      account('undated', { status: 'closed' }),
    );
    expect(found.map(({ status, statusTime }) => [status, statusTime])).toEqual([
      ['suspended', T - 1],
      ['active', null],
      ['active', null],
    ]);
  });

  it('know no release that was to come', async () => {
    expect(await asOf(sourceOf([]), T).records.releases()).toEqual([{ model: 'old', released: T - 1 }]);
  });

  it('bound every question about exchanges', async () => {
    const asked: string[] = [];
    const { exchanges } = asOf(sourceOf([], asked), T);
    await exchanges.rows('SELECT 1 FROM exchanges');
    await exchanges.columns('SELECT 2 FROM exchanges', []);
    expect(asked.length).toBe(2);
    for (const sql of asked) expect(sql).toContain(`'exchanges': 'time < ${T}'`);
  });

  it('are of a whole millisecond', () => {
    expect(() => asOf(sourceOf([]), Number.NaN)).toThrow('whole number');
  });
});
