/**
 * client (relational): members run the same uncommon client (JA4 and user agent). Weak alone: tools are popular.
 * Null model: sharing.ts. Defeated by a common SDK.
 */
import type { Evidence } from '../../model/finding.ts';
import type { Group, World } from '../group.ts';
import { sharingEvidence } from './sharing-evidence.ts';

const TRUST = { client: 0.4 } as const;

export function clientEvidence(world: World, group: Group): Evidence | null {
  return sharingEvidence(
    world,
    group,
    'client',
    TRUST,
    group.members.length,
    'run a client that another member also runs',
  );
}
