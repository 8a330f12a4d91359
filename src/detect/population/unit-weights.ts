/**
 * How much each unit counts in what is normal (baseline.ts, ranking.ts). A crowd that somebody makes must not set the norm: the
 * users of one shared text count together as a bounded number of units, however many they are, and so do accounts that sign up
 * together. A prompt pack sold to thousands moves the median by little then, and so do accounts bought by the dozen. Nobody
 * counts for more than one, and all together for no less than a share of the units, so that few never speak for many.
 * An account with texts of its own that signs up alone cannot be told from a customer: its influence is one unit's, no more.
 */

import type { Units } from '../../aggregate/detect-input.ts';
import { valuesOf } from '../../model/parameter.ts';
import { UNIT_WEIGHT_PARAMETERS } from '../parameters/population-traffic.ts';
import type { Segments } from './segments.ts';

const { textCrowd, minTextCrowd, fullUseTexts, minTemplate, signUpCrowd, signUpTogetherMs, minTotalShare } =
  valuesOf(UNIT_WEIGHT_PARAMETERS);

/** Weights are multiples of a power of two, so that their sums are exact, in whatever order. */
const STEPS = 2 ** 12;

/** The weight of each unit, above 0 and up to 1. */
export function unitWeights(units: Units, segments: Segments): Float64Array {
  const crowds = textCrowds(units, segments);
  const most = Math.max(minTextCrowd, textCrowd * units.count);
  const byText = Float64Array.from(crowds, (crowd) => Math.min(1, most / crowd));
  const weights = withoutSignUpCrowds(units, byText);
  let sum = 0;
  for (const weight of weights) sum += weight;
  const least = minTotalShare * units.count;
  const lift = sum < least ? (least - sum) / (units.count - sum) : 0;
  return weights.map((weight) => wholeWeight(weight + lift * (1 - weight)));
}

/** The nearest weight above 0 whose sums with others are exact. */
export function wholeWeight(weight: number): number {
  return Math.max(1, Math.round(STEPS * weight)) / STEPS;
}

/** For each unit the number of users that its traffic has in common with it, over its exchanges: 1 for text of its own. */
function textCrowds({ count, exchanges }: Units, { postings, template }: Segments): Float64Array {
  const { start, unit, weight } = postings;
  const shareOf = (p: number, s: number) => (template[s] * weight[p]) / exchanges[unit[p]];
  const shared = new Float64Array(count);
  for (let s = 0; s < postings.values; s++) {
    if (template[s] < minTemplate) continue;
    for (let p = start[s]; p < start[s + 1]; p++) shared[unit[p]] += shareOf(p, s);
  }
  // An exchange may carry several texts: shares of a unit add up to 1 at most.
  const scale = (i: number) => Math.max(1, shared[i]);
  const crowds = Float64Array.from(shared, (sum) => 1 - Math.min(1, sum));
  for (let s = 0; s < postings.values; s++) {
    if (template[s] < minTemplate) continue;
    // A unit is a whole user of a few texts only, so that none can make a crowd of everybody's.
    let users = 0;
    for (let p = start[s]; p < start[s + 1]; p++) users += Math.min(1, (fullUseTexts * shareOf(p, s)) / scale(unit[p]));
    for (let p = start[s]; p < start[s + 1]; p++) crowds[unit[p]] += (Math.max(1, users) * shareOf(p, s)) / scale(unit[p]);
  }
  return crowds;
}

/** The weights, less where more accounts than a bounded number signed up at the same time. */
function withoutSignUpCrowds(units: Units, weights: Float64Array): Float64Array {
  const created = (i: number) => units.record[i]?.created ?? Number.NaN;
  const known = Uint32Array.from(weights.keys()).filter((i) => !Number.isNaN(created(i)));
  known.sort((a, b) => created(a) - created(b) || a - b);
  const most = Math.max(minTextCrowd, signUpCrowd * units.count);
  const out = weights.slice();
  let from = 0;
  let to = 0;
  let together = 0;
  for (const i of known) {
    for (; to < known.length && created(known[to]) - created(i) <= signUpTogetherMs; to++) together += weights[known[to]];
    for (; created(i) - created(known[from]) > signUpTogetherMs; from++) together -= weights[known[from]];
    if (together > most) out[i] = (weights[i] * most) / together;
  }
  return out;
}
