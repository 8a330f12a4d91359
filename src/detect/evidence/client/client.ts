/**
 * client (relational): members run the same uncommon client, or hide which one they run. Weak by itself: tools are
 * popular. Each measure names its null model. End users of a router are left out: they all come with its client.
 * Defeated by a common SDK that says what it is.
 */
import type { Evidence } from '../../../model/finding.ts';
import type { Group, Population } from '../../group/group.ts';
import { joinMeasures } from '../measure.ts';
import { sharingMeasure } from '../sharing-evidence.ts';
import { disguiseMeasure } from './disguise.ts';
import { uniformityMeasure } from './uniformity.ts';

const SAME = [{ client: 0.4 }] as const;

export function clientEvidence(world: Population, group: Group): Evidence | null {
  const { subAccount } = world.input.units;
  const direct: Group = { ...group, members: group.members.filter((i) => subAccount[i] === null) };
  return joinMeasures('client', [
    sharingMeasure(
      world,
      direct,
      'same',
      SAME,
      direct.members.length,
      'run a client that another member also runs',
    ),
    uniformityMeasure(world, direct),
    disguiseMeasure(world, direct),
  ]);
}
