/**
 * One shot: no conversation continues, no tool has answered, and every message is new. Follows the "highly repetitive
 * structure" of the February 2026 disclosure: a question is asked once and its answer kept. Null model: the share of such
 * exchanges in each account outside; on a platform of batch jobs everybody works that way, and it says little. Defeated by
 * padding with follow-up turns.
 */

import { valuesOf } from '../../../model/parameter.ts';
import type { Group } from '../../group/group.ts';
import { borneOut } from '../../group/slice-shape.ts';
import { HARVEST_SHAPE_ONE_SHOT_PARAMETERS } from '../../parameters/evidence/harvest-shape.ts';
import type { Baseline } from '../../population/baseline.ts';
import { oneShot } from '../../population/habits.ts';
import { oneShotShape } from '../../population/harvest.ts';
import { percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { sliceWeight } from '../slice-weight.ts';

const { fullStrength, moreThan } = valuesOf(HARVEST_SHAPE_ONE_SHOT_PARAMETERS);

/** Strength 0..1 of the slice being more one-shot than accounts outside. */
export function oneShotMeasure(group: Group, baseline: Baseline): Measure {
  const { slice } = group;
  const single = oneShot(slice.followUps, slice.toolResults);
  const habit = baseline.habits.oneShot.against(group.members);
  const fewer = habit.shareBelow(single);
  return {
    name: 'one_shot',
    strength: fullStrength * sliceWeight(group) * oneShotShape(slice) * ramp(fewer, ...moreThan) * borneOut(group, habit),
    summary: `One-shot traffic: ${percentText(slice.uniqueBodies)} of the messages are new, ${percentText(slice.followUps)} continue a conversation and ${percentText(slice.toolResults)} carry tool results; ${percentText(fewer)} of the accounts outside the group are less one-shot.`,
    detail: {
      new_messages: percentText(slice.uniqueBodies),
      follow_ups: percentText(slice.followUps),
      tool_results: percentText(slice.toolResults),
      population_less_one_shot: percentText(fewer),
    },
  };
}
