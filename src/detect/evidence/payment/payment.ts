/**
 * payment (relational): members of different parties pay with one instrument, or with cards of one small issuer.
 * Follows the shared payment methods of the February 2026 disclosure and the virtual cards of the September 2026 report.
 * Null model: sharing.ts; a card that one verified organisation pays with is one party's, and an issuer whose holders
 * also share their internet providers is a region's bank (benign-explanations.ts).
 * Defeated by a card of its own for every account, each from another bank.
 */
import type { Evidence } from '../../../model/finding.ts';
import type { Group, Population } from '../../group/group.ts';
import { joinMeasures } from '../measure.ts';
import { sharingMeasure } from '../sharing-evidence.ts';

const INSTRUMENTS = [{ payment_instrument: 0.97 }] as const;
const ISSUERS = [{ payment_bin: 0.35 }] as const;

export function paymentEvidence(world: Population, group: Group): Evidence | null {
  const { record } = world.input.units;
  const paying = group.members.filter((i) => (record[i]?.payment.length ?? 0) > 0).length;
  const issued = group.members.filter((i) => record[i]?.paymentBin != null).length;
  return joinMeasures('payment', [
    sharingMeasure(
      world,
      group,
      'instrument',
      INSTRUMENTS,
      paying,
      'pay with an instrument that another member also uses',
    ),
    sharingMeasure(
      world,
      group,
      'issuer',
      ISSUERS,
      issued,
      'pay with a card of an issuer that other members also use',
    ),
  ]);
}
