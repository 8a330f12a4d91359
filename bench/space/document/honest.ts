/** What honest points suffered: by point, by level, by pair of levels. */
import type { HonestPoint } from '../../../sim/space/traits.ts';
import { code, count, markdownPercent, paragraphs, table } from '../../quality/document/markdown.ts';
import { atLeast, byLevel, byPair, type LevelResult, type PointResult } from '../tally.ts';

type Result = PointResult<HonestPoint>;

/** A pair needs as many points before its share says something. */
const LEAST_POINTS = 4;
const WORST = 25;
const PAIRS = 25;

const hurt = (results: readonly PointResult[], action: 'review' | 'verify' | 'limit'): number =>
  results.filter((result) => atLeast(result.actions, action) > 0).length;

/** The share of points with any account at an action or above; null without points. */
export function shareHurt(results: readonly PointResult[], action: 'review' | 'verify' | 'limit'): number | null {
  return results.length === 0 ? null : hurt(results, action) / results.length;
}

export function honestTotals(results: readonly Result[]): string {
  const rows = (['alone', 'together'] as const).flatMap((measure) =>
    ([false, true] as const).map((byRule) => ({
      name: `${measure}, ${byRule ? 'undecidable by construction' : 'distinguishable'}`,
      results: results.filter((result) => result.measure === measure && (result.rule !== null) === byRule),
    })),
  );
  return table(
    [
      ['points', ({ name }) => name],
      ['n', ({ results: list }) => count(list.length)],
      [
        'anyone at review',
        ({ results: list }) => `${count(hurt(list, 'review'))} (${markdownPercent(shareHurt(list, 'review'))})`,
      ],
      ['at verify', ({ results: list }) => `${count(hurt(list, 'verify'))} (${markdownPercent(shareHurt(list, 'verify'))})`],
      [
        'at limit or suspend',
        ({ results: list }) => `${count(hurt(list, 'limit'))} (${markdownPercent(shareHurt(list, 'limit'))})`,
      ],
    ],
    rows.filter(({ results: list }) => list.length > 0),
  );
}

/** Strangers who only use the same public text. */
export function strangersHurt(results: readonly PointResult[]): string {
  const worst = results.filter(({ strangers }) => strangers !== null && atLeast(strangers.actions, 'review') > 0);
  if (worst.length === 0) return 'No stranger who uses a public text was at review or above.';
  return paragraphs(
    `Strangers at review or above, at ${count(worst.length)} points:`,
    table(
      [
        ['point', ({ point }) => code(point.id)],
        ['strangers', ({ strangers }) => count(strangers?.units ?? 0)],
        ['review', ({ strangers }) => count(strangers?.actions.review ?? 0)],
        ['verify', ({ strangers }) => count(strangers?.actions.verify ?? 0)],
        ['limit or suspend', ({ strangers }) => count(strangers === null ? 0 : atLeast(strangers.actions, 'limit'))],
      ],
      worst,
    ),
  );
}

export function worstPoints(results: readonly Result[]): string {
  const worst = results
    .filter((result) => atLeast(result.actions, 'review') > 0)
    .sort((a, b) => harm(b) - harm(a) || (a.point.id < b.point.id ? -1 : 1))
    .slice(0, WORST);
  if (worst.length === 0) return 'No honest account of a point was at review or above.';
  return table(
    [
      ['point', ({ point }) => `${code(point.id)} ${point.story}`],
      ['world', ({ measure }) => measure],
      ['accounts', ({ units }) => count(units)],
      ['review', ({ actions }) => count(actions.review)],
      ['verify', ({ actions }) => count(actions.verify)],
      ['limit', ({ actions }) => count(actions.limit)],
      ['suspend', ({ actions }) => count(actions.suspend)],
      ['undecidable?', ({ rule }) => rule?.name ?? 'no'],
      ['traits', ({ point }) => traitsText(point.traits)],
    ],
    worst,
  );
}

export function harmByLevel(results: readonly Result[]): string {
  return harmTable(
    byLevel(results.filter(({ rule }) => rule === null)).filter(({ results: list }) => hurt(list, 'review') > 0),
  );
}

export function harmByPair(results: readonly Result[]): string {
  const pairs = byPair(results.filter(({ rule }) => rule === null)).filter(
    ({ results: list }) => list.length >= LEAST_POINTS && hurt(list, 'verify') > 1,
  );
  return harmTable(pairs.slice().sort(byHarm).slice(0, PAIRS));
}

/** 'task chat, payer one, ...' without the names of the traits that say themselves. */
export function traitsText(traits: object): string {
  return Object.entries(traits)
    .map(([trait, level]) => `${trait} ${String(level)}`)
    .join(', ');
}

function harmTable(levels: readonly LevelResult[]): string {
  if (levels.length === 0) return 'None.';
  return table(
    [
      ['levels', ({ levels: name }) => name],
      ['points', ({ results }) => count(results.length)],
      ['anyone at review', ({ results }) => markdownPercent(shareHurt(results, 'review'))],
      ['at verify', ({ results }) => markdownPercent(shareHurt(results, 'verify'))],
      ['at limit', ({ results }) => markdownPercent(shareHurt(results, 'limit'))],
    ],
    levels.slice().sort(byHarm),
  );
}

function byHarm(a: LevelResult, b: LevelResult): number {
  return (
    (shareHurt(b.results, 'limit') ?? 0) - (shareHurt(a.results, 'limit') ?? 0) ||
    (shareHurt(b.results, 'verify') ?? 0) - (shareHurt(a.results, 'verify') ?? 0) ||
    b.results.length - a.results.length ||
    (a.levels < b.levels ? -1 : 1)
  );
}

/** A limit is worse than any number of verifications, and those than reviews. */
function harm({ actions, units }: Result): number {
  return (atLeast(actions, 'limit') * 100 + actions.verify * 10 + actions.review) / units + atLeast(actions, 'limit') * 10;
}
