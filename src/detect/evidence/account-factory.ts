/**
 * Scores each private template by how far its users are accounts that one operator made: they signed up alike, or pay
 * with each other's cards, beyond chance and beyond what a campus, a firm or an event explains. An agent that works
 * through a list of repositories asks for nothing that a product's agent would not ask for, and its sessions continue as
 * a product's do. Dozens of farmed accounts that run it, and no one else, make its users worth testing as a group: "the
 * same prompt over rotating cards" of docs/concepts.md.
 */

import { postingSize } from '../../aggregate/detect-input.ts';
import { valuesOf } from '../../model/parameter.ts';
import { type Population, profileGroup } from '../group/group.ts';
import { ACCOUNT_FACTORY_PARAMETERS } from '../parameters/evidence/shared.ts';
import { ramp } from '../population/numbers.ts';
import { countParties } from '../population/parties.ts';
import { paymentEvidence } from './payment/payment.ts';
import { registrationEvidence } from './registration/registration.ts';

const { minTemplateShare, minParties, maxUsersShare, maxUsersFloor, maxHarvestScore, strength } =
  valuesOf(ACCOUNT_FACTORY_PARAMETERS);

/**
 * For each segment of the population 0..1: how clearly its users are one operator's accounts. 0 for passages, for what
 * many or few send, and for templates that become candidates as a harvest anyway.
 */
export function accountFactoryScores(population: Population): Float64Array {
  const { segments, harvest, input } = population;
  const { start, unit } = segments.postings;
  const scores = new Float64Array(harvest.length);
  const maxUsers = Math.max(maxUsersFloor, maxUsersShare * input.units.count);
  for (let s = 0; s < scores.length; s++) {
    const size = postingSize(segments.postings, s);
    if (size < minParties || size > maxUsers) continue;
    if (segments.template[s] < minTemplateShare || harvest[s] >= maxHarvestScore) continue;
    const users = Array.from(unit.subarray(start[s], start[s + 1]));
    if (countParties(users, population.parties) < minParties) continue;
    scores[s] = madeByOneOperator(population, users);
  }
  return scores;
}

function madeByOneOperator(population: Population, users: readonly number[]): number {
  const group = profileGroup(population, users);
  const strongest = Math.max(
    registrationEvidence(population, group)?.strength ?? 0,
    paymentEvidence(population, group)?.strength ?? 0,
  );
  return ramp(strongest, ...strength);
}
