/**
 * Sign-ups in bursts: members signed up within half an hour of each other, or mostly in one week.
 * Null model: as many draws from everybody else's sign-up times, so a launch day or an event explains itself as far as
 * others came too. Where most members belong to one campus the start of the term explains the rest (parties.ts), and where
 * they followed one link, the day on which it was handed out does: the link itself is another measure's. An event explains
 * most of the rest (sign-up-event.ts).
 * Defeated by one sign-up at a time, hours apart.
 */

import type { Units } from '../../../aggregate/detect-input.ts';
import { DAY, MINUTE } from '../../../base/clock.ts';
import { once } from '../../../base/memo.ts';
import type { Group, Population } from '../../group/group.ts';
import { campusLeaves } from '../../group/sharing.ts';
import { excessOver, grouped, percentText } from '../../population/numbers.ts';
import { mainPlace } from '../../population/parties.ts';
import { beyondSignUpEvent, countByOneLink } from '../../population/sign-up-event.ts';
import { closeness, countAtMost, countNear, densest } from '../../population/temporal-clustering.ts';
import type { Measure } from '../measure.ts';

/** Sign-ups closer than this are together. */
const TOGETHER = 30 * MINUTE;
const TRUST = 0.7;
const WEEK = 7 * DAY;
const WEEK_TRUST = 0.4;
const MIN_PARTIES = 3;

export function burstMeasure(world: Population, group: Group, known: readonly number[]): Measure | null {
  const times = signUps(world, known);
  if (times.length < MIN_PARTIES) return null;
  const { all, inside } = signUpsOfAll(world, group);
  const near = countNear(times, all, TOGETHER);
  countNear(times, inside, TOGETHER).forEach((n, k) => {
    near[k] -= n;
  });
  const others = all.length - inside.length;
  const { observed, expected, excess } = closeness(times, near, others, TOGETHER, false);
  const { count, from } = densest(times, WEEK);
  const during = (sorted: Float64Array) => countAtMost(sorted, from + WEEK) - countAtMost(sorted, from);
  const inWeek = (during(all) - during(inside) + 0.5) / (others + 1);
  const campus = mainPlace(known, world.parties) >= 0 ? campusLeaves : 1;
  const link = 1 - countByOneLink(world, group.members) / known.length;
  const left = Math.min(campus, link, beyondSignUpEvent(group.signUpEvent));
  // One fact seen at two scales: not two reasons.
  const strength = Math.max(TRUST * excess, WEEK_TRUST * excessOver(count, times.length, inWeek));
  return {
    name: 'burst',
    strength: left * strength,
    summary: `${percentText(observed)} of ${grouped(times.length)} parties signed up within half an hour of another one (chance explains ${percentText(expected)}), and ${percentText(count / times.length)} in one week, in which ${percentText(inWeek)} of all others did.`,
    detail: {
      within_half_hour: percentText(observed),
      within_half_hour_expected: percentText(expected),
      in_densest_week: percentText(count / times.length),
      in_densest_week_expected: percentText(inWeek),
    },
  };
}

/** When each party signed up first. */
function signUps(world: Population, units: readonly number[]): Float64Array {
  const { record } = world.input.units;
  const first = new Map<number, number>();
  for (const i of units) {
    const time = record[i]?.created ?? 0;
    const party = world.parties.of[i];
    first.set(party, Math.min(first.get(party) ?? time, time));
  }
  return Float64Array.from(first.values()).sort();
}

/** When everybody signed up, and when the members did: what is near others is what is near all, less the members. */
function signUpsOfAll(world: Population, group: Group): { all: Float64Array; inside: Float64Array } {
  const { record } = world.input.units;
  const known = group.members.filter((i) => record[i] !== null);
  return {
    all: bySignUp(world.input.units),
    inside: Float64Array.from(known, (i) => record[i]?.created ?? 0).sort(),
  };
}

/** When the units with a record signed up, in order. */
const bySignUp = once(({ record, count }: Units) => {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const created = record[i]?.created;
    if (created !== undefined) times.push(created);
  }
  return Float64Array.from(times).sort();
});
