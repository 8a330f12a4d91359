/**
 * The main job on the real engines and real worker threads: a small simulated world with planted secrets, and the ways a
 * run can end. Runs are made one after the other: the embedded engine allows one data directory a process at a time.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type SimulateResult, simulate } from '../../sim/index.ts';
import {
  ANALYSIS_NOW,
  analyzed,
  dataDirectory,
  filesUnder,
  firstDifference,
  makeFolder,
  readCampaigns,
  readFindings,
  readLines,
  writeLines,
} from '../../test/analysis-run.ts';
import { CampaignsFile } from '../model/finding.ts';
import type { Truth } from '../model/wire.ts';
import { type AnalyzeOutcome, analyze, type Progress, type StageName } from './analyze.ts';

/** Each test analyses a whole log; up to 64 s on a busy machine. */
const TEST_TIMEOUT = 200_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

/** Strings that must be nowhere after a run: what people wrote, and who they are. */
const SECRETS = {
  system: 'canarysystem quokka ledger',
  prompt: 'canaryprompt the vault opens at noon',
  answer: 'canaryanswer nobody may know',
  assistant: 'canaryassistant earlier words',
  tool: 'canarytool row of a private table',
  reference: 'canarythinking step by step',
  email: 'canary.person',
  phone: '15550142857',
  card: 'canarycard4242',
  address: '203.0.113.77',
  agent: 'canaryagent/9.1',
  ja4: 't13d1516h2_canaryja4',
  session: 'canarysession81',
  signature: 'canarysignature==',
  key: 'canaryapikey',
  referrer: 'canaryquery',
  template: 'canarytemplate',
  broken: 'canarybroken line',
} as const;
const HOSTILE_NAME = '"><script>alert(1)</script><img src=x onerror=alert(2)>';

let root: string;
let files: string[];
let world: SimulateResult;
let truth: Map<string, Truth>;
let first: AnalyzeOutcome;
const out = (name: string): string => join(root, `out-${name}`);

beforeAll(async () => {
  root = makeFolder('analyze');
  process.env.STILLWATCH_TMPDIR = join(root, 'tmp');
  mkdirSync(process.env.STILLWATCH_TMPDIR);
  world = await simulate({
    world: 'feb-2026',
    scale: 0.001,
    seed: 1,
    days: 6,
    honest: 0.2,
    out: join(root, 'world'),
  });
  renameOneAccount(world.files);
  files = [...world.files.filter((file) => !file.endsWith('truth.ndjson')), secrets()];
  truth = new Map(readLines<Truth>(join(root, 'world', 'truth.ndjson')).map((line) => [line.account, line]));
  first = await analyzed({
    paths: files,
    out: out('first'),
    data: dataDirectory(root, 'data-first'),
    workers: 1,
  });
}, 120_000);

afterAll(() => {
  delete process.env.STILLWATCH_TMPDIR;
  rmSync(root, { recursive: true, force: true });
});

/** Gives one account of a campaign a name that is markup. */
function renameOneAccount(paths: readonly string[]): void {
  const labels = readLines<Truth>(join(root, 'world', 'truth.ndjson'));
  const from = JSON.stringify(labels.find((line) => line.campaign !== null)?.account);
  for (const path of paths) {
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replaceAll(`"account":${from}`, `"account":${JSON.stringify(HOSTILE_NAME)}`),
    );
  }
}

function secrets(): string {
  const account = 'secretive';
  const exchange = (k: number) => ({
    id: `secret-${k}`,
    time: Date.UTC(2026, 1, 3, 8, k),
    account,
    api_key: SECRETS.key,
    // Fields that no rule reads: their values are nowhere, nor is a name that is somebody's.
    note: SECRETS.prompt,
    [`${SECRETS.email}@mail.example`]: SECRETS.answer,
    session: SECRETS.session,
    model: 'aster-4',
    request: {
      system: SECRETS.system,
      messages: [
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: SECRETS.reference, signature: SECRETS.signature },
            { type: 'text', text: SECRETS.assistant },
          ],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: SECRETS.tool }] },
        { role: 'user', content: SECRETS.prompt },
      ],
    },
    response: { text: SECRETS.answer, signatures: [SECRETS.signature] },
    client: { ip: SECRETS.address, user_agent: SECRETS.agent, ja4: SECRETS.ja4, 'user-agent': SECRETS.agent },
  });
  const shared = (k: number) => ({
    id: `shared-${k}`,
    time: Date.UTC(2026, 1, 3, 9, k),
    account: `sharing-${k % 6}`,
    model: 'aster-4',
    request: {
      messages: [
        {
          role: 'user',
          content: `Please explain step by step how you solve the problem below and give the final answer, for ${SECRETS.template} and for ${SECRETS.email} at ${SECRETS.address}, then write the reasoning behind your answer. Problem ${'abcdefgh'[k % 8]}${k}`,
        },
      ],
    },
  });
  const path = writeLines(join(root, 'secrets.ndjson'), [
    {
      account,
      created: Date.UTC(2026, 0, 3),
      program: 'standard',
      email: `${SECRETS.email}@mail.example`,
      phone: `+${SECRETS.phone}`,
      payment: [SECRETS.card],
      signup_ip: SECRETS.address,
      signup_ja4: SECRETS.ja4,
      referrer: `https://search.example/?q=${SECRETS.referrer}`,
    },
    ...Array.from({ length: 8 }, (_, k) => exchange(k)),
    // A text that several accounts send is outlined: its own words must not be in the outline.
    ...Array.from({ length: 24 }, (_, k) => shared(k)),
    // Lines that are set aside: their reasons must not quote them.
    { ...exchange(90), time: SECRETS.broken },
    { account, created: SECRETS.broken, program: SECRETS.broken, email: `${SECRETS.email}@mail.example` },
  ]);
  writeFileSync(path, `{"id":"${SECRETS.broken}"\n`, { flag: 'a' });
  return path;
}

describe('analyzing a world', () => {
  it('counts the fields that no rule reads, and names those that are names', () => {
    const { records, fields, unnamed } = first.summary.input.unknownFields;
    expect(records).toBeGreaterThan(0);
    expect(fields).toEqual({ note: records, 'client.user-agent': records });
    expect(unnamed).toBe(records);
    expect(readFileSync(join(out('first'), 'report.html'), 'utf8')).toContain('client.user-agent');
  });

  it('finds each campaign whole and pure', () => {
    const { campaigns } = first.campaigns;
    for (const { name } of world.campaigns) {
      const members = [...truth.values()].filter((line) => line.campaign === name).map((line) => line.account);
      const best = campaigns
        .map((campaign) => ({
          campaign,
          hits: campaign.accounts.filter((account) => members.includes(account)).length,
        }))
        .sort((a, b) => b.hits - a.hits)[0];
      expect(best.hits / members.length, `${name} is covered`).toBeGreaterThanOrEqual(0.8);
      expect(best.hits / best.campaign.accounts.length, `${name} is pure`).toBeGreaterThanOrEqual(0.9);
    }
  });

  it('limits and suspends no honest account', () => {
    const harmed = readLines(first.files.accounts)
      .filter((line) => line.action === 'limit' || line.action === 'suspend')
      .filter((line) => truth.get(line.account)?.campaign == null);
    expect(harmed).toEqual([]);
  });

  it('writes files that keep their contract: one line an account seen, the schema of campaigns.json', () => {
    const campaigns = CampaignsFile.parse(readCampaigns(out('first')));
    expect(campaigns.window).toEqual(first.summary.window);
    const lines = readLines(first.files.accounts);
    expect(new Set(lines.map((line) => line.account)).size).toBe(lines.length);
    expect(lines.length).toBe(first.summary.totals.accounts);
    for (const campaign of campaigns.campaigns) {
      for (const account of campaign.accounts)
        expect(lines.find((line) => line.account === account)?.campaign).toBe(campaign.id);
    }
    expect(Object.values(first.actions).reduce((sum, n) => sum + n, 0)).toBe(lines.length);
  });

  it('counts what it read and what it set aside', () => {
    const { input, totals } = first.summary;
    expect(input.exchanges).toBe(world.exchanges + 32);
    expect(totals.exchanges).toBe(input.exchanges);
    expect(input.accounts).toBe(world.accounts + 1);
    expect(input.duplicates).toBe(0);
    expect(input.rejected).toBe(3);
    expect(readLines<unknown>(first.files.rejected)).toHaveLength(3);
  });

  it('leaves no prompt, answer or raw identifier in its results or in its data directory', () => {
    let named = 0;
    for (const file of [...filesUnder(out('first')), ...filesUnder(join(root, 'data-first'))]) {
      const bytes = readFileSync(file);
      if (bytes.includes('secretive')) named++;
      for (const [name, secret] of Object.entries(SECRETS)) {
        expect(bytes.includes(secret), `${name} in ${file.slice(root.length)}`).toBe(false);
      }
    }
    // The account's name is kept, in both places: the search would have found the rest.
    expect(named).toBeGreaterThanOrEqual(2);
  });

  it('escapes names from the log in the report', () => {
    const line = readLines(first.files.accounts).find((entry) => entry.account === HOSTILE_NAME);
    expect(line?.campaign).not.toBeNull();
    const html = readFileSync(first.files.report, 'utf8');
    expect(html).not.toContain('<script>alert(1)');
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('alert(1)');
  });

  it('gives the same findings, byte by byte, with two workers as with one', async () => {
    await analyzed({ paths: files, out: out('two'), data: dataDirectory(root, 'data-two'), workers: 2 });
    expect(firstDifference(readFindings(out('two')), readFindings(out('first')))).toBeNull();
  });

  it('gives the same findings from a compressed log with three workers and small inserts', async () => {
    const zipped = files.map((file, i) => {
      const path = join(root, `zipped-${i}.gz`);
      writeFileSync(path, gzipSync(readFileSync(file)));
      return path;
    });
    await analyzed({
      paths: zipped,
      out: out('zipped'),
      data: dataDirectory(root, 'data-zipped'),
      workers: 3,
      insertRows: 777,
    });
    expect(firstDifference(readFindings(out('zipped')), readFindings(out('first')))).toBeNull();
  });

  it('gives the same findings when nearly every line goes to the fallback', async () => {
    const written = files.map((file, i) => {
      const path = join(root, `long-${i}.ndjson`);
      // A number that the kernels hand back, and as long: blocks are cut, and so mined, in the same places.
      writeFileSync(path, readFileSync(file, 'utf8').replaceAll('"status":200', '"status":2e2'));
      return path;
    });
    await analyzed({ paths: written, out: out('long'), data: dataDirectory(root, 'data-long') });
    expect(firstDifference(readFindings(out('long')), readFindings(out('first')))).toBeNull();
  });

  it('counts nothing twice when the same log is added to the same data, and finds the same', async () => {
    const again = await analyzed({
      paths: files,
      out: out('again'),
      data: join(root, 'data-first'),
      workers: 2,
    });
    expect(again.summary.input.exchanges).toBe(0);
    expect(again.summary.input.duplicates).toBe(first.summary.input.exchanges);
    expect(again.summary.totals).toEqual(first.summary.totals);
    const history = /^ {6}"history": \{\n(?: {8}.*\n)* {6}\},?\n/gm;
    const [now, then] = [readFindings(out('again')), readFindings(out('first'))];
    expect(firstDifference(now.replace(history, ''), then.replace(history, ''))).toBeNull();
    // What was born in the first run is the same campaign in the second.
    expect(first.campaigns.campaigns.every(({ history }) => history?.event === 'born')).toBe(true);
    expect(again.campaigns.campaigns.every(({ history }) => history?.event === 'continued')).toBe(true);
  });
});

describe('the ways a run ends', () => {
  const scratch = (): string[] => readdirSync(process.env.STILLWATCH_TMPDIR as string);

  it('leaves nothing in the temporary folder when no data directory is named', async () => {
    const seen: string[] = [];
    const outcome = await analyzed({
      paths: [join(root, 'secrets.ndjson')],
      out: out('scratch'),
      workers: 1,
      onProgress: () => seen.push(...scratch()),
    });
    expect(outcome.summary.totals.exchanges).toBe(32);
    expect(seen.length).toBeGreaterThan(0);
    expect(scratch()).toEqual([]);
  });

  it.each<{ readonly stage: StageName; readonly when: (progress: Progress) => boolean }>([
    { stage: 'read', when: ({ exchanges }) => exchanges > 0 },
    { stage: 'aggregate', when: ({ done }) => done === 0 },
    { stage: 'aggregate', when: ({ done }) => done === 3 },
    { stage: 'detect', when: ({ done }) => done > 0.5 },
  ])(
    'stops in $stage when it is told to, says what is kept, and leaves nothing of a temporary run',
    async ({ stage, when }) => {
      const stop = new AbortController();
      const behind: Progress[] = [];
      const result = await analyze({
        paths: files,
        format: 'auto',
        out: out('stopped'),
        workers: 1,
        now: ANALYSIS_NOW,
        signal: stop.signal,
        onProgress: (progress) => {
          if (stop.signal.aborted) behind.push(progress);
          if (progress.stage === stage && when(progress)) stop.abort();
        },
      });
      expect(stop.signal.aborted).toBe(true);
      expect(result).toMatchObject({ ok: false, problem: { code: 'interrupted' } });
      expect(behind.filter((progress) => progress.stage !== stage)).toEqual([]);
      expect(scratch()).toEqual([]);
      expect(readdirSync(out('stopped'))).not.toContain('campaigns.json');
    },
  );

  it('says how far it is in every stage, never less than before', async () => {
    const steps = new Map<StageName, number[]>();
    await analyzed({
      paths: files,
      out: out('steps'),
      onProgress: ({ stage, done, total }) => {
        expect(done).toBeLessThanOrEqual(total);
        steps.set(stage, [...(steps.get(stage) ?? []), done / total]);
      },
    });
    for (const [stage, shares] of steps) expect(shares, stage).toEqual([...shares].sort((a, b) => a - b));
    expect(steps.get('aggregate')?.at(-1)).toBe(1);
    expect(steps.get('detect')?.length).toBeGreaterThan(5);
  });

  it('calls an empty folder, a missing path and a file that is no log a problem each', async () => {
    const empty = join(root, 'empty');
    mkdirSync(empty);
    const picture = join(root, 'picture.bin');
    writeFileSync(picture, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0xff, 0xfe, ...new Array(500).fill(0)]));
    const code = async (path: string): Promise<string> => {
      const result = await analyze({
        paths: [path],
        format: 'auto',
        out: out('bad'),
        workers: 1,
        now: ANALYSIS_NOW,
      });
      if (result.ok) return 'ok';
      expect(result.problem.message.length).toBeGreaterThan(10);
      expect(result.problem.hint).toBeTruthy();
      return result.problem.code;
    };
    expect(await code(empty)).toBe('no_input');
    expect(await code(join(root, 'nowhere'))).toBe('path_not_found');
    expect(await code(picture)).toBe('nothing_readable');
    expect(scratch()).toEqual([]);
  });
});
