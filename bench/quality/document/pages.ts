/**
 * The evaluation as two pages from two templates: a summary for readers, and all tables. Plots are files beside the
 * summary. Links are relative to wherever the pages are written.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Row } from '../cell/row.ts';
import { ablationBlocks, ablationPlots } from './ablation.ts';
import { baselineBlocks, baselinePlot } from './baselines.ts';
import { difficultyBlocks, difficultyPlots } from './difficulty.ts';
import { count, duration, table } from './markdown.ts';
import { type CellResults, distinctRows, sum } from './results.ts';
import { judgeTargets, type TargetLine } from './targets.ts';
import { type Blocks, fillTemplate } from './template.ts';
import { reliabilityPlot, worldBlocks } from './worlds.ts';

export interface RunFacts {
  readonly command: string;
  readonly date: string;
  readonly node: string;
  readonly cores: number;
  readonly processor: string;
  readonly version: string;
  readonly sources: string;
  readonly seeds: number;
  readonly scale: number;
  readonly quick: boolean;
  readonly failed: readonly string[];
}

/** Absolute paths. */
export interface PagePaths {
  readonly summary: string;
  readonly tables: string;
  readonly images: string;
  /** The page about the simulator, which both pages link to. */
  readonly simulator: string;
}

export interface Pages {
  readonly summary: string;
  readonly tables: string;
  /** File name -> SVG. */
  readonly images: ReadonlyMap<string, string>;
  readonly targets: readonly TargetLine[];
}

/** What a reader who does not see the plot should know; its file has the same name. */
const ALTERNATIVES: Readonly<Record<string, string>> = {
  reliability: 'Reliability of account risk and of campaign confidence',
  mixing: 'Precision and recall by share of unrelated requests',
  paraphrase: 'Precision and recall by share of template sentences changed',
  infrastructure: 'Precision and recall by sharing of cards and addresses',
  rate: 'Coverage of each campaign by its exchanges a day',
  accounts: 'Precision and recall by accounts per campaign',
  contributions: 'Log odds that each family adds',
  removal: 'Recall by number of families removed',
  'baselines-mixing': 'True-positive rate of all detectors by share of unrelated requests',
};

export function composePages(results: CellResults, facts: RunFacts, paths: PagePaths): Pages {
  const targets = judgeTargets(results);
  const plots = {
    reliability: reliabilityPlot(results),
    ...difficultyPlots(results),
    ...ablationPlots(results),
    'baselines-mixing': baselinePlot(results),
  };
  const images = new Map(
    Object.entries(plots).flatMap(([name, svg]) => (svg === null ? [] : [[`${name}.svg`, svg] as const])),
  );
  const blocks = {
    ...factBlocks(results, facts),
    ...targetBlocks(targets),
    ...worldBlocks(results),
    ...difficultyBlocks(results),
    ...ablationBlocks(results),
    ...baselineBlocks(results),
  };
  return { ...fillPages(blocks, new Set(images.keys()), paths), images, targets };
}

/** Both templates with the same blocks; plots that were not drawn leave nothing. */
export function fillPages(
  blocks: Readonly<Record<string, string>>,
  images: ReadonlySet<string>,
  paths: PagePaths,
): Pick<Pages, 'summary' | 'tables'> {
  const fill = (template: string, page: string): string => {
    const link = (target: string) => relative(dirname(page), target).replaceAll('\\', '/');
    const pictures = Object.entries(ALTERNATIVES).map(([name, alternative]) => [
      `plot.${name}`,
      images.has(`${name}.svg`) ? `![${alternative}](${link(join(paths.images, `${name}.svg`))})` : '',
    ]);
    const links = Object.entries(paths).map(([name, path]) => [`link.${name}`, link(path)]);
    const all: Blocks = new Map(Object.entries({ ...blocks, ...Object.fromEntries([...pictures, ...links]) }));
    return fillTemplate(readFileSync(new URL(template, import.meta.url), 'utf8'), all);
  };
  return {
    summary: fill('./summary.template.md', paths.summary),
    tables: fill('./tables.template.md', paths.tables),
  };
}

/** Writes both pages and the plots; plots of an earlier run that this one does not have are removed. */
export function writePages(pages: Pages, paths: PagePaths): void {
  for (const folder of [paths.images, dirname(paths.summary), dirname(paths.tables)]) mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(paths.images))
    if (name.endsWith('.svg') && !pages.images.has(name)) rmSync(join(paths.images, name));
  for (const [name, svg] of pages.images) replace(join(paths.images, name), svg);
  replace(paths.summary, pages.summary);
  replace(paths.tables, pages.tables);
}

function replace(path: string, content: string): void {
  writeFileSync(`${path}.part`, content);
  renameSync(`${path}.part`, path);
}

function factBlocks(results: CellResults, facts: RunFacts): Record<string, string> {
  const rows = distinctRows(results);
  const { failed, scale } = facts;
  return {
    'run.cells': count(rows.length),
    'run.exchanges': count(sum(rows, (row) => row.size.exchanges)),
    'run.command': facts.command,
    'run.quick': facts.quick ? '**This is the small grid** (`--quick`): one seed, small worlds, wide intervals.' : '',
    'run.failed':
      failed.length === 0 ? '' : `**${count(failed.length)} cells failed** and are missing: ${failed.join('; ')}.`,
    'run.machine': `Measured on ${facts.date} with Stillwatch ${facts.version} and Node.js ${facts.node} on ${facts.processor}, ${count(facts.cores)} cores.`,
    'run.facts': table(
      [
        ['fact', ([fact]) => fact],
        ['value', ([, value]) => value],
      ],
      [
        ['date', facts.date],
        ['Stillwatch', `${facts.version}, sources ${facts.sources}`],
        ['Node.js', facts.node],
        ['processor', `${facts.processor}, ${count(facts.cores)} cores`],
        ['seeds', `${count(facts.seeds)} of each default world, fewer in sweeps`],
        ['scale', `${scale}; sweeps ${scale / 2}`],
        ['cells', `${count(rows.length)}, ${duration(1000 * sum(rows, secondsOf))} of work`],
      ] as [string, string][],
    ),
  };
}

/** Of the stages that do not contain each other. */
function secondsOf({ seconds }: Row): number {
  return sum(['simulate', 'analyze', 'baselines', 'ablations'], (stage) => seconds[stage] ?? 0);
}

function targetBlocks(targets: readonly TargetLine[]): Record<string, string> {
  const missed = targets.filter(({ met }) => met === false).length;
  const open = targets.filter(({ met }) => met === null).length;
  const verdict = missed === 0 ? 'Every target that was measured is met.' : `Targets missed: ${count(missed)}.`;
  return {
    'targets.table': table(
      [
        ['figure', ({ what }) => what],
        ['target', ({ target }) => target],
        ['result', ({ result }) => result],
        ['met?', ({ met }) => (met === null ? 'not measured' : met ? 'yes' : '**no**')],
      ],
      targets,
    ),
    'targets.verdict': open === 0 ? verdict : `${verdict} Not measured in this run: ${count(open)}.`,
  };
}
