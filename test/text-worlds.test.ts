/** Texts under review on simulated worlds, by the whole analysis: what is listed, and that nothing else changes. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import picocolors from 'picocolors';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { analysisText } from '../src/cli/analyze/analysis-text.ts';
import { CampaignsFile } from '../src/model/finding.ts';
import { analyzed, makeFolder, readCampaigns, readLines } from './analysis-run.ts';
import {
  behindATool,
  endUsersWithOneText,
  publicBenchmark,
  publicScript,
  type Scene,
  strangersWithOneText,
  supportProduct,
  viralPrompt,
  worksheet,
  writeTextWorld,
} from './text-worlds.ts';

/** A world is simulated, read and analysed: up to half a minute on a busy machine. */
const TEST_TIMEOUT = 180_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const root = makeFolder('text-worlds');
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function analysis(name: string, scenes: readonly Scene[]) {
  const logs = join(root, name);
  const out = join(logs, 'found');
  await writeTextWorld(logs, { seed: 11, scale: 0.002, days: 14, honest: 0.5, scenes });
  const outcome = await analyzed({ paths: [logs], out });
  const campaigns = readCampaigns(out);
  const group = new Map(
    [...readLines<{ account: string; group: string }>(join(logs, 'truth.ndjson'))].map((line) => [line.account, line.group]),
  );
  return { outcome, campaigns, lines: readLines(join(out, 'accounts.ndjson')), report: join(out, 'report.html'), group };
}

describe('texts under review', () => {
  it('are few where nobody harvests, prompts that many copy and public scripts included', async () => {
    const scenes = [viralPrompt(200), publicScript(80), publicBenchmark(40), worksheet(60), supportProduct(80)];
    const { campaigns } = await analysis('clean', scenes);
    expect(campaigns.texts_under_review?.length).toBeLessThanOrEqual(3);
    expect(campaigns.texts_left_out).toBe(0);
  });

  it('are one for accounts that have nothing in common but a harvest text, whose actions stay', async () => {
    const senders = { name: 'own', accounts: 100, perDay: 10, share: 0.8, purpose: 'reasoning' } as const;
    const { outcome, campaigns, lines, report, group } = await analysis('own', [strangersWithOneText(senders)]);
    expect(() => CampaignsFile.parse(campaigns)).not.toThrow();
    expect(campaigns.campaigns).toEqual([]);
    const [text] = campaigns.texts_under_review?.filter(({ accounts }) => group.get(accounts[0] as string) === 'own') ?? [];
    const own = text?.accounts.filter((account) => group.get(account) === 'own').length ?? 0;
    expect(own).toBeGreaterThanOrEqual(90);
    expect(own / (text?.accounts.length ?? 0)).toBeGreaterThan(0.95);
    expect(campaigns.texts_under_review?.[0]?.id).toBe(text?.id);
    const said = lines.filter((line) => line.text_under_review === text?.id);
    expect(said).toHaveLength(text?.accounts.length ?? 0);
    for (const { action, risk, reasons } of said) {
      expect(action).toBe('allow');
      expect(risk).toBeLessThan(0.06);
      expect(reasons).toContain(`sends the text under review ${text?.id}`);
    }
    expect(readFileSync(report, 'utf8')).toContain(text?.id);
    const summary = analysisText(outcome, 100, picocolors.createColors(false));
    expect(summary).toContain('Texts under review');
    expect(summary).toContain(text?.id);
  });

  it('or campaigns show a harvest behind an agent tool’s prompt on five cards', async () => {
    const senders = { name: 'tool', accounts: 120, perDay: 8, share: 0.7, purpose: 'reasoning' } as const;
    const { campaigns, group } = await analysis('tool', [behindATool(senders)]);
    const covered = [...campaigns.campaigns, ...(campaigns.texts_under_review ?? [])].map(
      ({ accounts }) => accounts.filter((account) => group.get(account) === 'tool').length,
    );
    expect(Math.max(...covered)).toBeGreaterThan(96);
  });

  it('say what to tell a router whose end users send one', async () => {
    const { campaigns, lines } = await analysis('router', [endUsersWithOneText(40, 0.5, 'slow')]);
    const text = campaigns.texts_under_review?.find(({ sub_accounts }) => sub_accounts !== undefined);
    expect(text?.routers?.[0]?.end_users).toBeGreaterThanOrEqual(36);
    const router = lines.find((line) => line.account === text?.routers?.[0]?.account);
    expect(router?.action).toBe('allow');
    expect(router?.sub_accounts?.filter((end) => end.text_under_review === text?.id).length).toBeGreaterThanOrEqual(36);
  });
});
