/**
 * payment (relational): members of different parties pay with one instrument, or with cards of one small issuer.
 * Follows the shared payment methods of the February 2026 disclosure and the virtual cards of the September 2026 report.
 * Null model: group/sharing.ts. The card of one verified organisation belongs to one party; an issuer whose holders also
 * share their internet providers is a region's bank (benign-explanations.ts).
 * Defeated by a card of its own for every account, each from another bank.
 */
import type { Evidence } from '../../../model/finding.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { PAYMENT_PARAMETERS } from '../../parameters/evidence/payment.ts';
import { joinMeasures } from '../measure.ts';
import { type LayerStrengths, sharingMeasure } from '../sharing-evidence.ts';

const { instrumentStrength, issuerStrength } = valuesOf(PAYMENT_PARAMETERS);
const INSTRUMENTS: readonly LayerStrengths[] = [{ payment_instrument: instrumentStrength }];
const ISSUERS: readonly LayerStrengths[] = [{ payment_bin: issuerStrength }];

/** The payment row of a group, strength 0..1; null when members share no more than chance and circumstances explain. */
export function paymentEvidence(population: Population, group: Group): Evidence | null {
  const { record } = population.input.units;
  const paying = group.members.filter((i) => (record[i]?.payment.length ?? 0) > 0).length;
  const issued = group.members.filter((i) => record[i]?.paymentBin != null).length;
  return joinMeasures('payment', [
    sharingMeasure(
      population,
      group,
      'instrument',
      INSTRUMENTS,
      paying,
      'pay with an instrument that another member also uses',
    ),
    sharingMeasure(population, group, 'issuer', ISSUERS, issued, 'pay with a card of an issuer that other members also use'),
  ]);
}
