import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../base/clock.ts';
import { pauseAfter, pauseAfterFailure } from './pace.ts';

const PACE = { every: 30 * SECOND, share: 0.5, within: 2 * MINUTE, ingestSettleMs: 2 * SECOND };

describe('the pause behind a look', () => {
  it('lets looks begin no sooner than they should after a short one', () => {
    expect(pauseAfter(PACE, 1 * SECOND)).toBe(29 * SECOND);
    expect(pauseAfter(PACE, 15 * SECOND)).toBe(15 * SECOND);
  });

  it('is as long as the look at a share of a half, and three times as long at a quarter', () => {
    expect(pauseAfter(PACE, 20 * SECOND)).toBe(20 * SECOND);
    expect(pauseAfter({ ...PACE, share: 0.25 }, 12 * SECOND)).toBe(36 * SECOND);
  });

  it('keeps the unluckiest exchange within two minutes for as long as a look leaves room for that', () => {
    for (let took = 1 * SECOND; took <= 55 * SECOND; took += SECOND) {
      const pause = pauseAfter(PACE, took);
      expect(2 * (took + PACE.ingestSettleMs) + pause, `a look of ${took} ms`).toBeLessThanOrEqual(PACE.within);
      expect(pause).toBeGreaterThanOrEqual(0);
    }
    expect(pauseAfter(PACE, 50 * SECOND)).toBe(16 * SECOND);
  });

  it('goes back to the share when two minutes cannot be kept', () => {
    expect(pauseAfter(PACE, 80 * SECOND)).toBe(80 * SECOND);
  });

  it('leaves the time between looks that was asked for, if it is longer than two minutes', () => {
    const pace = { ...PACE, every: 10 * MINUTE };
    expect(pauseAfter(pace, 5 * SECOND)).toBe(10 * MINUTE - 5 * SECOND);
    expect(pauseAfter(pace, 50 * SECOND)).toBe(10 * MINUTE - 50 * SECOND);
  });

  it('doubles with each failure in a row, up to some minutes', () => {
    expect([1, 2, 3].map((n) => pauseAfterFailure(PACE, n))).toEqual([30_000, 60_000, 120_000]);
    expect(pauseAfterFailure(PACE, 1_000)).toBe(5 * MINUTE);
  });
});
