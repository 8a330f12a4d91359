/**
 * client (relational): members run the same uncommon client, or hide which one they run. Weak by itself: tools are
 * popular. Each measure names its null model. End users of a router are left out: all of them send with its client.
 * Defeated by a common SDK that says what it is.
 */
import type { Evidence } from '../../../model/finding.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { CLIENT_SAME_PARAMETERS } from '../../parameters/evidence/client.ts';
import { joinMeasures } from '../measure.ts';
import { type LayerStrengths, sharingMeasure } from '../sharing-evidence.ts';
import { disguiseMeasure } from './disguise.ts';
import { uniformityMeasure } from './uniformity.ts';

const { clientStrength } = valuesOf(CLIENT_SAME_PARAMETERS);
const FACTS: readonly LayerStrengths[] = [{ client: clientStrength }];

/** The client row of a group, strength 0..1; null when nothing stands out. */
export function clientEvidence(population: Population, group: Group): Evidence | null {
  const { subAccount } = population.input.units;
  const direct: Group = { ...group, members: group.members.filter((i) => subAccount[i] === null) };
  return joinMeasures('client', [
    sharingMeasure(population, direct, 'same', FACTS, direct.members.length, 'run a client that another member also runs'),
    uniformityMeasure(population, direct),
    disguiseMeasure(population, direct),
  ]);
}
