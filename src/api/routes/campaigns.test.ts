/** Campaigns over HTTP from a run in a real record store. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecordDatabase, type RecordDatabase } from '../../../test/record-database.ts';
import { scopesOf } from '../../access/principal.ts';
import { DAY } from '../../base/clock.ts';
import { Campaign } from '../../model/finding.ts';
import { createAccountFindings } from '../../service/detection/account-findings.ts';
import { createCampaignReader } from '../../service/detection/campaign-reader.ts';
import { createWindowReader, windowParameters } from '../../service/detection/detection-window.ts';
import { type Api, createServer } from '../server.ts';
import { addCampaignRoutes } from './campaigns.ts';

let records: RecordDatabase;
let app: Api;
const AT = '2026-02-03T00:00:00.000Z';

const campaign = (id: string, accounts: string[]): Campaign => ({
  id,
  confidence: 0.9,
  severity: 'high',
  accounts,
  exchanges: 10,
  first_seen: AT,
  last_seen: AT,
  capabilities: [],
  intents: [],
  segments: [],
  evidence: [],
  action: 'review',
  action_reason: 'because',
  timeline: [],
  network: { nodes: [], edges: [], omitted: 0 },
  history: { event: 'grew', since: AT, previous: [id], accounts_before: 1 },
});
const NO_RUN = {
  from: '2025-12-20T00:00:00.000Z',
  to: AT,
  days: 45,
  ends_at: 'clock',
  last_run_ended: null,
  exchanges: 0,
  outside: 0,
  warnings: [],
};
/** The window of a run that ended three seconds after the epoch. */
const WINDOW = {
  from: '2026-01-01T00:00:00.000Z',
  to: AT,
  days: 33,
  ends_at: 'newest_exchange',
  last_run_ended: '1970-01-01T00:00:03.000Z',
  exchanges: 70,
  outside: 5,
  warnings: [{ name: 'one_account', message: 'One account has everything.', advice: 'Check the field.' }],
};
const summary = (exchanges: number) => ({
  totals: { exchanges },
  input: { warnings: WINDOW.warnings },
  parameters: windowParameters({
    from: Date.parse(WINDOW.from),
    to: Date.parse(AT),
    end: 'newest_exchange',
    outside: WINDOW.outside,
    warnings: [],
  }),
});
const save = (finished: number, campaigns: Campaign[], exchanges: number) =>
  records.store.saveRun(
    {
      started: 1_000,
      finished,
      summary: summary(exchanges),
      campaigns: { version: 1, window: { from: AT, to: AT }, campaigns, left_alone: [] },
    },
    [],
  );
const finding = (account: string, sub?: string) => ({
  account,
  ...(sub === undefined ? {} : { sub_account: sub }),
  risk: 0.8,
  campaign: 'C-1',
  action: 'review' as const,
  reasons: ['sends the text'],
});

beforeAll(async () => {
  records = await openRecordDatabase('campaigns');
  const viewer = {
    kind: 'person',
    id: 'p',
    name: 'P',
    tenant: 'default',
    scopes: scopesOf('viewer'),
  } as const;
  app = await createServer(
    { authenticator: { authenticate: async () => ({ ok: true, value: viewer }) }, bodyLimit: 1_000 },
    (api) =>
      addCampaignRoutes(
        api,
        createCampaignReader(records.db),
        createWindowReader(records.db, { clock: () => Date.parse(AT), window: 45 * DAY, end: 'clock' }),
        (id) => id,
      ),
  );
});
afterAll(async () => {
  await app.close();
  await records.close();
});

const get = async (path: string) => {
  const answer = await app.inject(path);
  return { status: answer.statusCode, type: answer.headers['content-type'], body: answer.json() };
};

describe('campaigns', () => {
  it('are none before the first look', async () => {
    expect((await get('/v1/campaigns')).body).toEqual({
      look: null,
      window: NO_RUN,
      empty_because: 'no_run_yet',
      campaigns: [],
      next: null,
    });
    expect((await get('/v1/campaigns/C-1')).status).toBe(404);
    expect((await get('/v1/campaigns/C-1/history')).status).toBe(404);
    expect((await get('/v1/accounts/a/finding')).body).toEqual({
      account: 'a',
      sub_accounts: [],
      look: null,
      window: NO_RUN,
    });
  });

  it('are listed in pages, told in full, and with what looks said of them', async () => {
    const campaigns = [campaign('C-1', ['a', 'odd\u0000name']), campaign('C-2', ['b', 'c', 'd'])];
    for (const finished of [2_000, 3_000]) await save(finished, campaigns, 70);
    const { body } = await get('/v1/campaigns?limit=1');
    expect(body).toMatchObject({
      look: { started: '1970-01-01T00:00:01.000Z', finished: '1970-01-01T00:00:03.000Z' },
      campaigns: [{ id: 'C-1', accounts: 2, exchanges: 10, event: 'grew', action: 'review' }],
      next: 1,
    });
    expect((await get('/v1/campaigns?from=1')).body).toMatchObject({
      campaigns: [{ id: 'C-2' }],
      next: null,
    });
    const one = await get('/v1/campaigns/C-1');
    expect(one.type).toContain('application/json');
    expect(Campaign.parse(one.body)).toEqual(campaigns[0]);
    expect(one.body.window).toEqual(WINDOW);
    expect(body.window).toEqual(WINDOW);
    expect(body.empty_because).toBeNull();
    const { states } = (await get('/v1/campaigns/C-2/history')).body;
    expect(states).toHaveLength(2);
    expect(states[0]).toEqual({
      at: AT,
      event: 'grew',
      accounts: 3,
      exchanges: 10,
      confidence: 0.9,
      action: 'review',
    });
  });

  it('are listed by severity, then by confidence, whatever the order of the run', async () => {
    const of = (id: string, severity: Campaign['severity'], confidence: number) => ({
      ...campaign(id, [id]),
      severity,
      confidence,
    });
    const before = [campaign('C-1', ['a', 'odd\u0000name']), campaign('C-2', ['b', 'c', 'd'])];
    const campaigns = [
      of('low', 'low', 0.99),
      of('high-less', 'high', 0.7),
      of('critical', 'critical', 0.6),
      of('medium', 'medium', 0.8),
      of('high-more', 'high', 0.9),
    ];
    const save = (found: Campaign[]) =>
      records.store.saveRun(
        {
          started: 1_000,
          finished: 3_000,
          summary: summary(70),
          campaigns: { version: 1, window: { from: AT, to: AT }, campaigns: found, left_alone: [] },
        },
        [],
      );
    await save(campaigns);
    const ids: string[] = [];
    for (let from: number | null = 0; from !== null; ) {
      const { body } = await get(`/v1/campaigns?limit=2&from=${from}`);
      ids.push(...body.campaigns.map(({ id }: { id: string }) => id));
      from = body.next;
    }
    expect(ids).toEqual(['critical', 'high-more', 'high-less', 'medium', 'low']);
    await save(before);
  });

  it('are told of an account, and of the end users of a router', async () => {
    const findings = createAccountFindings(records.db);
    await findings.replace([finding('a'), finding('router', 'u1'), finding('router', 'u2')]);
    const look = { started: '1970-01-01T00:00:01.000Z', finished: '1970-01-01T00:00:03.000Z' };
    expect((await get('/v1/accounts/a/finding')).body).toEqual({
      account: 'a',
      finding: finding('a'),
      sub_accounts: [],
      look,
      window: WINDOW,
    });
    expect((await get('/v1/accounts/router/finding')).body).toEqual({
      account: 'router',
      sub_accounts: [finding('router', 'u1'), finding('router', 'u2')],
      look,
      window: WINDOW,
    });
    // By another node, which knows nothing of what was written.
    await createAccountFindings(records.db).replace([{ ...finding('a'), risk: 0.3 }]);
    expect((await get('/v1/accounts/a/finding')).body.finding.risk).toBe(0.3);
    expect((await get('/v1/accounts/router/finding')).body.sub_accounts).toEqual([]);
  });

  it('say why there are none', async () => {
    await save(4_000, [], 70);
    expect((await get('/v1/campaigns')).body.empty_because).toBe('nothing_found');
    await save(5_000, [], 0);
    expect((await get('/v1/campaigns')).body).toMatchObject({
      empty_because: 'no_exchanges_in_window',
      window: { exchanges: 0, outside: 5 },
    });
    // A page behind the end is not an empty list.
    expect((await get('/v1/campaigns?from=5')).body.empty_because).toBeNull();
  });
});
