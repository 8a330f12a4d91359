/**
 * A campaign tested again on several samplings of its members, to learn whether its evidence hangs on a few of them. Each
 * sampling leaves out another part, as a delete-a-group jackknife does (Shao and Tu, "The Jackknife and Bootstrap", 1995). Which
 * members belong to which part depends on when they were first seen and how much they sent, never on ids, so that renaming
 * changes nothing.
 */
import { valuesOf } from '../../model/parameter.ts';
import { type Group, type Population, profileGroup } from '../group/group.ts';
import { SAMPLING_PARAMETERS } from '../parameters/campaign-acceptance.ts';
import type { Sampling } from './finding.ts';
import type { TestedGroup } from './tested-group.ts';

const { samplings } = valuesOf(SAMPLING_PARAMETERS);

/** Tests the campaign once without each part of its members; the members left out count as its own, not as outsiders. */
export function testSamplings(
  population: Population,
  members: readonly number[],
  test: (group: Group) => TestedGroup,
): Sampling[] {
  const part = partsOf(population, members);
  return Array.from({ length: samplings }, (_, left) => {
    const kept = members.filter((_, k) => part[k] !== left);
    const without = members.filter((_, k) => part[k] === left);
    const { evidence, open, verdict } = test(profileGroup(population, kept, without));
    return { confidence: verdict.confidence, evidence, open };
  });
}

/** The part of each member, dealt out in the order in which they were first seen. */
function partsOf({ input: { units } }: Population, members: readonly number[]): Uint8Array {
  const part = new Uint8Array(members.length);
  members
    .map((i, k) => ({ k, first: units.first[i], exchanges: units.exchanges[i] }))
    .sort((a, b) => a.first - b.first || a.exchanges - b.exchanges)
    .forEach(({ k }, rank) => {
      part[k] = rank % samplings;
    });
  return part;
}
