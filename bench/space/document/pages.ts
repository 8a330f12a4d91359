/** The pages of this bench from their templates: one for readers, one with all tables. Plots are files beside the first. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ATTACK_RULES, type ConstructionRule, FRAMER_RULES, HONEST_RULES } from '../../../sim/space/construction.ts';
import { STORIES } from '../../../sim/space/stories.ts';
import { duration } from '../../../src/base/format.ts';
import { count, markdownPercent, table } from '../../quality/document/markdown.ts';
import { fillTemplate } from '../../quality/document/template.ts';
import type { SpaceRow } from '../cell.ts';
import type { SpacePlan } from '../plan.ts';
import { pointResults } from '../tally.ts';
import { attackTotals, missedPoints, recallByLevel, recallByStack } from './attack.ts';
import { framingChanges, framingPoints, framingSummary, renamingChanges, renamingSummary } from './changes.ts';
import { costTable } from './evasions.ts';
import { harmByLevel, harmByPair, honestTotals, strangersHurt, worstPoints } from './honest.ts';
import { evasionPlot, levelPlot, pairPlot } from './plots.ts';
import { spaceTargets } from './targets.ts';

/** Absolute paths. */
export interface SpacePaths {
  readonly page: string;
  readonly tables: string;
  readonly images: string;
  /** The evaluation by scenes. */
  readonly evaluation: string;
}

export interface SpaceFacts {
  /** False for a part of the design. */
  readonly full: boolean;
  readonly date: string;
  readonly version: string;
  readonly machine: string;
}

export interface SpacePages {
  readonly page: string;
  readonly tables: string;
  /** File name -> SVG. */
  readonly images: ReadonlyMap<string, string>;
}

const JUDGED = ['alone', 'together'] as const;
const NOT_MEASURED = 'Not measured in this run.';
const ALTERNATIVES = {
  levels: 'False positives by level of a trait',
  pairs: 'False positives by pair of levels',
  evasions: 'Recall that single evasions leave',
} as const;

export function composeSpacePages(
  plan: SpacePlan,
  rows: readonly SpaceRow[],
  facts: SpaceFacts,
  paths: SpacePaths,
): SpacePages {
  const honest = pointResults(rows, plan.honest.points, JUDGED);
  const operators = pointResults(rows, plan.attack.points, JUDGED);
  const evasions = pointResults(rows, plan.evasions, JUDGED);
  const plots = { levels: levelPlot(honest), pairs: pairPlot(honest), evasions: evasionPlot(evasions) };
  const seconds = rows.reduce((sum, row) => sum + row.seconds.simulate + row.seconds.analyze, 0);
  const blocks: Record<string, string> = {
    'run.small': facts.full
      ? ''
      : `**This is a part of the design**: ${count(honest.length)} results of honest points, ${count(operators.length)} of operators.`,
    'run.facts': `Measured on ${facts.date} with Stillwatch ${facts.version} on ${facts.machine}: ${count(rows.length)} worlds, ${duration(seconds * 1000)} of work.`,
    'stories.count': count(STORIES.length),
    'design.table': designTable(plan),
    'targets.table': spaceTargets(rows, honest, plan.honest.points),
    'honest.totals': honestTotals(honest),
    'honest.worst': worstPoints(honest),
    'honest.levels': harmByLevel(honest),
    'honest.pairs': harmByPair(honest),
    'honest.strangers': strangersHurt([...honest, ...operators]),
    'rules.honest': ruleTable(HONEST_RULES),
    'rules.attack': ruleTable(ATTACK_RULES),
    'rules.framers': ruleTable(FRAMER_RULES),
    'attack.totals': attackTotals(operators),
    'attack.stacked': recallByStack(operators),
    'attack.levels': recallByLevel(operators),
    'attack.missed': missedPoints(operators),
    'evasions.table': costTable(evasions),
    'framing.summary': framingSummary(rows, plan.honest.points),
    'framing.points': framingPoints(rows, plan.honest.points),
    'framing.changes': framingChanges(rows),
    'renaming.summary': renamingSummary(rows),
    'renaming.changes': renamingChanges(rows),
    background: backgroundLine(rows),
  };
  const fill = (template: string, page: string): string => {
    const link = (target: string): string => relative(dirname(page), target).replaceAll('\\', '/');
    const all = new Map(Object.entries(blocks));
    for (const [name, text] of all) if (text === '' && EXPECTED.test(name)) all.set(name, NOT_MEASURED);
    for (const [name, svg] of Object.entries(plots)) {
      const alternative = ALTERNATIVES[name as keyof typeof ALTERNATIVES];
      all.set(`plot.${name}`, svg === null ? '' : `![${alternative}](${link(join(paths.images, `${name}.svg`))})`);
    }
    for (const [name, target] of Object.entries(paths)) all.set(`link.${name}`, link(target));
    return fillTemplate(readFileSync(new URL(template, import.meta.url), 'utf8'), all);
  };
  return {
    page: fill('./page.template.md', paths.page),
    tables: fill('./tables.template.md', paths.tables),
    images: new Map(Object.entries(plots).flatMap(([name, svg]) => (svg === null ? [] : [[`${name}.svg`, svg] as const]))),
  };
}

export function writeSpacePages(pages: SpacePages, paths: SpacePaths): void {
  for (const folder of [paths.images, dirname(paths.page), dirname(paths.tables)]) mkdirSync(folder, { recursive: true });
  for (const [name, svg] of pages.images) writeFileSync(join(paths.images, name), svg);
  writeFileSync(paths.page, pages.page);
  writeFileSync(paths.tables, pages.tables);
}

/** Blocks that say so when a part of the design left them out. */
const EXPECTED = /^(honest|attack|evasions)\.(totals|table|stacked)$/;

function designTable({ honest, attack, evasions }: SpacePlan): string {
  const covered = ({ covered: n, possible }: { covered: number; possible: number }): string =>
    possible === 0 ? '-' : `${count(n)} of ${count(possible)} (${markdownPercent(n / possible)})`;
  return table(
    [
      ['points', ({ name }) => name],
      ['number', ({ points }) => count(points)],
      ['pairs of levels', ({ pairs }) => pairs],
      ['triples', ({ triples }) => triples],
    ],
    [
      { name: 'honest', points: honest.points.length, pairs: covered(honest.pairs), triples: covered(honest.triples) },
      { name: 'operators', points: attack.points.length, pairs: covered(attack.pairs), triples: covered(attack.triples) },
      { name: 'single evasions', points: evasions.length, pairs: '-', triples: '-' },
    ].filter(({ points }) => points > 0),
  );
}

function ruleTable(rules: readonly ConstructionRule[]): string {
  return table(
    [
      ['rule', ({ name }) => name],
      ['reason', ({ reason }) => reason],
    ],
    rules,
  );
}

/** Honest accounts outside the points. */
function backgroundLine(rows: readonly SpaceRow[]): string {
  const groups = rows.flatMap((row) => row.groups).filter(({ group }) => group.startsWith('background:'));
  const at = (actions: readonly ('review' | 'verify' | 'limit' | 'suspend')[]): number =>
    groups.reduce((sum, group) => sum + actions.reduce((inner, action) => inner + group.actions[action], 0), 0);
  const units = groups.reduce((sum, group) => sum + group.units, 0);
  return `Of ${count(units)} background accounts, ${count(at(['review']))} were at review, ${count(at(['verify']))} at verify, ${count(at(['limit', 'suspend']))} at limit or suspend.`;
}
