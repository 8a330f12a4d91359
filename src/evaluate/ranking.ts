/**
 * How well the risk score ranks harvesting accounts above honest ones: AUROC, AUPRC and the true-positive
 * rate at a given false-positive rate. No threshold separates equal scores, so accounts of one score cross it together; a
 * curve that splits ties would promise what no operator can set.
 */
import { assert } from '../base/assert.ts';
import { clopperPearson, type Interval } from './intervals.ts';

/** One point per distinct score, highest first: the accounts at or above that score. */
interface Step {
  readonly score: number;
  readonly truePositives: number;
  readonly falsePositives: number;
}

/** Scores sorted once, for all figures below. */
export interface ScoreRanking {
  readonly positives: number;
  readonly negatives: number;
  readonly steps: readonly Step[];
}

/** Recall at a limited false-positive rate. */
export interface OperatingPoint {
  /** The false-positive rate asked for. */
  readonly target: number;
  /** Accounts at or above this score are over the line; null when no threshold keeps to the target. */
  readonly threshold: number | null;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly tpr: number | null;
  /** Clopper-Pearson, 95 %, the threshold taken as given. */
  readonly tprInterval: Interval | null;
  readonly fpr: number | null;
  readonly fprInterval: Interval | null;
  /** False when there are too few honest accounts to see a rate this small: the point then means no false positive at all. */
  readonly resolvable: boolean;
}

/** Sorts the scores. `labels[i]` is 1 for a harvesting account, 0 for an honest one. */
export function rankScores(scores: Float64Array, labels: Uint8Array): ScoreRanking {
  assert(scores.length === labels.length, `a label a score: got ${scores.length} and ${labels.length}`);
  const order = Uint32Array.from(scores.keys()).sort((a, b) => (scores[b] as number) - (scores[a] as number));
  const steps: Step[] = [];
  let truePositives = 0;
  let falsePositives = 0;
  for (let i = 0; i < order.length; i++) {
    const at = order[i] as number;
    if (labels[at] === 1) truePositives++;
    else falsePositives++;
    const score = scores[at] as number;
    const next = i + 1 < order.length ? scores[order[i + 1] as number] : undefined;
    if (next !== score) steps.push({ score, truePositives, falsePositives });
  }
  return { positives: truePositives, negatives: falsePositives, steps };
}

/** The probability that a harvesting account scores above an honest one; a tie counts half (Mann-Whitney). Null without both. */
export function auroc({ positives, negatives, steps }: ScoreRanking): number | null {
  if (positives === 0 || negatives === 0) return null;
  let area = 0;
  let before: Step = { score: Number.POSITIVE_INFINITY, truePositives: 0, falsePositives: 0 };
  for (const step of steps) {
    const width = step.falsePositives - before.falsePositives;
    area += (width * (step.truePositives + before.truePositives)) / 2;
    before = step;
  }
  return area / (positives * negatives);
}

/** Average precision: precision at each threshold, weighted by the recall it adds, without interpolation. Null without harvesting accounts. */
export function auprc({ positives, steps }: ScoreRanking): number | null {
  if (positives === 0) return null;
  let area = 0;
  let found = 0;
  for (const step of steps) {
    const precision = step.truePositives / (step.truePositives + step.falsePositives);
    area += precision * (step.truePositives - found);
    found = step.truePositives;
  }
  return area / positives;
}

/** The lowest threshold whose false-positive rate is at most `target` (0 to 1), and the recall at it. */
export function operatingPoint(ranking: ScoreRanking, target: number): OperatingPoint {
  const { positives, negatives, steps } = ranking;
  let best: Step | null = null;
  for (const step of steps) {
    // Counts, not rates: 1e-3 of 3,000 accounts is 3, and a quotient may miss that by one bit.
    if (step.falsePositives > target * negatives + 1e-9) break;
    best = step;
  }
  const truePositives = best?.truePositives ?? 0;
  const falsePositives = best?.falsePositives ?? 0;
  return {
    target,
    threshold: best?.score ?? null,
    truePositives,
    falsePositives,
    tpr: positives === 0 ? null : truePositives / positives,
    tprInterval: positives === 0 ? null : clopperPearson(truePositives, positives),
    fpr: negatives === 0 ? null : falsePositives / negatives,
    fprInterval: negatives === 0 ? null : clopperPearson(falsePositives, negatives),
    resolvable: target * negatives >= 1,
  };
}
