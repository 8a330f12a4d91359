/**
 * network (relational): members send from the same addresses, or through one pool of rotating ones. Follows the address
 * correlation of the February 2026 disclosure and the residential proxies of the September 2026 report. Each measure
 * names its null model; carriers, campuses and VPN exits explain themselves (benign-explanations.ts).
 * Defeated by a residential address of its own for every account, kept as people keep theirs.
 */
import type { Evidence } from '../../../model/finding.ts';
import type { Group, Population } from '../../group/group.ts';
import { joinMeasures } from '../measure.ts';
import { sharingMeasure } from '../sharing-evidence.ts';
import { poolMeasure } from './pool.ts';
import { rotationMeasure } from './rotation.ts';
import { systemMeasure } from './system.ts';

const TRUST = [{ address: 0.75, network: 0.5 }] as const;

export function networkEvidence(world: Population, group: Group): Evidence | null {
  return joinMeasures('network', [
    sharingMeasure(
      world,
      group,
      'addresses',
      TRUST,
      group.members.length,
      'send from an address range that another member also uses',
    ),
    poolMeasure(world, group),
    rotationMeasure(world, group),
    systemMeasure(world, group),
  ]);
}
