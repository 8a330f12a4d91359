/** segment (content): the group's own runs of text, and whether they were put into the requests of unrelated people. */
import type { Evidence } from '../../../model/finding.ts';
import type { Group, Population } from '../../group/group.ts';
import type { Baseline } from '../../population/baseline.ts';
import { joinMeasures } from '../measure.ts';
import { injectedMeasure } from './injected.ts';
import { ownTextMeasure } from './own-text.ts';

/** The segment row of a group, strength 0..1; null when nothing stands out. */
export function segmentEvidence(population: Population, group: Group, baseline: Baseline): Evidence | null {
  return joinMeasures('segment', [ownTextMeasure(population, group), injectedMeasure(population, group, baseline)]);
}
