/**
 * How far the users of each private template are accounts that one hand made: they signed up alike, or pay with each
 * other's cards, beyond chance and beyond what a campus, a firm or an event explains. An agent that works on a list of
 * repositories asks for nothing that a product's agent would not, and its sessions go on like a product's; that dozens of
 * farmed accounts run it and nobody else does makes its users worth testing as a group. "The same prompt over rotating
 * cards" of docs/concepts.md.
 */

import { postingSize } from '../../aggregate/detect-input.ts';
import { type Population, profileGroup } from '../group/group.ts';
import { ramp } from '../population/numbers.ts';
import { countParties } from '../population/parties.ts';
import { paymentEvidence } from './payment/payment.ts';
import { registrationEvidence } from './registration/registration.ts';

/** Whole templates of a few strangers or more; what many send is a tool's. */
const WHOLE = 0.9;
const MIN_PARTIES = 8;
const POPULAR = 0.05;
const LEAST_POPULAR = 200;
/** From this score on a template is looked at anyway. */
const KNOWN = 0.35;
/** Strength of registration or payment from which accounts may be farmed, and from which they are. */
const MADE: readonly [number, number] = [0.4, 0.7];

/** 0..1 for each segment. */
export function farmedScores(world: Population): Float64Array {
  const { segments, harvest, input } = world;
  const { start, unit } = segments.postings;
  const scores = new Float64Array(harvest.length);
  const most = Math.max(LEAST_POPULAR, POPULAR * input.units.count);
  for (let s = 0; s < scores.length; s++) {
    const size = postingSize(segments.postings, s);
    if (size < MIN_PARTIES || size > most || segments.template[s] < WHOLE || harvest[s] >= KNOWN) continue;
    const users = Array.from(unit.subarray(start[s], start[s + 1]));
    if (countParties(users, world.parties) < MIN_PARTIES) continue;
    scores[s] = made(world, users);
  }
  return scores;
}

function made(world: Population, users: readonly number[]): number {
  const group = profileGroup(world, users);
  const strength = Math.max(
    registrationEvidence(world, group)?.strength ?? 0,
    paymentEvidence(world, group)?.strength ?? 0,
  );
  return ramp(strength, ...MADE);
}
