/**
 * Hand-over: one member falls silent and another begins within hours, again and again, while the group continues as
 * before. Follows the replaced accounts of the February 2026 disclosure and the load that moves between pathways in
 * advisory AA26-251A. Members that were closed belong to failover (failover/) and are left out.
 * Null model: the same silences at other times (succession.ts), so that a start of term, at which many begin, is met by
 * chance as often as it deserves. An event is over in a day or three, and latecomers continue when the first have left:
 * silences that all fall into so few days are its end.
 * Defeated by overlapping the old and the new account, or by waiting days.
 */
import { DAY, HOUR } from '../../../base/clock.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { TIMING_HAND_OVER_PARAMETERS } from '../../parameters/evidence/timing.ts';
import { grouped, percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { succession } from '../succession.ts';

const {
  fullStrength,
  withinHours,
  silentPauses,
  minSilentDays,
  minExchanges,
  minHandOvers,
  deviations: surplus,
  share: replacedShare,
  days: spreadDays,
} = valuesOf(TIMING_HAND_OVER_PARAMETERS);
/** ms */
const WITHIN = withinHours * HOUR;
const MIN_SILENCE = minSilentDays * DAY;

/** Strength 0..1 of hand-overs beyond those of other times; null for too few silences or beginnings. */
export function handOverMeasure(population: Population, group: Group): Measure | null {
  const { window } = population.input;
  if (!window) return null;
  const silences: number[] = [];
  const starts: number[] = [];
  for (const i of group.members) {
    const { ends, begins } = changes(population, i, window);
    if (ends !== null) silences.push(ends);
    if (begins !== null) starts.push(begins);
  }
  if (silences.length < minHandOvers || starts.length < minHandOvers) return null;
  silences.sort((a, b) => a - b);
  starts.sort((a, b) => a - b);
  const chain = succession(silences, starts, WITHIN, window);
  if (!chain) return null;
  const { found: handed, mean, deviations } = chain;
  const share = Math.max(0, handed - mean) / Math.max(silences.length, starts.length);
  const strength =
    handed < minHandOvers
      ? 0
      : fullStrength * ramp(deviations, ...surplus) * ramp(share, ...replacedShare) * ramp(daysOf(silences), ...spreadDays);
  return {
    name: 'hand_over',
    strength,
    summary: `When ${grouped(silences.length)} members fell silent, another started within twelve hours ${grouped(handed)} times; at other times ${mean.toFixed(1)} would have.`,
    detail: {
      handed_over: `${grouped(handed)} of ${grouped(silences.length)}`,
      handed_over_expected: Number(mean.toFixed(1)),
      share_beyond_chance: percentText(share),
    },
  };
}

/** When a unit fell silent for good and when it began, if it did either inside the window. */
function changes(population: Population, i: number, window: { from: number; to: number }) {
  const { units } = population.input;
  if (units.exchanges[i] < minExchanges) return { ends: null, begins: null };
  const pause = (units.last[i] - units.first[i]) / (units.exchanges[i] - 1);
  const long = Math.max(MIN_SILENCE, silentPauses * pause);
  const closed = units.record[i] !== null && units.record[i]?.status !== 'active';
  return {
    ends: !closed && window.to - units.last[i] > long ? units.last[i] : null,
    begins: units.first[i] - window.from > long ? units.first[i] : null,
  };
}

/** Over how many days times are spread: the inverse Simpson index of the days. */
function daysOf(times: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const time of times) {
    const day = Math.floor(time / DAY);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  let squares = 0;
  for (const count of counts.values()) squares += count * count;
  return times.length ** 2 / squares;
}
