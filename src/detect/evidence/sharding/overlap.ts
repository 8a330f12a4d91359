/**
 * Too little overlap: members send long messages again after hours, each its own, and hardly ever one that another
 * member has sent, though one template makes all of them. If all drew from one list, a message would come back at another
 * member's as easily as at one's own; a list cut into shares never meets itself.
 * Null model: the members' own rate of repeats (a Good-Turing estimate of how long the list is) gives the meetings that
 * independent draws from one list would make. Lists of their own explain it as well: strangers with one tool repeat
 * their own words and meet nobody. So the group must live by a template of its own, repeat beyond everybody else, and
 * even then trust is low. Defeated by never sending a task twice.
 */
import { coverage, type Group, type Population } from '../../group/group.ts';
import { grouped, percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { sentByParty, tasksOf, taskTotals } from './meetings.ts';

const TRUST = 0.35;
const MIN_PARTIES = 5;
/** Share of the members, and of their exchanges, that the group's own template must make. */
const TEMPLATE = 0.5;
/** Meetings that one list must lead one to expect before their absence says something, and surely does. */
const EXPECTED: readonly [number, number] = [8, 40];
/** Meetings over those expected: from half of them on there is no absence. */
const ABSENT: readonly [number, number] = [0.5, 0.1];
/** Own repeats a message over everybody else's: from twice as many, surely at five times. */
const HABIT: readonly [number, number] = [2, 5];
/** At least this share of the parties must repeat messages. */
const BROAD = 0.5;

export function overlapMeasure(world: Population, group: Group): Measure | null {
  if (group.parties < MIN_PARTIES || !livesByTemplate(group)) return null;
  const sent = sentByParty(world, group.members);
  let all = 0;
  let within = 0;
  for (const n of sent.values()) {
    all += n;
    within += n * (n - 1);
  }
  const ownPairs = within / 2;
  const crossPairs = (all * (all - 1) - within) / 2;
  let ownMeetings = 0;
  let crossMeetings = 0;
  let again = 0;
  const repeating = new Set<number>();
  for (const { members } of tasksOf(world, group)) {
    let total = 0;
    let own = 0;
    for (const [party, hours] of members) {
      total += hours;
      own += (hours * (hours - 1)) / 2;
      again += hours - 1;
      if (hours > 1) repeating.add(party);
    }
    ownMeetings += own;
    crossMeetings += (total * (total - 1)) / 2 - own;
  }
  const expected = ownPairs > 0 ? (ownMeetings / ownPairs) * crossPairs : 0;
  if (expected === 0 || repeating.size < BROAD * sent.size) return null;
  const totals = taskTotals(world);
  const habit = again / all / ((Math.max(0, totals.again - again) + 1) / (totals.sent - all + 1));
  const met = crossMeetings / expected;
  return {
    name: 'overlap',
    strength:
      TRUST * ramp(expected, ...EXPECTED) * ramp(-met, -ABSENT[0], -ABSENT[1]) * ramp(habit, ...HABIT),
    summary: `Members send long messages again ${habit.toFixed(1)} times as often as others do, yet meet another member's ${grouped(crossMeetings)} times where one list would make ${grouped(expected)} (${percentText(met)}).`,
    detail: {
      tasks_met: grouped(crossMeetings),
      tasks_met_expected: grouped(expected),
      own_repeats_over_population: Number(Math.min(999, habit).toFixed(1)),
    },
  };
}

function livesByTemplate(group: Group): boolean {
  if (group.own.length === 0 || coverage(group) < TEMPLATE) return false;
  let harvested = 0;
  for (const n of group.harvested) harvested += n;
  return harvested >= TEMPLATE * group.exchanges;
}
