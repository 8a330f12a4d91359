/**
 * As much output as can be had: long answers, answers that fill the limit, several answers a request. Follows "output-token
 * maximisation" in the advisory and the reports. Null model: the mean answer of each account outside; and for filled
 * limits and several answers, what nine in ten outsiders stay below. A limit is only filled in this sense when the answers are
 * long as well: a benchmark that asks for one letter fills its limit each time. Defeated by asking for less.
 */

import { coverage, type Group } from '../../group/group.ts';
import { borneOut, type SliceShape } from '../../group/slice-shape.ts';
import type { Baseline } from '../../population/baseline.ts';
import { grouped, noisyOr, percentText, ramp } from '../../population/numbers.ts';
import type { Comparison } from '../../population/ranking.ts';
import type { Measure } from '../measure.ts';

export function mostOutput(group: Group, shape: SliceShape, baseline: Baseline): Measure {
  const { slice } = group;
  const { habits } = baseline;
  const habit = habits.outputTokens.against(group.members);
  const shorter = habit.shareBelow(slice.outputTokens);
  const usual = habit.quantile(0.5);
  // Longer than most, and by an amount that matters: accounts may be so alike that a few words make the rank.
  const long =
    usual > 0
      ? ramp(shorter, 0.7, 0.95) * ramp(slice.outputTokens / usual, 1.2, 2) * borneOut(group, habit)
      : 0;
  const beyond = (share: number, habit: Comparison) => ramp(share - habit.quantile(0.9), 0.02, 0.3);
  const full = long * beyond(shape.truncated, habits.truncated.against(group.members));
  const several = beyond(shape.sampled, habits.sampled.against(group.members));
  return {
    name: 'output',
    strength: 0.5 * ramp(coverage(group), 0.1, 0.6) * noisyOr([0.8 * long, 0.3 * full, 0.5 * several]),
    summary: `Answers are ${grouped(slice.outputTokens)} tokens long, longer than in ${percentText(shorter)} of the accounts outside; ${percentText(shape.truncated)} fill their limit, ${percentText(shape.sampled)} of the requests ask for several.`,
    detail: {
      output_tokens: Math.round(slice.outputTokens),
      population_output_tokens: Math.round(usual),
      population_shorter: percentText(shorter),
      fill_the_limit: percentText(shape.truncated),
      several_answers: percentText(shape.sampled),
    },
  };
}
