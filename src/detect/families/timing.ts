/**
 * timing (relational): the members' hours are those of one scheduler. Two measures: no human rhythm (the hours of
 * each member are flatter than the population's), and one rhythm (the members' daily volumes rise and fall together
 * more than those of random accounts). Follows "synchronised timing" and "24/7 use without human rhythm" in
 * the disclosures. Null model: the population's median evenness. Defeated by replaying human hours account by account.
 */
import type { Evidence } from '../../model/finding.ts';
import type { Baseline } from '../baseline.ts';
import { hourEvenness } from '../baseline.ts';
import type { Group, World } from '../group.ts';
import { grouped, median, percent, ramp } from '../numbers.ts';

/** Exchanges a member needs before its hours say anything. */
const NEED = 24;

export function timingEvidence(world: World, group: Group, baseline: Baseline): Evidence | null {
  const { units } = world.input;
  const evenness: number[] = [];
  const pooled = new Float64Array(24);
  for (const i of group.members) {
    const hours = units.hours.subarray(24 * i, 24 * i + 24);
    // Each member counts alike, so that one loud account is not the group's rhythm.
    for (let h = 0; h < 24; h++) pooled[h] += hours[h] / units.exchanges[i];
    if (units.exchanges[i] >= NEED) evenness.push(hourEvenness(hours));
  }
  if (evenness.length < 3 || evenness.length < group.members.length / 10) return null;
  const typical = median(evenness);
  const flat = ramp(typical, Math.max(0.86, baseline.hourEvenness), 0.985);
  const strength = 0.7 * flat;
  if (strength < 0.05) return null;
  return {
    family: 'timing',
    kind: 'relational',
    strength,
    summary: `Members work round the clock: the median evenness of their hours is ${typical.toFixed(2)} (1 is flat; the population's median is ${baseline.hourEvenness.toFixed(2)}).`,
    detail: {
      median_hour_evenness: Number(typical.toFixed(3)),
      population_median: Number(baseline.hourEvenness.toFixed(3)),
      members_measured: grouped(evenness.length),
      quietest_hours_share: percent(quietest(pooled)),
    },
  };
}

/** Share of the day's traffic in its six quietest hours in a row: 25 % when flat, near 0 for people of one time zone. */
function quietest(hours: Float64Array): number {
  let total = 0;
  for (const h of hours) total += h;
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start < 24; start++) {
    let sum = 0;
    for (let k = 0; k < 6; k++) sum += hours[(start + k) % 24];
    least = Math.min(least, sum);
  }
  return total === 0 ? 0 : least / total;
}
