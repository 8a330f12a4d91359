/**
 * When to run detection again. Runs may take a share of the time, and a new exchange must be in the findings before
 * `within` has passed. Where both cannot be kept, the second counts, as long as it can be kept at all.
 */

export interface Pace {
  /** Least time from the beginning of one run to that of the next, ms. */
  readonly every: number;
  /** Most that runs may take of the time, 0..1. */
  readonly share: number;
  /** A new exchange is in the findings within this, ms. */
  readonly within: number;
  /** A run waits this long, ms, for what is being stored when it begins. */
  readonly ingestSettleMs: number;
}

/** Longest wait after a run that failed, ms. */
const LONGEST_RETRY = 5 * 60_000;

/**
 * Gives how long to wait after a run, ms.
 *
 * @param took how long the run took, ms
 */
export function pauseAfter({ every, share, within, ingestSettleMs: settle }: Pace, took: number): number {
  const least = Math.max(0, every - took);
  const fair = Math.max(least, took * (1 / share - 1));
  // The unluckiest exchange comes just after the beginning of a run: it waits for the rest of that run, for the pause, and
  // for the whole of the next run.
  const latest = within - 2 * (took + settle);
  // If two runs take longer than `within`, it cannot be kept.
  return latest > 0 ? Math.max(least, Math.min(fair, latest)) : fair;
}

/**
 * Gives how long to wait after a run that failed, ms: twice as long each time.
 *
 * @param failures runs that failed in a row, at least 1
 */
export function pauseAfterFailure({ every }: Pace, failures: number): number {
  return Math.min(LONGEST_RETRY, every * 2 ** Math.min(failures - 1, 16));
}
