/**
 * As much output as possible: long answers, answers that fill the limit, several answers a request. Follows "output-token
 * maximisation" in the advisory and the reports. Null model: the mean answer of each account outside; for filled limits
 * and several answers, what nine in ten outsiders stay below. A filled limit counts only when the answers are long as
 * well: a benchmark that asks for one letter fills its limit each time. Defeated by asking for less.
 */

import { valuesOf } from '../../../model/parameter.ts';
import type { Group } from '../../group/group.ts';
import { borneOut, type SliceShape } from '../../group/slice-shape.ts';
import { HARVEST_SHAPE_OUTPUT_PARAMETERS } from '../../parameters/evidence/harvest-shape.ts';
import type { Baseline } from '../../population/baseline.ts';
import { grouped, noisyOr, percentText, ramp } from '../../population/numbers.ts';
import type { Comparison } from '../../population/ranking.ts';
import type { Measure } from '../measure.ts';
import { sliceWeight } from '../slice-weight.ts';

const {
  fullStrength,
  longShare,
  filledShare,
  severalShare,
  longerThan,
  overMedian,
  beyondQuantile,
  beyond: beyondOutsiders,
} = valuesOf(HARVEST_SHAPE_OUTPUT_PARAMETERS);

/** Strength 0..1 of the slice getting more output than accounts outside. */
export function outputMeasure(group: Group, shape: SliceShape, baseline: Baseline): Measure {
  const { slice } = group;
  const { habits } = baseline;
  const habit = habits.outputTokens.against(group.members);
  const shorter = habit.shareBelow(slice.outputTokens);
  const usual = habit.quantile(0.5);
  // Longer than most, and by an amount that matters: among similar accounts a few words decide the rank.
  const long =
    usual > 0 ? ramp(shorter, ...longerThan) * ramp(slice.outputTokens / usual, ...overMedian) * borneOut(group, habit) : 0;
  const beyond = (share: number, habit: Comparison) => ramp(share - habit.quantile(beyondQuantile), ...beyondOutsiders);
  const filled = long * beyond(shape.truncated, habits.truncated.against(group.members));
  const several = beyond(shape.sampled, habits.sampled.against(group.members));
  return {
    name: 'output',
    strength: fullStrength * sliceWeight(group) * noisyOr([longShare * long, filledShare * filled, severalShare * several]),
    summary: `Answers have ${grouped(slice.outputTokens)} tokens, more than for ${percentText(shorter)} of the accounts outside the group; ${percentText(shape.truncated)} reach their limit, and ${percentText(shape.sampled)} of the requests ask for several answers.`,
    detail: {
      output_tokens: Math.round(slice.outputTokens),
      population_output_tokens: Math.round(usual),
      population_shorter: percentText(shorter),
      fill_the_limit: percentText(shape.truncated),
      several_answers: percentText(shape.sampled),
    },
  };
}
