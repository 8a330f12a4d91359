/**
 * harvest_shape (content): traffic built to collect outputs. Three measures: nothing goes on, answers are long, and the
 * tasks are filled into one mould. Honest pipelines share each of them: the family carries weight only beside relational
 * evidence.
 */
import type { Evidence } from '../../../model/finding.ts';
import type { Group, Population } from '../../group/group.ts';
import { sliceShape } from '../../group/slice-shape.ts';
import type { Baseline } from '../../population/baseline.ts';
import { ramp } from '../../population/numbers.ts';
import { joinMeasures } from '../measure.ts';
import { oneShotTraffic } from './one-shot.ts';
import { mostOutput } from './output.ts';
import { taskList } from './task-list.ts';

/** Mean tokens of an answer from which it is worth a little, and from which fully. */
const WORTH: readonly [number, number] = [15, 60];
const MIN_WORTH = 0.35;

export function harvestShapeEvidence(world: Population, group: Group, baseline: Baseline): Evidence | null {
  const shape = sliceShape(world, group);
  const measures = [
    oneShotTraffic(group, baseline),
    mostOutput(group, shape, baseline),
    taskList(group, shape, baseline),
  ];
  const worth = worthKeeping(group.slice.outputTokens);
  return joinMeasures(
    'harvest_shape',
    measures.map((measure) => measure && { ...measure, strength: worth * measure.strength }),
  );
}

/** Answers of a few words, a label or a score, teach a student little: what they are worth, MIN_WORTH..1. */
function worthKeeping(outputTokens: number): number {
  // A log without token counts knows nothing of lengths.
  return outputTokens > 0 ? MIN_WORTH + (1 - MIN_WORTH) * ramp(outputTokens, ...WORTH) : 1;
}
