/**
 * pivot (content): within 24 hours of a release the group moved to the new model by more than the population did.
 * Follows the February 2026 disclosure (nearly half of one campaign's traffic within a day). Null model: the
 * adoption of everybody outside the group in the same 24 hours, so that a launch day explains itself.
 * Defeated by waiting for the crowd.
 */
import type { Evidence } from '../../model/finding.ts';
import type { Group, World } from '../group.ts';
import { grouped, percent, ramp } from '../numbers.ts';

const MIN_EXCHANGES = 20;
const MIN_MEMBERS = 4;

export function pivotEvidence(world: World, group: Group): Evidence | null {
  let best: Evidence | null = null;
  for (const adoption of world.input.adoptions) {
    const ours = { n: 0, moved: 0, members: 0 };
    const theirs = { shares: 0, units: 0 };
    for (let r = 0; r < adoption.unit.length; r++) {
      const share = adoption.onNewModel[r] / adoption.exchanges[r];
      if (group.inside[adoption.unit[r]]) {
        ours.n += adoption.exchanges[r];
        ours.moved += adoption.onNewModel[r];
        if (share > 0) ours.members++;
      } else {
        theirs.shares += share;
        theirs.units++;
      }
    }
    if (ours.n < MIN_EXCHANGES || ours.members < MIN_MEMBERS) continue;
    const moved = ours.moved / ours.n;
    const population = theirs.units > 0 ? theirs.shares / theirs.units : 0;
    const strength = 0.8 * ramp(moved - population, 0.08, 0.4);
    if (strength < 0.05 || (best && best.strength >= strength)) continue;
    best = {
      family: 'pivot',
      kind: 'content',
      strength,
      summary: `${percent(moved)} of the group's traffic was on ${adoption.release.model} within 24 hours of its release; the average account outside moved ${percent(population)}.`,
      detail: {
        model: adoption.release.model,
        moved: percent(moved),
        population: percent(population),
        exchanges_in_24h: grouped(ours.n),
        members_moving: ours.members,
      },
    };
  }
  return best;
}
