/**
 * Purpose: the group's slice asks for training data (elicited reasoning, grading, generated data, cleaned traces, policy
 * rewrites, trajectories) more than the population's traffic does. Follows the three kinds of request of the February
 * 2026 disclosure. Null model: the population's median account. In conversations, and with tool results at hand, people
 * want answers, whatever a product's prompt sounds like; there the purpose must be much clearer to count, as it is where a
 * request for the reasoning is put into every turn. The model behind the scores and where it fails: docs/model-card.md.
 * Defeated by prompts that ask for answers only.
 */

import { valuesOf } from '../../../model/parameter.ts';
import { ANSWER, INTENTS } from '../../../model/vocabulary.ts';
import type { Group } from '../../group/group.ts';
import { INTENT_PURPOSE_PARAMETERS } from '../../parameters/evidence/intent.ts';
import type { Baseline } from '../../population/baseline.ts';
import { harvestIntent, type Slice } from '../../population/harvest.ts';
import { percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { sliceWeight } from '../slice-weight.ts';
import { EVERYDAY_SHORT, shareBeyondEveryday, VERDICTS } from './everyday.ts';

const P = valuesOf(INTENT_PURPOSE_PARAMETERS);
/** In the detail: strength of the same without what firms ask for every day (everyday.ts), 0..1. */
export const CLEAR_PURPOSE = 'clear_purpose';
/** Intents that make less of the slice are not in the detail. */
const SHOWN_SHARE = 0.02;

/**
 * Strength 0..1 of a harvest intent beyond that of the population's median account.
 *
 * @param mass share of the exchanges that ask for training data, 0..1
 * @param shape shares of the same exchanges that continue a conversation or bring tool results
 */
export function purposeBeyondUsual(
  mass: number,
  { followUps, toolResults }: Pick<Slice, 'followUps' | 'toolResults'>,
  baseline: Baseline,
): number {
  const conversation = Math.max(ramp(followUps, ...P.conversation), ramp(toolResults, ...P.conversation));
  const low = Math.max(P.low, baseline.harvestIntent + P.lowMargin) + P.lowInConversation * conversation;
  const high = Math.max(P.high, baseline.harvestIntent + P.highMargin) + P.highInConversation * conversation;
  return P.fullStrength * ramp(mass, low, high);
}

/** Share of the group's requests that ask for training data and not for what firms ask for every day, 0..1. */
function clearShare({ members, slice }: Group, baseline: Baseline): number {
  const longest = baseline.habits.outputTokens.against(members).quantile(P.longAnswers);
  // A log without token counts knows nothing of lengths.
  const short = slice.outputTokens > 0 && slice.outputTokens < longest;
  return shareBeyondEveryday(slice.intents, short ? EVERYDAY_SHORT : VERDICTS, 0);
}

/** Strength 0..1 of the slice's harvest intent beyond that of the population's median account. */
export function purposeMeasure(group: Group, baseline: Baseline): Measure {
  const mass = harvestIntent(group.slice.intents);
  const ranked = INTENTS.map((name, k) => ({ name, share: group.slice.intents[k] }))
    .filter((_, k) => k !== ANSWER)
    .sort((a, b) => b.share - a.share);
  const weight = sliceWeight(group);
  const clear = purposeBeyondUsual(clearShare(group, baseline), group.slice, baseline);
  const detail: Record<string, string | number> = {
    [CLEAR_PURPOSE]: Number((weight * clear).toFixed(3)),
    harvest_intent: percentText(mass),
    population_median: percentText(baseline.harvestIntent),
  };
  for (const { name, share } of ranked) if (share >= SHOWN_SHARE) detail[name] = percentText(share);
  return {
    name: 'purpose',
    strength: weight * purposeBeyondUsual(mass, group.slice, baseline),
    summary: `${percentText(mass)} of the group's requests ask for training data, mostly ${ranked[0].name.replaceAll('_', ' ')} (${percentText(ranked[0].share)}); for the median account it is ${percentText(baseline.harvestIntent)}.`,
    detail,
  };
}
