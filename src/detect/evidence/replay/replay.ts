/**
 * replay (content): what happens to the signatures of answers. Three measures: other accounts of the group present them,
 * other sessions present them, or they stand in a conversation that is not the one they were issued to.
 */
import type { Evidence } from '../../../model/finding.ts';
import type { Group, Population } from '../../group/group.ts';
import type { Baseline } from '../../population/baseline.ts';
import { joinMeasures } from '../measure.ts';
import { editedMeasure } from './edited.ts';
import { otherAccountMeasure } from './other-account.ts';
import { otherSessionMeasure } from './other-session.ts';

/** The replay row of a group, strength 0..1; null when nothing stands out. */
export function replayEvidence(population: Population, group: Group, baseline: Baseline): Evidence | null {
  return joinMeasures('replay', [
    otherAccountMeasure(population, group),
    otherSessionMeasure(population, group, baseline),
    editedMeasure(population, group, baseline),
  ]);
}
