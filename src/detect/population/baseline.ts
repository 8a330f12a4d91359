/**
 * What the population at hand is like, unit by unit (so that a few loud accounts do not set the norm). Medians and
 * quantiles stay put while campaigns are the smaller part of the accounts.
 */

import type { DetectInput, Units } from '../../aggregate/detect-input.ts';
import { valuesOf } from '../../model/parameter.ts';
import { CAPABILITIES, INTENTS } from '../../model/vocabulary.ts';
import { BASELINE_PARAMETERS } from '../parameters/population-traffic.ts';
import { type Habits, measureHabits } from './habits.ts';
import { harvestIntent } from './harvest.ts';
import { median } from './numbers.ts';

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

/** Measures the baseline over all units; each counts alike, however much it sends. */
export function measureBaseline(input: DetectInput): Baseline {
  const { units } = input;
  const intents: number[] = [];
  const outputs: number[] = [];
  const evenness: number[] = [];
  const capabilities = new Float64Array(CAPABILITIES.length);
  for (let i = 0; i < units.count; i++) {
    const n = units.exchanges[i];
    intents.push(meanHarvest(units, i));
    if (units.outputTokens[i] > 0) outputs.push(units.outputTokens[i] / n);
    const even = hourEvenness(units.hours.subarray(24 * i, 24 * i + 24));
    if (n >= minExchangesForHours) evenness.push(even);
    const shares = capabilityShares(units.capabilities.subarray(i * CAPABILITIES.length, (i + 1) * CAPABILITIES.length));
    for (let k = 0; k < shares.length; k++) capabilities[k] += shares[k] / units.count;
  }
  return {
    harvestIntent: median(intents),
    outputTokens: median(outputs),
    capabilities,
    hourEvenness: evenness.length > 0 ? median(evenness) : defaultHourEvenness,
    habits: measureHabits(input, capabilities),
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
