/**
 * failover (relational): when members are closed, others take over: a second pool at once, a replacement for each, or
 * the same work through another surface. Follows the two account pools of the September 2026 report, the replaced accounts
 * of the February 2026 disclosure and the "automated fail-over between pathways" of advisory AA26-251A.
 * Each measure names its null model. Defeated by waiting longer than the windows.
 */
import type { Evidence } from '../../../model/finding.ts';
import type { Group, Population } from '../../group/group.ts';
import { joinMeasures } from '../measure.ts';
import { pathwayMeasure } from './pathway.ts';
import { poolsMeasure } from './pools.ts';
import { replacementMeasure } from './replacement.ts';

/** The failover row of a group, strength 0..1; null when nothing stands out. */
export function failoverEvidence(population: Population, group: Group): Evidence | null {
  return joinMeasures('failover', [
    poolsMeasure(population, group),
    replacementMeasure(population, group),
    pathwayMeasure(population, group),
  ]);
}
