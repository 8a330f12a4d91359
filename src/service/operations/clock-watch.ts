/**
 * Watches the wall clock for steps: compares it with the monotonic clock every second. A step is logged with its size and
 * counted. Nothing in the service waits by the wall clock, so a step delays nothing; but what is deleted by age is deleted by the
 * wall clock and for good, so deletions wait until a new time has stood for a day. Leaves out slewing, with which NTP corrects
 * small differences: it is no step.
 */
import { type Clock, DAY, HOUR, SECOND } from '../../base/clock.ts';
import type { ServicePart } from '../part.ts';

export interface ClockWatch {
  readonly part: ServicePart;
  /** Whether the wall clock can be believed for deletions: no step of an hour or more within the last day. */
  settled(): boolean;
}

export interface ClockWatchOptions {
  readonly clock: Clock;
  readonly monotonic: Clock;
  /** Called for every step. @param ms its size; negative if the clock was set back */
  onStep(ms: number): void;
}

const EVERY = SECOND;
/** Smallest difference that counts as a step, ms. NTP slews at most 0.5 ms a second. */
const STEP = SECOND;
/** Steps from this size on hold back deletions, ms, for this long. */
const LARGE = HOUR;
const SETTLING = DAY;
/** Readings that were interrupted for longer, ms, tell nothing about the difference of the clocks. */
const INTERRUPTED = 100;

/** Makes the watch. It begins when its part is started. */
export function createClockWatch({ clock, monotonic, onStep }: ClockWatchOptions): ClockWatch {
  const steps = { forward: 0, back: 0 };
  let lastStepMs = 0;
  let largeStepAt = Number.NEGATIVE_INFINITY;
  let difference = clock() - monotonic();
  let timer: NodeJS.Timeout | undefined;

  const look = (): void => {
    const began = monotonic();
    const wall = clock();
    const ended = monotonic();
    if (ended - began > INTERRUPTED) return;
    const step = wall - ended - difference;
    difference = wall - ended;
    if (Math.abs(step) < STEP) return;
    steps[step > 0 ? 'forward' : 'back']++;
    lastStepMs = step;
    if (Math.abs(step) >= LARGE) largeStepAt = ended;
    onStep(step);
  };

  return {
    settled() {
      look();
      return monotonic() - largeStepAt >= SETTLING;
    },
    part: {
      name: 'clock',
      async start() {
        timer = setInterval(look, EVERY);
        timer.unref();
      },
      async stop() {
        clearInterval(timer);
      },
      stats: () => ({ steps, lastStepMs }),
    },
  };
}
