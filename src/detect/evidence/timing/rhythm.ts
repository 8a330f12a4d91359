/**
 * No human rhythm: the hours of the members are flat, and so are their weekdays. Follows "24/7 use without human rhythm"
 * of advisory AA26-251A. Null model: how many others as busy have hours as flat; where most customers are programs, flat
 * hours say nothing. It is a habit and no tie (a product with users all over the world is flat), so it is never enough by
 * itself. Defeated by replaying human hours account by account.
 */

import { type DetectInput, rowRange, type Units } from '../../../aggregate/detect-input.ts';
import { DAY } from '../../../base/clock.ts';
import { once } from '../../../base/memo.ts';
import { valuesOf } from '../../../model/parameter.ts';
import { countTrait } from '../../group/expected-count.ts';
import type { Group, Population } from '../../group/group.ts';
import { TIMING_RHYTHM_PARAMETERS } from '../../parameters/evidence/timing.ts';
import { type Baseline, hourEvenness } from '../../population/baseline.ts';
import { median, percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

const {
  fullStrength,
  minExchanges,
  flatEvenness,
  minParties,
  minMembers,
  membersPerKnown,
  minWeeks,
  weekdayShare,
  maxQuietDaysOutside,
} = valuesOf(TIMING_RHYTHM_PARAMETERS);
/** The trait of a unit with too few exchanges. */
const UNKNOWN = 255;
/** Two days of seven. */
const FLAT_WEEK = 2 / 7;
/** Hours in a row that the detail calls the quietest of the day. */
const QUIET_HOURS = 6;

/** Strength 0..1 of more members working round the clock than others as busy; null for few members or parties. */
export function rhythmMeasure(population: Population, group: Group, baseline: Baseline): Measure | null {
  const { units } = population.input;
  const flat = flatUnits(units);
  const { known, count, expected, excess } = countTrait(population, group, flat);
  if (known < minMembers || known < group.members.length / membersPerKnown || group.parties < minParties) return null;
  const measured = group.members.filter((i) => flat[i] !== UNKNOWN);
  const typical = median(measured.map((i) => hourEvenness(units.hours.subarray(24 * i, 24 * i + 24))));
  const week = weekOf(population, group);
  return {
    name: 'rhythm',
    strength: fullStrength * excess * (1 - weekdayShare + weekdayShare * (week?.even ?? 0)),
    summary: `${percentText(count / known)} of the members work round the clock; ${percentText(expected)} of equally busy accounts do. The evenness of a member's hours is ${typical.toFixed(2)} (median; 1 is flat; the population's median is ${baseline.hourEvenness.toFixed(2)}).`,
    detail: {
      round_the_clock: percentText(count / known),
      round_the_clock_expected: percentText(expected),
      median_hour_evenness: Number(typical.toFixed(3)),
      population_median: Number(baseline.hourEvenness.toFixed(3)),
      quietest_hours_share: percentText(quietest(pooledHours(units, group))),
      ...(week === null ? {} : { quietest_days_share: percentText(week.quietest) }),
    },
  };
}

/** 1 for units that work round the clock, 0 for others, UNKNOWN for those with too few exchanges. */
const flatUnits = once((units: Units) =>
  Uint8Array.from({ length: units.count }, (_, i) => {
    if (units.exchanges[i] < minExchanges) return UNKNOWN;
    return hourEvenness(units.hours.subarray(24 * i, 24 * i + 24)) >= flatEvenness ? 1 : 0;
  }),
);

/** Each member counts alike, so that one loud account is not the group's rhythm. */
function pooledHours(units: Units, group: Group): Float64Array {
  const pooled = new Float64Array(24);
  for (const i of group.members) for (let h = 0; h < 24; h++) pooled[h] += units.hours[24 * i + h] / units.exchanges[i];
  return pooled;
}

/** Share of the day's traffic in its quietest hours in a row: 25 % when flat, near 0 for people of one time zone. */
function quietest(hours: Float64Array): number {
  let total = 0;
  for (const h of hours) total += h;
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start < 24; start++) {
    let sum = 0;
    for (let k = 0; k < QUIET_HOURS; k++) sum += hours[(start + k) % 24];
    least = Math.min(least, sum);
  }
  return total === 0 ? 0 : least / total;
}

/** Share of a week in its two quietest days in a row, whichever they are: 2/7 when flat. */
function quietestDays(days: Float64Array): number | null {
  let total = 0;
  for (const n of days) total += n;
  let least = Number.POSITIVE_INFINITY;
  for (let d = 0; d < 7; d++) least = Math.min(least, days[d] + days[(d + 1) % 7]);
  return total === 0 ? null : least / total;
}

/** Shares of the weekdays, summed over units: each unit counts alike. */
function pooledWeek({ daily, units }: DetectInput, members: Iterable<number>): Float64Array {
  const week = new Float64Array(7);
  for (const i of members) {
    const { from, to } = rowRange(daily.unit, i);
    for (let r = from; r < to; r++) week[((daily.day[r] % 7) + 7) % 7] += daily.exchanges[r] / units.exchanges[i];
  }
  return week;
}

const weekOfAll = once((input: DetectInput) =>
  pooledWeek(
    input,
    Array.from({ length: input.units.count }, (_, i) => i),
  ),
);

/** How even the group's week is beyond everybody else's, 0..1; null over too few weeks. */
function weekOf(population: Population, group: Group): { quietest: number; even: number } | null {
  const { input } = population;
  if (!input.window || input.window.to - input.window.from < minWeeks * 7 * DAY) return null;
  const inside = pooledWeek(input, group.members);
  const quiet = quietestDays(inside);
  if (quiet === null) return null;
  const others = quietestDays(weekOfAll(input).map((n, d) => n - inside[d])) ?? FLAT_WEEK;
  return { quietest: quiet, even: ramp(quiet, Math.min(others, maxQuietDaysOutside), FLAT_WEEK) };
}
