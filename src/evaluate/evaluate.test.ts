import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACTIONS, type Action } from '../model/vocabulary.ts';
import { evaluateFiles } from './evaluate.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-evaluate-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface TruthRow {
  account: string;
  campaign: string | null;
  group: string;
  sub_account?: string;
}
interface AccountRow {
  account: string;
  risk: number;
  action: Action;
  sub_account?: string;
}
interface CampaignRow {
  id: string;
  confidence: number;
  accounts: string[];
  sub_accounts?: { account: string; sub_account: string }[];
}

const ndjson = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

async function run(truth: readonly TruthRow[], accounts: readonly AccountRow[], campaigns: readonly CampaignRow[]) {
  writeFileSync(join(root, 'truth.ndjson'), ndjson(truth));
  writeFileSync(join(root, 'accounts.ndjson'), ndjson(accounts.map((row) => ({ campaign: null, reasons: [], ...row }))));
  const times = { first_seen: '2026-02-03T00:00:00.000Z', last_seen: '2026-02-09T00:00:00.000Z' };
  const file = {
    version: 1,
    window: null,
    campaigns: campaigns.map((c) => ({ ...c, ...times, action: 'review' })),
  };
  writeFileSync(join(root, 'campaigns.json'), JSON.stringify(file));
  return evaluateFiles(join(root, 'truth.ndjson'), root);
}

async function value(...args: Parameters<typeof run>) {
  const result = await run(...args);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

describe('evaluating findings against truth', () => {
  test('counts a small world as one would by hand', async () => {
    const got = await value(
      [
        { account: 'a1', campaign: 'still', group: 'still' },
        { account: 'a2', campaign: 'still', group: 'still' },
        { account: 'a3', campaign: 'still', group: 'still' },
        { account: 'h1', campaign: null, group: 'classroom' },
        { account: 'h2', campaign: null, group: 'classroom' },
        { account: 'h3', campaign: null, group: 'ordinary' },
      ],
      [
        { account: 'a1', risk: 0.9, action: 'limit' },
        { account: 'a2', risk: 0.8, action: 'review' },
        { account: 'h1', risk: 0.7, action: 'review' },
        { account: 'h2', risk: 0.1, action: 'allow' },
        { account: 'x9', risk: 0.1, action: 'allow' },
      ],
      [{ id: 'c1', confidence: 0.9, accounts: ['a1', 'a2', 'h1', 'x9'] }],
    );
    expect(got.input).toMatchObject({ labelled: 6, found: 5, notInFound: 2, unlabelled: 1 });
    expect(got.primary).toMatchObject({ truePositives: 2, falsePositives: 1, missed: 1 });
    expect(got.primary.precision.share).toBeCloseTo(2 / 3, 12);
    expect(got.byAction.limit).toMatchObject({ truePositives: 1, falsePositives: 0, missed: 2 });
    expect(got.byAction.review).toMatchObject({ truePositives: 2, falsePositives: 1, missed: 1 });
    expect(got.campaigns[0]).toMatchObject({ campaign: 'still', finding: 'c1', shared: 2, pieces: 1 });
    expect(got.campaigns[0]?.actions).toMatchObject({ limit: 1, review: 1, allow: 1 });
    expect(got.campaigns[0]?.firstSeen).toBe('2026-02-03T00:00:00.000Z');
    expect(got.campaigns[0]?.purity).toBeCloseTo(2 / 3, 12);
    const classroom = got.honest.find((group) => group.group === 'classroom');
    expect(classroom).toMatchObject({
      accounts: 2,
      inFinding: { count: 1 },
      atLeast: { review: { count: 1 }, verify: { count: 0 } },
    });
    expect(got.findings[0]?.groups).toEqual([
      { group: 'still', planted: true, accounts: 2 },
      { group: 'classroom', planted: false, accounts: 1 },
    ]);
    // a3 has risk 0, tied with h3 and below h1 and h2: 2 + 2 + 2 wins for a1, a2; half a win for a3; of 9 pairs.
    expect(got.ranking.auroc).toBeCloseTo(6.5 / 9, 12);
  });

  test('a finding below confidence 0.5 is no detection, and an account claimed twice goes to the surer finding', async () => {
    const truth = [
      { account: 'a1', campaign: 'p', group: 'p' },
      { account: 'a2', campaign: 'q', group: 'q' },
    ];
    const got = await value(
      truth,
      [],
      [
        { id: 'faint', confidence: 0.49, accounts: ['a2'] },
        { id: 'fair', confidence: 0.6, accounts: ['a1'] },
        { id: 'sure', confidence: 0.9, accounts: ['a1'] },
      ],
    );
    expect(got.primary).toMatchObject({ truePositives: 1, missed: 1 });
    expect(got.campaigns.map((c) => [c.campaign, c.finding])).toEqual([
      ['p', 'sure'],
      ['q', null],
    ]);
  });

  test('labels that contradict each other leave every figure and are counted; repeated ones count once', async () => {
    const got = await value(
      [
        { account: 'a1', campaign: 'p', group: 'p' },
        { account: 'a1', campaign: 'p', group: 'p' },
        { account: 'a2', campaign: 'p', group: 'p' },
        { account: 'a2', campaign: null, group: 'ordinary' },
      ],
      [{ account: 'a2', risk: 1, action: 'suspend' }],
      [],
    );
    expect(got.input).toMatchObject({ labelled: 1, conflictingLabels: 1, repeatedLabels: 1, unlabelled: 0 });
    expect(got.byAction.watch.falsePositives).toBe(0);
  });

  test('a router stays honest when one of its end users is found; that user is judged apart', async () => {
    const accounts: AccountRow[] = [
      { account: 'r', risk: 0, action: 'allow' },
      { account: 'r', sub_account: 'u1', risk: 0.9, action: 'verify' },
      { account: 'r', sub_account: 'u2', risk: 0, action: 'allow' },
    ];
    const found = [{ id: 'c', confidence: 0.9, accounts: [], sub_accounts: [{ account: 'r', sub_account: 'u1' }] }];
    const router = { account: 'r', campaign: null, group: 'router' };
    const plain = await value([router], accounts, found);
    expect(plain.primary.falsePositives).toBe(0);
    expect(plain.subAccounts).toMatchObject({ lines: 2, labelledThemselves: 0 });
    expect(plain.subAccounts.byGroup[0]).toMatchObject({ group: 'router', actions: { verify: 1, allow: 1 } });

    const labelled = await value([router, { account: 'r', sub_account: 'u1', campaign: 'p', group: 'p' }], accounts, found);
    expect(labelled.primary).toMatchObject({ truePositives: 1, falsePositives: 0 });
    expect(labelled.subAccounts.labelledThemselves).toBe(1);
  });

  test('every labelled account is counted exactly once, whatever was found', async () => {
    const row = fc.record({
      group: fc.constantFrom('p', 'q', 'ordinary', 'office'),
      action: fc.constantFrom(...ACTIONS),
      finding: fc.constantFrom(null, 'x', 'y'),
      listed: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
        const truth = rows.map((r, i) => ({
          account: `a${i}`,
          group: r.group,
          campaign: 'pq'.includes(r.group) ? r.group : null,
        }));
        const accounts = rows.flatMap((r, i) => (r.listed ? [{ account: `a${i}`, risk: 0.5, action: r.action }] : []));
        const campaigns = ['x', 'y'].map((id) => ({
          id,
          confidence: 0.9,
          accounts: rows.flatMap((r, i) => (r.finding === id ? [`a${i}`] : [])),
        }));
        const got = await value(truth, accounts, campaigns);
        const harvesting = truth.filter((t) => t.campaign !== null).length;
        expect(got.primary.truePositives + got.primary.missed).toBe(harvesting);
        expect(got.accounts.harvesting + got.accounts.honest).toBe(rows.length);
        const inGroups = got.honest.reduce((sum, g) => sum + ACTIONS.reduce((s, action) => s + g.actions[action], 0), 0);
        expect(inGroups).toBe(rows.length - harvesting);
        let before = Number.POSITIVE_INFINITY;
        for (const action of ACTIONS.slice(1) as Exclude<Action, 'allow'>[]) {
          const { truePositives, falsePositives } = got.byAction[action];
          expect(truePositives + falsePositives).toBeLessThanOrEqual(before);
          before = truePositives + falsePositives;
        }
      }),
      { numRuns: 40 },
    );
  });

  test('reads a gzip truth file, and says so when one ends too early', async () => {
    await value([{ account: 'a', campaign: null, group: 'ordinary' }], [], []);
    const packed = gzipSync(
      ndjson(Array.from({ length: 2000 }, (_, i) => ({ account: `a${i}`, campaign: null, group: `g${i % 7}` }))),
    );
    const path = join(root, 'truth.ndjson.gz');
    writeFileSync(path, packed);
    const whole = await evaluateFiles(path, root);
    expect(whole.ok && whole.value.input.labelled).toBe(2000);
    writeFileSync(path, packed.subarray(0, packed.length >> 1));
    expect(await evaluateFiles(path, root)).toMatchObject({
      ok: false,
      problem: { code: 'file_unreadable' },
    });
  });

  test('says what was expected when truth or findings are missing or of another shape', async () => {
    expect(await evaluateFiles(join(root, 'nowhere'), root)).toMatchObject({
      ok: false,
      problem: { code: 'file_unreadable', message: expect.stringContaining('no such file') },
    });
    writeFileSync(join(root, 'bad.ndjson'), 'hello\n{"account":1}\n');
    expect(await evaluateFiles(join(root, 'bad.ndjson'), root)).toMatchObject({
      ok: false,
      problem: { code: 'truth_empty' },
    });
    writeFileSync(join(root, 'good.ndjson'), ndjson([{ account: 'a', campaign: null, group: 'g' }]));
    expect(await evaluateFiles(join(root, 'good.ndjson'), join(root, 'nowhere'))).toMatchObject({
      ok: false,
      problem: { code: 'found_unreadable' },
    });
    writeFileSync(join(root, 'campaigns.json'), '{"version":2,"campaigns":[]}');
    expect(await evaluateFiles(join(root, 'good.ndjson'), root)).toMatchObject({
      ok: false,
      problem: { code: 'found_unreadable', message: expect.stringContaining('version') },
    });
  });
});
