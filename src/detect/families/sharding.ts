/**
 * sharding (relational): one task list split evenly over accounts. Members' daily volumes of harvest traffic are
 * nearly equal where independent customers differ by orders of magnitude, and hardly any task is sent twice.
 * Null model: volumes of independent accounts are heavy-tailed, their coefficient of variation about 1 or more.
 * Defeated by splitting the list unevenly.
 */
import { DAY } from '../../base/clock.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Group, World } from '../group.ts';
import { median, percent, ramp, variationCoefficient } from '../numbers.ts';

export function shardingEvidence(world: World, group: Group): Evidence | null {
  const { units } = world.input;
  const rates: number[] = [];
  group.members.forEach((i, k) => {
    const days = Math.max(1, (units.last[i] - units.first[i]) / DAY);
    const volume = group.own.length > 0 ? group.harvested[k] : units.exchanges[i];
    if (volume >= 8) rates.push(volume / days);
  });
  if (rates.length < 8 || rates.length < group.members.length / 2) return null;
  const variation = variationCoefficient(rates);
  const even = 1 - ramp(variation, 0.2, 0.8);
  const unique = ramp(group.slice.uniqueBodies, 0.8, 0.98);
  const strength = 0.7 * even * unique;
  if (strength < 0.05) return null;
  return {
    family: 'sharding',
    kind: 'relational',
    strength,
    summary: `The work is split evenly: members send ${median(rates).toFixed(1)} exchanges a day with a variation of ${variation.toFixed(2)} (independent customers: 1 or more), and ${percent(group.slice.uniqueBodies)} of the tasks are sent once.`,
    detail: {
      variation: Number(variation.toFixed(3)),
      median_per_day: Number(median(rates).toFixed(2)),
      members_measured: rates.length,
      unique_tasks: percent(group.slice.uniqueBodies),
    },
  };
}
