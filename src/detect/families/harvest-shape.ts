/**
 * harvest_shape (content): the slice is one-shot (no conversation goes on, no tool answered), every task
 * is new, and the answers are long. Null model: the population's median answer length; shares as they are.
 * Honest pipelines share this shape: it carries weight only beside relational evidence. Defeated by padding
 * with follow-up turns.
 */
import type { Evidence } from '../../model/finding.ts';
import type { Baseline } from '../baseline.ts';
import { coverage, type Group } from '../group.ts';
import { oneShotShape } from '../harvest.ts';
import { grouped, percent, ramp } from '../numbers.ts';

export function harvestShapeEvidence(group: Group, baseline: Baseline): Evidence | null {
  const { slice } = group;
  const long = baseline.outputTokens > 0 ? ramp(slice.outputTokens / baseline.outputTokens, 1, 2.5) : 0;
  const strength = 0.8 * ramp(coverage(group), 0.1, 0.6) * oneShotShape(slice) * (0.6 + 0.4 * long);
  if (strength < 0.05) return null;
  return {
    family: 'harvest_shape',
    kind: 'content',
    strength,
    summary: `One-shot traffic: ${percent(slice.uniqueBodies)} of the messages are new, ${percent(slice.followUps)} go on a conversation, answers are ${grouped(slice.outputTokens)} tokens (population's median account: ${grouped(baseline.outputTokens)}).`,
    detail: {
      new_messages: percent(slice.uniqueBodies),
      follow_ups: percent(slice.followUps),
      tool_results: percent(slice.toolResults),
      output_tokens: Math.round(slice.outputTokens),
      population_output_tokens: Math.round(baseline.outputTokens),
    },
  };
}
