/**
 * What the population at hand is like, unit by unit (so that a few loud accounts do not set the norm). Medians and
 * quantiles stay put while campaigns are the smaller part of the accounts, and crowds count as few (unit-weights.ts). A service
 * adds what it kept of earlier windows, so that accounts bought today do not decide alone what is normal.
 */

import type { DetectInput, Units } from '../../aggregate/detect-input.ts';
import { NORMED, type Norm, type Normed } from '../../model/norm.ts';
import { valuesOf } from '../../model/parameter.ts';
import { CAPABILITIES, INTENTS } from '../../model/vocabulary.ts';
import { BASELINE_PARAMETERS } from '../parameters/population-traffic.ts';
import { type Habits, measureHabits } from './habits.ts';
import { harvestIntent } from './harvest.ts';
import { blended, Ranking } from './ranking.ts';

const { minExchangesForHours, defaultHourEvenness, normSteps, normUnits } = valuesOf(BASELINE_PARAMETERS);

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
  /** Null if there are too few units to say what is normal later. */
  readonly norm: Norm | null;
}

/**
 * Measures the baseline over all units; each counts by its weight, however much it sends.
 *
 * @param weights of the units; absent: all alike
 * @param earlier what units were like in earlier windows; null: nothing is known of them
 */
export function measureBaseline(
  input: DetectInput,
  weights: Float64Array = new Float64Array(input.units.count).fill(1),
  earlier: Norm | null = null,
): Baseline {
  const { units } = input;
  const capabilities = meanCapabilities(units, weights);
  const shares = earlier === null ? capabilities : capabilities.map((share, k) => blended(share, earlier.capabilities[k]));
  const each = (name: Normed, of: (i: number, n: number) => number) =>
    new Ranking(
      Float64Array.from(units.exchanges, (n, i) => of(i, n)),
      weights,
      earlier?.quantiles[name],
    );
  const rankings = {
    harvestIntent: each('harvestIntent', (i) => meanHarvest(units, i)),
    // A log without token counts knows nothing of lengths.
    replyTokens: each('replyTokens', (i, n) => (units.outputTokens[i] > 0 ? units.outputTokens[i] / n : Number.NaN)),
    hourEvenness: each('hourEvenness', (i, n) =>
      n >= minExchangesForHours ? hourEvenness(units.hours.subarray(24 * i, 24 * i + 24)) : Number.NaN,
    ),
  };
  const habits = measureHabits(input, shares, weights, earlier);
  return {
    harvestIntent: rankings.harvestIntent.median ?? 0,
    outputTokens: rankings.replyTokens.median ?? 0,
    capabilities: shares,
    hourEvenness: rankings.hourEvenness.median ?? defaultHourEvenness,
    habits,
    norm: units.count < normUnits ? null : normOf({ ...habits, ...rankings }, capabilities, habits.presentFramesBetween),
  };
}

function normOf(rankings: Readonly<Record<Normed, Ranking>>, capabilities: Float64Array, framesBetween: number): Norm {
  const quantiles = Object.fromEntries(NORMED.map((name) => [name, rankings[name].quantiles(normSteps)]));
  return { capabilities: [...capabilities], framesBetween, quantiles: quantiles as Norm['quantiles'] };
}

/** Mean over units of their capability shares. */
function meanCapabilities(units: Units, weights: Float64Array): Float64Array {
  const width = CAPABILITIES.length;
  const capabilities = new Float64Array(width);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < units.count; i++) {
    const shares = capabilityShares(units.capabilities.subarray(i * width, (i + 1) * width));
    for (let k = 0; k < width; k++) capabilities[k] += (weights[i] * shares[k]) / total;
  }
  return capabilities;
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
