/** When people and machines act: weekly rhythms by local hour, and the next visit by thinning a Poisson process. */
import { DAY, HOUR } from '../../src/base/clock.ts';
import type { Rng } from '../../src/base/rng.ts';

export interface Rhythm {
  /** Relative activity by local hour. */
  readonly hours: readonly number[];
  /** Relative activity by weekday, Sunday first. */
  readonly weekdays: readonly number[];
  /** Highest product of the two, after scaling to a mean of 1. */
  readonly peak: number;
  readonly scale: number;
}

function rhythm(hours: readonly number[], weekdays: readonly number[]): Rhythm {
  const mean = (list: readonly number[]): number => list.reduce((sum, x) => sum + x, 0) / list.length;
  const scale = 1 / (mean(hours) * mean(weekdays));
  return { hours, weekdays, scale, peak: Math.max(...hours) * Math.max(...weekdays) * scale };
}

export const RHYTHMS = {
  /** Mornings, evenings, weekends: private use. */
  private: rhythm(
    [2, 1, 0.5, 0.3, 0.2, 0.3, 1, 3, 4, 4, 4, 4, 5, 5, 4, 4, 5, 6, 7, 8, 9, 9, 7, 4],
    [1.2, 0.9, 0.9, 0.9, 0.9, 0.9, 1.3],
  ),
  /** A developer: late start, long evenings. */
  maker: rhythm(
    [3, 2, 1, 0.5, 0.3, 0.3, 0.5, 1, 4, 8, 9, 9, 6, 7, 9, 9, 9, 8, 5, 4, 5, 6, 6, 4],
    [0.6, 1.1, 1.2, 1.2, 1.2, 1.1, 0.6],
  ),
  office: rhythm(
    [0, 0, 0, 0, 0, 0, 0.3, 2, 7, 9, 9, 8, 4, 7, 9, 9, 8, 5, 1.5, 0.5, 0.3, 0.2, 0.1, 0],
    [0.03, 1, 1.1, 1.1, 1.1, 0.9, 0.05],
  ),
  school: rhythm(
    [0.3, 0, 0, 0, 0, 0, 0.2, 1, 6, 9, 9, 8, 3, 7, 8, 6, 4, 3, 3, 4, 5, 5, 3, 1],
    [0.7, 1.2, 1.2, 1.2, 1.2, 1, 0.3],
  ),
  /** Users of a product around the world: never quite still. */
  product: rhythm(
    [5, 4, 4, 4, 4, 5, 6, 7, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 7, 7, 6],
    [0.8, 1.1, 1.1, 1.1, 1.1, 1, 0.8],
  ),
  flat: rhythm(Array<number>(24).fill(1), Array<number>(7).fill(1)),
} as const satisfies Record<string, Rhythm>;

/** The next event of a process that has `perDay` events on average, for someone `offset` hours east of UTC. */
export function nextVisit(rng: Rng, from: number, rhythm: Rhythm, offset: number, perDay: number): number {
  const gap = DAY / (perDay * rhythm.peak);
  let time = from;
  for (let tries = 0; tries < 10_000; tries++) {
    time += rng.exponential(gap);
    if (rng.next() * rhythm.peak < intensity(rhythm, time, offset)) return time;
  }
  return time;
}

/** Relative activity at a time, mean 1 over a week. */
export function intensity(rhythm: Rhythm, time: number, offset: number): number {
  const local = time + offset * HOUR;
  const day = Math.floor(local / DAY);
  const hour = Math.floor((local - day * DAY) / HOUR);
  // 1970-01-01 was a Thursday.
  return (rhythm.hours[hour] as number) * (rhythm.weekdays[(day + 4) % 7] as number) * rhythm.scale;
}
