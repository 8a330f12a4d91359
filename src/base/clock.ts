/**
 * Clocks are arguments everywhere, so that tests and replays can hold them still. A wall clock says when something happened; it
 * steps when somebody sets it. A monotonic clock (POSIX CLOCK_MONOTONIC) measures: every pause, age, back-off, lease and deadline
 * of the running process is the difference of two of its readings.
 */

/** Milliseconds since the epoch. */
export type Clock = () => number;

/** The wall clock. */
export const systemClock: Clock = () => Date.now();

/**
 * The monotonic clock: whole milliseconds that never step. It starts at the wall clock's time when the process started, so that
 * its readings look like times; after a step of the wall clock they are not. It stands still while the machine is suspended.
 */
export const monotonicClock: Clock = () => Math.round(performance.timeOrigin + performance.now());

/** Longest delay of a timer, ms: Node.js fires at once where it is longer. */
export const LONGEST_TIMER = 2 ** 31 - 1;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
