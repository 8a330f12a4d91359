/**
 * What stands before a signed block is not what the block was issued to: another question, another system prompt, other
 * tools; or earlier turns were changed. It is the check that "preserved thinking" makes inside a model server, made from
 * outside: a signature vouches for an answer to one conversation, and a replay puts it into another.
 *
 * Null model: how often each account outside presents edited conversations. Honest clients drop and shorten old turns
 * all the time: that is counted apart, and only an excess over everybody's habit counts (src/fingerprint/context-digest.ts says what
 * is compared). Defeated by replaying a conversation word for word up to the block.
 */

import type { Group, Population } from '../../group/group.ts';
import type { Baseline } from '../../population/baseline.ts';
import { grouped, percentText, ramp } from '../../population/numbers.ts';
import type { Comparison } from '../../population/ranking.ts';
import type { Measure } from '../measure.ts';

/** Edited presentations that a few regenerated answers explain. */
const FEW = 6;

export function edited(world: Population, group: Group, baseline: Baseline): Measure | null {
  const { presentations } = world.input;
  const sums = { compared: 0, edited: 0, trimmed: 0 };
  for (const i of group.members) {
    sums.compared += presentations.compared[i];
    sums.edited += presentations.edited[i];
    sums.trimmed += presentations.trimmed[i];
  }
  if (sums.edited + sums.trimmed === 0) return null;
  const { habits } = baseline;
  const excess = (habit: Comparison, count: number) =>
    habit.excessAbove() *
    ramp(habit.members / group.members.length, 0, 0.3) *
    ramp(count / sums.compared, habit.quantile(0.75) + 0.05, habit.quantile(0.75) + 0.4) *
    ramp(count, FEW, 5 * FEW);
  const edits = habits.edited.against(group.members);
  const before = 0.8 * excess(edits, sums.edited);
  // Much less: forgetting is what clients do.
  const earlier = 0.3 * excess(habits.trimmed.against(group.members), sums.trimmed);
  return {
    name: 'edited',
    strength: Math.max(before, earlier),
    summary: `Before ${percentText(sums.edited / sums.compared)} of the signed blocks that members present stands another question, system prompt or set of tools than they were issued to (${grouped(sums.edited)} of ${grouped(sums.compared)}); three in four accounts outside: at most ${percentText(edits.quantile(0.75))}.`,
    detail: {
      edited_presentations: grouped(sums.edited),
      compared_presentations: grouped(sums.compared),
      population_edited: percentText(edits.quantile(0.75)),
      only_earlier_turns_changed: percentText(sums.trimmed / sums.compared),
    },
  };
}
