/**
 * Cleaning: the requests bring worked-out reasoning along. Traces taken elsewhere come back to be cleaned, translated,
 * restored or scored. Follows the 770,609 requests through a cleaner of traces in the September 2026 report. The reasoning
 * is found by its form (src/fingerprint/shape.ts), no matter what the request asks for, so that a prompt whose purpose the
 * classifier does not know is seen as well.
 *
 * Null model: the share of such requests in each account outside. Pupils who paste their working and judges of
 * explanations do it too, and are no group; where everybody does it, it says nothing. Defeated by stripping traces of
 * their form before they are sent.
 */

import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { sliceShape } from '../../group/slice-shape.ts';
import { INTENT_CLEANING_PARAMETERS } from '../../parameters/evidence/intent.ts';
import type { Baseline } from '../../population/baseline.ts';
import { percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { sliceWeight } from '../slice-weight.ts';

const { fullStrength, usualQuantile, beyondUsual } = valuesOf(INTENT_CLEANING_PARAMETERS);

/** Strength 0..1 of the slice bringing more reasoning along than accounts outside do. */
export function cleaningMeasure(population: Population, group: Group, baseline: Baseline): Measure {
  const traced = sliceShape(population, group).traced;
  const habit = baseline.habits.traced.against(group.members);
  const usual = habit.quantile(usualQuantile);
  return {
    name: 'cleaning',
    strength:
      fullStrength * sliceWeight(group) * ramp(traced, usual + beyondUsual[0], usual + beyondUsual[1]) * habit.excessAbove(),
    summary: `${percentText(traced)} of the group's requests contain finished reasoning to be worked on; for three in four accounts outside the group it is at most ${percentText(usual)}.`,
    detail: { brings_reasoning: percentText(traced), population_brings_reasoning: percentText(usual) },
  };
}
