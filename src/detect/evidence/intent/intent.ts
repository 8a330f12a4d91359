/** intent (content): what the outputs are for. Two measures: what the requests ask for, and what they bring along. */
import type { Evidence } from '../../../model/finding.ts';
import type { Group, Population } from '../../group/group.ts';
import type { Baseline } from '../../population/baseline.ts';
import { joinMeasures } from '../measure.ts';
import { cleaning } from './cleaning.ts';
import { purpose } from './purpose.ts';

export function intentEvidence(world: Population, group: Group, baseline: Baseline): Evidence | null {
  return joinMeasures('intent', [purpose(group, baseline), cleaning(world, group, baseline)]);
}
