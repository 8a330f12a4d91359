/** What was found of the operators: by level, and which points were missed. */
import { stackedEvasions } from '../../../sim/space/evasions.ts';
import type { AttackPoint } from '../../../sim/space/traits.ts';
import { plural } from '../../../src/base/format.ts';
import { code, count, markdownPercent, table } from '../../quality/document/markdown.ts';
import { atLeast, byLevel, type PointResult } from '../tally.ts';
import { traitsText } from './honest.ts';

type Result = PointResult<AttackPoint>;

/** Below this share of its accounts at verify, a point counts as missed. */
const MISSED = 0.5;
const LISTED = 40;

export function recallOf(results: readonly PointResult[], action: 'review' | 'verify' | 'limit'): number | null {
  const units = results.reduce((sum, result) => sum + result.units, 0);
  if (units === 0) return null;
  return results.reduce((sum, result) => sum + atLeast(result.actions, action), 0) / units;
}

/** Every point counts once, whatever its size. */
export function meanRecallOf(results: readonly PointResult[], action: 'review' | 'verify' | 'limit'): number | null {
  if (results.length === 0) return null;
  return results.reduce((sum, result) => sum + atLeast(result.actions, action) / result.units, 0) / results.length;
}

interface Line {
  readonly name: string;
  readonly results: readonly PointResult[];
}

export function attackTotals(results: readonly Result[]): string {
  return recallTable(
    (['alone', 'together'] as const)
      .flatMap((measure) => [
        {
          name: `${measure}, with a tie or a text`,
          results: results.filter((result) => result.measure === measure && result.rule === null),
        },
        {
          name: `${measure}, undecidable by construction`,
          results: results.filter((result) => result.measure === measure && result.rule !== null),
        },
      ])
      .filter(({ results: list }) => list.length > 0),
  );
}

export function recallByLevel(results: readonly Result[]): string {
  const levels = byLevel(results.filter(({ rule }) => rule === null)).filter(
    ({ levels: name }) => !name.startsWith('story'),
  );
  return recallTable(levels.map(({ levels: name, results: list }) => ({ name, results: list })));
}

/** Operators of the covering design by how many levels hide something. */
export function recallByStack(results: readonly Result[]): string {
  const stacks = new Map<number, Result[]>();
  for (const result of results.filter(({ rule }) => rule === null)) {
    const stacked = stackedEvasions(result.point.traits);
    stacks.set(stacked, [...(stacks.get(stacked) ?? []), result]);
  }
  const lines = [...stacks].sort((a, b) => a[0] - b[0]);
  return recallTable(lines.map(([stacked, list]) => ({ name: plural(stacked, 'evasion'), results: list })));
}

export function missedPoints(results: readonly Result[]): string {
  const missed = results
    .filter(({ actions, units }) => atLeast(actions, 'verify') / units < MISSED)
    .sort((a, b) => (a.point.id < b.point.id ? -1 : 1));
  if (missed.length === 0) return 'None.';
  const rest = missed.length > LISTED ? `\n\nAnd ${count(missed.length - LISTED)} more.` : '';
  return `${table(
    [
      ['point', ({ point }) => code(point.id)],
      ['world', ({ measure }) => measure],
      ['accounts', ({ units }) => count(units)],
      ['at review', ({ actions }) => count(atLeast(actions, 'review'))],
      ['at verify', ({ actions }) => count(atLeast(actions, 'verify'))],
      ['undecidable?', ({ rule }) => rule?.name ?? 'no'],
      ['traits', ({ point }) => traitsText(point.traits)],
    ],
    missed.slice(0, LISTED),
  )}${rest}`;
}

function recallTable(lines: readonly Line[]): string {
  return table(
    [
      ['operators', ({ name }) => name],
      ['points', ({ results }) => count(results.length)],
      ['mean recall at review', ({ results }) => markdownPercent(meanRecallOf(results, 'review'))],
      ['at verify', ({ results }) => markdownPercent(meanRecallOf(results, 'verify'))],
      ['at limit', ({ results }) => markdownPercent(meanRecallOf(results, 'limit'))],
      ['accounts at verify', ({ results }) => markdownPercent(recallOf(results, 'verify'))],
    ],
    lines,
  );
}
