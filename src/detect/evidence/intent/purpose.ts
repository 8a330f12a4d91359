/**
 * What the group's slice is for is training data (elicited reasoning, grading, generated data, cleaned traces, policy
 * rewrites, trajectories), more than the population's traffic is. Follows the three kinds of request of the February
 * 2026 disclosure. Null model: the population's median account. In conversations that go on, and with tools' results at
 * hand, people want answers, whatever a product's prompt sounds like: there the purpose must be much clearer to count,
 * as it is where a request for the reasoning is put into every turn. The model behind the scores and where it fails:
 * docs/model-card.md. Defeated by prompts that ask for answers only.
 */
import { INTENTS } from '../../../model/vocabulary.ts';
import { coverage, type Group } from '../../group/group.ts';
import type { Baseline } from '../../population/baseline.ts';
import { ANSWER, harvestIntent } from '../../population/harvest.ts';
import { percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

export function purpose(group: Group, baseline: Baseline): Measure {
  const mass = harvestIntent(group.slice.intents);
  const { followUps, toolResults } = group.slice;
  const conversation = Math.max(ramp(followUps, 0.1, 0.5), ramp(toolResults, 0.1, 0.5));
  const low = Math.max(0.15, baseline.harvestIntent + 0.1) + 0.4 * conversation;
  const high = Math.max(0.6, baseline.harvestIntent + 0.4) + 0.3 * conversation;
  const ranked = INTENTS.map((name, k) => ({ name, share: group.slice.intents[k] }))
    .filter((_, k) => k !== ANSWER)
    .sort((a, b) => b.share - a.share);
  const detail: Record<string, string> = {
    harvest_intent: percentText(mass),
    population_median: percentText(baseline.harvestIntent),
  };
  for (const { name, share } of ranked) if (share >= 0.02) detail[name] = percentText(share);
  return {
    name: 'purpose',
    // A slice that few members have part in says little about the rest.
    strength: 0.97 * ramp(coverage(group), 0.1, 0.6) * ramp(mass, low, high),
    summary: `${percentText(mass)} of the slice asks for training data, foremost ${ranked[0].name.replaceAll('_', ' ')} (${percentText(ranked[0].share)}); the population's median account: ${percentText(baseline.harvestIntent)}.`,
    detail,
  };
}
