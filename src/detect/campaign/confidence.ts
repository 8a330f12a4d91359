/**
 * From evidence to a confidence. A logistic sum: each family contributes its weight times its strength to the log
 * odds, starting from a prior that a group of accounts is harmless. The weights are fitted on simulated worlds
 * (confidence-weights.ts, `npm run calibrate`). Three conditions hold whatever the sum: without relational evidence it
 * is not one operator, without content nothing was harvested, and without a sign of what the output is for it is only
 * a group, and a group is not a campaign.
 */
import type { Evidence } from '../../model/finding.ts';
import type { Family } from '../../model/vocabulary.ts';
import { HIDDEN, type Openness } from '../group/openness.ts';
import { noisyOr, ramp, sigmoid } from '../population/numbers.ts';
import { CONFIDENCE_WEIGHTS } from './confidence-weights.ts';

/** A sign of purpose weaker than this is none. */
const COUNTS = 0.2;
/** Relational evidence weaker than this is what acquaintances, a tutorial or a town would show. */
const RELATIONAL_COUNTS = 0.35;
/** The family that cannot tie by itself: who took up a tool runs its client as all of its users do. */
const TOOL: Family = 'client';
/** Content must be this strong somewhere: a tied group with a few harvesters in it is not a campaign of all of them. */
const CONTENT_COUNTS = 0.4;
/**
 * What says what the output is for: families, and a measure of another family. Who puts one text before strangers'
 * requests passes them on, whatever the text asks for; at a venue it is the text that the host hands out.
 */
const PURPOSE: readonly Family[] = ['intent', 'replay', 'technique_search'];
const PURPOSE_MEASURE = 'injected_strength';
/** Families that show several accounts worked as one machine. */
const WORKED: readonly Family[] = ['timing', 'sharding', 'failover'];
/** Families that, beside sign-ups, show accounts that one hand made. */
const MADE_WITH: readonly Family[] = ['payment', 'network', 'client'];
/** Whose accounts one hand made need not go by a list: what is no chat will do, as an agent's sessions are none. */
const SHAPED = 0.4;
/** Confidence of a group that fails a condition stays below the line between group and campaign. */
export const CEILING = 0.45;
/** No sum of evidence is certainty. */
const MOST = 0.995;

export interface GroupConfidence {
  /** 0..1 */
  readonly confidence: number;
  /** Log odds each row added, in the order of the rows. */
  readonly contributions: readonly number[];
  /** Which condition kept the confidence down, if one did. */
  readonly heldBy: 'no_relational' | 'no_content' | 'no_purpose' | null;
}

/** @param open how far the members show who runs them; a campaign hides it. */
export function groupConfidence(evidence: readonly Evidence[], open: Openness = HIDDEN): GroupConfidence {
  const swept = sweptTaskList(evidence, open);
  // What the three families of a sweep say together stands with the shape of the harvest, so that rows add up.
  const contributions = evidence.map(
    (row) =>
      CONFIDENCE_WEIGHTS.families[row.family] * row.strength +
      (row.family === 'harvest_shape' ? CONFIDENCE_WEIGHTS.sweep * swept : 0),
  );
  const openness = CONFIDENCE_WEIGHTS.openness * openness01(open);
  const raw = sigmoid(contributions.reduce((sum, x) => sum + x, CONFIDENCE_WEIGHTS.prior + openness));
  const strongest = (kind: Evidence['kind']) =>
    Math.max(0, ...evidence.filter((row) => row.kind === kind).map((row) => row.strength));
  const purpose = noisyOr([...evidence.map((row) => purposeOf(row, open)), swept]);
  let heldBy: GroupConfidence['heldBy'] = null;
  const tied = evidence.filter((row) => row.kind === 'relational' && row.family !== TOOL);
  if (Math.max(0, ...tied.map((row) => row.strength)) < RELATIONAL_COUNTS) heldBy = 'no_relational';
  else if (strongest('content') < CONTENT_COUNTS) heldBy = 'no_content';
  else if (purpose < COUNTS) heldBy = 'no_purpose';
  return { confidence: Math.min(heldBy ? CEILING : MOST, raw), contributions, heldBy };
}

/** 0..1: how much of openness the share of verified members is worth. */
export function openness01(open: Openness): number {
  return ramp(open.verified, 0.3, 0.9);
}

function purposeOf(row: Evidence, open: Openness): number {
  if (PURPOSE.includes(row.family)) return row.strength;
  const measured = row.detail[PURPOSE_MEASURE];
  return typeof measured === 'number' ? measured * apart(open) : 0;
}

/** 0..1: how far the members pass for strangers, who did not come together for all to see. */
function apart(open: Openness): number {
  return 1 - ramp(open.openlyLinked, 0.4, 0.8);
}

/**
 * One template swept over a task list by accounts that are worked as one machine, or run by accounts that one hand made and
 * that pass for strangers: whatever the words ask for, this is how training data is made. Colleagues who signed up together
 * and share a card and an office share a mail domain as well. As strong as the weakest of its parts lets it be.
 */
export function sweptTaskList(evidence: readonly Evidence[], open: Openness): number {
  const strengths = (families: readonly Family[]) =>
    evidence.filter((row) => families.includes(row.family)).map((row) => row.strength);
  const strongest = (families: readonly Family[]) => Math.max(0, ...strengths(families));
  const shape = strongest(['harvest_shape']);
  const made = strongest(['registration']) * noisyOr(strengths(MADE_WITH)) * apart(open);
  return strongest(['segment']) * Math.max(shape * strongest(WORKED), ramp(shape, 0, SHAPED) * made);
}
