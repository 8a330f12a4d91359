/** The library as a program uses it: findings as values, the service in the process, and what goes wrong. */
import { createReadStream, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { simulate } from '../../sim/index.ts';
import { makeFolder, readCampaigns, readLines, writeLines } from '../../test/analysis-run.ts';
import { createClient } from '../client/client.ts';
import {
  type Analysis,
  type AnalysisOptions,
  analyze,
  openService,
  type PolicyDocument,
  type Problem,
  ProblemError,
  type Progress,
} from './index.ts';

const TEST_TIMEOUT = 200_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const NOW = new Date('2026-12-01T00:00:00Z');
let root: string;
let logs: string[];
let small: string;
let scratch: string;

/** A policy that looks at account records, which only a log with such records has. */
const ABOUT_RECORDS: PolicyDocument = {
  format: 1,
  version: 'records-1',
  rules: [
    {
      name: 'known',
      at: 'finding',
      when: 'account.known',
      give: { action: 'watch' },
      reason: 'The account has a record.',
    },
  ],
};

beforeAll(async () => {
  root = makeFolder('library');
  scratch = join(root, 'scratch');
  mkdirSync(scratch);
  vi.stubEnv('STILLWATCH_TMPDIR', scratch);
  const world = await simulate({ world: 'feb-2026', scale: 0.002, seed: 3, out: join(root, 'world') });
  logs = world.files.filter((file) => /(exchanges|accounts|releases)\.ndjson$/.test(file));
  small = writeLines(
    join(root, 'small.ndjson'),
    Array.from({ length: 40 }, (_, i) => ({
      id: `x${i}`,
      time: Date.UTC(2026, 1, 1) + i * 60_000,
      account: `acct-${i % 4}`,
      model: 'm-1',
      request: { messages: [{ role: 'user', content: `What is the number ${i} good for?` }] },
    })),
  );
}, TEST_TIMEOUT);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemError)) throw new Error(`expected a ProblemError, got ${String(error)}`);
  return error.problem;
}

describe('analyze', () => {
  let kept: Analysis;

  it('gives the findings that it writes as files', async () => {
    const out = join(root, 'out');
    const steps: Progress[] = [];
    kept = await analyze({ paths: logs, out, now: NOW, onProgress: (step) => steps.push(step) });
    expect(kept.campaigns.length).toBeGreaterThan(0);
    expect(kept.campaigns).toEqual(readCampaigns(out).campaigns);
    expect(kept.leftAlone).toEqual(readCampaigns(out).left_alone);
    expect(kept.accounts).toEqual(readLines(join(out, 'accounts.ndjson')));
    expect(kept.files?.report).toBe(join(out, 'report.html'));
    expect([...new Set(steps.map(({ stage }) => stage))]).toEqual([
      'open',
      'read',
      'aggregate',
      'detect',
      'decide',
      'write',
    ]);
    expect(Object.values(kept.actions).reduce((a, b) => a + b)).toBe(kept.accounts.length);
  });

  it('gives the same without files, and leaves nothing behind', async () => {
    const { campaigns, accounts, files } = await analyze({ paths: logs, now: NOW });
    // Outlines of one run hang together by ids that its key decides; members and actions do not.
    const shape = (found: Analysis['campaigns']) => found.map((one) => [one.accounts, one.action, one.confidence]);
    expect(shape(campaigns)).toEqual(shape(kept.campaigns));
    expect(accounts).toEqual(kept.accounts);
    expect(files).toBeUndefined();
    expect(readdirSync(scratch)).toEqual([]);
  });

  it('decides by the policy that it is given, which sees account records', async () => {
    const records = writeLines(join(root, 'records.ndjson'), [
      { account: 'acct-0', created: '2026-01-01T00:00:00Z', program: 'standard' },
      { account: 'acct-1', created: '2026-01-01T00:00:00Z', program: 'standard' },
    ]);
    const { actions, summary } = await analyze({ paths: [small, records], now: NOW, policy: ABOUT_RECORDS });
    expect(summary.parameters.policy).toBe('records-1');
    expect(summary.input.accounts).toBe(2);
    // The other two have no record, so that no rule holds.
    expect(actions).toMatchObject({ watch: 2, allow: 2 });
  });

  it('reads a stream, and fields under other names', async () => {
    expect((await analyze({ input: createReadStream(small), now: NOW })).summary.input.exchanges).toBe(40);
    const rows = [
      'who,when,asked',
      ...Array.from({ length: 9 }, (_, i) => `c-${i % 3},${1_772_323_200 + i},"What is ${i}?"`),
    ];
    const path = join(root, 'rows.csv');
    writeFileSync(path, `${rows.join('\n')}\n`);
    const { accounts } = await analyze({ paths: path, mapping: { account: 'who', time: 'when', text: 'asked' }, now: NOW });
    expect(accounts.map(({ account }) => account).sort()).toEqual(['c-0', 'c-1', 'c-2']);
  });

  it('stops when it is told to, and passes on what a callback throws', async () => {
    const stop = new AbortController();
    const stopped = analyze({
      paths: small,
      signal: stop.signal,
      onProgress: ({ stage }) => stage === 'detect' && stop.abort(),
    });
    expect((await problemOf(stopped)).code).toBe('interrupted');
    const thrown = analyze({
      paths: small,
      onProgress() {
        throw new Error('of the caller');
      },
    });
    await expect(thrown).rejects.toThrow('of the caller');
    expect(readdirSync(scratch)).toEqual([]);
  });

  it('refuses a second analysis in the process while one runs', async () => {
    const both = await Promise.allSettled([analyze({ paths: small }), analyze({ paths: small })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find((one) => one.status === 'rejected')?.reason as ProblemError;
    expect(refused.problem.code).toBe('engine_in_use');
    expect((await analyze({ paths: small })).accounts).toHaveLength(4);
  });

  it.each<[unknown, string, string | undefined]>([
    [{}, 'option_invalid', 'paths'],
    [null, 'option_invalid', 'options'],
    [{ path: 'log' }, 'option_invalid', 'path'],
    [{ paths: 'log', workers: 0 }, 'option_invalid', 'workers'],
    [{ paths: 'log', now: new Date('never') }, 'option_invalid', 'now'],
    [{ paths: ['log', '-'] }, 'option_invalid', 'paths'],
    [{ input: 'text' }, 'option_invalid', 'input'],
    [{ paths: 'log', replay: 0.5 }, 'option_invalid', 'replay'],
    [{ paths: 'log', mapping: { who: 'x' } }, 'map_invalid', 'mapping'],
    [{ paths: 'log', policy: { format: 2 } }, 'bad_policy', 'format'],
    [{ paths: 'nowhere' }, 'path_not_found', 'nowhere'],
  ])('says what is wrong with %j', async (options, code, where) => {
    expect(await problemOf(analyze(options as AnalysisOptions))).toMatchObject({ code, where });
  });
});

describe('openService', () => {
  it('answers until it is closed, and keeps what it acknowledged', async () => {
    const settings = { data: join(root, 'data'), listen: { port: 0 } };
    const log: string[] = [];
    const service = await openService({ settings, log: { write: (line) => log.push(line) } });
    const client = createClient({ baseUrl: service.url, key: service.adminKey ?? '' });
    const request = { messages: [{ role: 'user', content: 'Explain it.' }] };
    const body = [{ id: 'e-1', time: new Date().toISOString(), account: 'acct-1', model: 'm-1', request }];
    expect((await client.POST('/v1/exchanges', { body })).data?.accepted).toBe(1);
    const decided = await client.POST('/v1/decide', { body: { account: 'acct-1', model: 'm-1', request } });
    expect(decided.data?.action).toBe('allow');
    expect((await problemOf(analyze({ paths: small }))).code).toBe('engine_in_use');

    await service.close();
    await service.close();
    expect(await service.ended).toBeNull();
    await expect(fetch(`${service.url}/healthz`)).rejects.toThrow();
    expect(log.some((line) => line.includes('"stopped"'))).toBe(true);

    const again = await openService({ settings });
    expect(again.adminKey).toBeNull();
    const resent = createClient({ baseUrl: again.url, key: service.adminKey ?? '' });
    expect((await resent.POST('/v1/exchanges', { body })).data).toMatchObject({ accepted: 0, duplicates: 1 });
    await again.close();
  });

  it('closes when the signal fires', async () => {
    const stop = new AbortController();
    const service = await openService({ settings: { data: join(root, 'data'), listen: { port: 0 } }, signal: stop.signal });
    stop.abort();
    expect(await service.ended).toBeNull();
  });

  it('says what is wrong with its settings, and reads no environment', async () => {
    vi.stubEnv('STILLWATCH_LISTEN_PORT', 'not a port');
    const wrong = { data: join(root, 'never'), listen: { port: 99_999 }, colour: 'red' };
    const problem = await problemOf(openService({ settings: wrong }));
    expect(problem).toMatchObject({ code: 'config_invalid', where: 'listen.port' });
    expect(problem.hint).toContain('colour');
    expect(existsSync(wrong.data)).toBe(false);
  });
});
