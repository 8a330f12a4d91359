import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../base/clock.ts';
import { createClockWatch } from './clock-watch.ts';

function watched() {
  const clocks = { wall: Date.UTC(2026, 5, 1), monotonic: 5_000 };
  const steps: number[] = [];
  const watch = createClockWatch({
    clock: () => clocks.wall,
    monotonic: () => clocks.monotonic,
    onStep: (ms) => steps.push(ms),
  });
  const pass = (ms: number, drift = 0): void => {
    clocks.wall += ms + drift;
    clocks.monotonic += ms;
  };
  return { clocks, steps, watch, pass };
}

describe('the watch of the wall clock', () => {
  it('tells the size and direction of a step within a second, and counts', async () => {
    const { clocks, steps, watch, pass } = watched();
    await watch.part.start?.();
    pass(SECOND);
    clocks.wall += 2 * DAY;
    await expect.poll(() => steps).toEqual([2 * DAY]);
    pass(SECOND);
    clocks.wall -= 2 * DAY;
    await expect.poll(() => steps).toEqual([2 * DAY, -2 * DAY]);
    expect(watch.part.stats?.()).toEqual({ steps: { forward: 1, back: 1 }, lastStepMs: -2 * DAY });
    await watch.part.stop?.(0);
  });

  it('does not take slewing for steps', () => {
    const { steps, watch, pass } = watched();
    for (let k = 0; k < 10_000; k++) {
      pass(SECOND, 1);
      watch.settled();
    }
    expect(steps).toEqual([]);
  });

  it('believes a new time for deletions when it has stood for a day', () => {
    const { clocks, watch, pass } = watched();
    expect(watch.settled()).toBe(true);
    clocks.wall += 10 * MINUTE;
    expect(watch.settled()).toBe(true);
    clocks.wall += HOUR;
    expect(watch.settled()).toBe(false);
    pass(DAY - 1);
    expect(watch.settled()).toBe(false);
    pass(1);
    expect(watch.settled()).toBe(true);
  });
});
