/**
 * One client for nearly all: more members run it than its popularity explains. group/sharing.ts asks whether members meet
 * anybody with their client, which a popular SDK makes likely; this measure asks whether they all chose the same one.
 * Null model: each member draws its client as everybody else did; a share of the members must lie beyond some standard
 * deviations of that. A common tool explains it (accounts that are grouped by a tool's prompt run that tool), so its full
 * strength is low. Defeated by a spread of SDKs.
 */

import { valuesOf } from '../../../model/parameter.ts';
import { strangersHolding } from '../../group/copied.ts';
import type { Group, Population } from '../../group/group.ts';
import { CLIENT_UNIFORMITY_PARAMETERS } from '../../parameters/evidence/client.ts';
import { heldAcross, memberValues } from '../../population/holders.ts';
import { clamp01, grouped, percentText } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { outsiderShare } from '../outsider-share.ts';

const { fullStrength, minMembers, deviations } = valuesOf(CLIENT_UNIFORMITY_PARAMETERS);

/** Strength 0..1 of the most common client beyond its popularity; null for few members, and where no client is known. */
export function uniformityMeasure(population: Population, group: Group): Measure | null {
  const layer = population.layers.find((l) => l.name === 'client');
  const m = group.members.length;
  if (!layer || m < minMembers) return null;
  const outsiders = population.input.units.count - m - group.copied.units.length;
  let best = { beyond: 0, count: 0, popularity: 0 };
  const held = memberValues(group, layer);
  const several = heldAcross(group, layer, held, population.parties.of);
  for (let k = 0; k < held.count; k++) {
    const v = held.value[k];
    if (several[v] === 0) continue;
    const count = held.holders[v];
    const popularity = outsiderShare(strangersHolding(layer, v, count, group.copied), outsiders);
    const spread = deviations * Math.sqrt(m * popularity * (1 - popularity));
    const beyond = clamp01((count - 1 - m * popularity - spread) / m);
    if (beyond > best.beyond) best = { beyond, count, popularity };
  }
  return {
    name: 'uniformity',
    strength: fullStrength * best.beyond,
    summary: `${grouped(best.count)} of ${grouped(m)} members run the same client, which ${percentText(best.popularity)} of all others run.`,
    detail: {
      one_client: `${grouped(best.count)} of ${grouped(m)}`,
      one_client_elsewhere: percentText(best.popularity),
    },
  };
}
