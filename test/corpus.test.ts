/**
 * The main job on real prompts: logs of five gateways made from a file of public prompts, honest accounts and a planted
 * group. Reads ../shared/corpus, and says so where it is absent.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeLogs } from '../scripts/corpus/write-logs.ts';
import { analyzed, makeFolder, readCampaigns, readLines } from './analysis-run.ts';

const CORPUS = join(import.meta.dirname, '../../shared/corpus/prompts.jsonl');
if (!existsSync(CORPUS)) console.warn(`skipped: the corpus of real prompts is not at ${CORPUS}`);

describe.skipIf(!existsSync(CORPUS))('real prompts of the shared corpus', () => {
  it('reads five gateway formats, names the planted group and leaves the honest accounts', async () => {
    const folder = makeFolder('corpus');
    const prompts = readFileSync(CORPUS, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    const { calls, planted, honest } = writeLogs(prompts, join(folder, 'logs'), '7');
    const out = join(folder, 'out');
    const { summary } = await analyzed({ paths: [join(folder, 'logs')], out });
    expect(summary.input.exchanges).toBe(calls);
    expect(Object.keys(summary.input.formats).sort()).toEqual(['anthropic', 'bedrock', 'litellm', 'openai', 'otlp']);

    const { campaigns } = readCampaigns(out);
    const found = new Set(campaigns.flatMap((campaign) => campaign.accounts));
    expect(planted.filter((account) => found.has(account)).length).toBeGreaterThanOrEqual(0.9 * planted.length);
    expect(honest.filter((account) => found.has(account)).length).toBeLessThanOrEqual(0.02 * honest.length);
    const strangers = new Set(honest);
    const lines = readLines(join(out, 'accounts.ndjson')) as { account: string; action: string }[];
    const harmed = lines.filter((line) => strangers.has(line.account) && ['limit', 'suspend'].includes(line.action));
    expect(harmed).toEqual([]);
  });
});
