/**
 * harvest_shape (content): traffic built to collect outputs. Three measures: nothing goes on, answers are long, and the
 * tasks are filled into one mould. Honest pipelines share each of them: the family carries weight only beside relational
 * evidence.
 */
import type { Evidence } from '../../../model/finding.ts';
import type { Baseline } from '../../baseline.ts';
import type { Group, World } from '../../group.ts';
import { sliceShape } from '../../slice-shape.ts';
import { joinMeasures } from '../measure.ts';
import { oneShotTraffic } from './one-shot.ts';
import { mostOutput } from './output.ts';
import { taskList } from './task-list.ts';

export function harvestShapeEvidence(world: World, group: Group, baseline: Baseline): Evidence | null {
  const shape = sliceShape(world, group);
  return joinMeasures('harvest_shape', [
    oneShotTraffic(group, baseline),
    mostOutput(group, shape, baseline),
    taskList(group, shape, baseline),
  ]);
}
