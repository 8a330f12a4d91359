/** The plots of the page: false positives by level and by pair, and what single evasions leave of recall. */
import { EVASIONS } from '../../../sim/space/evasions.ts';
import { type AttackPoint, HONEST_FACTORS, type HonestPoint } from '../../../sim/space/traits.ts';
import { byLevel, byPair, type PointResult } from '../tally.ts';
import { meanRecallOf } from './attack.ts';
import { drawField, drawShares } from './charts.ts';
import { shareHurt } from './honest.ts';

/** In the order of the traits. */
const LEVELS = Object.entries(HONEST_FACTORS).flatMap(([trait, levels]) => levels.map((level) => `${trait} ${level}`));

export function levelPlot(results: readonly PointResult<HonestPoint>[]): string | null {
  const levels = new Map(byLevel(results.filter(({ rule }) => rule === null)).map((one) => [one.levels, one.results]));
  const rows = LEVELS.filter((name) => levels.has(name)).map((name) => {
    const list = levels.get(name) ?? [];
    return { name, shares: [shareHurt(list, 'review'), shareHurt(list, 'verify')] };
  });
  if (rows.length === 0) return null;
  return drawShares(
    'Honest points with any account at an action, by level',
    'Bars: for each level, the share of distinguishable honest points of which at least one account was at review or above, and at verify or above.',
    ['at review or above', 'at verify or above'],
    rows,
  );
}

export function pairPlot(results: readonly PointResult<HonestPoint>[]): string | null {
  const place = new Map(LEVELS.map((name, i) => [name, i]));
  const cells = byPair(results.filter(({ rule }) => rule === null)).flatMap(({ levels, results: list }) => {
    const [one, other] = levels.split(', ').map((name) => place.get(name));
    const share = shareHurt(list, 'verify');
    if (one === undefined || other === undefined || share === null) return [];
    return [
      { column: one, row: other, share },
      { column: other, row: one, share },
    ];
  });
  if (cells.length === 0) return null;
  return drawField(
    'Honest points with any account at verify, by pair of levels',
    'Squares: for each pair of levels, the share of distinguishable honest points of which at least one account was at verify or above. Empty squares are pairs that cannot exist.',
    LEVELS,
    cells,
  );
}

export function evasionPlot(results: readonly PointResult<AttackPoint>[]): string | null {
  if (results.length === 0) return null;
  const rows = EVASIONS.map(({ name }) => {
    const list = results.filter(({ point }) => point.story === name);
    return { name, shares: [meanRecallOf(list, 'review'), meanRecallOf(list, 'verify')] };
  });
  return drawShares(
    'What single evasions leave of recall',
    'Bars: for each evasion of a careless operator, the share of its accounts at review or above, and at verify or above.',
    ['at review or above', 'at verify or above'],
    rows.filter(({ shares }) => shares.some((share) => share !== null)),
  );
}
