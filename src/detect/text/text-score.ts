/**
 * How much a text deserves a person's eyes: a product of what it is for, how private it is, how its users use it, and who they are.
 * Each part is 0..1 and any part near 0 settles the matter, because each has an honest explanation of its own: an agent tool's prompt
 * asks for answers; a viral prompt is a tenth of what its users send; a benchmark is one finite list; a public script is run for a
 * few days. Says nothing of whether the users belong together: groups that do are campaigns.
 */
import { rowRange } from '../../aggregate/detect-input.ts';
import { valuesOf } from '../../model/parameter.ts';
import { INTENTS } from '../../model/vocabulary.ts';
import type { Population } from '../group/group.ts';
import { TEXT_REVIEW_PARAMETERS, TEXT_SCORE_PARAMETERS } from '../parameters/text-review.ts';
import { harvestIntent, oneShotShape } from '../population/harvest.ts';
import { median, noisyOr, ramp, rampOver } from '../population/numbers.ts';
import type { JoinedText } from './text-parts.ts';

const { minCircles } = valuesOf(TEXT_REVIEW_PARAMETERS);
const P = valuesOf(TEXT_SCORE_PARAMETERS);

/** The figures that the score of a text is made of. */
export interface TextFigures {
  /** Circles of its users: people under one small mail domain, or of one party, openly belong together. */
  readonly circles: number;
  /** 0..1: harvest score of the text (harvest.ts). */
  readonly harvest: number;
  /** Share of each user's exchanges that carry the text, in the order of the users. */
  readonly shares: readonly number[];
  /** Different messages a typical user. */
  readonly bodies: number;
  /** Different messages per exchange, 0..1. */
  readonly different: number;
  /** Share of users with a verified identity or business. */
  readonly verified: number;
  /** Share of a typical user's exchanges that fall on its busiest few days. */
  readonly burst: number;
  /** 0..1 */
  readonly score: number;
}

/** Measures a text by those of its users who are neither in a campaign nor covered by a grant. */
export function scoreText(population: Population, { parts, users }: JoinedText): TextFigures {
  const { segments, harvest: harvests } = population;
  const { units } = population.input;
  const shares = users.units.map((i, k) => users.uses[k] / units.exchanges[i]);
  const carrying = parts.reduce((sum, { exchanges }) => sum + exchanges, 0);
  const mean = (of: (segment: number) => number) =>
    parts.reduce((sum, { segment, exchanges }) => sum + of(segment) * exchanges, 0) / carrying;
  const harvest = mean((s) => harvests[s]);
  const different = mean((s) => Math.min(1, segments.bodies[s] / segments.exchanges[s]));
  const bodies = median(users.uses) * different;
  const circles = countCircles(population, users.units);
  const verified = users.units.filter((i) => isVerified(population, i)).length / users.units.length;
  const days = users.units.map((i) => busiestDays(population, i));
  const burst = median(days.map(({ busiest, all }) => (all === 0 ? 1 : busiest / all)));
  // An account with a handful of exchanges has busiest days whatever it does.
  const tried = median(days.map(({ busiest, all }) => (busiest + P.burstPrior * P.burstShare[0]) / (all + P.burstPrior)));
  const swept = P.sweptWeight * rampOver(bodies, P.sweptBodies);
  const use = noisyOr([rampOver(median(shares), P.trafficShare), swept]);
  const score =
    mean((s) => textPurpose(population, s)) *
    (1 - rampOver(users.units.length / units.count, P.popularShare)) *
    use *
    rampOver(different, P.differentShare) *
    (1 - rampOver(verified, P.verifiedShare)) *
    (1 - P.burstWeight * rampOver(tried, P.burstShare)) *
    (1 - P.fewCirclesWeight * (1 - ramp(Math.log(circles), Math.log(minCircles), Math.log(P.fullCircles))));
  return { circles, harvest, shares, bodies, different, verified, burst, score };
}

/**
 * 0..1: how clearly the exchanges with a text ask for training data. By the harvest score, whatever their shape; or by a fainter
 * intent where all are one-shot and differ: the classifier does not know every way to ask, and people's own work of that shape shows
 * less (a judge, an extraction). Faint intent says nothing of conversations.
 */
export function textPurpose({ segments, harvest }: Population, s: number): number {
  const faint = rampOver(harvestIntent(segments.intents, s * INTENTS.length), P.faintIntent);
  const clear = rampOver(harvest[s], P.purpose);
  if (faint <= clear) return clear;
  const { bodies, followUps, toolResults } = segments;
  const uniqueBodies = Math.min(1, bodies[s] / segments.exchanges[s]);
  const shape = oneShotShape({ uniqueBodies, bodies: bodies[s], followUps: followUps[s], toolResults: toolResults[s] });
  return Math.max(clear, faint * shape);
}

/** How many circles units belong to (ties.ts). */
export function countCircles({ circles }: Population, units: readonly number[]): number {
  return new Set(units.map((i) => circles[i])).size;
}

function isVerified({ input }: Population, i: number): boolean {
  const verification = input.units.record[i]?.verification;
  return verification === 'identity' || verification === 'business';
}

/** A unit's exchanges on its busiest days and on all. */
function busiestDays({ input }: Population, i: number): { busiest: number; all: number } {
  const { daily } = input;
  const { from, to } = rowRange(daily.unit, i);
  const counts = Array.from(daily.exchanges.subarray(from, to)).sort((a, b) => b - a);
  const sum = (list: readonly number[]) => list.reduce((total, n) => total + n, 0);
  return { busiest: sum(counts.slice(0, P.burstDays)), all: sum(counts) };
}
