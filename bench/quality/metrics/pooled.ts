/**
 * Figures over many worlds from the counts of each. Accounts are pooled, not averaged: a world of a thousand accounts
 * weighs more than one of a hundred. Shares carry Wilson intervals; where accounts of one world depend on each other,
 * the interval of a rate is a bootstrap over worlds (Efron 1979), because accounts are not independent.
 */
import { createRng } from '../../../src/base/rng.ts';
import { type Calibration, reliability } from '../../../src/evaluate/calibration.ts';
import { type Interval, type Proportion, proportion } from '../../../src/evaluate/intervals.ts';
import { auroc, type OperatingPoint, operatingPoint, type ScoreRanking } from '../../../src/evaluate/ranking.ts';
import type { CampaignOutcome, Counts, Outcome } from '../cell/row.ts';

export interface Detection {
  readonly counts: Counts;
  readonly precision: Proportion;
  readonly recall: Proportion;
  readonly f1: number | null;
}

export function detectionOf(all: readonly Counts[]): Detection {
  const counts = {
    truePositives: sum(all, (one) => one.truePositives),
    falsePositives: sum(all, (one) => one.falsePositives),
    missed: sum(all, (one) => one.missed),
  };
  const { truePositives, falsePositives, missed } = counts;
  const wrong = falsePositives + missed;
  return {
    counts,
    precision: proportion(truePositives, truePositives + falsePositives),
    recall: proportion(truePositives, truePositives + missed),
    f1: truePositives + wrong === 0 ? null : (2 * truePositives) / (2 * truePositives + wrong),
  };
}

/** One ranking over the accounts of all worlds: a threshold is one for all of them. */
export function rankingOf(outcomes: readonly Outcome[]): ScoreRanking {
  const at = new Map<number, { harvesting: number; honest: number }>();
  for (const { scores } of outcomes) {
    for (const [score, harvesting, honest] of scores) {
      const here = at.get(score) ?? { harvesting: 0, honest: 0 };
      here.harvesting += harvesting;
      here.honest += honest;
      at.set(score, here);
    }
  }
  let truePositives = 0;
  let falsePositives = 0;
  const steps = [...at]
    .sort(([a], [b]) => b - a)
    .map(([score, { harvesting, honest }]) => {
      truePositives += harvesting;
      falsePositives += honest;
      return { score, truePositives, falsePositives };
    });
  return { positives: truePositives, negatives: falsePositives, steps };
}

export interface RateAt extends OperatingPoint {
  /** 95 %, over worlds; null with fewer than two. */
  readonly bootstrap: Interval | null;
}

const RESAMPLES = 400;

/** The share of harvesting accounts over the line when at most `target` of the honest ones are. */
export function rateAt(outcomes: readonly Outcome[], target: number): RateAt {
  const point = operatingPoint(rankingOf(outcomes), target);
  if (outcomes.length < 2 || point.tpr === null) return { ...point, bootstrap: null };
  const rng = createRng(`bootstrap/${target}`);
  const rates: number[] = [];
  for (let k = 0; k < RESAMPLES; k++) {
    const drawn = outcomes.map(() => rng.pick(outcomes));
    const { tpr } = operatingPoint(rankingOf(drawn), target);
    // A draw of clean worlds alone has nothing to find.
    if (tpr !== null) rates.push(tpr);
  }
  rates.sort((a, b) => a - b);
  const at = (share: number) => rates[Math.min(rates.length - 1, Math.floor(share * rates.length))];
  return { ...point, bootstrap: { low: at(0.025), high: at(0.975) } };
}

export interface BestF1 {
  readonly threshold: number | null;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/** The threshold that would have been best, known only afterwards: the most a score could give. */
export function bestF1({ positives, steps }: ScoreRanking): BestF1 {
  let best: BestF1 = { threshold: null, precision: null, recall: null, f1: null };
  for (const { score, truePositives, falsePositives } of steps) {
    if (truePositives === 0) continue;
    const f1 = (2 * truePositives) / (truePositives + falsePositives + positives);
    if (f1 <= (best.f1 ?? 0)) continue;
    best = {
      threshold: score,
      precision: truePositives / (truePositives + falsePositives),
      recall: truePositives / positives,
      f1,
    };
  }
  return best;
}

export { auroc };

/** Of account risk: does 0.8 mean eight in ten? */
export function riskCalibration(outcomes: readonly Outcome[]): Calibration {
  const scores: number[] = [];
  const labels: number[] = [];
  for (const outcome of outcomes) {
    for (const [score, harvesting, honest] of outcome.scores) {
      for (let i = 0; i < harvesting + honest; i++) {
        scores.push(score);
        labels.push(i < harvesting ? 1 : 0);
      }
    }
  }
  return reliability(Float64Array.from(scores), Uint8Array.from(labels));
}

/** Of campaign confidence: a finding is right when at least half of its labelled accounts are of one planted campaign. */
export function confidenceCalibration(outcomes: readonly Outcome[]): Calibration {
  const findings = outcomes.flatMap((outcome) => outcome.findings).filter(({ labelled }) => labelled > 0);
  return reliability(
    Float64Array.from(findings, ({ confidence }) => confidence),
    Uint8Array.from(findings, ({ labelled, ofOneCampaign }) => (2 * ofOneCampaign >= labelled ? 1 : 0)),
  );
}

/** A campaign is identified when one finding holds at least half of it and at least half of the finding belongs to it. */
export function isIdentified({ coverage, purity }: CampaignOutcome): boolean {
  return coverage >= 0.5 && purity !== null && purity >= 0.5;
}

export interface CampaignSummary {
  readonly found: Proportion;
  readonly worstCoverage: number | null;
  readonly medianCoverage: number | null;
  readonly worstPurity: number | null;
  readonly medianPurity: number | null;
}

export function campaignSummary(campaigns: readonly CampaignOutcome[]): CampaignSummary {
  const coverage = campaigns.map((campaign) => campaign.coverage).sort((a, b) => a - b);
  const purity = campaigns.flatMap((campaign) => (campaign.purity === null ? [] : [campaign.purity])).sort((a, b) => a - b);
  return {
    found: proportion(campaigns.filter(isIdentified).length, campaigns.length),
    worstCoverage: coverage[0] ?? null,
    medianCoverage: pooledMedian(coverage),
    worstPurity: purity[0] ?? null,
    medianPurity: pooledMedian(purity),
  };
}

export interface HonestSummary {
  readonly accounts: number;
  readonly inFinding: Proportion;
  /** At verify or harsher, and at limit or suspend. */
  readonly verify: Proportion;
  readonly limit: Proportion;
}

/** Of all honest accounts, or of one group. */
export function honestSummary(outcomes: readonly Outcome[], group?: string): HonestSummary {
  const groups = outcomes
    .flatMap((outcome) => outcome.honestGroups)
    .filter((one) => group === undefined || one.group === group);
  const accounts = sum(groups, (one) => one.accounts);
  const limited = sum(groups, ({ actions }) => actions.limit + actions.suspend);
  return {
    accounts,
    inFinding: proportion(
      sum(groups, (one) => one.inFinding),
      accounts,
    ),
    verify: proportion(limited + sum(groups, ({ actions }) => actions.verify), accounts),
    limit: proportion(limited, accounts),
  };
}

export function honestGroupNames(outcomes: readonly Outcome[]): string[] {
  return [...new Set(outcomes.flatMap((outcome) => outcome.honestGroups.map(({ group }) => group)))].sort();
}

/** Of a sorted list; the mean of the middle two for an even number. */
export function pooledMedian(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const upper = sorted[sorted.length >> 1];
  return sorted.length % 2 === 1 ? upper : (sorted[(sorted.length >> 1) - 1] + upper) / 2;
}

function sum<T>(list: readonly T[], of: (item: T) => number): number {
  let total = 0;
  for (const item of list) total += of(item);
  return total;
}
