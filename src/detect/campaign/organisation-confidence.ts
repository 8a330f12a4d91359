/**
 * The confidence of a finding about one verified organisation. Nothing has to tie its accounts, and openness does not speak
 * against it, since the question is not who is behind them. It rests on what the output is for and on nothing else.
 */
import type { Evidence } from '../../model/finding.ts';
import { valuesOf } from '../../model/parameter.ts';
import { HIDDEN } from '../group/openness.ts';
import { ORGANISATION_PARAMETERS } from '../parameters/campaign-organisation.ts';
import { rampOver } from '../population/numbers.ts';
import { purposeStrength } from './confidence.ts';

const { minPurpose, confidence } = valuesOf(ORGANISATION_PARAMETERS);

/**
 * The confidence that a verified organisation harvests.
 *
 * @returns 0 if the evidence of purpose has no real strength; else within the range of the parameter `confidence`
 */
export function organisationConfidence(evidence: readonly Evidence[]): number {
  const purpose = purposeStrength(evidence, HIDDEN);
  if (purpose < minPurpose) return 0;
  const [least, most] = confidence;
  return least + (most - least) * rampOver(purpose, [minPurpose, 1]);
}
