/**
 * When to look again. Looking may take a share of the time, and a new exchange must be in the findings before `within` has
 * passed; where the two do not go together the second counts, as long as it can be kept at all.
 */

export interface Pace {
  /** Least time from the beginning of one look to that of the next, ms. */
  readonly every: number;
  /** Most that looking may take of the time, 0..1. */
  readonly share: number;
  /** A new exchange is in the findings within this, ms. */
  readonly within: number;
  /** A look waits this long for what is being taken in when it begins, ms. */
  readonly settle: number;
}

/** Longest wait after a look that failed, ms. */
const LONGEST_RETRY = 5 * 60_000;

/** @param took ms: how long the last look took; gives how long to wait behind it */
export function pauseAfter({ every, share, within, settle }: Pace, took: number): number {
  const least = Math.max(0, every - took);
  const fair = Math.max(least, took * (1 / share - 1));
  // The unluckiest exchange comes just behind a look's beginning: it waits for the rest of that look, for the pause, and
  // for the whole of the next look.
  const latest = within - 2 * (took + settle);
  // Whoever asks for less than a look in that time gets it.
  return latest > 0 ? Math.max(least, Math.min(fair, latest)) : fair;
}

/** @param failures looks that failed in a row, at least 1 */
export function pauseAfterFailure({ every }: Pace, failures: number): number {
  return Math.min(LONGEST_RETRY, every * 2 ** Math.min(failures - 1, 16));
}
