import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DAY } from '../../base/clock.ts';
import { emptyFingerprint } from '../../model/fingerprint-layout.ts';
import { type DataDirectory, openDataDirectory } from '../../store/directory/data-directory.ts';
import { createRetention, type Retention } from './retention.ts';

/** The tests open both engines. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const NOW = Date.UTC(2026, 5, 1);

let root: string;
let data: DataDirectory;
const leads = true;
const errors: unknown[] = [];

function retention(change: { exchanges_days?: number } = {}): Retention {
  return createRetention({
    exchanges: data.exchanges,
    database: data.database,
    settings: { exchanges_days: 90, runs_days: 400, events_days: 30, every_hours: 24, ...change },
    clock: () => NOW,
    isLeader: () => leads,
    settled: () => true,
    onHeld: () => {},
    onError: (error) => errors.push(error),
  });
}

beforeAll(async () => {
  // In a temporary directory merges are stopped, and deletions with them.
  root = mkdtempSync(join(tmpdir(), 'stillwatch-retention-'));
  const opened = await openDataDirectory({ path: join(root, 'data') });
  if (!opened.ok) throw new Error(opened.problem.message);
  data = opened.value;
  // A day each, going back from today: 0 … 199 days old.
  const rows: Uint8Array[] = [];
  for (let day = 0; day < 200; day++) {
    const row = emptyFingerprint();
    const view = new DataView(row.buffer, row.byteOffset);
    view.setBigUint64(1, BigInt(day + 1), true);
    view.setBigInt64(9, BigInt(NOW - day * DAY), true);
    rows.push(row);
  }
  await data.exchanges.insert(rows, rows.length);
  const db = await data.database();
  const ages = [800, 700, 401, 399, 1];
  for (const age of ages) {
    const time = NOW - age * DAY;
    await db.insertInto('runs').values({ started: time, finished: time, summary: '{}', findings: '{}' }).execute();
  }
  await db
    .insertInto('campaigns')
    .values({
      run: 1,
      campaign: 'c',
      position: 0,
      confidence: 1,
      severity: 'high',
      action: 'watch',
      body: '{}',
    })
    .execute();
  await db
    .insertInto('campaign_runs')
    .values({
      run: 2,
      campaign: 'c',
      log_end: '',
      event: 'born',
      accounts: 1,
      exchanges: 1,
      confidence: 1,
      action: 'watch',
    })
    .execute();
});
afterAll(async () => {
  await data.close();
  rmSync(root, { recursive: true });
});

describe('retention', () => {
  it('counts what it would delete, and deletes nothing, when it is asked to', async () => {
    expect(await retention().run(true)).toEqual({ exchanges: 109, runs: 2 });
    expect(await data.exchanges.count()).toBe(200);
  });

  it('deletes what is older, keeps what is as old as allowed, and counts it', async () => {
    const one = retention();
    expect(await one.run(false)).toEqual({ exchanges: 109, runs: 2 });
    expect(await data.exchanges.count()).toBe(91);
    const [oldest] = await data.exchanges.rows<{ t: string }>('SELECT min(time) AS t FROM exchanges');
    expect(Number(oldest?.t)).toBe(NOW - 90 * DAY);
    const db = await data.database();
    // The first stands behind a campaign; what the second said of it went with it.
    expect((await db.selectFrom('runs').select('run').orderBy('run').execute()).map((row) => row.run)).toEqual([1, 4, 5]);
    expect(await db.selectFrom('campaign_runs').selectAll().execute()).toEqual([]);
    expect(await one.run(false)).toEqual({ exchanges: 0, runs: 0 });
    expect(one.part.stats?.()).toMatchObject({ deleted: { exchanges: 109, runs: 2 } });
  });

  it('gives the space back once much of the table is deleted, while rows go on coming', async () => {
    const stored = async (): Promise<number> => {
      const rows = await data.exchanges.rows<{ n: string }>(
        "SELECT sum(rows) AS n FROM system.parts WHERE active AND table = 'exchanges'",
      );
      return Number(rows[0]?.n);
    };
    for (let tries = 0; tries < 100 && (await stored()) !== 91; tries++) await sleep(50);
    expect(await stored()).toBe(91);
    const row = emptyFingerprint();
    new DataView(row.buffer, row.byteOffset).setBigInt64(9, BigInt(NOW), true);
    await data.exchanges.insert(row, 1);
    expect(await data.exchanges.count()).toBe(92);
    // A day's worth is only marked.
    expect(await retention({ exchanges_days: 89 }).run(false)).toEqual({ exchanges: 1, runs: 0 });
    expect(await data.exchanges.count()).toBe(91);
    expect(await stored()).toBe(92);
  });

  it('counts from the newest exchange where the detection window ends there: a log of the past stays', async () => {
    const years = { exchanges_days: 90, runs_days: 4_000, events_days: 30, every_hours: 24 };
    const at = (settings: typeof years, windowEnd: 'clock' | 'newest_exchange') =>
      createRetention({
        exchanges: data.exchanges,
        database: data.database,
        settings,
        windowEnd,
        clock: () => NOW + 3_650 * DAY,
        isLeader: () => true,
        settled: () => true,
        onHeld: () => {},
        onError: () => {},
      }).run(true);
    const all = await data.exchanges.count();
    expect((await at(years, 'clock')).exchanges).toBe(all);
    expect((await at(years, 'newest_exchange')).exchanges).toBe(0);
    // Some of it is too old even so.
    const tenDays = (await at({ ...years, exchanges_days: 10 }, 'newest_exchange')).exchanges;
    expect(tenDays).toBeGreaterThan(0);
    expect(tenDays).toBeLessThan(all);
  });

  it('never deletes the last run', async () => {
    const db = await data.database();
    await db.deleteFrom('campaigns').execute();
    const later = createRetention({
      exchanges: data.exchanges,
      database: data.database,
      settings: { exchanges_days: 90, runs_days: 1, events_days: 30, every_hours: 24 },
      clock: () => NOW + 3650 * DAY,
      isLeader: () => true,
      settled: () => true,
      onHeld: () => {},
      onError: () => {},
    });
    expect((await later.run(false)).runs).toBe(2);
    expect((await db.selectFrom('runs').select('run').execute()).map((row) => row.run)).toEqual([5]);
  });
});
