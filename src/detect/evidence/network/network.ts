/**
 * network (relational): members send from the same addresses, or through one pool of rotating ones. Follows the address
 * correlation of the February 2026 disclosure and the residential proxies of the September 2026 report. Each measure
 * names its null model; carriers, campuses and VPN exits explain themselves (benign-explanations.ts).
 * Defeated by a residential address of its own for every account, kept as long as people keep theirs.
 */
import type { Evidence } from '../../../model/finding.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { NETWORK_ADDRESSES_PARAMETERS } from '../../parameters/evidence/network.ts';
import { joinMeasures } from '../measure.ts';
import { type LayerStrengths, sharingMeasure } from '../sharing-evidence.ts';
import { poolMeasure } from './pool.ts';
import { rotationMeasure } from './rotation.ts';
import { systemMeasure } from './system.ts';

const { addressStrength, networkStrength } = valuesOf(NETWORK_ADDRESSES_PARAMETERS);
const FACTS: readonly LayerStrengths[] = [{ address: addressStrength, network: networkStrength }];

/** The network row of a group, strength 0..1; null when nothing stands out. */
export function networkEvidence(population: Population, group: Group): Evidence | null {
  return joinMeasures('network', [
    sharingMeasure(
      population,
      group,
      'addresses',
      FACTS,
      group.members.length,
      'send from an address range that another member also uses',
    ),
    poolMeasure(population, group),
    rotationMeasure(population, group),
    systemMeasure(population, group),
  ]);
}
