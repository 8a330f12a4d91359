/**
 * Sign-ups in bursts: members signed up within half an hour of each other, or mostly in one week.
 * Null model: as many draws from everybody else's sign-up times, so that a launch day explains itself as far as others
 * signed up too. Three circumstances explain the rest: the start of a term where most members belong to one campus
 * (parties.ts); the day on which a link was handed out where members followed one link (the link itself is another
 * measure's); an event (sign-up-event.ts).
 * Defeated by one sign-up at a time, hours apart.
 */

import type { Units } from '../../../aggregate/detect-input.ts';
import { DAY, MINUTE } from '../../../base/clock.ts';
import { once } from '../../../base/memo.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { campusLeaves } from '../../group/sharing.ts';
import { REGISTRATION_BURST_PARAMETERS } from '../../parameters/evidence/registration.ts';
import { excessOver, grouped, percentText } from '../../population/numbers.ts';
import { mainPlace } from '../../population/parties.ts';
import { beyondSignUpEvent, countByOneLink } from '../../population/sign-up-event.ts';
import { closeness, countAtMost, countNear, densest } from '../../population/temporal-clustering.ts';
import type { Measure } from '../measure.ts';
import { outsiderShare } from '../outsider-share.ts';

const { closeMinutes, closeStrength, denseDays, denseStrength, minParties } = valuesOf(REGISTRATION_BURST_PARAMETERS);
/** ms */
const CLOSE = closeMinutes * MINUTE;
const DENSE = denseDays * DAY;

/**
 * Strength 0..1 of the sign-ups being closer together than everybody else's.
 *
 * @param known the members with a record
 */
export function burstMeasure(population: Population, group: Group, known: readonly number[]): Measure | null {
  const times = signUps(population, known);
  if (times.length < minParties) return null;
  const { all, left } = signUpsOfAll(population, group);
  const near = countNear(times, all, CLOSE);
  countNear(times, left, CLOSE).forEach((n, k) => {
    near[k] -= n;
  });
  const others = all.length - left.length;
  const { observed, expected, excess } = closeness(times, near, others, CLOSE, false);
  const { count, from } = densest(times, DENSE);
  const during = (sorted: Float64Array) => countAtMost(sorted, from + DENSE) - countAtMost(sorted, from);
  const inWeek = outsiderShare(during(all) - during(left), others);
  const campus = mainPlace(known, population.parties) >= 0 ? campusLeaves : 1;
  const link = 1 - countByOneLink(population, group.members) / known.length;
  const unexplained = Math.min(campus, link, beyondSignUpEvent(group.signUpEvent));
  // One fact at two scales is not two reasons.
  const strength = Math.max(closeStrength * excess, denseStrength * excessOver(count, times.length, inWeek));
  return {
    name: 'burst',
    strength: unexplained * strength,
    summary: `${percentText(observed)} of ${grouped(times.length)} parties signed up within half an hour of another (expected by chance: ${percentText(expected)}), and ${percentText(count / times.length)} in one week, in which ${percentText(inWeek)} of all others did.`,
    detail: {
      within_half_hour: percentText(observed),
      within_half_hour_expected: percentText(expected),
      in_densest_week: percentText(count / times.length),
      in_densest_week_expected: percentText(inWeek),
    },
  };
}

/** When each party signed up first. */
function signUps(population: Population, units: readonly number[]): Float64Array {
  const { record } = population.input.units;
  const first = new Map<number, number>();
  for (const i of units) {
    const time = record[i]?.created ?? 0;
    const party = population.parties.of[i];
    first.set(party, Math.min(first.get(party) ?? time, time));
  }
  return Float64Array.from(first.values()).sort();
}

/** When all units signed up, and when those did who are no strangers: sign-ups near strangers are those near all, less theirs. */
function signUpsOfAll(population: Population, group: Group): { all: Float64Array; left: Float64Array } {
  const { record } = population.input.units;
  const known = [...group.members, ...group.copied.units].filter((i) => record[i] !== null);
  return {
    all: bySignUp(population.input.units),
    left: Float64Array.from(known, (i) => record[i]?.created ?? 0).sort(),
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
