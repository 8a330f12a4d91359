/** Found against truth, reduced to the counts that a row keeps. The comparing is src/evaluate's, for every detector alike. */
import { evaluate } from '../../../src/evaluate/evaluate.ts';
import type { FoundFiles } from '../../../src/evaluate/found.ts';
import type { Labels } from '../../../src/evaluate/labels.ts';
import { rankScores } from '../../../src/evaluate/ranking.ts';
import type { Counts, Outcome, ScoreStep } from './row.ts';

export function outcomeOf(labels: Labels, found: FoundFiles): Outcome {
  const evaluation = evaluate(labels, found);
  return {
    harvesting: evaluation.accounts.harvesting,
    honest: evaluation.accounts.honest,
    found: countsOf(evaluation.primary),
    byAction: {
      watch: countsOf(evaluation.byAction.watch),
      review: countsOf(evaluation.byAction.review),
      verify: countsOf(evaluation.byAction.verify),
      limit: countsOf(evaluation.byAction.limit),
      suspend: countsOf(evaluation.byAction.suspend),
    },
    campaigns: evaluation.campaigns.map(({ campaign, accounts, coverage, purity, confidence, foundAnywhere, actions }) => ({
      campaign,
      accounts,
      coverage,
      purity,
      confidence,
      foundAnywhere,
      actions,
    })),
    honestGroups: evaluation.honest.map(({ group, accounts, inFinding, actions }) => ({
      group,
      accounts,
      inFinding: inFinding.count,
      actions,
    })),
    findings: evaluation.findings.map(({ confidence, action, accounts, unlabelled, groups }) => ({
      confidence,
      action,
      labelled: accounts - unlabelled,
      ofOneCampaign: Math.max(0, ...groups.filter((group) => group.planted).map((group) => group.accounts)),
    })),
    scores: scoresOf(labels, found),
  };
}

function countsOf({ truePositives, falsePositives, missed }: Counts): Counts {
  return { truePositives, falsePositives, missed };
}

/** Accounts at each score; an account that the detector says nothing of has score 0. */
function scoresOf(labels: Labels, found: FoundFiles): ScoreStep[] {
  const keys = [...labels.units.keys()];
  // Four digits tell thresholds apart and keep a row small.
  const scores = Float64Array.from(keys, (key) => Number((found.units.get(key)?.risk ?? 0).toFixed(4)));
  const harvesting = Uint8Array.from(keys, (key) => (labels.units.get(key)?.campaign === null ? 0 : 1));
  let before = { truePositives: 0, falsePositives: 0 };
  return rankScores(scores, harvesting).steps.map((step): ScoreStep => {
    const here = [
      step.score,
      step.truePositives - before.truePositives,
      step.falsePositives - before.falsePositives,
    ] as const;
    before = step;
    return here;
  });
}
