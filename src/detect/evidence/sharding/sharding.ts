/**
 * sharding (relational): different parties work through one task list. Read from traffic, so strong only where it shows
 * coordination between them: their days complete each other, they send each other's rare tasks word for word, their own
 * tasks never meet although each repeats its own, or a router's end-user ids turn over behind one template. That each party's share is even is timing's (balance.ts).
 * Follows the load balancing of the February 2026 disclosure and the rotating sub-account ids that detection behind
 * routers meets. Each measure names its null model.
 */
import type { Evidence } from '../../../model/finding.ts';
import type { Group, Population } from '../../group/group.ts';
import { joinMeasures } from '../measure.ts';
import { commonTasksMeasure } from './common-tasks.ts';
import { complementMeasure } from './complement.ts';
import { endUsersMeasure } from './end-users.ts';
import { overlapMeasure } from './overlap.ts';

export function shardingEvidence(world: Population, group: Group): Evidence | null {
  return joinMeasures('sharding', [
    complementMeasure(world, group),
    commonTasksMeasure(world, group),
    overlapMeasure(world, group),
    endUsersMeasure(world, group),
  ]);
}
