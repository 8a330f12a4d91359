/** Campaign ids from run to run, on the real engines: a log that grows by days, and one that does not. */
import { createReadStream, createWriteStream, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { simulate } from '../../sim/index.ts';
import { analyzed, dataDirectory, firstDifference, makeFolder, readFindings, readLines } from '../../test/analysis-run.ts';
import { CampaignsFile } from '../model/finding.ts';
import type { Truth } from '../model/wire.ts';

/** Each test analyses whole logs. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const DAYS = 6;
const CUT = Date.UTC(2026, 1, 2) + 3 * 86_400_000;

let root: string;
let truth: Map<string, string | null>;
const found: Record<string, CampaignsFile> = {};
const out = (name: string): string => join(root, `out-${name}`);

beforeAll(async () => {
  root = makeFolder('identity');
  const world = await simulate({
    world: 'feb-2026',
    scale: 0.001,
    seed: 2,
    days: DAYS,
    honest: 0.1,
    out: join(root, 'world'),
  });
  truth = new Map(readLines<Truth>(join(root, 'world', 'truth.ndjson')).map((line) => [line.account, line.campaign]));
  const [early, late] = [join(root, 'early.ndjson'), join(root, 'late.ndjson')];
  const exchanges = world.files.find((file) => file.includes('exchanges')) as string;
  await cut(exchanges, early, late);
  const records = world.files.filter((file) => /accounts|releases/.test(file));
  const data = dataDirectory(root, 'data');
  const days: [string, string[]][] = [
    ['first', [early, ...records]],
    ['second', [late]],
    ['third', [late]],
    ['fourth', records],
  ];
  for (const [name, paths] of days) {
    const { campaigns } = await analyzed({ paths, out: out(name), data, workers: 2 });
    found[name] = CampaignsFile.parse(campaigns);
  }
}, 240_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

async function cut(exchanges: string, early: string, late: string): Promise<void> {
  const [before, after] = [createWriteStream(early), createWriteStream(late)];
  for await (const line of createInterface({ input: createReadStream(exchanges) })) {
    const { time } = JSON.parse(line) as { time: string | number };
    (new Date(time).getTime() < CUT ? before : after).write(`${line}\n`);
  }
  before.end();
  after.end();
  await Promise.all([finished(before), finished(after)]);
}

/** The finding that has most of a planted campaign's accounts. */
function findingOf(file: CampaignsFile, planted: string): CampaignsFile['campaigns'][number] | undefined {
  const hits = (accounts: readonly string[]): number => accounts.filter((account) => truth.get(account) === planted).length;
  return file.campaigns.filter(({ accounts }) => hits(accounts) > 0).sort((a, b) => hits(b.accounts) - hits(a.accounts))[0];
}

describe('a log that grows', () => {
  it('keeps the id of each campaign, and says how it changed', () => {
    const planted = [...new Set(truth.values())].filter((name): name is string => name !== null);
    expect(planted.length).toBe(3);
    for (const name of planted) {
      const [before, after] = [findingOf(found.first!, name), findingOf(found.second!, name)];
      expect(before?.history).toMatchObject({ event: 'born', previous: [], since: found.first?.window?.to });
      expect(after?.id, `${name} keeps its id`).toBe(before?.id);
      expect(after?.history?.since).toBe(found.first?.window?.to);
      expect(after?.history?.previous[0]).toBe(before?.id);
      expect(['continued', 'grew', 'shrank', 'merged', 'split']).toContain(after?.history?.event);
    }
    // At least one campaign took new accounts in, or the growth was not looked at.
    expect(found.second?.campaigns.some(({ history }) => history?.event === 'grew')).toBe(true);
  });

  it('accounts for every campaign of the run before: kept, or ended', () => {
    const now = new Set([
      ...found.second!.campaigns.map(({ id }) => id),
      ...(found.second?.ended ?? []).map(({ id }) => id),
    ]);
    for (const { id } of found.first!.campaigns) expect(now).toContain(id);
    expect(now.size).toBe(found.second!.campaigns.length + (found.second?.ended?.length ?? 0));
  });

  it('changes no id and tells of no event when nothing is added, and then nothing at all', () => {
    expect(found.third?.campaigns.map(({ id }) => id)).toEqual(found.second?.campaigns.map(({ id }) => id));
    expect(found.third?.campaigns.every(({ history }) => history?.event === 'continued')).toBe(true);
    expect(firstDifference(readFindings(out('fourth')), readFindings(out('third')))).toBeNull();
  });

  it('has one id for a campaign in campaigns.json, accounts.ndjson and the report', () => {
    const lines = readLines(join(out('second'), 'accounts.ndjson'));
    const report = readFileSync(join(out('second'), 'report.html'), 'utf8');
    for (const { id, accounts } of found.second!.campaigns) {
      expect(lines.filter((line) => line.campaign === id).length).toBe(accounts.length);
      expect(report).toContain(id);
    }
    expect(report).toContain('id="history"');
    expect(readFileSync(join(out('first'), 'report.html'), 'utf8')).not.toContain('id="history"');
  });
});
