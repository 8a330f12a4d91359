/**
 * Encoded text: much of what the requests say is base64, hexadecimal, percent-encoding or characters that cannot be read
 * (src/fingerprint/encoded.ts). A harvest that hides its tasks from whoever reads the log has the model decode them.
 *
 * Null model: the share of such text in each account outside. Keys, tokens, hashes and files in pasted logs are a small part of
 * their messages; pipelines that send encoded files are no group, and where many do it, it says nothing. A script or language
 * is never encoded text. Defeated by codes that look like words, and by as much plain text around.
 */

import { valuesOf } from '../../../model/parameter.ts';
import type { Group } from '../../group/group.ts';
import { borneOut, type SliceShape } from '../../group/slice-shape.ts';
import { HARVEST_SHAPE_ENCODED_PARAMETERS } from '../../parameters/evidence/harvest-shape.ts';
import type { Baseline } from '../../population/baseline.ts';
import { percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { sliceWeight } from '../slice-weight.ts';

const { fullStrength, moreThan, usualQuantile, beyondUsual } = valuesOf(HARVEST_SHAPE_ENCODED_PARAMETERS);

/** Strength 0..1 of the slice having more encoded text than accounts outside. */
export function encodedMeasure(group: Group, shape: SliceShape, baseline: Baseline): Measure {
  const habit = baseline.habits.encoded.against(group.members);
  const less = habit.shareBelow(shape.encoded);
  const usual = habit.quantile(usualQuantile);
  return {
    name: 'encoded',
    strength:
      fullStrength *
      sliceWeight(group) *
      ramp(shape.encoded, usual + beyondUsual[0], usual + beyondUsual[1]) *
      ramp(less, ...moreThan) *
      borneOut(group, habit),
    summary: `${percentText(shape.encoded)} of the text is encoded or unreadable, more than for ${percentText(less)} of the accounts outside the group.`,
    detail: { encoded_text: percentText(shape.encoded), population_encoded_less: percentText(less) },
  };
}
