/**
 * One client for nearly all: more members run it than its popularity explains. sharing.ts asks whether members meet
 * anybody with their client, which a popular SDK makes sure of; this asks whether they all chose the same one.
 * Null model: each member draws its client as everybody else did. A share of the members must lie beyond two standard
 * deviations of that. Explained by a tool: whoever is grouped by a tool's prompt runs the tool, so trust is low.
 * Defeated by a spread of SDKs.
 */

import { postingSize } from '../../../aggregate/detect-input.ts';
import type { Group, Population } from '../../group/group.ts';
import { heldAcross, memberValues } from '../../population/holders.ts';
import { clamp01, grouped, percentText } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

const TRUST = 0.25;
const MIN_MEMBERS = 5;
const DEVIATIONS = 2;

export function uniformityMeasure(world: Population, group: Group): Measure | null {
  const layer = world.layers.find((l) => l.name === 'client');
  const m = group.members.length;
  if (!layer || m < MIN_MEMBERS) return null;
  const outsiders = world.input.units.count - m;
  let best = { beyond: 0, count: 0, popularity: 0 };
  const held = memberValues(group, layer);
  const several = heldAcross(group, layer, held, world.parties.of);
  for (let k = 0; k < held.count; k++) {
    const v = held.value[k];
    if (several[v] === 0) continue;
    const count = held.holders[v];
    const popularity = (postingSize(layer.postings, v) - count + 0.5) / (outsiders + 1);
    const spread = DEVIATIONS * Math.sqrt(m * popularity * (1 - popularity));
    const beyond = clamp01((count - 1 - m * popularity - spread) / m);
    if (beyond > best.beyond) best = { beyond, count, popularity };
  }
  return {
    name: 'uniformity',
    strength: TRUST * best.beyond,
    summary: `${grouped(best.count)} of ${grouped(m)} members run one and the same client, which ${percentText(best.popularity)} of all others run.`,
    detail: {
      one_client: `${grouped(best.count)} of ${grouped(m)}`,
      one_client_elsewhere: percentText(best.popularity),
    },
  };
}
