/**
 * Long messages that were sent more than once, by who sent them: what overlap.ts and common-tasks.ts count with. A campus
 * is one party here, as one worksheet is. A group looks at the messages of its members only; what everybody does is
 * counted once a run.
 */

import { once } from '../../../base/memo.ts';
import type { Group, Population } from '../../group/group.ts';

/** The party of a unit for tasks: below 0 for a campus. */
function taskParty(world: Population, unit: number): number {
  const { of, place } = world.parties;
  return place[unit] >= 0 ? -1 - place[unit] : of[unit];
}

/** How many long messages of the sample each party of the members sent. */
export function sentByParty(world: Population, members: readonly number[]): Map<number, number> {
  const { sent } = world.input.repeats;
  const counts = new Map<number, number>();
  for (const i of members) {
    if (sent[i] === 0) continue;
    const party = taskParty(world, i);
    counts.set(party, (counts.get(party) ?? 0) + sent[i]);
  }
  return counts;
}

export interface Senders {
  /** Parties that sent the message, each with the hours in which it did. */
  readonly members: ReadonlyMap<number, number>;
  readonly others: ReadonlyMap<number, number>;
}

/** The senders of each repeated message that a member sent. */
export function* tasksOf(world: Population, group: Group): Generator<Senders> {
  const { unit, hours } = world.input.repeats;
  const { start, tasksOfUnit } = taskBook(world);
  const touched = new Set<number>();
  for (const i of group.members) for (const task of tasksOfUnit.get(i) ?? []) touched.add(task);
  for (const task of touched) {
    const members = new Map<number, number>();
    const others = new Map<number, number>();
    for (let r = start[task]; r < start[task + 1]; r++) {
      const senders = group.inside[unit[r]] ? members : others;
      const party = taskParty(world, unit[r]);
      senders.set(party, (senders.get(party) ?? 0) + hours[r]);
    }
    yield { members, others };
  }
}

export interface TaskTotals {
  /** Long messages of the sample, by everybody. */
  readonly sent: number;
  /** Sendings of a party in an hour after its first. */
  readonly again: number;
  /** By number of parties: how many messages have so many senders. */
  readonly bySenders: Float64Array;
}

export function taskTotals(world: Population): TaskTotals {
  return taskBook(world).totals;
}

const taskBook = once((world: Population) => {
  const { task, unit, hours, sent } = world.input.repeats;
  const start: number[] = [];
  const tasksOfUnit = new Map<number, number[]>();
  const counts: number[] = [];
  let again = 0;
  for (let r = 0; r < task.length; ) {
    const current = task[r];
    const senders = new Set<number>();
    start.push(r);
    for (; r < task.length && task[r] === current; r++) {
      senders.add(taskParty(world, unit[r]));
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
