/**
 * What the traffic of each unit is like, a number a unit and habit, ranked: the null models of the content families.
 * Every habit is a share, a mean or a spread that does not grow with the amount of traffic, and units with too little
 * of it to tell have none.
 */

import type { DetectInput, Frames } from '../../aggregate/detect-input.ts';
import type { Norm, Normed } from '../../model/norm.ts';
import { valuesOf } from '../../model/parameter.ts';
import { CAPABILITIES, INTENTS } from '../../model/vocabulary.ts';
import { HABIT_PARAMETERS } from '../parameters/population-traffic.ts';
import { type AdoptionCurve, measureCurve } from './adoption-curve.ts';
import { blended, Ranking } from './ranking.ts';

const { minExchanges, minSignatures } = valuesOf(HABIT_PARAMETERS);

const ELICITATION = INTENTS.indexOf('reasoning_elicitation');

/** A ranking of all units for each habit. */
export interface Habits {
  /** Divergence of the unit's capabilities from the population's. */
  readonly divergence: Ranking;
  /** Share of exchanges that neither go on a conversation nor bring a tool's result. */
  readonly oneShot: Ranking;
  readonly outputTokens: Ranking;
  readonly elicitation: Ranking;
  readonly truncated: Ranking;
  readonly sampled: Ranking;
  readonly traced: Ranking;
  /** Mean share of a request's text that is encoded or unreadable. */
  readonly encoded: Ranking;
  /** Standard deviation of the logarithm of the requests' length, system prompts left out; and the same below zero. */
  readonly spread: Ranking;
  readonly sameness: Ranking;
  /** Chance that two exchanges of the unit come in different frames. */
  readonly frames: Ranking;
  /** The same for exchanges of two different units. */
  readonly framesBetween: number;
  /** The same without earlier windows. */
  readonly presentFramesBetween: number;
  /** Shares of presented signatures. */
  readonly otherSession: Ranking;
  readonly edited: Ranking;
  readonly trimmed: Ranking;
  /** One a release of the input. */
  readonly adoptions: readonly AdoptionCurve[];
}

/**
 * Ranks all units by each habit.
 *
 * @param capabilities the population's mean shares
 * @param weights how much each unit counts among the others
 * @param earlier what units were like in earlier windows
 */
export function measureHabits(
  input: DetectInput,
  capabilities: Float64Array,
  weights: Float64Array,
  earlier: Norm | null,
): Habits {
  const { units, unitShapes, presentations } = input;
  const ranked = (name: Normed, values: Float64Array) => new Ranking(values, weights, earlier?.quantiles[name]);
  const each = (name: Normed, of: (i: number, n: number) => number) =>
    ranked(
      name,
      Float64Array.from(units.exchanges, (n, i) => (n >= minExchanges ? of(i, n) : Number.NaN)),
    );
  const share = (name: Normed, part: Float64Array, whole: Float64Array) =>
    ranked(
      name,
      Float64Array.from(whole, (n, i) => (n >= minSignatures ? part[i] / n : Number.NaN)),
    );
  const framesBetween = varietyBetween(input.frames, units.exchanges);
  const width = CAPABILITIES.length;
  const spread = (i: number, n: number) => deviation(unitShapes.logBody[i], unitShapes.logBodySquares[i], n);
  return {
    divergence: each('divergence', (i) =>
      jensenShannon(shares(units.capabilities.subarray(i * width, (i + 1) * width)), capabilities),
    ),
    oneShot: each('oneShot', (i, n) => oneShot(units.followUps[i] / n, units.toolResults[i] / n)),
    // A log without token counts knows nothing of lengths.
    outputTokens: each('outputTokens', (i, n) => (units.outputTokens[i] > 0 ? units.outputTokens[i] / n : Number.NaN)),
    elicitation: each('elicitation', (i, n) => units.intents[i * INTENTS.length + ELICITATION] / n),
    truncated: each('truncated', (i, n) => unitShapes.truncated[i] / n),
    sampled: each('sampled', (i, n) => unitShapes.sampled[i] / n),
    traced: each('traced', (i, n) => unitShapes.traced[i] / n),
    encoded: each('encoded', (i, n) => unitShapes.encoded[i] / n),
    spread: each('spread', spread),
    sameness: each('sameness', (i, n) => -spread(i, n)),
    frames: ranked('frames', variety(input.frames, units.exchanges)),
    framesBetween: earlier === null ? framesBetween : blended(framesBetween, earlier.framesBetween),
    presentFramesBetween: framesBetween,
    otherSession: share('otherSession', presentations.otherSession, presentations.inSessions),
    edited: share('edited', presentations.edited, presentations.compared),
    trimmed: share('trimmed', presentations.trimmed, presentations.compared),
    adoptions: input.adoptions.map((adoption) => measureCurve(adoption, units.count)),
  };
}

/** Share of exchanges that neither continue a conversation nor bring a tool's result, 0..1, from the two shares. */
export function oneShot(followUps: number, toolResults: number): number {
  return (1 - followUps) * (1 - toolResults);
}

/** Standard deviation from a sum and a sum of squares. */
export function deviation(sum: number, squares: number, n: number): number {
  return n < 2 ? 0 : Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2));
}

/** Divergence of two distributions, 0..1 (Lin 1991, base 2); NaN if one is unknown. */
export function jensenShannon(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < p.length; k++) {
    const m = (p[k] + q[k]) / 2;
    if (p[k] !== 0) sum += (p[k] * Math.log2(p[k] / m)) / 2;
    if (q[k] !== 0) sum += (q[k] * Math.log2(q[k] / m)) / 2;
  }
  return sum;
}

/** NaN where nothing was scored. */
function shares(scores: Float64Array): Float64Array {
  let sum = 0;
  for (const score of scores) sum += score;
  return scores.map((score) => score / sum);
}

/** Gini-Simpson index of each unit's frames, without the bias of small counts (Simpson 1949). */
function variety(frames: Frames, exchanges: Float64Array): Float64Array {
  const pairs = new Float64Array(exchanges.length);
  for (let r = 0; r < frames.unit.length; r++) pairs[frames.unit[r]] += frames.exchanges[r] * (frames.exchanges[r] - 1);
  return Float64Array.from(exchanges, (n, i) => (n >= minExchanges ? 1 - pairs[i] / (n * (n - 1)) : Number.NaN));
}

/** The same index for exchanges drawn from two units, each unit alike likely. */
function varietyBetween(frames: Frames, exchanges: Float64Array): number {
  const mix = new Map<number, number>();
  for (let r = 0; r < frames.unit.length; r++) {
    const n = exchanges[frames.unit[r]];
    mix.set(frames.frame[r], (mix.get(frames.frame[r]) ?? 0) + frames.exchanges[r] / n);
  }
  let same = 0;
  for (const weight of mix.values()) same += (weight / Math.max(1, exchanges.length)) ** 2;
  return 1 - same;
}
