/**
 * payment (relational): members of different parties pay with one instrument, or with cards of one issuer range.
 * Follows the shared payment methods of the February 2026 disclosure. Null model: sharing.ts.
 * Defeated by a card of its own for every account (virtual cards then still share an issuer range).
 */
import type { Evidence } from '../../model/finding.ts';
import type { Group, World } from '../group.ts';
import { sharingEvidence } from './sharing-evidence.ts';

const TRUST = { payment_instrument: 0.97, payment_bin: 0.35 } as const;

export function paymentEvidence(world: World, group: Group): Evidence | null {
  const covered = group.members.filter((i) => (world.input.units.record[i]?.payment.length ?? 0) > 0).length;
  return sharingEvidence(
    world,
    group,
    'payment',
    TRUST,
    covered,
    'pay with an instrument that another member also uses',
  );
}
