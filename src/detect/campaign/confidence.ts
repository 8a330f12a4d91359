/**
 * From evidence to a confidence. A logistic sum: each family contributes its weight times its strength to the log
 * odds, starting from a prior that a group of accounts is harmless. The weights are fitted on simulated worlds
 * (confidence-weights.ts, `npm run calibrate`). Three conditions hold whatever the sum: without relational evidence it
 * is not one operator, without content nothing was harvested, and without a sign of what the output is for it is only
 * a group, and a group is not a campaign.
 */
import type { Evidence } from '../../model/finding.ts';
import { valuesOf } from '../../model/parameter.ts';
import type { Family } from '../../model/vocabulary.ts';
import { HIDDEN, type Openness } from '../group/openness.ts';
import { CONFIDENCE_PARAMETERS } from '../parameters/campaign-acceptance.ts';
import { noisyOr, ramp, rampOver, sigmoid } from '../population/numbers.ts';
import { CONFIDENCE_WEIGHTS } from './confidence-weights.ts';

const { minPurpose, minRelational, minContent, sweepShape, heldCeiling, maxConfidence, verifiedShare, openlyLinkedShare } =
  valuesOf(CONFIDENCE_PARAMETERS);

/** The family that cannot tie by itself: who took up a tool runs its client as all of its users do. */
const TOOL: Family = 'client';
/**
 * What says what the output is for: families, and a measure of another family. Who puts one text before strangers'
 * requests passes them on, whatever the text asks for; at a venue it is the text that the host hands out.
 */
const PURPOSE: readonly Family[] = ['intent', 'replay', 'technique_search'];
const PURPOSE_MEASURE = 'injected_strength';
/** The strength of the purpose without what firms ask for every day. */
const CLEAR_PURPOSE_MEASURE = 'clear_purpose';
/** Finished reasoning that is brought along, which no product of a firm does. */
const CLEANING_MEASURE = 'cleaning_strength';
/** Families that show several accounts worked as one machine. */
const WORKED: readonly Family[] = ['timing', 'sharding', 'failover'];
/** Families that, beside sign-ups, show accounts that one operator made. */
const MADE_WITH: readonly Family[] = ['payment', 'network', 'client'];

/** The verdict on a group. */
export interface GroupConfidence {
  /** 0..1 */
  readonly confidence: number;
  /** Log odds each row added, in the order of the rows; empty if the confidence is no sum (organisation-confidence.ts). */
  readonly contributions: readonly number[];
  /** Which condition kept the confidence down, if one did. */
  readonly heldBy: 'no_relational' | 'no_content' | 'no_purpose' | null;
}

/**
 * The confidence that a group with this evidence is a campaign.
 *
 * @param open how far the members show who runs them; a campaign hides it
 */
export function groupConfidence(evidence: readonly Evidence[], open: Openness = HIDDEN): GroupConfidence {
  const swept = sweptTaskList(evidence, open);
  // The joint evidence of a sweep is credited to the shape of the harvest, so that rows add up.
  const contributions = evidence.map(
    (row) =>
      CONFIDENCE_WEIGHTS.families[row.family] * row.strength +
      (row.family === 'harvest_shape' ? CONFIDENCE_WEIGHTS.sweep * swept : 0),
  );
  const openness = CONFIDENCE_WEIGHTS.openness * openness01(open);
  const raw = sigmoid(contributions.reduce((sum, x) => sum + x, CONFIDENCE_WEIGHTS.prior + openness));
  const strongest = (kind: Evidence['kind']) =>
    Math.max(0, ...evidence.filter((row) => row.kind === kind).map((row) => row.strength));
  const purpose = noisyOr([purposeStrength(evidence, open), swept]);
  let heldBy: GroupConfidence['heldBy'] = null;
  const tied = evidence.filter((row) => row.kind === 'relational' && row.family !== TOOL);
  if (Math.max(0, ...tied.map((row) => row.strength)) < minRelational) heldBy = 'no_relational';
  else if (strongest('content') < minContent) heldBy = 'no_content';
  else if (purpose < minPurpose) heldBy = 'no_purpose';
  return { confidence: Math.min(heldBy ? heldCeiling : maxConfidence, raw), contributions, heldBy };
}

/** 0..1: how much of openness the share of verified members is worth. */
export function openness01(open: Openness): number {
  return rampOver(open.verified, verifiedShare);
}

/** How strongly the evidence says what the output is for, 0..1: families and measures that read what is asked for. */
export function purposeStrength(evidence: readonly Evidence[], open: Openness): number {
  return noisyOr(evidence.map((row) => purposeOf(row, open)));
}

/**
 * How clearly the evidence says that the output is for training, 0..1: {@link purposeStrength} without what firms ask for every
 * day, which are verdicts and, with short answers, made data and reasoning (evidence/intent/everyday.ts).
 */
export function clearPurposeStrength(evidence: readonly Evidence[], open: Openness): number {
  return noisyOr(
    evidence.map((row) => {
      const clear = row.detail[CLEAR_PURPOSE_MEASURE];
      if (row.family !== 'intent' || typeof clear !== 'number') return purposeOf(row, open);
      const brought = row.detail[CLEANING_MEASURE];
      return noisyOr([clear, typeof brought === 'number' ? brought : 0]);
    }),
  );
}

function purposeOf(row: Evidence, open: Openness): number {
  if (PURPOSE.includes(row.family)) return row.strength;
  const measured = row.detail[PURPOSE_MEASURE];
  return typeof measured === 'number' ? measured * passingForStrangers(open) : 0;
}

/** 0..1: how far the members pass for strangers, that is, are not openly linked. */
function passingForStrangers(open: Openness): number {
  return 1 - rampOver(open.openlyLinked, openlyLinkedShare);
}

/**
 * 0..1: one template swept over a task list by accounts that are worked as one machine, or run by accounts that one operator
 * made and that pass for strangers. Whatever the words ask for, this is how training data is made. Colleagues who signed up together
 * and share a card and an office share a mail domain as well. The product of its parts: all must be strong.
 */
export function sweptTaskList(evidence: readonly Evidence[], open: Openness): number {
  const strengths = (families: readonly Family[]) =>
    evidence.filter((row) => families.includes(row.family)).map((row) => row.strength);
  const strongest = (families: readonly Family[]) => Math.max(0, ...strengths(families));
  const shape = strongest(['harvest_shape']);
  const made = strongest(['registration']) * noisyOr(strengths(MADE_WITH)) * passingForStrangers(open);
  return strongest(['segment']) * Math.max(shape * strongest(WORKED), ramp(shape, 0, sweepShape) * made);
}
