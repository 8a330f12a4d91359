/**
 * Hand-over: one member falls silent and another begins within hours, again and again, while the group goes on as before.
 * Follows the replaced accounts of the February 2026 disclosure and the load that moves between pathways in advisory
 * AA26-251A. Members that were closed are failover's matter (failover/) and left out here.
 * Null model: the same silences at other times (succession.ts), so that a start of term, at which many begin, is met by
 * chance as often as it deserves. An event is over in a day or three, and who came late goes on when the first have left:
 * silences that all fall into so few days are its end.
 * Defeated by overlapping the old and the new account, or by waiting days.
 */
import { DAY, HOUR } from '../../../base/clock.ts';
import type { Group, Population } from '../../group/group.ts';
import { grouped, percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { succession } from '../succession.ts';

const TRUST = 0.6;
/** A hand-over takes at most this long. */
const WITHIN = 12 * HOUR;
/** Silent for this many of a unit's usual pauses, and at least this long, is silent for good (and so before its start). */
const PAUSES = 8;
const LEAST = 2 * DAY;
const MIN_EXCHANGES = 4;
const MIN_HANDED = 4;
/** Hand-overs over those of chance, in standard deviations; and the share of all silences they make. */
const DEVIATIONS: readonly [number, number] = [2.5, 6];
const SHARE: readonly [number, number] = [0.2, 0.6];
/** Days over which the silences spread (inverse Simpson): an event's, and those of accounts replaced again and again. */
const DAYS: readonly [number, number] = [2.5, 5];

export function handOverMeasure(world: Population, group: Group): Measure | null {
  const { window } = world.input;
  if (!window) return null;
  const silences: number[] = [];
  const starts: number[] = [];
  for (const i of group.members) {
    const { ends, begins } = changes(world, i, window);
    if (ends !== null) silences.push(ends);
    if (begins !== null) starts.push(begins);
  }
  if (silences.length < MIN_HANDED || starts.length < MIN_HANDED) return null;
  silences.sort((a, b) => a - b);
  starts.sort((a, b) => a - b);
  const chain = succession(silences, starts, WITHIN, window);
  if (!chain) return null;
  const { found: handed, mean, deviation } = chain;
  const share = Math.max(0, handed - mean) / Math.max(silences.length, starts.length);
  const strength =
    handed < MIN_HANDED
      ? 0
      : TRUST *
        ramp((handed - mean) / (deviation + 0.5), ...DEVIATIONS) *
        ramp(share, ...SHARE) *
        ramp(daysOf(silences), ...DAYS);
  return {
    name: 'hand_over',
    strength,
    summary: `${grouped(handed)} of ${grouped(silences.length)} members that fell silent were followed within twelve hours by one that began; at other times ${mean.toFixed(1)} would have been.`,
    detail: {
      handed_over: `${grouped(handed)} of ${grouped(silences.length)}`,
      handed_over_expected: Number(mean.toFixed(1)),
      share_beyond_chance: percentText(share),
    },
  };
}

/** When a unit fell silent for good and when it began, if it did either inside the window. */
function changes(world: Population, i: number, window: { from: number; to: number }) {
  const { units } = world.input;
  if (units.exchanges[i] < MIN_EXCHANGES) return { ends: null, begins: null };
  const pause = (units.last[i] - units.first[i]) / (units.exchanges[i] - 1);
  const long = Math.max(LEAST, PAUSES * pause);
  const closed = units.record[i] !== null && units.record[i]?.status !== 'active';
  return {
    ends: !closed && window.to - units.last[i] > long ? units.last[i] : null,
    begins: units.first[i] - window.from > long ? units.first[i] : null,
  };
}

/** Over how many days times are spread, as if they were spread evenly. */
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
