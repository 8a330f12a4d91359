/**
 * Whether an account behaves like some others or like the population: a sum of log-likelihood ratios over traits
 * (naive Bayes; Fellegi and Sunter, "A theory for record linkage", JASA 1969, weigh agreement in the same way). The
 * models' shares are drawn to the population's by a few made-up models, so that a small group says little, and
 * neighbouring parts of a number lend to each other. Traits overlap (who works few hours works few days), hence the sum
 * is tempered. A trait of which nothing is known adds nothing.
 */

import { valuesOf } from '../../model/parameter.ts';
import { BEHAVIOUR_PARAMETERS } from '../parameters/group-membership.ts';
import { type Trait, UNKNOWN } from '../population/traits.ts';

const { priorModels, ownKindShare, temper, minNamedRatio, maxNamed } = valuesOf(BEHAVIOUR_PARAMETERS);

/** How a unit's behaviour compares with that of some models. */
export interface BehaviourSimilarity {
  /** Log-likelihood ratio of a unit under the models against the population; above 0 it is more like the models. */
  of(unit: number): number;
  /** The names of the traits in which it is most like them, at most three. */
  telling(unit: number): string[];
}

/** @param models units; a unit that is one of them resembles itself a little */
export function behaviourSimilarity(traits: readonly Trait[], models: readonly number[]): BehaviourSimilarity {
  const ratios = traits.map((trait) => logRatios(trait, models));
  const ratio = (t: number, unit: number): number => {
    const kind = traits[t].kind[unit];
    return kind === UNKNOWN ? 0 : temper * ratios[t][kind];
  };
  return {
    of(unit) {
      let sum = 0;
      for (let t = 0; t < traits.length; t++) sum += ratio(t, unit);
      return sum;
    },
    telling: (unit) =>
      traits
        .map(({ name }, t) => ({ name, ratio: ratio(t, unit) }))
        .filter((trait) => trait.ratio >= minNamedRatio)
        .sort((a, b) => b.ratio - a.ratio)
        .slice(0, maxNamed)
        .map(({ name }) => name),
  };
}

/**
 * How differently the units of two sets work: by how much more each set's units are like their own than like the other's,
 * on average, of the set for which it is more.
 */
export function gapBetween(traits: readonly Trait[], a: readonly number[], b: readonly number[]): number {
  const mean = (models: BehaviourSimilarity, units: readonly number[]) =>
    units.reduce((sum, i) => sum + models.of(i), 0) / Math.max(1, units.length);
  const likeA = behaviourSimilarity(traits, a);
  const likeB = behaviourSimilarity(traits, b);
  return Math.max(mean(likeA, a) - mean(likeA, b), mean(likeB, b) - mean(likeB, a));
}

/** By kind of a trait. */
function logRatios(trait: Trait, models: readonly number[]): Float64Array {
  const kinds = trait.share.length;
  const counts = new Float64Array(kinds);
  let known = 0;
  for (const i of models) {
    const kind = trait.kind[i];
    if (kind === UNKNOWN) continue;
    known++;
    if (!trait.ordered) {
      counts[kind]++;
      continue;
    }
    counts[kind] += ownKindShare;
    counts[Math.max(0, kind - 1)] += (1 - ownKindShare) / 2;
    counts[Math.min(kinds - 1, kind + 1)] += (1 - ownKindShare) / 2;
  }
  return counts.map((n, k) => Math.log((n + priorModels * trait.share[k]) / ((known + priorModels) * trait.share[k])));
}
