/**
 * network (relational): members send from the same addresses or networks although they are different parties.
 * Follows the address correlation of the disclosures. Null model: sharing.ts, so that carriers, campuses and VPN
 * exits explain themselves. Defeated by a residential address of its own for every account.
 */
import type { Evidence } from '../../model/finding.ts';
import type { Group, World } from '../group.ts';
import { sharingEvidence } from './sharing-evidence.ts';

const TRUST = { address: 0.75, network: 0.5 } as const;

export function networkEvidence(world: World, group: Group): Evidence | null {
  return sharingEvidence(
    world,
    group,
    'network',
    TRUST,
    group.members.length,
    'send from an address range that another member also uses',
  );
}
