/**
 * timing (relational): the members' times are those of one scheduler. It is read from traffic, so it is strong only where
 * *different* parties show coordination: balanced work, common seconds, the same odd hours, one falling silent as the next begins. Working
 * round the clock is a habit of programs and says little. Follows the "synchronised traffic" and the
 * load balancing of the February 2026 disclosure and "24/7 use without human rhythm" of advisory AA26-251A.
 * Each measure names its null model. Defeated by replaying human hours account by account, each with its own volume.
 */
import type { Evidence } from '../../../model/finding.ts';
import type { Group, Population } from '../../group/group.ts';
import type { Baseline } from '../../population/baseline.ts';
import { joinMeasures } from '../measure.ts';
import { balanceMeasure } from './balance.ts';
import { coActivityMeasure } from './co-activity.ts';
import { handOverMeasure } from './hand-over.ts';
import { rhythmMeasure } from './rhythm.ts';
import { synchronyMeasure } from './synchrony.ts';

/** The timing row of a group, strength 0..1; null when nothing stands out. */
export function timingEvidence(population: Population, group: Group, baseline: Baseline): Evidence | null {
  return joinMeasures('timing', [
    rhythmMeasure(population, group, baseline),
    balanceMeasure(population, group),
    synchronyMeasure(population, group),
    handOverMeasure(population, group),
    coActivityMeasure(population, group),
  ]);
}
