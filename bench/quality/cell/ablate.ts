/**
 * Detection without families. Single: each family alone is left out of the verdict, the data as it is. Greedy: the
 * family that contributed most to the true findings is left out, and what the attacker's accounts show of it is taken
 * from the data (take-away.ts); then the next, until none contributes: what is left when the attacker removes the
 * strongest family, and then the next strongest. A family that is a condition of every verdict ends that list at its
 * first step, so there is a second list which keeps such families.
 */

import type { DetectInput } from '../../../src/aggregate/detect-input.ts';
import { decide } from '../../../src/decide/decide.ts';
import { defaultPolicy } from '../../../src/decide/policy/default-policy.ts';
import type { DetectionResult } from '../../../src/detect/campaign/finding.ts';
import { detect } from '../../../src/detect/detect.ts';
import type { Labels } from '../../../src/evaluate/labels.ts';
import { unitId } from '../../../src/model/unit-id.ts';
import { CONTENT_FAMILIES, type Family, RELATIONAL_FAMILIES } from '../../../src/model/vocabulary.ts';
import { foundByDetection } from './found.ts';
import { outcomeOf } from './outcome.ts';
import type { Ablations, WithoutFamilies } from './row.ts';
import { takeAway } from './take-away.ts';

export const FAMILIES: readonly Family[] = [...RELATIONAL_FAMILIES, ...CONTENT_FAMILIES];
/** The seed that `analyze` uses, so that leaving out nothing gives its findings. */
const SEED = 'stillwatch';

/** A family without which more than this share of the accounts is lost is a condition. */
const CONDITION_LOSS = 0.5;

export function ablate(input: DetectInput, labels: Labels, goOn: () => void): Ablations {
  const policy = defaultPolicy();
  const judged = (detection: DetectionResult, families: readonly Family[]): WithoutFamilies => ({
    families,
    outcome: outcomeOf(labels, foundByDetection(decide(detection, { policy, now: detection.window?.to ?? 0 }))),
  });
  const whole = detect(input, { seed: SEED });
  const found = judged(whole, []).outcome.found.truePositives;
  const single = FAMILIES.map((family) => {
    goOn();
    return judged(detect(input, { seed: SEED, without: [family] }), [family]);
  });
  const conditions = single
    .filter(({ outcome }) => outcome.found.truePositives < (1 - CONDITION_LOSS) * found)
    .map(({ families }) => families[0]);

  const harvesting = (unit: number) => isHarvesting(labels, input.units.account[unit], input.units.subAccount[unit]);
  const removeGreedily = (kept: readonly Family[]): WithoutFamilies[] => {
    const steps: WithoutFamilies[] = [];
    const removed: Family[] = [];
    let left = input;
    for (;;) {
      goOn();
      const detection = removed.length === 0 ? whole : detect(left, { seed: SEED, without: removed });
      steps.push(judged(detection, [...removed]));
      const strongest = strongestFamily(contributionsOf(detection, labels), kept);
      if (strongest === null) return steps;
      removed.push(strongest);
      left = takeAway(left, strongest, harvesting);
    }
  };
  return {
    contributions: contributionsOf(whole, labels),
    single,
    greedy: removeGreedily([]),
    greedyKeeping: removeGreedily(conditions),
  };
}

function isHarvesting(labels: Labels, account: string, subAccount: string | null): boolean {
  return (labels.units.get(unitId(account, subAccount))?.campaign ?? null) !== null;
}

/** Log odds by family over the findings, each weighed by its harvesting accounts. */
function contributionsOf(detection: DetectionResult, labels: Labels): Partial<Record<Family, number>> {
  const sums: Partial<Record<Family, number>> = {};
  let accounts = 0;
  for (const { members, evidence } of detection.campaigns) {
    const own = members.filter(({ account, subAccount }) => isHarvesting(labels, account, subAccount)).length;
    accounts += own;
    for (const { family, log_likelihood_ratio: logOdds = 0 } of evidence) sums[family] = (sums[family] ?? 0) + own * logOdds;
  }
  if (accounts === 0) return {};
  return Object.fromEntries(Object.entries(sums).map(([family, sum]) => [family, sum / accounts]));
}

/** null when no family that may go contributes to anything true. */
function strongestFamily(contributions: Partial<Record<Family, number>>, kept: readonly Family[]): Family | null {
  let best: Family | null = null;
  for (const family of FAMILIES) {
    if (kept.includes(family)) continue;
    if ((contributions[family] ?? 0) > (best === null ? 0 : (contributions[best] ?? 0))) best = family;
  }
  return best;
}
