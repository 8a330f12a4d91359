/**
 * Tasks dealt out more than once: many long messages, all over the group, that two or three of its parties send word for
 * word and no one else does. Several samples a task is how answers for training are collected; a list that is dealt out to
 * any free account leaves each task with a few of many senders.
 * Null model: how many of everybody else's long messages are another outsider's too, and as rare. A worksheet or a popular
 * prompt is sent by many, and each user of a benchmark sends all of it; a task with more than a quarter of the group's
 * parties as senders does not count, which leaves both out. A campus or an organisation counts as one party.
 * Defeated by one sample a task, or by tasks that stay with their account.
 */

import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { SHARDING_COMMON_TASKS_PARAMETERS } from '../../parameters/evidence/sharding.ts';
import { grouped, percentText, ramp, surplusOver } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { outsiderShare } from '../outsider-share.ts';
import { sentByParty, tasksOf, taskTotals } from './meetings.ts';

const {
  fullStrength,
  minParties,
  maxSenders,
  maxSendersShare,
  tasks: manyTasks,
} = valuesOf(SHARDING_COMMON_TASKS_PARAMETERS);

/** Strength 0..1 of more parties having a task in common with another than outsiders have; null if none has. */
export function commonTasksMeasure(population: Population, group: Group): Measure | null {
  if (group.parties < minParties) return null;
  const most = Math.max(maxSenders, Math.floor(maxSendersShare * group.parties));
  const sent = sentByParty(population, group.members);
  const involved = new Set<number>();
  const totals = taskTotals(population);
  // Senders of the messages that as few outsiders have in common, without the members' messages.
  let elsewhere = 0;
  for (let n = 2; n <= most && n < totals.bySenders.length; n++) elsewhere += n * totals.bySenders[n];
  let tasks = 0;
  for (const { members, others } of tasksOf(population, group)) {
    const senders = new Set([...members.keys(), ...others.keys()]).size;
    if (senders > 1 && senders <= most) elsewhere -= senders;
    if (others.size > 0 || members.size < 2 || members.size > most) continue;
    tasks++;
    for (const party of members.keys()) involved.add(party);
  }
  if (tasks === 0) return null;
  // A random party that sends as much: each of its messages is another's too at the outsiders' rate.
  let all = totals.sent;
  for (const n of sent.values()) all -= n;
  const rate = outsiderShare(elsewhere, all);
  let expected = 0;
  for (const n of sent.values()) expected += 1 - Math.exp(-rate * n);
  expected /= Math.max(1, sent.size);
  return {
    name: 'common_tasks',
    strength: fullStrength * surplusOver(involved.size, sent.size, expected) * ramp(tasks, ...manyTasks),
    summary: `Two or more parties of the group, and no other account, sent the same ${grouped(tasks)} long messages word for word; ${grouped(involved.size)} of ${grouped(sent.size)} parties share such a task with another (expected by chance: ${percentText(expected)}).`,
    detail: {
      common_tasks: tasks,
      parties_with_common_tasks: `${grouped(involved.size)} of ${grouped(sent.size)}`,
      parties_with_common_tasks_expected: percentText(expected),
    },
  };
}
