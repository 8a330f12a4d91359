/** intent (content): what the outputs are for. Two measures: what the requests ask for, and what they bring along. */
import type { Evidence } from '../../../model/finding.ts';
import type { Group, Population } from '../../group/group.ts';
import type { Baseline } from '../../population/baseline.ts';
import { joinMeasures } from '../measure.ts';
import { cleaningMeasure } from './cleaning.ts';
import { purposeMeasure } from './purpose.ts';

/** The intent row of a group, strength 0..1; null when nothing stands out. */
export function intentEvidence(population: Population, group: Group, baseline: Baseline): Evidence | null {
  return joinMeasures('intent', [purposeMeasure(group, baseline), cleaningMeasure(population, group, baseline)]);
}
