/**
 * What confidence is fitted on: every group that detection looked at in a world, with the strength of each family and
 * whether most of its accounts harvest, as labels say that are wrong now and then, like those a provider has.
 */

import type { DetectInput } from '../../src/aggregate/detect-input.ts';
import type { Rng } from '../../src/base/rng.ts';
import { openness01, sweptTaskList } from '../../src/detect/campaign/confidence.ts';
import { findCandidates } from '../../src/detect/detect.ts';
import { CONTENT_FAMILIES, type Family, RELATIONAL_FAMILIES } from '../../src/model/vocabulary.ts';

export const CALIBRATED_FAMILIES: readonly Family[] = [...RELATIONAL_FAMILIES, ...CONTENT_FAMILIES];

export interface CalibrationSample {
  readonly world: string;
  /** Strength of each of FAMILIES, then openness, then the sweep of a task list. */
  readonly features: readonly number[];
  /** As the noisy labels have it: what is fitted. */
  readonly noisy: boolean;
  /** As it is: what the fit is judged by. */
  readonly campaign: boolean;
  /** 'no_relational' and the like: such a group is below the line whatever its sum, and is not fitted. */
  readonly held: boolean;
}

/** From this share of harvesting accounts on a group is a campaign. */
const MOSTLY = 0.5;

/**
 * @param harvests whether an account (or an end user of one) harvests
 * @param noise share of accounts whose label is wrong
 */
export function samplesOf(
  world: string,
  input: DetectInput,
  harvests: (account: string, subAccount: string | null) => boolean,
  noise: number,
  rng: Rng,
): CalibrationSample[] {
  const { account, subAccount, count } = input.units;
  const truth = Array.from({ length: count }, (_, i) => harvests(account[i], subAccount[i]));
  const labels = truth.map((is) => (rng.chance(noise) ? !is : is));
  return findCandidates(input, { seed: 'stillwatch' }).tested.map(({ group, evidence, open, verdict }) => {
    const mostly = (of: readonly boolean[]) => group.members.filter((i) => of[i]).length >= MOSTLY * group.members.length;
    const strength = new Map(evidence.map((row) => [row.family, row.strength]));
    return {
      world,
      features: [
        ...CALIBRATED_FAMILIES.map((family) => strength.get(family) ?? 0),
        openness01(open),
        sweptTaskList(evidence, open),
      ],
      noisy: mostly(labels),
      campaign: mostly(truth),
      held: verdict.heldBy !== null,
    };
  });
}
