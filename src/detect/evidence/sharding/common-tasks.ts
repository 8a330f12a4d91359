/**
 * Tasks dealt out more than once: long messages that two or three parties of the group send word for word and nobody
 * else does, many of them, all over the group. Several samples a task is how answers for training are collected; a list
 * that is dealt out to whoever is free leaves each task with a few of many hands.
 * Null model: how many of everybody else's long messages are another outsider's too and as rare. A worksheet or a popular
 * prompt is sent by many, a benchmark is sent whole by each who runs it, and both are left out: a task counts with
 * at most a quarter of the group's parties. A campus, an organisation count as one.
 * Defeated by one sample a task, or by tasks that stay with their account.
 */
import type { Group, Population } from '../../group/group.ts';
import { grouped, percentText, ramp, surplusOver } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { sentByParty, tasksOf, taskTotals } from './meetings.ts';

const TRUST = 0.5;
const MIN_PARTIES = 5;
/** A task in more hands than this is common property. */
const HANDS = 3;
const SHARE = 0.25;
/** Tasks that must be in several hands: from, and surely. */
const TASKS: readonly [number, number] = [8, 40];

export function commonTasksMeasure(world: Population, group: Group): Measure | null {
  if (group.parties < MIN_PARTIES) return null;
  const most = Math.max(HANDS, Math.floor(SHARE * group.parties));
  const sent = sentByParty(world, group.members);
  const involved = new Set<number>();
  const totals = taskTotals(world);
  // Senders of messages that outsiders have in common and as few of them, the members' messages taken off.
  let elsewhere = 0;
  for (let n = 2; n <= most && n < totals.bySenders.length; n++) elsewhere += n * totals.bySenders[n];
  let tasks = 0;
  for (const { members, others } of tasksOf(world, group)) {
    const senders = new Set([...members.keys(), ...others.keys()]).size;
    if (senders > 1 && senders <= most) elsewhere -= senders;
    if (others.size > 0 || members.size < 2 || members.size > most) continue;
    tasks++;
    for (const party of members.keys()) involved.add(party);
  }
  if (tasks === 0) return null;
  // What a random party of as many exchanges would come to: each of its messages is another's at the outsiders' rate.
  let all = totals.sent;
  for (const n of sent.values()) all -= n;
  const rate = (elsewhere + 0.5) / (all + 1);
  let expected = 0;
  for (const n of sent.values()) expected += 1 - Math.exp(-rate * n);
  expected /= Math.max(1, sent.size);
  return {
    name: 'common_tasks',
    strength: TRUST * surplusOver(involved.size, sent.size, expected) * ramp(tasks, ...TASKS),
    summary: `${grouped(tasks)} long messages were sent word for word by two or more parties of the group and by nobody else; ${grouped(involved.size)} of ${grouped(sent.size)} parties have such a task in common with another, where chance explains ${percentText(expected)}.`,
    detail: {
      common_tasks: tasks,
      parties_with_common_tasks: `${grouped(involved.size)} of ${grouped(sent.size)}`,
      parties_with_common_tasks_expected: percentText(expected),
    },
  };
}
