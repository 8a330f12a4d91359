/**
 * One autonomous system for most: more members send through one system than its popularity explains.
 * Null model: each member draws its system as everybody else did; a share of the members must lie beyond some standard
 * deviations of that. Members in a crowd of strangers are that system's customers (benign-explanations.ts) and left out,
 * as a campus is. Most systems are a region's, and where somebody lives is never evidence: the measure never counts by
 * itself and adds little to others. Defeated by two providers.
 */

import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { NETWORK_SYSTEM_PARAMETERS } from '../../parameters/evidence/network.ts';
import { regionsOf } from '../../population/benign-explanations.ts';
import { clamp01, grouped, percentText } from '../../population/numbers.ts';
import { mainPlace } from '../../population/parties.ts';
import { beyondSignUpEvent } from '../../population/sign-up-event.ts';
import type { Measure } from '../measure.ts';
import { outsiderShare } from '../outsider-share.ts';

const { fullStrength, minParties, deviations, crowdUnexplained } = valuesOf(NETWORK_SYSTEM_PARAMETERS);

/** Strength 0..1 of the most common main system beyond its popularity; null for few parties, and on a campus. */
export function systemMeasure(population: Population, group: Group): Measure | null {
  const { main } = regionsOf(population.input);
  // One account of each party speaks for it.
  const parties = new Map<number, number>();
  for (const i of group.members) if (main[i] >= 0 && !inCrowd(population, i)) parties.set(population.parties.of[i], i);
  const known = [...parties.values()];
  const m = known.length;
  if (m < minParties || mainPlace(known, population.parties) >= 0) return null;
  const inside = new Map<number, number>();
  for (const i of known) inside.set(main[i], (inside.get(main[i]) ?? 0) + 1);
  const [system, count] = [...inside].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
  let others = 0;
  let outside = 0;
  for (let i = 0; i < main.length; i++) {
    if (group.inside[i] || group.copied.is[i] || main[i] < 0) continue;
    outside++;
    if (main[i] === system) others++;
  }
  const popularity = outsiderShare(others, outside);
  const spread = deviations * Math.sqrt(m * popularity * (1 - popularity));
  return {
    name: 'system',
    strength: beyondSignUpEvent(group.signUpEvent) * fullStrength * clamp01((count - 1 - m * popularity - spread) / m),
    summary: `${grouped(count)} of ${grouped(m)} parties send mostly through one autonomous system; ${percentText(popularity)} of all others do.`,
    detail: {
      one_system: `${grouped(count)} of ${grouped(m)}`,
      one_system_elsewhere: percentText(popularity),
    },
  };
}

function inCrowd(population: Population, i: number): boolean {
  const layer = population.layers.find((l) => l.name === 'network');
  if (!layer) return false;
  for (let r = layer.byUnit.start[i]; r < layer.byUnit.start[i + 1]; r++)
    if (layer.unexplained[layer.byUnit.value[r]] < crowdUnexplained) return true;
  return false;
}
