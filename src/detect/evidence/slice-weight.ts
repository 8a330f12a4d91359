/** How far the slice of a group's traffic speaks for the group; the measures of content weigh themselves by it. */
import { valuesOf } from '../../model/parameter.ts';
import { coverage, type Group } from '../group/group.ts';
import { SLICE_WEIGHT_PARAMETERS } from '../parameters/evidence/shared.ts';
import { ramp } from '../population/numbers.ts';

const { coverage: enough } = valuesOf(SLICE_WEIGHT_PARAMETERS);

/** 0..1, by the share of the members that send the group's own segments: a slice of few members says little of the rest. */
export function sliceWeight(group: Group): number {
  return ramp(coverage(group), ...enough);
}
