/** `explain` and `exchanges` on the results of an analysis, made by hand: every kind of account, odd input, and logs of other formats. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { campaign, run } from '../../../test/command-line.ts';
import type { AccountLine, CampaignsFile } from '../../model/finding.ts';
import type { SelectionsFile } from '../../model/selections.ts';

vi.setConfig({ testTimeout: 60_000 });

const NOW = Date.UTC(2026, 5, 1);
const ID = 'C-0000AAAA';
let folder: string;
let found: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'findings-'));
  found = results('out', {});
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A directory as `analyze --out` writes it. */
function results(name: string, change: Partial<SelectionsFile>, accounts: readonly AccountLine[] = ACCOUNTS): string {
  const out = join(folder, name);
  mkdirSync(out);
  writeFileSync(join(out, 'campaigns.json'), JSON.stringify(CAMPAIGNS));
  writeFileSync(join(out, 'accounts.ndjson'), accounts.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const selections: SelectionsFile = {
    version: 1,
    read: 4,
    exchanges: 4,
    identifiers: 'hashed',
    routers: ['router-1'],
    segments: {},
    campaigns: [{ id: ID, own_text: null, rows: [{ family: 'payment', selection: {}, exchanges: 3 }] }],
    texts: [],
    ...change,
  };
  writeFileSync(join(out, 'selections.json'), JSON.stringify(selections));
  return out;
}

const CAMPAIGNS: CampaignsFile = {
  version: 1,
  window: null,
  campaigns: [
    campaign(ID, {
      exchanges: 3,
      evidence: [
        {
          family: 'payment',
          kind: 'relational',
          strength: 0.8,
          summary: '2 of 2 members pay alike.',
          detail: { payment_instrument_values: ['card 4: 2 members, 7 others'] },
        },
      ],
      would_change: [{ if: 'without payment', without: ['payment'], confidence: 0.2, action: 'allow' }],
    }),
  ],
  left_alone: [
    {
      id: 'group-1',
      reason: 'unlinked',
      title: 'A group of 9 accounts',
      accounts: 9,
      exchanges: 90,
      why: ['Nothing ties the accounts to one operator.'],
      confidence: 0.3,
    },
  ],
  texts_under_review: [
    {
      id: 'T-0000BBBB',
      score: 0.7,
      segments: [],
      accounts: ['texter'],
      parties: 1,
      exchanges: 5,
      first_seen: '2026-02-01T00:00:00Z',
      last_seen: '2026-02-02T00:00:00Z',
      adoption: [],
      drop_out: { days: 5, share: 0 },
      traffic_share: { lower_quartile: 0, median: 0.5, upper_quartile: 1 },
      capabilities: [],
      intents: [],
      speaks_for: ['It asks for training data.'],
      speaks_against: ['Nothing ties its users.'],
      explanation: { kind: 'shared_by_strangers', sentence: 'Shared by strangers.' },
    },
  ],
};

const none = { risk: 0, campaign: null, action: 'allow' as const, reasons: [] };
const ACCOUNTS: AccountLine[] = [
  {
    account: 'acct-1',
    risk: 0.9,
    campaign: ID,
    action: 'limit',
    reasons: ['1 of 2 exchanges carry the group’s own text', 'shares card 4 with 1 other members'],
  },
  { account: 'acct-2', risk: 0.5, campaign: ID, action: 'verify', reasons: [] },
  { account: 'cleared', ...none, cleared_in: ['group-1'] },
  { account: 'texter', ...none, reasons: ['sends the text under review T-0000BBBB'], text_under_review: 'T-0000BBBB' },
  { account: 'untouched', ...none },
  {
    account: 'router-1',
    ...none,
    sub_accounts: [{ sub_account: 'user/7', risk: 0.6, campaign: ID, action: 'review', reasons: ['near it'] }],
  },
];

const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe('explain', () => {
  it('says of a member what ties it and how common that is, and what would change the action', async () => {
    const { code, out } = await run(['explain', 'acct-1', '--found', found]);
    expect(code).toBe(0);
    expect(flat(out)).toContain('limit, proposed: a person must approve it');
    expect(flat(out)).toContain('ends after 14 days');
    expect(flat(out)).toContain('shares card 4 with 1 other members (in all: 2 members, 7 others)');
    expect(flat(out)).toContain('1 payment (0.80): 2 of 2 members pay alike.');
    expect(flat(out)).toContain('without payment: the campaign would be at allow');
    expect(out).toContain(`stillwatch exchanges acct-1 --log YOUR-LOG --found ${found}\n`);
  });

  it.each([
    ['acct-2', ['Its campaign as a whole is at verify', 'No shared value ties it'].slice(1)],
    [
      'cleared',
      [
        'campaign none',
        'A group of 9 accounts (group-1)',
        'Nothing ties the accounts',
        'Confidence 0.30; a campaign has 0.50',
      ],
    ],
    [
      'texter',
      ['T-0000BBBB', 'A text changes neither risk nor action', 'It asks for training data.', 'Nothing ties its users.'],
    ],
    ['untouched', ['Nothing is to be done.', 'It is in none of the groups']],
    ['router-1', ['router-1/user/7: review, risk 0.60', 'a declared router is not judged']],
    ['router-1/user/7', ['user/7, end user of the router router-1', 'near it', `${ID}:`]],
  ])('says of %s what it is and why', async (name, sentences) => {
    const { code, out } = await run(['explain', name, '--found', found]);
    expect(code).toBe(0);
    for (const sentence of sentences) expect(flat(out)).toContain(sentence);
    for (const line of out.split('\n')) if (!line.includes('stillwatch')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('gives the same as one document', async () => {
    const { out } = await run(['explain', 'cleared', '--found', found, '--json']);
    expect(JSON.parse(out)).toMatchObject({ version: 1, account: 'cleared', campaign: null, cleared: [{ id: 'group-1' }] });
  });

  it('suggests the nearest names of an account that is not there, and says which file is missing', async () => {
    const unknown = await run(['explain', 'untuched', '--found', found, '--json']);
    expect(unknown.code).toBe(3);
    expect(JSON.parse(unknown.out).error).toMatchObject({ code: 'account_unknown', hint: 'Did you mean untouched?' });
    const user = await run(['explain', 'router-1/user/9', '--found', found]);
    expect(user.err).toContain('Did you mean router-1/user/7');
    const missing = await run(['explain', 'untouched', '--found', join(folder, 'nowhere')]);
    expect(missing.code).toBe(3);
    expect(missing.err).toContain('error[found_unreadable]: expected a result of an analysis, got no such file');
  });
});

describe('exchanges', () => {
  const TABLE = [
    'when,customer,question,model',
    '2026-02-03T00:00:00Z,acct-1,"first, with a comma",m1',
    '2026-02-03T00:00:01Z,acct-2,second,m1',
    '2026-02-03T00:00:02Z,other,third \u001b[31mred,m1',
    '2026-02-03T00:00:03Z,acct-1,fourth,m2',
  ];
  const MAP = ['--map', 'time=when,account=customer,text=question'];
  const table = (name: string, lines: readonly string[] = TABLE): string => {
    const path = join(folder, name);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };

  it('finds them in a table by its mapping, and counts as the analysis did', async () => {
    const log = table('log.csv');
    const { code, out, err } = await run(
      [...`exchanges ${ID} --evidence payment --found ${found} --log ${log}`.split(' '), ...MAP],
      { clock: NOW },
    );
    expect(err).not.toContain('error');
    expect(code).toBe(0);
    expect(out).toContain('  user  first, with a comma\n');
    expect(out).toContain('3 exchanges are of its accounts, as the analysis counted.');
    expect(out).toContain('The row is about the accounts and not about single exchanges');
    expect(out).not.toContain('third');
    expect(out).not.toContain('note');
  });

  it('lists one account as lines of JSON, on standard output or in a file for its owner alone', async () => {
    const log = table('json.csv');
    const argv = [...`exchanges ${ID} --account acct-1 --found ${found} --log ${log}`.split(' '), ...MAP];
    const { out, err } = await run([...argv, '--json'], { clock: NOW });
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ account, time, model, offset }) => [account, time, model, offset])).toEqual([
      ['acct-1', '2026-02-03T00:00:00.000Z', 'm1', null],
      ['acct-1', '2026-02-03T00:00:03.000Z', 'm2', null],
    ]);
    expect(err).toContain('2 of them are of acct-1.');
    const file = join(folder, 'found.ndjson');
    const written = await run([...argv, '--out', file], { clock: NOW });
    expect(written.out).not.toContain('first');
    expect(readFileSync(file, 'utf8')).toBe(out);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('says that a log is not the analysed one, and makes what a log says safe for a terminal', async () => {
    const log = table('short.csv', TABLE.slice(0, 4));
    const { code, out } = await run([...`exchanges untouched --found ${found} --log ${log}`.split(' '), ...MAP], {
      clock: NOW,
    });
    expect(code).toBe(0);
    expect(out).toContain('0 exchanges are of this account');
    expect(out).toContain('This is not the log that was analysed: it has 3 exchanges');
    const other = results('other', {}, [{ account: 'other', ...none }]);
    const shown = await run([...`exchanges other --found ${other} --log ${log}`.split(' '), ...MAP], { clock: NOW });
    expect(shown.out).toContain('third \uFFFD[31mred');
    expect(shown.out).not.toContain('\u001b');
  });

  it('needs the key where accounts are hashed, and finds them with it', async () => {
    const log = table('mail.csv', [TABLE[0], '2026-02-03T00:00:00Z,someone@mail.example,hello,m1']);
    const data = join(folder, 'data');
    mkdirSync(data);
    writeFileSync(join(data, 'identity.key'), Buffer.alloc(32, 7));
    const hash = 'email_0000000000000000';
    const hashed = results('hashed', {}, [{ account: hash, ...none }]);
    const argv = [...`exchanges ${hash} --found ${hashed} --log ${log}`.split(' '), ...MAP];
    const refused = await run(argv, { clock: NOW });
    expect(refused.code).toBe(3);
    expect(refused.err).toContain('error[identifiers_hashed]');
    const { out } = await run([...argv, '--data', data], { clock: NOW });
    expect(out).toContain('0 exchanges are of this account');
  });

  it.each([
    [['C-0000FFFF'], 3, 'error[finding_unknown]', `It has ${ID}, T-0000BBBB.`],
    [['c-nope'], 3, 'error[finding_unknown]', `It has ${ID}, T-0000BBBB.`],
    [['nobody'], 3, 'error[account_unknown]', ''],
    [[ID, '--evidence', '9'], 2, "expected a row of evidence of C-0000AAAA, got '9'", 'It has 1 payment.'],
    [['acct-1', '--evidence', '1'], 2, 'expected the id of a campaign with --evidence', ''],
    [[ID, '--account', 'cleared'], 2, "expected an account of C-0000AAAA, got 'cleared'", ''],
    [[ID, '--segment', 'ff'], 2, 'which is the beginning of 0', ''],
    [[ID, '--limit', '-1'], 2, 'error[usage]', ''],
  ])('refuses %j', async (argv, code, message, hint) => {
    const result = await run(['exchanges', ...argv, '--found', found, '--log', table('refused.csv')], { clock: NOW });
    expect(result.code).toBe(code);
    expect(result.err).toContain(message);
    expect(result.err).toContain(hint);
  });
});
