/** segment (content): the group's own runs of text, and whether they were put into what unrelated people send. */
import type { Evidence } from '../../../model/finding.ts';
import type { Group, Population } from '../../group/group.ts';
import type { Baseline } from '../../population/baseline.ts';
import { joinMeasures } from '../measure.ts';
import { injected } from './injected.ts';
import { ownText } from './own-text.ts';

export function segmentEvidence(world: Population, group: Group, baseline: Baseline): Evidence | null {
  return joinMeasures('segment', [ownText(world, group), injected(world, group, baseline)]);
}
