/**
 * harvest_shape (content): traffic built to collect outputs. Four measures: no conversation continues, answers are long,
 * tasks fill one template, and text is encoded. Honest pipelines share each of them, so the family carries weight only beside relational
 * evidence.
 */
import type { Evidence } from '../../../model/finding.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { sliceShape } from '../../group/slice-shape.ts';
import { HARVEST_SHAPE_PARAMETERS } from '../../parameters/evidence/harvest-shape.ts';
import type { Baseline } from '../../population/baseline.ts';
import { ramp } from '../../population/numbers.ts';
import { joinMeasures } from '../measure.ts';
import { encodedMeasure } from './encoded.ts';
import { oneShotMeasure } from './one-shot.ts';
import { outputMeasure } from './output.ts';
import { taskListMeasure } from './task-list.ts';

const { worthTokens, minWorth } = valuesOf(HARVEST_SHAPE_PARAMETERS);

/** The harvest_shape row of a group, strength 0..1; null when nothing stands out. */
export function harvestShapeEvidence(population: Population, group: Group, baseline: Baseline): Evidence | null {
  const shape = sliceShape(population, group);
  const measures = [
    oneShotMeasure(group, baseline),
    outputMeasure(group, shape, baseline),
    taskListMeasure(group, shape, baseline),
    encodedMeasure(group, shape, baseline),
  ];
  const worth = worthKeeping(group.slice.outputTokens);
  return joinMeasures(
    'harvest_shape',
    measures.map((measure) => measure && { ...measure, strength: worth * measure.strength }),
  );
}

/** What answers of this mean length are worth to a student model, minWorth..1: labels and scores teach little. */
function worthKeeping(outputTokens: number): number {
  // Without token counts in the log, lengths are not known.
  return outputTokens > 0 ? minWorth + (1 - minWorth) * ramp(outputTokens, ...worthTokens) : 1;
}
