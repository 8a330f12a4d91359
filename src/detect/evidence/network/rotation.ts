/**
 * Rotation: members change networks many times a day, each used briefly. People move between home, work and a
 * telephone; a mobile carrier changes addresses inside its own system. Follows "one account with many addresses" of
 * advisory AA26-251A. It is a habit, not a tie: what ties rotating accounts is their pool (pool.ts), so trust is low.
 * Null model: the share of others as busy who rotate as much. Defeated by an exit kept for days.
 */

import type { DetectInput } from '../../../aggregate/detect-input.ts';
import { once } from '../../../base/memo.ts';
import { countTrait } from '../../group/expected-count.ts';
import type { Group, Population } from '../../group/group.ts';
import { grouped, median, percentText } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

const TRUST = 0.4;
/** A day with fewer exchanges shows no rotation. */
const MIN_EXCHANGES = 4;
/** Systems on a typical day from which a unit rotates; where a log has no systems, networks. */
const SYSTEMS = 4;
const NETWORKS = 5;
const MIN_MEMBERS = 3;
const UNKNOWN = 255;

export function rotationMeasure(world: Population, group: Group): Measure | null {
  const habit = rotation(world.input);
  const { count, known, expected, excess } = countTrait(world, group, habit.rotates);
  if (known < MIN_MEMBERS) return null;
  const typical = median(group.members.filter((i) => habit.rotates[i] !== UNKNOWN).map((i) => habit.aDay[i]));
  return {
    name: 'rotation',
    strength: TRUST * excess,
    summary: `${grouped(count)} of ${grouped(known)} members change networks all day (the median member sends through ${typical} a day); ${percentText(expected)} of others as busy do.`,
    detail: {
      rotating: `${grouped(count)} of ${grouped(known)}`,
      rotating_expected: percentText(expected),
      rotating_median_a_day: typical,
    },
  };
}

/** Who rotates, and the systems (networks) of each unit's median day; days without enough exchanges are no evidence. */
const rotation = once((input: DetectInput) => {
  const { daily, units } = input;
  const rotates = new Uint8Array(units.count).fill(UNKNOWN);
  const aDay = new Float32Array(units.count);
  const hasSystems = daily.systems.some((n) => n > 0);
  const distinct = hasSystems ? daily.systems : daily.networks;
  for (let r = 0; r < daily.unit.length; ) {
    const unit = daily.unit[r];
    const days: number[] = [];
    for (; r < daily.unit.length && daily.unit[r] === unit; r++)
      if (daily.exchanges[r] >= MIN_EXCHANGES && distinct[r] > 0) days.push(distinct[r]);
    if (days.length === 0) continue;
    aDay[unit] = median(days);
    rotates[unit] = aDay[unit] >= (hasSystems ? SYSTEMS : NETWORKS) ? 1 : 0;
  }
  return { rotates, aDay };
});
