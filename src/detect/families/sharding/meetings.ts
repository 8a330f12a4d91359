/**
 * Meetings of messages: pairs of sendings that are of one long message, among a party's own and between parties. A
 * campus is one party here, as one worksheet is. What overlap.ts and common-tasks.ts count with.
 */
import type { World } from '../../group.ts';

/** The party of a unit for tasks: below 0 for a campus. */
export function taskParty(world: World, unit: number): number {
  const { of, place } = world.parties;
  return place[unit] >= 0 ? -1 - place[unit] : of[unit];
}

/** How many long messages of the sample each party of the chosen units sent. */
export function sentByParty(world: World, units: Iterable<number>): Map<number, number> {
  const { sent } = world.input.repeats;
  const counts = new Map<number, number>();
  for (const i of units) {
    if (sent[i] === 0) continue;
    const party = taskParty(world, i);
    counts.set(party, (counts.get(party) ?? 0) + sent[i]);
  }
  return counts;
}

/** The senders of each repeated message, members and others apart. */
export function* repeatedTasks(
  world: World,
  inside: Uint8Array,
): Generator<{ members: Map<number, number>; others: Map<number, number> }> {
  const { task, unit, hours } = world.input.repeats;
  for (let r = 0; r < task.length; ) {
    const members = new Map<number, number>();
    const others = new Map<number, number>();
    for (const current = task[r]; r < task.length && task[r] === current; r++) {
      const senders = inside[unit[r]] ? members : others;
      const party = taskParty(world, unit[r]);
      senders.set(party, (senders.get(party) ?? 0) + hours[r]);
    }
    yield { members, others };
  }
}
