/**
 * failover (relational): part of the group was suspended or closed, and another part began or rose within days, with
 * the same segments. Follows the two account pools of the September 2026 report. Null model: the share of the
 * population's accounts that begin in the same days. Defeated by waiting longer than the window.
 */
import { DAY } from '../../base/clock.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Group, World } from '../group.ts';
import { excessOver, grouped, percent, quantile } from '../numbers.ts';

const WINDOW = 3 * DAY;
const MIN_BANNED = 3;

export function failoverEvidence(world: World, group: Group): Evidence | null {
  const { units } = world.input;
  const banned: number[] = [];
  const standing: number[] = [];
  for (const i of group.members) {
    const record = units.record[i];
    const time = record?.statusTime;
    if (record && record.status !== 'active' && time != null) banned.push(time);
    else standing.push(i);
  }
  if (banned.length < MIN_BANNED || standing.length < MIN_BANNED) return null;
  const closed = quantile(banned, 0.5);
  const from = closed - DAY;
  const to = closed + WINDOW;
  const rising = standing.filter((i) => units.first[i] >= from && units.first[i] <= to).length;
  const rose = rising / standing.length;
  let others = 0;
  let outside = 0;
  for (let i = 0; i < units.count; i++) {
    if (group.inside[i]) continue;
    outside++;
    if (units.first[i] >= from && units.first[i] <= to) others++;
  }
  const expected = (others + 1) / (outside + 2);
  const strength =
    0.9 *
    excessOver(rising, standing.length, expected) *
    Math.min(1, banned.length / (0.1 * group.members.length + 1));
  if (strength < 0.05) return null;
  return {
    family: 'failover',
    kind: 'relational',
    strength,
    summary: `${grouped(banned.length)} members were closed around ${new Date(closed).toISOString().slice(0, 10)}; ${percent(rose)} of the others began within three days of it (population: ${percent(expected)}).`,
    detail: {
      closed: banned.length,
      began_after: percent(rose),
      population_began: percent(expected),
      around: new Date(closed).toISOString(),
    },
  };
}
