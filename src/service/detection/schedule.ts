/**
 * When detection runs: again when something has come, at a pace that leaves time for the rest (pace.ts), and on the node
 * that leads alone. A run that fails is tried again, later each time. Between runs it has the last one decided again when
 * another policy is in force. Leaves out what a run does.
 */
import { type Clock, SECOND } from '../../base/clock.ts';
import { ProblemError } from '../../base/problem.ts';
import type { Leadership } from '../leadership.ts';
import { type Pace, pauseAfter, pauseAfterFailure } from './pace.ts';

/** What there is to do, one thing at a time. */
export interface ScheduledWork {
  /**
   * Makes a detection run.
   *
   * @param isCurrent whether the result still counts; no longer once leadership has changed or the service stops
   * @returns whether the result was kept
   */
  run(isCurrent: () => boolean): Promise<boolean>;
  /** Decides on the last run again if another policy is in force; gives its version, or null. */
  decideAgain(): Promise<string | null>;
  /** Forgets what is remembered of the last run. */
  forget(): void;
  /** Frees what is kept between runs: this node does not lead. */
  rest(): Promise<void>;
}

export interface ScheduleOptions {
  readonly work: ScheduledWork;
  readonly pace: Pace;
  readonly leadership: Leadership;
  /** A number that is another one when exchanges or records have come since: a count will do. */
  readonly changed: () => number | Promise<number>;
  /** Monotonic: a step of the wall clock must not stop detection. */
  readonly monotonic: Clock;
  readonly log: (message: string, figures: Readonly<Record<string, string | number>>) => void;
}

/** How often to ask whether something has changed, ms. */
const ASK_EVERY = SECOND;

export class DetectionSchedule {
  private readonly options: ScheduleOptions;
  private readonly stop = new AbortController();
  private readonly waiters: (() => void)[] = [];
  private readonly unsubscribe: () => void;
  private readonly running: Promise<void>;
  private wake: () => void = () => {};
  /** Counts changes of leadership. */
  private term = 0;
  /** What `changed` gave when the last run that succeeded began; null before the first. */
  private seen: number | null = null;
  /** What it gave last. */
  private newest: number | null = null;
  /** Everything that had come by then (monotonic ms) has been seen. */
  private seenUntil: number;
  /** A run is due whether something has changed or not. */
  private again = true;
  /** Monotonic ms: no run before. */
  private due = Number.NEGATIVE_INFINITY;
  private failuresInARow = 0;
  failures = 0;

  /** Starts at once. */
  constructor(options: ScheduleOptions) {
    this.options = options;
    this.seenUntil = options.monotonic();
    this.unsubscribe = options.leadership.onChange(() => this.onLeadership());
    this.running = this.loop();
  }

  /** Aborted when the schedule is closed. */
  get signal(): AbortSignal {
    return this.stop.signal;
  }

  /** ms: at most how old the oldest exchange is that no run has seen, since it came; 0 when all were seen. */
  get unseenAge(): number {
    return this.newest === this.seen ? 0 : this.options.monotonic() - this.seenUntil;
  }

  /** Resolves after the first run that begins after the call; at once when this node does not lead. */
  runNow(): Promise<void> {
    if (!this.options.leadership.isLeader() || this.stop.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiters.push(resolve);
      this.wake();
    });
  }

  /** Stops; `abandon` ends a run that is under way. Resolves when nothing runs any more. */
  async close(abandon: () => Promise<void>): Promise<void> {
    this.stop.abort();
    this.wake();
    this.unsubscribe();
    await abandon();
    await this.running;
  }

  private onLeadership(): void {
    // Another node has made a run meanwhile, or will.
    this.term++;
    this.options.work.forget();
    this.again = true;
    this.due = Number.NEGATIVE_INFINITY;
    this.wake();
  }

  private async loop(): Promise<void> {
    const { log } = this.options;
    while (!this.stop.signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      await this.turn().catch((error) => log('detection could not go on', { error: describeError(error) }));
      await Promise.race([woken, pause(ASK_EVERY, this.stop.signal)]);
    }
    for (const resolve of this.waiters.splice(0)) resolve();
  }

  private async turn(): Promise<void> {
    const { work, leadership } = this.options;
    if (!leadership.isLeader()) return work.rest();
    if (await this.isDue()) await this.runOnce();
    else await this.decideAgain();
  }

  private async isDue(): Promise<boolean> {
    const { monotonic, changed } = this.options;
    const asked = monotonic();
    this.newest = await changed();
    if (this.newest === this.seen) this.seenUntil = asked;
    if (this.waiters.length > 0) return true;
    return monotonic() >= this.due && (this.again || this.newest !== this.seen);
  }

  private async runOnce(): Promise<void> {
    const { monotonic, pace, work, changed } = this.options;
    const called = this.waiters.splice(0);
    const { term } = this;
    const began = monotonic();
    try {
      const state = await changed();
      // A node that leads again after a break makes a run of its own.
      if (await work.run(() => !this.stop.signal.aborted && term === this.term)) {
        this.seen = state;
        this.seenUntil = began;
        this.again = false;
      }
      this.failuresInARow = 0;
      // From the beginning of one run to the next at least `every`, whatever the pace allows.
      this.due = monotonic() + pauseAfter(pace, monotonic() - began);
    } catch (error) {
      this.onFailure('a detection run failed', error);
    } finally {
      for (const resolve of called) resolve();
    }
  }

  private async decideAgain(): Promise<void> {
    const { work, log } = this.options;
    try {
      const policy = await work.decideAgain();
      if (policy !== null) log('the last detection run was decided again', { policy });
    } catch (error) {
      this.onFailure('deciding on the last detection run again failed', error);
    }
  }

  private onFailure(message: string, error: unknown): void {
    const { monotonic, pace, log, work } = this.options;
    if (this.stop.signal.aborted) return;
    this.failures++;
    this.failuresInARow++;
    // What is stored may be ahead of what is remembered.
    work.forget();
    this.again = true;
    this.due = monotonic() + pauseAfterFailure(pace, this.failuresInARow);
    log(message, { error: describeError(error), retry_ms: this.due - monotonic() });
  }
}

/** Waits for so many ms, or until the signal is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || ms <= 0) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

/** A problem with its message, which quotes nothing; a bug with its stack. What the engines throw has become a problem by now. */
function describeError(error: unknown): string {
  if (error instanceof ProblemError) return `${error.problem.code}: ${error.problem.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : 'unknown';
}
