/**
 * Edited conversations: a signed block is presented after another question, system prompt or set of tools than it was
 * issued to, or after changed earlier turns. It is the check of "preserved thinking" inside a model server, made from
 * outside: a signature vouches for an answer to one conversation, and a replay puts it into another.
 *
 * Null model: how often each account outside presents edited conversations. Honest clients drop and shorten old turns all
 * the time: that is counted apart, and only an excess over everybody's habit counts (src/fingerprint/context-digest.ts says
 * what is compared). Defeated by replaying a conversation word for word up to the block.
 */

import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { REPLAY_EDITED_PARAMETERS } from '../../parameters/evidence/replay.ts';
import type { Baseline } from '../../population/baseline.ts';
import { grouped, percentText, ramp } from '../../population/numbers.ts';
import type { Comparison } from '../../population/ranking.ts';
import type { Measure } from '../measure.ts';

const {
  editedStrength,
  trimmedStrength,
  share,
  usualQuantile,
  beyondUsual,
  count: fewAndMany,
} = valuesOf(REPLAY_EDITED_PARAMETERS);

/** Strength 0..1 of members presenting edited conversations more than accounts outside; null if none does. */
export function editedMeasure(population: Population, group: Group, baseline: Baseline): Measure | null {
  const { presentations } = population.input;
  const sums = { compared: 0, edited: 0, trimmed: 0 };
  for (const i of group.members) {
    sums.compared += presentations.compared[i];
    sums.edited += presentations.edited[i];
    sums.trimmed += presentations.trimmed[i];
  }
  if (sums.edited + sums.trimmed === 0) return null;
  const { habits } = baseline;
  const beyond = (habit: Comparison): [number, number] => {
    const usual = habit.quantile(usualQuantile);
    return [usual + beyondUsual[0], usual + beyondUsual[1]];
  };
  const excess = (habit: Comparison, count: number) =>
    habit.excessAbove() *
    ramp(habit.members / group.members.length, ...share) *
    ramp(count / sums.compared, ...beyond(habit)) *
    ramp(count, ...fewAndMany);
  const edits = habits.edited.against(group.members);
  const before = editedStrength * excess(edits, sums.edited);
  const earlier = trimmedStrength * excess(habits.trimmed.against(group.members), sums.trimmed);
  return {
    name: 'edited',
    strength: Math.max(before, earlier),
    summary: `${percentText(sums.edited / sums.compared)} of the signed blocks that members present follow another question, system prompt or set of tools than they were issued for (${grouped(sums.edited)} of ${grouped(sums.compared)}); for three in four accounts outside the group it is at most ${percentText(edits.quantile(usualQuantile))}.`,
    detail: {
      edited_presentations: grouped(sums.edited),
      compared_presentations: grouped(sums.compared),
      population_edited: percentText(edits.quantile(usualQuantile)),
      only_earlier_turns_changed: percentText(sums.trimmed / sums.compared),
    },
  };
}
