/**
 * Long messages that were sent more than once, by sender: the counts behind overlap.ts and common-tasks.ts. A campus is
 * one party here, as one worksheet is one task. A group examines the messages of its members only; the totals of
 * everybody are counted once a detection run.
 */

import { once } from '../../../base/memo.ts';
import type { Group, Population } from '../../group/group.ts';

/** The party of a unit for tasks: below 0 for a campus. */
function taskParty(population: Population, unit: number): number {
  const { of, place } = population.parties;
  return place[unit] >= 0 ? -1 - place[unit] : of[unit];
}

/** How many long messages of the sample each party of the members sent. */
export function sentByParty(population: Population, members: readonly number[]): Map<number, number> {
  const { sent } = population.input.repeats;
  const counts = new Map<number, number>();
  for (const i of members) {
    if (sent[i] === 0) continue;
    const party = taskParty(population, i);
    counts.set(party, (counts.get(party) ?? 0) + sent[i]);
  }
  return counts;
}

/** Who sent one repeated message. */
export interface TaskSenders {
  /** Parties that sent the message, each with the number of hours in which it did. */
  readonly members: ReadonlyMap<number, number>;
  readonly others: ReadonlyMap<number, number>;
}

/** The senders of each repeated message that a member sent. */
export function* tasksOf(population: Population, group: Group): Generator<TaskSenders> {
  const { unit, hours } = population.input.repeats;
  const { start, tasksOfUnit } = tasksBySender(population);
  const touched = new Set<number>();
  for (const i of group.members) for (const task of tasksOfUnit.get(i) ?? []) touched.add(task);
  for (const task of touched) {
    const members = new Map<number, number>();
    const others = new Map<number, number>();
    for (let r = start[task]; r < start[task + 1]; r++) {
      const senders = group.inside[unit[r]] ? members : others;
      const party = taskParty(population, unit[r]);
      senders.set(party, (senders.get(party) ?? 0) + hours[r]);
    }
    yield { members, others };
  }
}

/** What everybody sent, members included. */
export interface TaskTotals {
  /** Long messages of the sample, by everybody. */
  readonly sent: number;
  /** Sendings of a party in an hour after its first. */
  readonly again: number;
  /** By number of parties: how many messages have so many senders. */
  readonly bySenders: Float64Array;
}

/** Counts over everybody's long messages, members included. */
export function taskTotals(population: Population): TaskTotals {
  return tasksBySender(population).totals;
}

/** The rows of repeats by task and by unit: rows of one task lie together. */
const tasksBySender = once((population: Population) => {
  const { task, unit, hours, sent } = population.input.repeats;
  const start: number[] = [];
  const tasksOfUnit = new Map<number, number[]>();
  const counts: number[] = [];
  let again = 0;
  for (let r = 0; r < task.length; ) {
    const current = task[r];
    const senders = new Set<number>();
    start.push(r);
    for (; r < task.length && task[r] === current; r++) {
      senders.add(taskParty(population, unit[r]));
      again += hours[r] - 1;
      const tasks = tasksOfUnit.get(unit[r]);
      if (tasks) tasks.push(start.length - 1);
      else tasksOfUnit.set(unit[r], [start.length - 1]);
    }
    counts[senders.size] = (counts[senders.size] ?? 0) + 1;
  }
  start.push(task.length);
  const totals: TaskTotals = {
    sent: sent.reduce((a, b) => a + b, 0),
    again,
    bySenders: Float64Array.from(counts, (n) => n ?? 0),
  };
  return { start, tasksOfUnit, totals };
});
