/** When the accounts of a point send: schedule and volume become the times of each account, all known in advance. */
import { DAY, HOUR, MINUTE, SECOND } from '../../src/base/clock.ts';
import type { Rng } from '../../src/base/rng.ts';
import { nextVisit, RHYTHMS, type Rhythm } from '../world/rhythm.ts';
import { type AnyTraits, perDayOf } from './traits.ts';

export interface Window {
  readonly start: number;
  readonly end: number;
}

/** Requests of one group in a world; larger groups work on fewer days. */
const MOST = 10_000;
const BURST = 300;
const RHYTHM: Readonly<Record<AnyTraits['schedule'], Rhythm>> = {
  human: RHYTHMS.private,
  office: RHYTHMS.office,
  bursts: RHYTHMS.office,
  clock: RHYTHMS.flat,
};

export class Timetable {
  private readonly rng: Rng;
  private readonly traits: AnyTraits;
  private readonly window: Window;
  /** When everybody starts, one a day, for groups that act together. */
  private readonly bells: readonly number[];
  private readonly perDay: number;
  private readonly burst: number;

  constructor(rng: Rng, traits: AnyTraits, window: Window) {
    this.rng = rng;
    this.traits = traits;
    const size = Number(traits.size);
    const days = (window.end - window.start) / DAY;
    this.perDay = perDayOf(traits) ?? 0;
    this.burst = Math.min(BURST, Math.floor(MOST / size));
    const active = this.perDay === 0 ? days : Math.min(days, Math.max(1, MOST / (size * this.perDay)));
    const late = days - active;
    const start = window.start + Math.floor(late * (0.3 + 0.7 * rng.next())) * DAY;
    this.window = { start, end: Math.min(window.end, start + Math.max(1, Math.ceil(active)) * DAY) };
    const hour = (traits.schedule === 'clock' ? rng.int(24) : 8 + rng.int(9)) * HOUR;
    this.bells = Array.from({ length: Math.ceil(active) }, (_, day) => start + day * DAY + hour + rng.next() * HOUR);
  }

  /** The times of one account from `from` on, in order. `offset`: hours east of UTC where people work. */
  timesOf(from: number, offset: number): number[] {
    const times =
      this.perDay === 0 ? this.oneBurst(offset) : this.traits.schedule === 'bursts' ? this.together() : this.alone(offset);
    return times.filter((time) => time >= from && time < this.window.end + 2 * HOUR).sort((a, b) => a - b);
  }

  private oneBurst(offset: number): number[] {
    const { rng, traits, window } = this;
    const first = this.bells[Math.floor(this.bells.length / 2)] as number;
    let time =
      traits.schedule === 'bursts'
        ? first + rng.exponential(5 * MINUTE)
        : nextVisit(
            rng,
            window.start + rng.next() * (window.end - window.start - 2 * DAY),
            RHYTHM[traits.schedule],
            offset,
            4,
          );
    const gap = traits.schedule === 'human' || traits.schedule === 'office' ? 25 * SECOND : 4 * SECOND;
    return Array.from({ length: Math.ceil(this.burst * (0.8 + 0.4 * rng.next())) }, () => {
      time += rng.exponential(gap);
      return time;
    });
  }

  /** Within half an hour after the bell. */
  private together(): number[] {
    const { rng, perDay } = this;
    return this.bells.flatMap((bell) =>
      Array.from({ length: count(rng, perDay) }, () => bell + rng.exponential(12 * MINUTE)),
    );
  }

  private alone(offset: number): number[] {
    const { rng, traits, window, perDay } = this;
    const machine = traits.schedule === 'clock';
    // People differ, machines hardly; a visit of a person has some requests.
    const mean = perDay * (machine ? 0.85 + 0.3 * rng.next() : Math.exp(0.7 * rng.normal() - 0.245));
    const each = machine ? 1 : 2.4;
    const times: number[] = [];
    const rhythm = RHYTHM[traits.schedule];
    for (let time = window.start; ; ) {
      time = nextVisit(rng, time, rhythm, offset, Math.max(0.05, mean / each));
      if (time >= window.end) return times;
      times.push(time);
      for (let more = machine ? 0 : Math.floor(rng.exponential(each - 0.5)), at = time; more > 0; more--) {
        at += 20 * SECOND + rng.exponential(90 * SECOND);
        times.push(at);
      }
    }
  }
}

function count(rng: Rng, mean: number): number {
  return Math.max(0, Math.round(mean * (0.6 + 0.8 * rng.next())));
}
