/**
 * Two pools: part of the group was closed, and another part began or rose within days of it. Follows the two account
 * pools of the September 2026 report, the second of which may have been kept warm. Null models, of which the larger
 * counts: the share of everybody else that begins or rises on the same days (a launch), and the group's own share on
 * other days (a group that grows all the time). Defeated by waiting longer.
 */

import { rowRange } from '../../../aggregate/detect-input.ts';
import { DAY } from '../../../base/clock.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { FAILOVER_POOLS_PARAMETERS } from '../../parameters/evidence/failover.ts';
import { grouped, percentText, quantile, surplusOver } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { closingsOf } from './closings.ts';

const { fullStrength, windowDays, leadDays, minClosed, enoughClosedShare, comparedDays, rise, minRisen, daysTried } =
  valuesOf(FAILOVER_POOLS_PARAMETERS);
/** ms */
const WINDOW = windowDays * DAY;
const LEAD = leadDays * DAY;

/** Strength 0..1 of open members beginning or rising around the median closing; null for too few of either. */
export function poolsMeasure(population: Population, group: Group): Measure | null {
  const { units } = population.input;
  const { times, open } = closingsOf(population, group);
  if (times.length < minClosed || open.length < minClosed) return null;
  const closed = quantile(times, 0.5);
  const rises = (i: number) => begins(population, i, closed) || rose(population, i, closed);
  const rising = open.filter(rises).length;
  let others = 0;
  let outside = 0;
  for (let i = 0; i < units.count; i++) {
    if (group.inside[i]) continue;
    outside++;
    if (rises(i)) others++;
  }
  // Laplace's rule of succession: never 0 or 1.
  const elsewhere = (others + 1) / (outside + 2);
  const expected = Math.max(elsewhere, onOtherDays(population, open, closed));
  const enough = Math.min(1, times.length / (enoughClosedShare * group.members.length + 1));
  return {
    name: 'pools',
    strength: fullStrength * surplusOver(rising, open.length, expected) * enough,
    summary: `${grouped(times.length)} members were closed around ${new Date(closed).toISOString().slice(0, 10)}; ${percentText(rising / open.length)} of the others started or grew within days (expected from everyone else, or from the group at other times: ${percentText(expected)}).`,
    detail: {
      closed: times.length,
      rose_after: percentText(rising / open.length),
      rose_expected: percentText(expected),
      around: new Date(closed).toISOString(),
    },
  };
}

/** The share of the members that begin or rise around a day, on average over the days far from the closing. */
function onOtherDays(population: Population, members: readonly number[], closed: number): number {
  const { window } = population.input;
  if (!window) return 0;
  let rising = 0;
  let tried = 0;
  for (let k = 0; k < daysTried; k++) {
    const at = window.from + ((k + 0.5) / daysTried) * (window.to - window.from);
    // Members that began with the closing would be counted again and explain themselves.
    if (Math.abs(at - closed) <= 2 * WINDOW) continue;
    tried++;
    for (const i of members) if (begins(population, i, at) || rose(population, i, at)) rising++;
  }
  return tried === 0 ? 0 : rising / (tried * members.length);
}

/** Whether a unit is first seen around the closing. */
function begins(population: Population, i: number, closed: number): boolean {
  const first = population.input.units.first[i];
  return first >= closed - LEAD && first <= closed + WINDOW;
}

/** Whether a unit sends several times as much on the days after the closing as on those before it. */
function rose(population: Population, i: number, closed: number): boolean {
  const { daily } = population.input;
  const day = Math.floor(closed / DAY);
  const { from, to } = rowRange(daily.unit, i);
  let before = 0;
  let after = 0;
  for (let r = from; r < to; r++) {
    if (daily.day[r] < day && daily.day[r] >= day - comparedDays) before += daily.exchanges[r];
    if (daily.day[r] > day && daily.day[r] <= day + comparedDays) after += daily.exchanges[r];
  }
  return after >= minRisen && after >= rise * before;
}
