/**
 * Tasks of a list, filled into one template: nearly all messages are new and yet alike in length. What people write is new
 * and differs by orders of magnitude; what is asked again and again is alike and not new. Follows the template "tens of
 * thousands of times … all targeting the same narrow capability" of the February 2026 disclosure.
 *
 * Null model: the spread of lengths (detect-input.ts: Shapes) within each account outside. Defeated by slots of very
 * different lengths, and by a history of made-up turns.
 */

import { valuesOf } from '../../../model/parameter.ts';
import type { Group } from '../../group/group.ts';
import { borneOut, type SliceShape } from '../../group/slice-shape.ts';
import { HARVEST_SHAPE_TASK_LIST_PARAMETERS } from '../../parameters/evidence/harvest-shape.ts';
import type { Baseline } from '../../population/baseline.ts';
import { percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { sliceWeight } from '../slice-weight.ts';

const { fullStrength, narrowerThan, newMessages, messages } = valuesOf(HARVEST_SHAPE_TASK_LIST_PARAMETERS);

/** Strength 0..1 of new messages being more alike in length than those of accounts outside. */
export function taskListMeasure(group: Group, shape: SliceShape, baseline: Baseline): Measure {
  const { slice } = group;
  const compared = baseline.habits.spread.against(group.members);
  const wider = 1 - compared.shareBelow(shape.spread);
  const usual = compared.quantile(0.5);
  return {
    name: 'task_list',
    strength:
      fullStrength *
      sliceWeight(group) *
      ramp(wider, ...narrowerThan) *
      ramp(slice.uniqueBodies, ...newMessages) *
      ramp(slice.bodies, ...messages) *
      borneOut(group, baseline.habits.sameness.against(group.members)),
    summary: `The messages differ but have one form: the spread of their lengths is ${shape.spread.toFixed(2)} (standard deviation of the logarithm; median account: ${usual.toFixed(2)}), less than for ${percentText(wider)} of the accounts outside the group.`,
    detail: {
      length_spread: Number(shape.spread.toFixed(3)),
      population_length_spread: Number(usual.toFixed(3)),
      population_spreads_wider: percentText(wider),
    },
  };
}
