/**
 * sharding (relational): different parties work through one task list. It is read from traffic, so it is strong only
 * where it shows coordination between them: their days complete each other, they send each other's rare tasks word for
 * word, their own tasks never meet although each repeats its own, a router's end-user ids turn over behind one template, or
 * signatures issued to one party are presented by another. Whether each party's share is even is the matter of timing (balance.ts).
 * Follows the load balancing of the February 2026 disclosure and the rotating sub-account ids that detection behind
 * routers meets. Each measure names its null model.
 */
import type { Evidence } from '../../../model/finding.ts';
import type { Group, Population } from '../../group/group.ts';
import { joinMeasures } from '../measure.ts';
import { commonTasksMeasure } from './common-tasks.ts';
import { complementMeasure } from './complement.ts';
import { endUsersMeasure } from './end-users.ts';
import { foreignSignaturesMeasure } from './foreign-signatures.ts';
import { overlapMeasure } from './overlap.ts';

/** The sharding row of a group, strength 0..1; null when nothing stands out. */
export function shardingEvidence(population: Population, group: Group): Evidence | null {
  return joinMeasures('sharding', [
    complementMeasure(population, group),
    commonTasksMeasure(population, group),
    overlapMeasure(population, group),
    endUsersMeasure(population, group),
    foreignSignaturesMeasure(population, group),
  ]);
}
