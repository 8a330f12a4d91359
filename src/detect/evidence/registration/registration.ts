/**
 * registration (relational): members signed up at the same time, with similar details, or with throw-away mailboxes. Each
 * measure names its null model. Follows the similar registration details of advisory AA26-251A and the disposable mail of the September 2026
 * report. Defeated by accounts bought one by one and aged.
 */
import type { Evidence } from '../../../model/finding.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { REGISTRATION_ALIKE_PARAMETERS } from '../../parameters/evidence/registration.ts';
import { joinMeasures } from '../measure.ts';
import { type LayerStrengths, sharingMeasure } from '../sharing-evidence.ts';
import { burstMeasure } from './burst.ts';
import { throwawayMeasure } from './throwaway.ts';

const alike = valuesOf(REGISTRATION_ALIKE_PARAMETERS);
const FACTS: readonly LayerStrengths[] = [
  {
    email_address: alike.emailAddressStrength,
    email_domain: alike.emailDomainStrength,
    email_shape: alike.emailShapeStrength,
  },
  { phone_number: alike.phoneNumberStrength, phone_block: alike.phoneBlockStrength },
  { signup_address: alike.signupAddressStrength, signup_network: alike.signupNetworkStrength },
  { signup_client: alike.signupClientStrength },
  { referrer: alike.referrerStrength },
];

/** The registration row of a group, strength 0..1; null when nothing stands out. */
export function registrationEvidence(population: Population, group: Group): Evidence | null {
  const { record } = population.input.units;
  const known = group.members.filter((i) => record[i] !== null);
  return joinMeasures('registration', [
    sharingMeasure(population, group, 'alike', FACTS, known.length, 'registered like another member'),
    burstMeasure(population, group, known),
    throwawayMeasure(population, group, known),
  ]);
}
