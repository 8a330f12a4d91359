/**
 * Too little overlap: members send long messages again after hours, each its own, and hardly ever one that another member
 * has sent, though one template makes all of them. If all drew from one list, a message would recur with another member as
 * easily as with its sender; a list cut into shares never meets itself.
 * Null model: the members' own rate of repeats (a Good-Turing estimate of the length of the list) gives the meetings that
 * independent draws from one list would make. Separate lists explain it as well: strangers with one tool repeat their own
 * words and meet no one. So the group must live by a template of its own and repeat more than everybody else, and even
 * then the full strength is low. Defeated by never sending a task twice.
 */

import { valuesOf } from '../../../model/parameter.ts';
import { coverage, type Group, type Population } from '../../group/group.ts';
import { SHARDING_OVERLAP_PARAMETERS } from '../../parameters/evidence/sharding.ts';
import { grouped, percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { sentByParty, tasksOf, taskTotals } from './meetings.ts';

const { fullStrength, minParties, templateShare, expectedMeetings, metShare, repeatHabit, repeatingShare } =
  valuesOf(SHARDING_OVERLAP_PARAMETERS);

/** Strength 0..1 of meetings missing among tasks that members repeat; null where the group has no list of its own. */
export function overlapMeasure(population: Population, group: Group): Measure | null {
  if (group.parties < minParties || !livesByTemplate(group)) return null;
  const sent = sentByParty(population, group.members);
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
  for (const { members } of tasksOf(population, group)) {
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
  if (expected === 0 || repeating.size < repeatingShare * sent.size) return null;
  const totals = taskTotals(population);
  const habit = again / all / ((Math.max(0, totals.again - again) + 1) / (totals.sent - all + 1));
  const met = crossMeetings / expected;
  return {
    name: 'overlap',
    strength: fullStrength * ramp(expected, ...expectedMeetings) * ramp(met, ...metShare) * ramp(habit, ...repeatHabit),
    summary: `Members repeat long messages ${habit.toFixed(1)} times as often as others do, but send another member's only ${grouped(crossMeetings)} times; accounts that drew from one list would ${grouped(expected)} times (${percentText(met)}).`,
    detail: {
      tasks_met: grouped(crossMeetings),
      tasks_met_expected: grouped(expected),
      own_repeats_over_population: Number(Math.min(999, habit).toFixed(1)),
    },
  };
}

/** Whether most members send the group's own segments, in most of their exchanges. */
function livesByTemplate(group: Group): boolean {
  if (group.own.length === 0 || coverage(group) < templateShare) return false;
  let harvested = 0;
  for (const n of group.harvested) harvested += n;
  return harvested >= templateShare * group.exchanges;
}
