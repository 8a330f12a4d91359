/** What each single evasion costs an operator, and what it leaves of recall. */
import { CARELESS, costOf, EVASIONS } from '../../../sim/space/evasions.ts';
import type { AttackPoint } from '../../../sim/space/traits.ts';
import { count, markdownPercent, table } from '../../quality/document/markdown.ts';
import type { PointResult } from '../tally.ts';
import { meanRecallOf } from './attack.ts';

export function costTable(results: readonly PointResult<AttackPoint>[]): string {
  const careless = costOf(CARELESS);
  const lines = EVASIONS.map(({ name, change, pays }) => ({
    name,
    pays,
    cost: costOf({ ...CARELESS, ...change }),
    results: results.filter(({ point }) => point.story === name),
  })).filter(({ results: list }) => list.length > 0);
  const against = (value: number, base: number): string =>
    value === base || value === 0 ? count(value) : `${count(value)} (${(value / base).toFixed(1)}x)`;
  return table(
    [
      ['evasion', ({ name }) => name],
      ['accounts for 600 requests a day', ({ cost }) => against(cost.accounts, careless.accounts)],
      ['cards', ({ cost }) => against(cost.cards, careless.cards)],
      ['other cost', ({ pays }) => pays],
      ['operators', ({ results: list }) => count(list.length)],
      ['named by a finding', ({ results: list }) => markdownPercent(namedShare(list))],
      ['at review', ({ results: list }) => markdownPercent(meanRecallOf(list, 'review'))],
      ['at verify', ({ results: list }) => markdownPercent(meanRecallOf(list, 'verify'))],
      ['at limit', ({ results: list }) => markdownPercent(meanRecallOf(list, 'limit'))],
    ],
    lines,
  );
}

/** Every point counts once. */
function namedShare(results: readonly PointResult[]): number {
  return results.reduce((sum, { inFinding, units }) => sum + inFinding / units, 0) / results.length;
}
