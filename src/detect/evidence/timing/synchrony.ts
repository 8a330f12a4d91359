/**
 * Synchronised bursts: members of different parties act within the same seconds (or the same half minute) more often than
 * their own rates explain. Follows the "synchronised traffic" of the February 2026 disclosure.
 * Null model: the jitter method (Amarasingham et al., J Neurophysiol 2012). Each exchange could as well have come up to a
 * minute earlier or later (on the longest scale: anywhere in its sampled block), so that hours, lessons, launches and
 * whatever else moves people at the pace of minutes cancels out, on each scale of its own. Jobs that a clock starts at the
 * full minute are left out. A campus is one party here, as one lesson is.
 * Defeated by a random wait before every request. Read from a sample of blocks (aggregate/load-behaviour.ts).
 */

import type { Moments } from '../../../aggregate/detect-input.ts';
import { MINUTE, SECOND } from '../../../base/clock.ts';
import { once } from '../../../base/memo.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { TIMING_SYNCHRONY_PARAMETERS } from '../../parameters/evidence/timing.ts';
import { beyondChance, grouped, percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { type EventTimes, MovingWindow } from './moving-window.ts';

interface Scale {
  readonly name: string;
  /** ms: exchanges at most this far apart coincide … */
  readonly reach: number;
  /** … and could as well have come so many ms earlier or later; null: anywhere in the block. */
  readonly jitter: number | null;
  /** 0..1 */
  readonly fullStrength: number;
}

const P = valuesOf(TIMING_SYNCHRONY_PARAMETERS);

const SCALES: readonly Scale[] = [
  {
    name: 'half a second',
    reach: P.halfSecondReach * SECOND,
    jitter: P.halfSecondJitter * SECOND,
    fullStrength: P.halfSecondStrength,
  },
  {
    name: 'two seconds',
    reach: P.twoSecondsReach * SECOND,
    jitter: P.twoSecondsJitter * SECOND,
    fullStrength: P.twoSecondsStrength,
  },
  {
    name: 'half a minute',
    reach: P.halfMinuteReach * SECOND,
    jitter: null,
    fullStrength: P.halfMinuteStrength,
  },
];

/** Steps to which a log may round its times, ms. */
const ROUNDED = [MINUTE, 30 * SECOND, 15 * SECOND, 10 * SECOND, 5 * SECOND, 2 * SECOND, SECOND];
/** ms after a full minute in which jobs of the clock act. */
const CLOCK = P.clockSeconds * SECOND;
/** Bounds the work for a dense group: about so many of its exchanges, evenly chosen, are examined. */
const MAX_EXAMINED = 8_000;

/** Strength 0..1 of the clearest scale; null for too few exchanges, or parties, with others near. */
export function synchronyMeasure(population: Population, group: Group): Measure | null {
  const events = eventsOf(population, group);
  if (events.time.length < P.minExchanges) return null;
  const rounding = roundingOf(population.input.moments);
  let best: Measure | null = null;
  for (const scale of SCALES) {
    if (scale.reach < rounding) continue;
    const { near, seen, expected, variance, parties } = countCoincidences(
      events,
      population.input.moments.block,
      scale,
      rounding,
    );
    if (near < P.minExchanges || parties < P.minParties) continue;
    const excess = beyondChance(seen / near, expected / near);
    // One more keeps the quotient finite.
    const deviations = (seen - expected) / Math.sqrt(variance + 1);
    const strength = scale.fullStrength * ramp(excess, ...P.excess) * ramp(deviations, ...P.deviations);
    if (best && strength <= best.strength) continue;
    best = {
      name: 'synchrony',
      strength,
      summary: `${percentText(seen / near)} of the exchanges with others nearby come within ${scale.name} of another party's; at this pace, chance gives ${percentText(expected / near)}.`,
      detail: {
        in_company: percentText(seen / near),
        in_company_expected: percentText(expected / near),
        within: scale.name,
        exchanges_measured: grouped(near),
        parties_in_company: parties,
      },
    };
  }
  return best;
}

/** The group's exchanges of the sample; a campus is one party. */
function eventsOf(population: Population, group: Group): EventTimes {
  const { unit, time } = population.input.moments;
  const { of, place } = population.parties;
  const times: number[] = [];
  const parties: number[] = [];
  for (let k = 0; k < unit.length; k++) {
    const i = unit[k];
    if (!group.inside[i] || time[k] % MINUTE < CLOCK) continue;
    times.push(time[k]);
    parties.push(place[i] >= 0 ? -1 - place[i] : of[i]);
  }
  const numbers = new Map<number, number>();
  const party = Uint32Array.from(parties, (one) => {
    const number = numbers.get(one) ?? numbers.size;
    if (number === numbers.size) numbers.set(one, number);
    return number;
  });
  return { time: Float64Array.from(times), party, parties: numbers.size };
}

/** How many exchanges have one of another party near, how many of these coincide with one, and how many would by chance. */
function countCoincidences(events: EventTimes, block: number, scale: Scale, rounding: number) {
  const { time, party } = events;
  // Two rounded times that differ by `reach` may lie half a step further apart.
  const closeReach = scale.reach + rounding / 2;
  const step = Math.max(1, Math.ceil(time.length / MAX_EXAMINED));
  const reach = scale.jitter ?? block;
  const around = new MovingWindow(events, reach);
  const beside = new MovingWindow(events, scale.reach);
  let near = 0;
  let seen = 0;
  let expected = 0;
  let variance = 0;
  const coinciding = new Set<number>();
  for (let k = 0; k < time.length; k += step) {
    const begin = Math.floor(time[k] / block) * block;
    const end = begin + block;
    // Near the ends of a block the window is cut off, and only part of the others would be seen.
    if (scale.jitter !== null && (time[k] - begin < reach || end - time[k] < reach)) continue;
    const others = around.others(k, begin, end);
    if (others === 0) continue;
    const close = beside.others(k, begin, end) > 0;
    const within = withoutClockTime(Math.max(begin, time[k] - closeReach), Math.min(end, time[k] + closeReach));
    const whole =
      scale.jitter === null
        ? withoutClockTime(begin, end)
        : withoutClockTime(time[k] - scale.jitter, time[k] + scale.jitter);
    const chance = 1 - (1 - within / whole) ** others;
    near++;
    expected += chance;
    // Coincidence is mutual: each of the two exchanges counts it.
    variance += 2 * chance * (1 - chance);
    if (close) {
      seen++;
      coinciding.add(party[k]);
    }
  }
  return { near, seen, expected, variance, parties: coinciding.size };
}

/** The step to which most times of the log are rounded, ms; 0 if they are not. */
const roundingOf = once(({ time }: Moments): number => {
  for (const step of ROUNDED) {
    let whole = 0;
    for (const t of time) if (t % step === 0) whole++;
    if (whole > 0 && whole >= P.roundedShare * time.length) return step;
  }
  return 0;
});

/** Length of a span without the first moments of its minutes, which are left out. */
function withoutClockTime(from: number, to: number): number {
  return to - from - (clockTime(to) - clockTime(from));
}

function clockTime(until: number): number {
  return Math.floor(until / MINUTE) * CLOCK + Math.min(until % MINUTE, CLOCK);
}
