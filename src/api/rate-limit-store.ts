/**
 * The counters of the rate limiter, in memory, in windows by a monotonic clock. The limiter's own store counts by the wall clock:
 * after that was set back, no window would end until it had caught up, and every caller would run into its limit.
 */
import { assert } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';

/** The part of @fastify/rate-limit's store interface that it calls. */
export interface CounterStore {
  incr(key: string, done: CountCallback, timeWindow: number): void;
  /** A store of its own for a route. */
  child(): CounterStore;
}

/** `ttl` is what remains of the window, ms. */
type CountCallback = (error: Error | null, counted?: { readonly current: number; readonly ttl: number }) => void;

/** Callers remembered for each limit; the one seen first is forgotten first. */
const MOST = 5_000;

interface Window {
  count: number;
  readonly since: number;
}

/** Makes the class that the rate limiter creates its stores of. */
export function monotonicCounters(monotonic: Clock): new () => CounterStore {
  return class Counters implements CounterStore {
    private readonly windows = new Map<string, Window>();

    incr(key: string, done: CountCallback, timeWindow: number): void {
      let window = this.open(key, timeWindow);
      if (window === undefined) {
        window = { count: 0, since: monotonic() };
        this.windows.delete(key);
        this.windows.set(key, window);
        if (this.windows.size > MOST) this.windows.delete(this.windows.keys().next().value as string);
      }
      window.count++;
      done(null, { current: window.count, ttl: window.since + timeWindow - monotonic() });
    }

    child(): CounterStore {
      return new Counters();
    }

    /** The window of a caller that has not ended. */
    private open(key: string, timeWindow: number): Window | undefined {
      assert(timeWindow > 0, `a window lasts a while, got ${timeWindow} ms`);
      const window = this.windows.get(key);
      return window !== undefined && monotonic() - window.since < timeWindow ? window : undefined;
    }
  };
}
