/**
 * Whether an account behaves like some others or like the population: a sum of log-likelihood ratios over traits
 * (naive Bayes; Fellegi and Sunter 1969 weigh agreement in record linkage the same way). The models' shares are drawn to
 * the population's by a few made-up models, so that a small group says little, and neighbouring parts of a number lend
 * to each other. Traits overlap (who works few hours works few days): the sum is tempered.
 */
import { type Trait, UNKNOWN } from './traits.ts';

/** Made-up models that are like the population. */
const PRIOR_MODELS = 3;
/** What a part keeps of its own models; the rest goes to its two neighbours. */
const OWN = 0.6;
/** The weight of the sum. */
const TEMPER = 0.6;

/** Log-likelihood ratio of a unit under the models against the population; above 0 it is more like the models. */
export function resemblance(traits: readonly Trait[], models: readonly number[]): (unit: number) => number {
  const weights = traits.map((trait) => logRatios(trait, models));
  return (unit) => {
    let sum = 0;
    for (let t = 0; t < traits.length; t++) {
      const kind = traits[t].kind[unit];
      if (kind !== UNKNOWN) sum += weights[t][kind];
    }
    return TEMPER * sum;
  };
}

/** By kind of a trait. */
export function logRatios(trait: Trait, models: readonly number[]): Float64Array {
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
    counts[kind] += OWN;
    counts[Math.max(0, kind - 1)] += (1 - OWN) / 2;
    counts[Math.min(kinds - 1, kind + 1)] += (1 - OWN) / 2;
  }
  return counts.map((n, k) =>
    Math.log((n + PRIOR_MODELS * trait.share[k]) / ((known + PRIOR_MODELS) * trait.share[k])),
  );
}
