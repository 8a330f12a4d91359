/**
 * Synchronised bursts: members of different parties act within the same seconds (or the same minute) more often than
 * their own rates explain. Follows the "synchronised traffic" of the February 2026 disclosure.
 * Null model: the jitter method (Amarasingham et al., J Neurophysiol 2012): each exchange could as well have come up to a
 * minute earlier or later (for the minute: anywhere in its block of twenty), so hours, lessons, launches and whatever
 * else moves people at the pace of minutes cancel out, each at its own scale. Jobs that a clock starts at the full minute
 * are left out. A campus is one here, as one lesson is.
 * Defeated by a random wait before every request; read from a sample of blocks (load-behaviour.ts).
 */

import type { Moments } from '../../../aggregate/detect-input.ts';
import { MINUTE, SECOND } from '../../../base/clock.ts';
import { once } from '../../../base/memo.ts';
import type { Group, Population } from '../../group/group.ts';
import { beyondChance, grouped, percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { type EventTimes, MovingWindow } from './moving-window.ts';

interface Scale {
  readonly name: string;
  /** Exchanges closer than this are together … */
  readonly together: number;
  /** … and could as well have been this much apart; null: anywhere in the block. */
  readonly jitter: number | null;
  readonly trust: number;
}

const SCALES: readonly Scale[] = [
  { name: 'half a second', together: 0.5 * SECOND, jitter: 15 * SECOND, trust: 0.85 },
  { name: 'two seconds', together: 2 * SECOND, jitter: MINUTE, trust: 0.85 },
  // People are told "now" as well: in a workshop, by a message to many.
  { name: 'half a minute', together: MINUTE / 2, jitter: null, trust: 0.35 },
];

/** Times may be rounded to so many milliseconds; a log is when this share of its times is. */
const ROUNDED = [MINUTE, 30 * SECOND, 15 * SECOND, 10 * SECOND, 5 * SECOND, 2 * SECOND, SECOND];
const ROUNDED_SHARE = 0.8;
/** Jobs of the clock act within this much after a full minute. */
const CLOCK = 10 * SECOND;
/** Exchanges with others near enough to tell, and parties that act together, that are needed. */
const MIN_EXCHANGES = 20;
const MIN_PARTIES = 5;
/** Most exchanges that are looked at: dense groups have more than enough. */
const MOST = 8_000;
/** Excess of those in company over chance, from noise to a clear case; and standard deviations of it. */
const EFFECT: readonly [number, number] = [0.04, 0.3];
const DEVIATIONS: readonly [number, number] = [3, 8];

export function synchronyMeasure(world: Population, group: Group): Measure | null {
  const events = eventsOf(world, group);
  if (events.time.length < MIN_EXCHANGES) return null;
  const rounding = roundingOf(world.input.moments);
  let best: Measure | null = null;
  for (const scale of SCALES) {
    if (scale.together < rounding) continue;
    const { near, seen, expected, variance, parties } = company(
      events,
      world.input.moments.block,
      scale,
      rounding,
    );
    if (near < MIN_EXCHANGES || parties < MIN_PARTIES) continue;
    const effect = beyondChance(seen / near, expected / near);
    const deviations = (seen - expected) / Math.sqrt(variance + 1);
    const strength = scale.trust * ramp(effect, ...EFFECT) * ramp(deviations, ...DEVIATIONS);
    if (best && strength <= best.strength) continue;
    best = {
      name: 'synchrony',
      strength,
      summary: `${percentText(seen / near)} of the exchanges that have others near come within ${scale.name} of one by another party; chance at the same pace explains ${percentText(expected / near)}.`,
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
function eventsOf(world: Population, group: Group): EventTimes {
  const { unit, time } = world.input.moments;
  const { of, place } = world.parties;
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

/** How many exchanges have one of another party near, how many of them close by, and what chance makes of that. */
function company(events: EventTimes, block: number, scale: Scale, rounding: number) {
  const { time, party } = events;
  // Of two rounded times a difference of `together` holds half a step more on either side.
  const reachOfCompany = scale.together + rounding / 2;
  const step = Math.max(1, Math.ceil(time.length / MOST));
  const reach = scale.jitter ?? block;
  const around = new MovingWindow(events, reach);
  const beside = new MovingWindow(events, scale.together);
  let near = 0;
  let seen = 0;
  let expected = 0;
  let variance = 0;
  const together = new Set<number>();
  for (let k = 0; k < time.length; k += step) {
    const begin = Math.floor(time[k] / block) * block;
    const end = begin + block;
    // Near the ends of a block the window is cut off, and only part of the others would be seen.
    if (scale.jitter !== null && (time[k] - begin < reach || end - time[k] < reach)) continue;
    const others = around.others(k, begin, end);
    if (others === 0) continue;
    const close = beside.others(k, begin, end) > 0;
    const within = apartFromClock(
      Math.max(begin, time[k] - reachOfCompany),
      Math.min(end, time[k] + reachOfCompany),
    );
    const whole =
      scale.jitter === null
        ? apartFromClock(begin, end)
        : apartFromClock(time[k] - scale.jitter, time[k] + scale.jitter);
    const chance = 1 - (1 - within / whole) ** others;
    near++;
    expected += chance;
    // Company is mutual: what one sees the other sees.
    variance += 2 * chance * (1 - chance);
    if (close) {
      seen++;
      together.add(party[k]);
    }
  }
  return { near, seen, expected, variance, parties: together.size };
}

/** The step to which most times of the log are rounded, ms; 0 if they are not. */
const roundingOf = once(({ time }: Moments): number => {
  for (const step of ROUNDED) {
    let whole = 0;
    for (const t of time) if (t % step === 0) whole++;
    if (whole > 0 && whole >= ROUNDED_SHARE * time.length) return step;
  }
  return 0;
});

/** Length of a span without the first moments of its minutes, which are left out. */
function apartFromClock(from: number, to: number): number {
  return to - from - (clockTime(to) - clockTime(from));
}

function clockTime(until: number): number {
  return Math.floor(until / MINUTE) * CLOCK + Math.min(until % MINUTE, CLOCK);
}
