/**
 * replay (content): what becomes of the signatures of answers. Three measures: they travel between accounts, between
 * sessions, and stand in a conversation that is not the one they were issued to.
 */
import type { Evidence } from '../../../model/finding.ts';
import type { Group, Population } from '../../group/group.ts';
import type { Baseline } from '../../population/baseline.ts';
import { joinMeasures } from '../measure.ts';
import { edited } from './edited.ts';
import { otherSession } from './other-session.ts';
import { travelling } from './travelling.ts';

export function replayEvidence(world: Population, group: Group, baseline: Baseline): Evidence | null {
  return joinMeasures('replay', [
    travelling(world, group),
    otherSession(world, group, baseline),
    edited(world, group, baseline),
  ]);
}
