/**
 * Two pools: part of the group was closed, and another part began or rose within days of it. Follows the two account
 * pools of the September 2026 report, the second of which may have been kept warm. Null models, the larger counts: the
 * share of everybody else that begins or rises in the same days (a launch), and the group's own share on other days (a
 * group that grows all the time). Defeated by waiting longer.
 */

import { rowRange } from '../../../aggregate/detect-input.ts';
import { DAY } from '../../../base/clock.ts';
import type { Group, Population } from '../../group/group.ts';
import { grouped, percentText, quantile, surplusOver } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { closingsOf } from './closings.ts';

const TRUST = 0.9;
const WINDOW = 3 * DAY;
const MIN_CLOSED = 3;
/** Days before and after the closing that are compared, and what rises: so many times as much, and no trifle. */
const SIDE = 4;
const RISE = 3;
const MIN_RISEN = 12;
const DAYS_TRIED = 16;

export function poolsMeasure(world: Population, group: Group): Measure | null {
  const { units } = world.input;
  const { times, standing } = closingsOf(world, group);
  if (times.length < MIN_CLOSED || standing.length < MIN_CLOSED) return null;
  const closed = quantile(times, 0.5);
  const rises = (i: number) => begins(world, i, closed) || rose(world, i, closed);
  const rising = standing.filter(rises).length;
  let others = 0;
  let outside = 0;
  for (let i = 0; i < units.count; i++) {
    if (group.inside[i]) continue;
    outside++;
    if (rises(i)) others++;
  }
  const population = (others + 1) / (outside + 2);
  const expected = Math.max(population, onOtherDays(world, standing, closed));
  const enough = Math.min(1, times.length / (0.1 * group.members.length + 1));
  return {
    name: 'pools',
    strength: TRUST * surplusOver(rising, standing.length, expected) * enough,
    summary: `${grouped(times.length)} members were closed around ${new Date(closed).toISOString().slice(0, 10)}; ${percentText(rising / standing.length)} of the others began or rose within days of it (the population in these days, or the group on others: ${percentText(expected)}).`,
    detail: {
      closed: times.length,
      rose_after: percentText(rising / standing.length),
      rose_expected: percentText(expected),
      around: new Date(closed).toISOString(),
    },
  };
}

/** The share of the members that begin or rise around a day, on average over the days far from the closing. */
function onOtherDays(world: Population, members: readonly number[], closed: number): number {
  const { window } = world.input;
  if (!window) return 0;
  let rising = 0;
  let tried = 0;
  for (let k = 0; k < DAYS_TRIED; k++) {
    const at = window.from + ((k + 0.5) / DAYS_TRIED) * (window.to - window.from);
    // What began with the closing would be found again, and would explain itself.
    if (Math.abs(at - closed) <= 2 * WINDOW) continue;
    tried++;
    for (const i of members) if (begins(world, i, at) || rose(world, i, at)) rising++;
  }
  return tried === 0 ? 0 : rising / (tried * members.length);
}

function begins(world: Population, i: number, closed: number): boolean {
  const first = world.input.units.first[i];
  return first >= closed - DAY && first <= closed + WINDOW;
}

/** Whether a unit that was there before sends several times as much a day after the closing as before it. */
function rose(world: Population, i: number, closed: number): boolean {
  const { daily } = world.input;
  const day = Math.floor(closed / DAY);
  const { from, to } = rowRange(daily.unit, i);
  let before = 0;
  let after = 0;
  for (let r = from; r < to; r++) {
    if (daily.day[r] < day && daily.day[r] >= day - SIDE) before += daily.exchanges[r];
    if (daily.day[r] > day && daily.day[r] <= day + SIDE) after += daily.exchanges[r];
  }
  return after >= MIN_RISEN && after >= RISE * before;
}
