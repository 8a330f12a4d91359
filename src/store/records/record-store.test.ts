import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { blankRecord } from '../../../test/blank-record.ts';
import { NO_POSTGRES, postgresIsThere, startPostgres } from '../../../test/postgres/start.ts';
import { reportTexts } from '../../../test/report-texts.ts';
import { ok, type Result } from '../../base/problem.ts';
import { createRng } from '../../base/rng.ts';
import type { AccountRecord } from '../../model/account-record.ts';
import type { Campaign, CampaignsFile } from '../../model/finding.ts';
import type { Lineage } from '../../model/lineage.ts';
import { ACCOUNT_STATUSES, PROGRAMS, VERIFICATIONS } from '../../model/vocabulary.ts';
import { openEmbeddedRecords } from '../directory/embedded-records.ts';
import { openPglite } from '../directory/pglite-directory.ts';
import { openPostgresRecords } from '../servers/postgres-records.ts';
import type { RecordStore } from './record-store.ts';
import type { RecordTables } from './record-tables.ts';
import { KEPT_RUNS } from './run-history.ts';

/** Each test opens a database; up to 5 s, on two engines. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

interface Records {
  readonly store: RecordStore;
  database(): Promise<Kysely<RecordTables>>;
}

interface Place {
  open(): Promise<Result<Records>>;
  /** A statement by a connection of its own, while the store is closed. */
  run(sql: string): Promise<unknown>;
  stop(): Promise<void>;
}

const EMBEDDED = {
  engine: 'PGlite in this process',
  start: async (): Promise<Place> => {
    const directory = mkdtempSync(join(tmpdir(), 'record-test-'));
    const path = join(directory, 'pglite');
    return {
      async open() {
        const records = openEmbeddedRecords({ directory: path, durable: false });
        const problem = await records.problem();
        return problem === null ? ok(records) : { ok: false, problem };
      },
      async run(sql) {
        const database = await openPglite(path, false).database;
        await database.query(sql);
        await database.close();
      },
      stop: async () => rmSync(directory, { recursive: true }),
    };
  },
};

const SERVER = {
  engine: 'a PostgreSQL server',
  start: async (): Promise<Place> => {
    const server = await startPostgres();
    return {
      async open() {
        const records = await openPostgresRecords(server.url);
        if (!records.ok) return records;
        const { store, database } = records.value;
        return ok({ store, database: async () => database });
      },
      run: server.run,
      stop: server.stop,
    };
  },
};

const PLACES = postgresIsThere() ? [EMBEDDED, SERVER] : [EMBEDDED];
if (!postgresIsThere()) it.skip(`the record store on a PostgreSQL server: ${NO_POSTGRES}`);

let place: Place;
let records: Records;

async function open(): Promise<Records> {
  const opened = await place.open();
  if (!opened.ok) throw new Error(opened.problem.message);
  return opened.value;
}

function account(name: string, change: Partial<AccountRecord> = {}): AccountRecord {
  return { ...blankRecord(name, 1_760_000_000_000), ...change };
}

async function allAccounts(): Promise<AccountRecord[]> {
  const all: AccountRecord[] = [];
  for await (const page of records.store.accounts()) all.push(...page);
  return all;
}

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('\u0000', '\ud800', '"', '\\', '{}'));
const optional = fc.option(text);
const time = fc.integer({ min: 0, max: 8.64e15 });
const anyAccount: fc.Arbitrary<AccountRecord> = fc.record({
  account: text,
  created: time,
  program: fc.constantFrom(...PROGRAMS),
  emailDomain: optional,
  email: optional,
  emailShape: optional,
  phone: optional,
  phoneBlock: optional,
  payment: fc.array(text, { maxLength: 3 }),
  paymentBin: optional,
  signupIp: optional,
  signupNet: optional,
  signupJa4: optional,
  referrer: optional,
  verification: fc.constantFrom(...VERIFICATIONS),
  status: fc.constantFrom(...ACCOUNT_STATUSES),
  statusTime: fc.option(time),
  router: fc.boolean(),
  grants: fc.array(
    fc.record({
      kind: fc.constant('distillation' as const),
      models: fc.array(text, { maxLength: 2 }),
      from: time,
      to: time,
    }),
    { maxLength: 2 },
  ),
});

function campaign(id: string, accounts: string[]): Campaign {
  return {
    id,
    confidence: 0.9,
    severity: 'high',
    accounts,
    exchanges: 10,
    first_seen: '2026-02-01T00:00:00.000Z',
    last_seen: '2026-02-02T00:00:00.000Z',
    capabilities: [{ name: 'coding', share: 1 }],
    intents: [{ name: 'grading', share: 1 }],
    segments: [{ id: 's1', accounts: 2, exchanges: 5, exemplar: 'outline \u0000 \ud800' }],
    evidence: [],
    action: 'review',
    action_reason: 'one family only',
    timeline: [],
    network: { nodes: [], edges: [], omitted: 0 },
  };
}

const findings = (campaigns: Campaign[]): CampaignsFile => ({
  version: 1,
  window: null,
  campaigns,
  left_alone: [],
});

describe.each(PLACES)('the record store on $engine', ({ start }) => {
  beforeAll(async () => {
    place = await start();
    records = await open();
  });
  afterAll(async () => {
    await records.store.close();
    await place.stop();
  });

  it('knows of no run at first', async () => {
    expect(await records.store.lastRun()).toBeNull();
  });

  it('gives every account back as it was, whatever characters it has', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAccount, { maxLength: 20 }), async (accounts) => {
        await records.store.upsertAccounts(accounts);
        const stored = new Map((await allAccounts()).map((record) => [record.account, record]));
        for (const [name, record] of new Map(accounts.map((a) => [a.account, a]))) {
          expect(stored.get(name)).toEqual(record);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('gives the routers alone, in the order of accounts', async () => {
    const routers = (await allAccounts()).filter((record) => record.router);
    expect(routers.length).toBeGreaterThan(0);
    expect(await records.store.routers()).toEqual(routers);
  });

  it('replaces the earlier record of an account, within a call and between calls', async () => {
    const before = await records.store.accountCount();
    await records.store.upsertAccounts([account('twice'), account('twice', { program: 'research', email: 'ab' })]);
    await records.store.upsertAccounts([account('twice', { status: 'suspended', statusTime: 5 })]);
    expect(await records.store.accountCount()).toBe(before + 1);
    const found = (await allAccounts()).find((record) => record.account === 'twice');
    expect(found).toEqual(account('twice', { status: 'suspended', statusTime: 5 }));
  });

  it('pages through more accounts than fit one page, each once', async () => {
    const many = Array.from({ length: 9_000 }, (_, i) => account(`page-${i}`));
    await records.store.upsertAccounts(many);
    const names = (await allAccounts()).map((record) => record.account).filter((name) => name.startsWith('page-'));
    expect(names.length).toBe(9_000);
    expect(new Set(names).size).toBe(9_000);
  });

  it('keeps the latest release time of a model, in order of time', async () => {
    await records.store.upsertReleases([]);
    await records.store.upsertReleases([
      { model: 'late', released: 1 },
      { model: 'early', released: 500 },
      { model: 'late', released: 900 },
    ]);
    expect(await records.store.releases()).toEqual([
      { model: 'early', released: 500 },
      { model: 'late', released: 900 },
    ]);
  });

  it('gives the last run and only its campaigns', async () => {
    await records.store.saveRun(
      {
        started: 1,
        finished: 2,
        summary: { version: '0', note: '\u0000' },
        campaigns: findings([campaign('old', ['a', 'b'])]),
      },
      [],
    );
    const run = {
      started: 3,
      finished: 4,
      summary: { version: '1' },
      campaigns: {
        ...findings([campaign('c2', ['b', 'b', 'x\u0000']), campaign('c1', ['b'])]),
        texts_under_review: reportTexts(createRng('records'), (text) => `${text}\u0000`),
        texts_left_out: 2,
      },
    };
    await records.store.saveRun(run, []);
    expect(await records.store.lastRun()).toEqual(run);
    expect(await records.store.campaignsOf('b')).toEqual(['c1', 'c2']);
    expect(await records.store.campaignsOf('x\u0000')).toEqual(['c2']);
    expect(await records.store.campaignsOf('a')).toEqual([]);
  });

  it('keeps nothing of a run that could not be saved whole', async () => {
    const before = await records.store.lastRun();
    const twice = findings([campaign('same', ['a']), campaign('same', ['b'])]);
    await expect(
      records.store.saveRun({ started: 5, finished: 6, summary: {}, campaigns: twice }, []),
    ).rejects.toMatchObject({
      problem: { code: 'record_store_failed', message: expect.stringContaining('23505') },
    });
    expect(await records.store.lastRun()).toEqual(before);
  });

  it('remembers the campaigns of the last run and those that have ended, whatever their members are called', async () => {
    const gone: Lineage = {
      id: 'gone',
      since: '2026-01-05T00:00:00.000Z',
      lastSeen: '2026-01-04T00:00:00.000Z',
      members: ['x\u0000', '\ud800', '["router","user"]'],
      segments: ['s9'],
      ended: { at: '2026-01-06T00:00:00.000Z', into: null },
    };
    const grown: Campaign = {
      ...campaign('grown', ['a', 'b']),
      sub_accounts: [{ account: 'router', sub_account: 'user' }],
      history: { event: 'grew', since: '2026-01-05T00:00:00.000Z', previous: ['grown'], accounts_before: 2 },
    };
    await records.store.saveRun(
      { started: 10, finished: 11, summary: {}, campaigns: findings([grown, campaign('unaware', ['c'])]) },
      [gone],
    );
    expect(await records.store.lineages()).toEqual([
      {
        id: 'grown',
        since: '2026-01-05T00:00:00.000Z',
        lastSeen: grown.last_seen,
        members: ['a', 'b', '["router","user"]'],
        segments: ['s1'],
      },
      {
        id: 'unaware',
        since: grown.last_seen,
        lastSeen: grown.last_seen,
        members: ['c'],
        segments: ['s1'],
      },
      gone,
    ]);
    await records.store.saveRun({ started: 12, finished: 13, summary: {}, campaigns: findings([]) }, []);
    expect(await records.store.lineages()).toEqual([]);
  });

  it('tells what the latest runs said of a campaign', async () => {
    const save = (confidence: number, ...ids: string[]) =>
      records.store.saveRun(
        {
          started: 1,
          finished: 2,
          summary: {},
          campaigns: findings(ids.map((id) => ({ ...campaign(id, ['a', 'a', 'b']), confidence }))),
        },
        [],
      );
    await save(0.5, 'course', 'other');
    await save(0.6, 'course');
    await save(0.7, 'course');
    const courses = await records.store.campaignRuns(['course', 'never'], 2);
    expect([...courses.keys()]).toEqual(['course']);
    expect(courses.get('course')).toEqual(
      [0.6, 0.7].map((confidence) => ({
        at: '2026-02-02T00:00:00.000Z',
        event: 'born',
        accounts: 2,
        exchanges: 10,
        confidence,
        action: 'review',
      })),
    );
  });

  it('keeps of a service that looks all day a run a day and each in which something happened, and what goes with it', async () => {
    const db = await records.database();
    const day = 24 * 60 * 60 * 1_000;
    const save = (started: number, event: 'born' | 'continued' | 'grew', fails = false) =>
      records.store.saveRun(
        {
          started,
          finished: started + 1,
          summary: {},
          campaigns: findings([
            {
              ...campaign('living', ['a']),
              confidence: 0.5,
              history: { event, since: '', previous: [], accounts_before: 0 },
            },
          ]),
        },
        [],
        {
          async alongside(tx) {
            await tx
              .insertInto('settings')
              .values({ name: `at ${started}`, value: '1' })
              .execute();
            if (fails) throw new Error('what goes with it failed');
          },
        },
      );
    const base = 100 * day;
    for (const [at, event] of [
      [0, 'born'],
      [1, 'continued'],
      [2, 'grew'],
      [3, 'born'],
      [4, 'continued'],
      [day, 'continued'],
      [day + 1, 'continued'],
      [day + 2, 'continued'],
    ] as const)
      await save(base + at, event);
    await expect(save(base + day + 3, 'born', true)).rejects.toMatchObject({
      problem: { code: 'record_store_failed' },
    });
    const kept = await db.selectFrom('runs').select('started').where('started', '>=', base).orderBy('run').execute();
    // The first of each day, the one in which a campaign was born, and the newest.
    expect(kept.map(({ started }) => Number(started) - base)).toEqual([0, 3, day, day + 2]);
    expect(await records.store.setting(`at ${base + 1}`)).toBe(1);
    expect(await records.store.setting(`at ${base + day + 3}`)).toBeUndefined();
    expect((await records.store.lastRun())?.started).toBe(base + day + 2);
  });

  it('keeps a bounded number of runs, and forgets what had ended before them', async () => {
    const ended = (id: string): Lineage => ({
      id,
      since: '',
      lastSeen: '',
      members: ['a'],
      segments: [],
      ended: { at: '', into: null },
    });
    const save = (remembered: Lineage[]) =>
      records.store.saveRun(
        { started: 1, finished: 2, summary: {}, campaigns: findings([campaign('kept', ['a'])]) },
        remembered,
      );
    await save([ended('early')]);
    for (let k = 1; k < KEPT_RUNS; k++) await save([ended('early'), ended('late')]);
    expect((await records.store.lineages()).map(({ id }) => id)).toEqual(['kept', 'early', 'late']);
    expect((await records.store.campaignRuns(['kept'], 10_000)).get('kept')?.length).toBe(KEPT_RUNS);
    // Both have ended long ago for whoever asks, but the store counts from the run that missed them first.
    await save([ended('early'), ended('late')]);
    expect((await records.store.lineages()).map(({ id }) => id)).toEqual(['kept', 'late']);
    expect((await records.store.campaignRuns(['kept'], 10_000)).get('kept')?.length).toBe(KEPT_RUNS);
  }, 60_000);

  it('keeps settings', async () => {
    expect(await records.store.setting('retention')).toBeUndefined();
    await records.store.saveSetting('retention', { days: 30 });
    await records.store.saveSetting('retention', { days: 60 });
    expect(await records.store.setting('retention')).toEqual({ days: 60 });
  });

  it('serves calls that come at the same time, transactions included', async () => {
    const run = { started: 7, finished: 8, summary: {}, campaigns: findings([campaign('c', ['z'])]) };
    await Promise.all([
      records.store.saveRun(run, []),
      records.store.upsertAccounts([account('parallel')]),
      records.store.saveRun({ ...run, started: 9 }, []),
      records.store.accountCount(),
    ]);
    expect((await records.store.lastRun())?.campaigns.campaigns).toHaveLength(1);
  });

  it('has everything after it was closed and opened again', async () => {
    const before = await records.store.accountCount();
    await records.store.close();
    await expect(records.store.accountCount()).rejects.toMatchObject({ problem: { code: 'store_closed' } });
    records = await open();
    expect(await records.store.accountCount()).toBe(before);
  });

  it('is refused when a newer version has changed its schema', async () => {
    await records.store.close();
    await place.run(`INSERT INTO kysely_migration (name, timestamp) VALUES ('999-later', 'x')`);
    expect(await place.open()).toMatchObject({
      ok: false,
      problem: {
        code: 'store_schema_newer',
        message: expect.stringMatching(/^Expected record store schema (\d+) or older, got schema \d+\.$/),
      },
    });
  });
});
