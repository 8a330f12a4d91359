/**
 * What the population at hand is like, unit by unit (so that a few loud accounts do not set the norm). Medians and
 * quantiles stay put while campaigns are the smaller part of the accounts, and crowds count as few (unit-weights.ts).
 */

import type { DetectInput, Units } from '../../aggregate/detect-input.ts';
import { valuesOf } from '../../model/parameter.ts';
import { CAPABILITIES, INTENTS } from '../../model/vocabulary.ts';
import { BASELINE_PARAMETERS } from '../parameters/population-traffic.ts';
import { type Habits, measureHabits } from './habits.ts';
import { harvestIntent } from './harvest.ts';
import { weightedQuantile } from './numbers.ts';

const { minExchangesForHours, defaultHourEvenness } = valuesOf(BASELINE_PARAMETERS);

/** What is typical of the units of a log. */
export interface Baseline {
  /** Median over units of the mean harvest intent of their traffic. */
  readonly harvestIntent: number;
  readonly outputTokens: number;
  /** Mean over units of their capability shares; sums to 1. */
  readonly capabilities: Float64Array;
  /** Median evenness of the hours of units with enough exchanges to tell; 1 is round the clock. */
  readonly hourEvenness: number;
  readonly habits: Habits;
}

/**
 * Measures the baseline over all units; each counts by its weight, however much it sends.
 *
 * @param weights of the units; absent: all alike
 */
export function measureBaseline(
  input: DetectInput,
  weights: Float64Array = new Float64Array(input.units.count).fill(1),
): Baseline {
  const { units } = input;
  const capabilities = new Float64Array(CAPABILITIES.length);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < units.count; i++) {
    const shares = capabilityShares(units.capabilities.subarray(i * CAPABILITIES.length, (i + 1) * CAPABILITIES.length));
    for (let k = 0; k < shares.length; k++) capabilities[k] += (weights[i] * shares[k]) / total;
  }
  const all = Uint32Array.from({ length: units.count }, (_, i) => i);
  const middle = (of: Uint32Array, value: (i: number) => number) =>
    weightedQuantile(
      Float64Array.from(of, value),
      Float64Array.from(of, (i) => weights[i]),
      0.5,
    );
  const timed = all.filter((i) => units.exchanges[i] >= minExchangesForHours);
  return {
    harvestIntent: middle(all, (i) => meanHarvest(units, i)),
    outputTokens: middle(
      all.filter((i) => units.outputTokens[i] > 0),
      (i) => units.outputTokens[i] / units.exchanges[i],
    ),
    capabilities,
    hourEvenness:
      timed.length > 0 ? middle(timed, (i) => hourEvenness(units.hours.subarray(24 * i, 24 * i + 24))) : defaultHourEvenness,
    habits: measureHabits(input, capabilities, weights),
  };
}

/** Mean harvest intent of a unit's traffic (its intent columns are sums over exchanges). */
export function meanHarvest(units: Units, i: number): number {
  const means = units.intents.slice(i * INTENTS.length, (i + 1) * INTENTS.length).map((x) => x / units.exchanges[i]);
  return harvestIntent(means);
}

/** Scores as shares of 1; all zero stays all zero. */
export function capabilityShares(scores: Float64Array): Float64Array {
  let sum = 0;
  for (const score of scores) sum += score;
  return sum === 0 ? scores.slice() : scores.map((score) => score / sum);
}

/**
 * Entropy of the hours of the day over that of a flat day, corrected for small counts (Miller and Madow 1955):
 * about 0.75 for people, 1 for a machine that never sleeps.
 */
export function hourEvenness(hours: Float64Array): number {
  let n = 0;
  let used = 0;
  for (const count of hours) {
    n += count;
    if (count > 0) used++;
  }
  if (n === 0) return 0;
  let entropy = (used - 1) / (2 * n);
  for (const count of hours) if (count > 0) entropy -= (count / n) * Math.log(count / n);
  return Math.min(1, entropy / Math.log(24));
}
