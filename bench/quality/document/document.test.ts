import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BASELINE_TITLES } from '../baselines/registry.ts';
import { FAMILIES } from '../cell/ablate.ts';
import type { Outcome, Row } from '../cell/row.ts';
import type { SectionName } from '../grid.ts';
import { outcome, row, worldCell } from '../test-rows.ts';
import { composePages, type PagePaths, type RunFacts, writePages } from './pages.ts';
import type { CellResults, SectionRows } from './results.ts';
import { judgeTargets } from './targets.ts';
import { fillTemplate } from './template.ts';

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
const PATHS: PagePaths = {
  summary: join(folder, 'docs/evaluation.md'),
  tables: join(folder, 'bench/RESULTS.md'),
  images: join(folder, 'docs/images/evaluation'),
  simulator: join(folder, 'docs/simulator.md'),
};
const compose = (all: CellResults) => composePages(all, FACTS, PATHS);
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

function results(sections: Partial<Record<SectionName, Omit<SectionRows, 'name' | 'missing'>>>): CellResults {
  return new Map(
    Object.entries(sections).map(([name, section]) => [
      name as SectionName,
      { name: name as SectionName, missing: 0, ...section },
    ]),
  );
}

const at = (place: number | string, ...rows: Row[]) => rows.map((one) => ({ at: place, row: one }));

describe('the targets', () => {
  const line = (rows: Row[], what: string) =>
    judgeTargets(results({ default: { rows: at('feb-2026', ...rows) } })).find((one) => one.what === what);

  it('are met or missed by the figures', () => {
    expect(line([world(20, 0, 1)], 'recall: harvesting accounts found')?.met).toBe(true);
    expect(line([world(20, 0, 1), world(10, 0, 2)], 'recall: harvesting accounts found')?.met).toBe(false);
    expect(line([world(20, 1, 1)], 'honest accounts at limit or suspend')?.met).toBe(false);
  });

  it('are left open when nothing was measured', () => {
    expect(line([world(20, 0, 1)], 'recall with 80% unrelated requests')).toMatchObject({
      result: '-',
      met: null,
    });
    for (const { met } of judgeTargets(results({}))) expect(met).toBeNull();
  });

  it('compare with the best baseline at the best threshold for it', () => {
    const baseline = (outcomeOfBaseline: Outcome) => ({
      baselines: Object.fromEntries([...BASELINE_TITLES.keys()].map((name) => [name, outcomeOfBaseline])),
    });
    const what = 'F1 compared with the best baseline at its best threshold';
    expect(line([world(20, 0, 1, baseline(result(10, 0)))], what)?.met).toBe(true);
    expect(line([world(18, 0, 1, baseline(result(20, 0)))], what)?.met).toBe(false);
    expect(line([world(18, 0, 1)], what)?.met).toBeNull();
  });
});

describe('the pages', () => {
  it('say in every section that nothing was measured, when nothing was', () => {
    const { summary, tables, images } = compose(
      results({
        default: { rows: [] },
        'real-prompts': {
          rows: [],
          leftOut: 'No file of real prompts at prompts.jsonl: name one with --text.',
        },
      }),
    );
    expect(tables).toContain('Not measured: no file of real prompts at prompts.jsonl: name one with --text.');
    expect(tables.match(/Not measured in this run/g)?.length).toBeGreaterThan(7);
    for (const page of [summary, tables]) expect(page).not.toMatch(/NaN|undefined|Infinity|\{\{/);
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

  it('summarise what this traffic is, with intervals, the command and the machine', () => {
    const { summary } = compose(full);
    expect(summary).toContain('All traffic here is simulated');
    expect(summary).toContain('| recall: harvesting accounts found | at least 95% | 100% (83.9-100.0) | yes |');
    expect(summary).toContain('| recall with 80% unrelated requests | at least 90% | 60.0% (38.7-78.1) | **no** |');
    expect(summary).toContain('Targets missed: ');
    // The hardest point of a sweep is its last one.
    expect(summary).toContain('| unrelated requests: 80% | 100% (75.8-100.0) | 60.0% (38.7-78.1) | 1 of 1 | 60.0% |');
    expect(summary).toContain('npm run bench:quality -- --seeds 2');
    expect(summary).toContain('20.20.2');
  });

  it('hold every table, without gaps', () => {
    const { summary, tables } = compose(full);
    for (const line of [
      '| `feb-2026` | 1 | 20 | 100 | 100% (83.9-100.0) | 100% (83.9-100.0) | 100% | 0 |',
      '| `one` | 1 of 1 (20.7-100.0) | 100% | 100% | 100% | 100% |',
      '| 10% | 88.2% (65.7-96.7) | 75.0% (53.1-88.8) | 0% |',
      '| mean coverage | 0% | 80% |',
      '| `one` | 100% | 60.0% |',
      '| 6 to 20 | 1 of 1 (20.7-100.0) | 100% | 100% |',
      '| `intent` | content | 3.00 | -20 | · | -0.900 | -20 | -20 |',
      '| 1 | `intent` 1× | 0% | - | 0% |',
      '| the whole file | 1 | 1,000 | 100% (83.2-100.0) | 95.0% (76.4-99.1) | 1 of 1 |',
      '| `feb-2026` | 100 | 1,000 | 1.00 | 0.50 | 0.25 | 2.50 |',
    ])
      expect(tables).toContain(line);
    expect(tables).toContain('No false positive among `office` (100).');
    for (const page of [summary, tables]) {
      expect(page).not.toMatch(/NaN|undefined|Infinity|\bnull\b|\{\{|\d %/);
      // A table needs a head, and the cells of every row.
      for (const [block] of page.matchAll(/^\|.*(?:\n\|.*)*/gm)) {
        const [head, rule, ...rows] = block.split('\n').map((row) => row.replaceAll('\\|', '').split('|').length);
        expect(new Set([head, rule, ...rows]).size).toBe(1);
        expect(rows.length).toBeGreaterThan(0);
      }
    }
  });

  it('show a stage that a row does not have as not measured', () => {
    const { tables } = compose(
      results({ default: { rows: at('feb-2026', world(20, 0, 1, { seconds: { read: 1, detect: 1 } })) } }),
    );
    expect(tables).toContain('| `feb-2026` | 100 | 1,000 | 1.00 | - | 1.00 | 10.00 |');
  });

  it('say where a baseline is better, and which family most findings depend on', () => {
    const worse = world(15, 0, 2, {
      baselines: { ...whole.baselines, shared_values: result(20, 1) } as NonNullable<Row['baselines']>,
    });
    const { tables } = compose(results({ baselines: { rows: at('feb-2026', worse) } }));
    expect(tables).toContain('**Single linkage on cards and addresses** has a better recall');
    expect(tables).toContain('but it flags 1 honest accounts where Stillwatch flags 0');
    expect(tables).toContain('`feb-2026` seed 2: single linkage on cards and addresses 0.976 against 0.857');
    expect(compose(full).tables).toContain('Most accounts are lost without `intent`');
  });

  it('say when campaigns were raised, including one that never was', () => {
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
    const { tables } = compose(results({ 'time-to-detect': { rows: at('feb-2026', replayed) } }));
    expect(tables).toContain('| `one` | 1 | 2.0 | 10.0% | never | 100% | 25.0% |');
    expect(tables).toContain('| `two` | 1 | never | 100% | never | 100% | 25.0% |');
    expect(tables).toContain('replayed in steps of 24 hours');
    expect(tables).toContain('| `office` | 3 | 1 |');
  });

  it('show every plot that is drawn, and link to files that are written', () => {
    const pages = compose(full);
    writePages(pages, PATHS);
    const shown = (page: string) => [...page.matchAll(/!\[[^\]]+\]\([^)]*\/([\w-]+\.svg)\)/g)].map(([, name]) => name);
    expect(shown(pages.tables).sort()).toEqual([...pages.images.keys()].sort());
    expect(pages.images.size).toBeGreaterThan(5);
    for (const [page, path] of [
      [pages.summary, PATHS.summary],
      [pages.tables, PATHS.tables],
    ] as const) {
      const links = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => resolve(dirname(path), link as string));
      expect(links.length).toBeGreaterThan(5);
      for (const link of links) if (link !== PATHS.simulator) expect(existsSync(link)).toBe(true);
    }
    expect(pages.summary).toContain('[simulator](simulator.md)');
    expect(pages.tables).toContain('[evaluation](../docs/evaluation.md)');
  });

  it('are written whole, and plots of an earlier run are removed', () => {
    const pages = compose(full);
    writePages(pages, PATHS);
    expect(readFileSync(PATHS.summary, 'utf8')).toBe(pages.summary);
    expect(readFileSync(PATHS.tables, 'utf8')).toBe(pages.tables);
    writePages({ ...pages, images: new Map([['one.svg', '<svg/>']]) }, PATHS);
    expect(readdirSync(PATHS.images)).toEqual(['one.svg']);
  });
});

describe('a template', () => {
  const blocks = new Map([
    ['figure', '5'],
    ['empty', ''],
  ]);

  it('is filled, and parts around an empty block are left out', () => {
    const text = 'a {{figure}}\n\n{{#empty}}\nno {{figure}}\n{{/empty}}\n\n{{#figure}}\nb{{#empty}}c{{/empty}}\n{{/figure}}';
    expect(fillTemplate(text, blocks)).toBe('a 5\n\nb\n');
  });

  it('does not accept a name without a block', () => {
    expect(() => fillTemplate('{{figures}}', blocks)).toThrow("got none for 'figures'");
    expect(() => fillTemplate('{{#figures}}x{{/figures}}', blocks)).toThrow('figures');
  });
});
