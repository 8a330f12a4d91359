/**
 * The requests bring worked-out reasoning along: traces taken elsewhere come back to be cleaned, translated, restored or
 * scored. Follows the 770,609 requests through a cleaner of traces in the September 2026 report. The reasoning is found by
 * its form (src/fingerprint/shape.ts), whatever the request asks to be done with it, so that a prompt whose purpose the
 * classifier does not know is seen as well.
 *
 * Null model: the share of such requests in each account outside. Pupils who paste their working and judges of
 * explanations do it too, and are no group; where everybody does it, it says nothing. Defeated by stripping traces of
 * their form before they are sent.
 */

import { coverage, type Group, type Population } from '../../group/group.ts';
import { sliceShape } from '../../group/slice-shape.ts';
import type { Baseline } from '../../population/baseline.ts';
import { percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

export function cleaning(world: Population, group: Group, baseline: Baseline): Measure {
  const traced = sliceShape(world, group).traced;
  const habit = baseline.habits.traced.against(group.members);
  const usual = habit.quantile(0.75);
  return {
    name: 'cleaning',
    strength:
      0.8 * ramp(coverage(group), 0.1, 0.6) * ramp(traced, usual + 0.1, usual + 0.5) * habit.excessAbove(),
    summary: `${percentText(traced)} of the slice brings worked-out reasoning along, to have something done with it; three in four accounts outside do so in at most ${percentText(usual)} of their requests.`,
    detail: { brings_reasoning: percentText(traced), population_brings_reasoning: percentText(usual) },
  };
}
