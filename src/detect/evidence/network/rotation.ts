/**
 * Rotation: members change networks many times a day and use each one briefly. People move between home, work and a
 * phone; a mobile carrier changes addresses inside its own system. Follows "one account with many addresses" of advisory
 * AA26-251A. It is a habit and no tie, so its full strength is low: what ties rotating accounts is their common pool
 * (pool.ts). Null model: the share of others as busy who rotate as much. Defeated by an exit kept for days.
 */

import type { DetectInput } from '../../../aggregate/detect-input.ts';
import { once } from '../../../base/memo.ts';
import { valuesOf } from '../../../model/parameter.ts';
import { countTrait } from '../../group/expected-count.ts';
import type { Group, Population } from '../../group/group.ts';
import { NETWORK_ROTATION_PARAMETERS } from '../../parameters/evidence/network.ts';
import { grouped, median, percentText } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

const { fullStrength, minExchangesADay, minSystems, minNetworks, minMembers } = valuesOf(NETWORK_ROTATION_PARAMETERS);
/** The trait of a unit whose rotation is not known. */
const UNKNOWN = 255;

/** Strength 0..1 of more members rotating than others as busy; null for too few members whose rotation is known. */
export function rotationMeasure(population: Population, group: Group): Measure | null {
  const { rotates, placesADay } = rotationOf(population.input);
  const { count, known, expected, excess } = countTrait(population, group, rotates);
  if (known < minMembers) return null;
  const typical = median(group.members.filter((i) => rotates[i] !== UNKNOWN).map((i) => placesADay[i]));
  return {
    name: 'rotation',
    strength: fullStrength * excess,
    summary: `${grouped(count)} of ${grouped(known)} members keep changing networks (the median member uses ${typical} a day); ${percentText(expected)} of equally busy accounts do.`,
    detail: {
      rotating: `${grouped(count)} of ${grouped(known)}`,
      rotating_expected: percentText(expected),
      rotating_median_a_day: typical,
    },
  };
}

/** Which units rotate, and how many systems (networks) each uses on its median day; quiet days are left out. */
const rotationOf = once((input: DetectInput) => {
  const { daily, units } = input;
  const rotates = new Uint8Array(units.count).fill(UNKNOWN);
  const placesADay = new Float32Array(units.count);
  const hasSystems = daily.systems.some((n) => n > 0);
  const distinct = hasSystems ? daily.systems : daily.networks;
  for (let r = 0; r < daily.unit.length; ) {
    const unit = daily.unit[r];
    const days: number[] = [];
    for (; r < daily.unit.length && daily.unit[r] === unit; r++)
      if (daily.exchanges[r] >= minExchangesADay && distinct[r] > 0) days.push(distinct[r]);
    if (days.length === 0) continue;
    placesADay[unit] = median(days);
    rotates[unit] = placesADay[unit] >= (hasSystems ? minSystems : minNetworks) ? 1 : 0;
  }
  return { rotates, placesADay };
});
