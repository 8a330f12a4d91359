import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BASELINE_TITLES } from '../baselines/registry.ts';
import { FAMILIES } from '../cell/ablate.ts';
import type { Outcome, Row } from '../cell/row.ts';
import type { SectionName } from '../grid.ts';
import { outcome, row, worldCell } from '../test-rows.ts';
import { composePage, type RunFacts } from './page.ts';
import type { Results, SectionRows } from './results.ts';
import { judgeTargets } from './targets.ts';
import { writePage } from './write-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-quality-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FACTS: RunFacts = {
  command: 'npm run bench:quality -- --seeds 2',
  date: '2026-11-24',
  node: '20.20.2',
  cores: 2,
  processor: 'some processor',
  version: '0.1.0',
  sources: 'abc',
  seeds: 2,
  scale: 0.004,
  quick: false,
  failed: [],
};
const ACTIONS = { allow: 0, watch: 0, review: 0, verify: 0, limit: 0, suspend: 0 };

/** A world of 20 harvesting and 100 honest accounts, of which `found` and `blamed` are in findings. */
function result(found: number, blamed: number): Outcome {
  const counts = { truePositives: found, falsePositives: blamed, missed: 20 - found };
  return outcome({
    scores: [
      [0.9, found, blamed],
      [0.1, 20 - found, 100 - blamed],
    ],
    found: counts,
    byAction: { watch: counts, review: counts, verify: counts, limit: counts, suspend: counts },
    campaigns: [
      {
        campaign: 'one',
        accounts: 20,
        coverage: found / 20,
        purity: found === 0 ? null : found / (found + blamed),
        confidence: found === 0 ? null : 0.9,
        foundAnywhere: found,
        actions: ACTIONS,
      },
    ],
    honestGroups: [
      {
        group: 'office',
        accounts: 100,
        inFinding: blamed,
        actions: { ...ACTIONS, allow: 100 - blamed, suspend: blamed },
      },
    ],
    findings: [{ confidence: 0.9, action: 'limit', labelled: found + blamed, ofOneCampaign: found }],
  });
}

function world(found: number, blamed: number, seed: number, fields: Partial<Row> = {}): Row {
  return row({ cell: worldCell({ seed }), outcome: result(found, blamed), ...fields });
}

function results(sections: Partial<Record<SectionName, Omit<SectionRows, 'name' | 'missing'>>>): Results {
  return new Map(
    Object.entries(sections).map(([name, section]) => [
      name as SectionName,
      { name: name as SectionName, missing: 0, ...section },
    ]),
  );
}

const at = (place: number | string, ...rows: Row[]) => rows.map((one) => ({ at: place, row: one }));

describe('the summary', () => {
  const line = (rows: Row[], what: string) =>
    judgeTargets(results({ default: { rows: at('feb-2026', ...rows) } })).find((one) => one.what === what);

  it('says what holds and what does not, by the figures', () => {
    expect(line([world(20, 0, 1)], 'harvesting accounts found')?.holds).toBe(true);
    expect(line([world(20, 0, 1), world(10, 0, 2)], 'harvesting accounts found')?.holds).toBe(false);
    expect(line([world(20, 1, 1)], 'honest accounts at limit or suspend')?.holds).toBe(false);
  });

  it('leaves open what was not measured', () => {
    expect(line([world(20, 0, 1)], 'found with 80 % unrelated requests')).toMatchObject({
      got: '-',
      holds: null,
    });
    for (const { holds } of judgeTargets(results({}))) expect(holds).toBeNull();
  });

  it('compares with the best rival at the best threshold for it', () => {
    const rival = (outcomeOfRival: Outcome) => ({
      baselines: Object.fromEntries([...BASELINE_TITLES.keys()].map((name) => [name, outcomeOfRival])),
    });
    const what = 'F1 against the best rival, at its best threshold';
    expect(line([world(20, 0, 1, rival(result(10, 0)))], what)?.holds).toBe(true);
    expect(line([world(18, 0, 1, rival(result(20, 0)))], what)?.holds).toBe(false);
  });
});

describe('the page', () => {
  it('says in every section that nothing was measured, when nothing was', () => {
    const { markdown, images } = composePage(
      results({
        default: { rows: [] },
        'real-prompts': { rows: [], leftOut: 'No file of real prompts at /x: name one with --text.' },
      }),
      FACTS,
    );
    expect(markdown).toContain('Not measured: no file of real prompts at /x');
    expect(markdown.match(/Not measured/g)?.length).toBeGreaterThan(4);
    expect(markdown).not.toMatch(/NaN|undefined|Infinity/);
    expect(images.size).toBe(0);
  });

  const without = (families: (typeof FAMILIES)[number][], found: number) => ({
    families,
    outcome: result(found, 0),
  });
  const whole = world(20, 0, 1, {
    baselines: Object.fromEntries([...BASELINE_TITLES.keys()].map((name) => [name, result(20, 30)])),
    noisy: [{ share: 0.1, outcome: result(15, 2) }],
    ablations: {
      contributions: { payment: 2.5, intent: 3 },
      single: FAMILIES.map((family) => without([family], family === 'intent' ? 0 : 20)),
      greedy: [without([], 20), without(['intent'], 0)],
      greedyKeeping: [without([], 20), without(['payment'], 20), without(['payment', 'network'], 5)],
    },
  });
  const sweepRow = (mix: number, found: number) =>
    row({
      cell: worldCell({ mix }),
      outcome: result(found, 0),
      baselines: whole.baselines as NonNullable<Row['baselines']>,
      size: {
        exchanges: 1000,
        accounts: 120,
        bytes: 1,
        campaigns: [{ name: 'one', accounts: 20, exchanges: 1600 }],
      },
    });
  const full = results({
    default: { rows: at('feb-2026', whole) },
    baselines: { rows: at('feb-2026', whole) },
    ablation: { rows: at('feb-2026', whole) },
    mixing: { rows: [...at(0, sweepRow(0, 20)), ...at(0.8, sweepRow(0.8, 12))] },
    infrastructure: { rows: [...at('shared', sweepRow(0, 20)), ...at('unique', sweepRow(0, 16))] },
    rate: { rows: at(1, sweepRow(0, 20)) },
    'real-prompts': {
      rows: [
        ...at('world', sweepRow(0, 19)),
        ...at(
          'a/b',
          row({
            cell: { kind: 'prompt_logs', seed: 1, prompts: { path: 'p', hash: 'h' }, repository: 'a/b' },
            outcome: result(7, 0),
          }),
        ),
      ],
    },
  });

  it('opens with what this traffic is, and gives figures with intervals, the command and the machine', () => {
    const { markdown } = composePage(full, FACTS);
    const opening = markdown.slice(0, markdown.indexOf('## Default difficulty'));
    expect(opening).toContain('All traffic here is made up');
    expect(opening).toContain('| harvesting accounts found | at least 95 % | 100.0 % (83.9-100.0) | yes |');
    expect(opening).toContain(
      '| found with 80 % unrelated requests | at least 90 % | 60.0 % (38.7-78.1) | **no** |',
    );
    expect(markdown).toContain('npm run bench:quality -- --seeds 2');
    expect(markdown).toContain('20.20.2');
    expect(markdown).not.toMatch(/NaN|undefined|Infinity|\bnull\b/);
  });

  it('says plainly where a rival wins, and what is a condition of every verdict', () => {
    const worse = world(15, 0, 2, {
      baselines: { ...whole.baselines, shared_values: result(20, 1) } as NonNullable<Row['baselines']>,
    });
    const { markdown } = composePage(results({ baselines: { rows: at('feb-2026', worse) } }), FACTS);
    expect(markdown).toContain('**Single link on cards and addresses** has the better recall');
    expect(markdown).toContain('at the price of 1 honest accounts flagged against 0');
    expect(markdown).toContain('`feb-2026` seed 2: single link on cards and addresses 0.976 against 0.857');
    expect(composePage(full, FACTS).markdown).toContain('Most is lost without `intent`');
  });

  it('says when campaigns were raised, a campaign that never was included', () => {
    const raised = (days: number, share: number) => ({
      at: '2026-02-03T00:00:00.000Z',
      after_ms: days * 86_400_000,
      exchanges: 10,
      share,
      accounts: 5,
    });
    const time = (campaign: string, review: ReturnType<typeof raised> | null) => ({
      campaign,
      accounts: 20,
      neverNamed: 0,
      firstExchange: null,
      review,
      limit: null,
      unnamedShare: 0.25,
    });
    const replayed = world(20, 0, 1, {
      timeToDetect: {
        stepMs: 86_400_000,
        complete: true,
        campaigns: [time('one', raised(2, 0.1)), time('two', null)],
        median: {
          reviewAfterMs: null,
          reviewShare: null,
          limitAfterMs: null,
          limitShare: null,
          unnamedShare: null,
        },
        honest: [{ group: 'office', review: 3, limit: 1 }],
      },
    });
    const { markdown } = composePage(
      results({ 'time-to-detect': { rows: at('feb-2026', replayed) } }),
      FACTS,
    );
    expect(markdown).toContain('| `one` | 1 | 2.0 | 10.0 % | never | 100.0 % | 25.0 % |');
    expect(markdown).toContain('| `two` | 1 | never | 100.0 % | never | 100.0 % | 25.0 % |');
    expect(markdown).toContain('| `office` | 3 | 1 |');
  });

  it('shows every picture it draws, and draws every picture it shows', () => {
    const { markdown, images } = composePage(full, FACTS);
    const shown = [...markdown.matchAll(/\(images\/evaluation\/([\w-]+\.svg)\)/g)].map(([, name]) => name);
    expect(shown.sort()).toEqual([...images.keys()].sort());
    expect(shown.length).toBeGreaterThan(5);
  });

  it('is written whole, and pictures of an earlier run go', () => {
    const page = composePage(full, FACTS);
    const path = writePage(folder, page);
    expect(readFileSync(path, 'utf8')).toBe(page.markdown);
    writePage(folder, { ...page, images: new Map([['one.svg', '<svg/>']]) });
    expect(readdirSync(join(folder, 'images/evaluation'))).toEqual(['one.svg']);
  });
});
