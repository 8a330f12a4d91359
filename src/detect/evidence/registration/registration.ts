/**
 * registration (relational): members signed up together, alike, or with throw-away mailboxes. Each measure names its null
 * model. Follows the similar registration details of advisory AA26-251A and the disposable mail of the September 2026
 * report. Defeated by accounts bought one by one and aged.
 */
import type { Evidence } from '../../../model/finding.ts';
import type { Group, Population } from '../../group/group.ts';
import { joinMeasures } from '../measure.ts';
import { sharingMeasure } from '../sharing-evidence.ts';
import { burstMeasure } from './burst.ts';
import { throwawayMeasure } from './throwaway.ts';

const ALIKE = [
  { email_address: 0.95, email_domain: 0.5, email_shape: 0.25 },
  { phone_number: 0.95, phone_block: 0.5 },
  { signup_address: 0.8, signup_network: 0.5 },
  { signup_client: 0.2 },
  { referrer: 0.3 },
] as const;

export function registrationEvidence(world: Population, group: Group): Evidence | null {
  const { record } = world.input.units;
  const known = group.members.filter((i) => record[i] !== null);
  if (known.length < 3) return null;
  return joinMeasures('registration', [
    sharingMeasure(world, group, 'alike', ALIKE, known.length, 'registered like another member'),
    burstMeasure(world, group, known),
    throwawayMeasure(world, group, known),
  ]);
}
