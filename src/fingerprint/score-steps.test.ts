import { describe, expect, it } from 'vitest';
import { createRng } from '../base/rng.ts';
import { restSteps, type ScoreSteps, STEP_CELLS, STEPS_TO, scoreSteps } from './score-steps.ts';

/** As the kernels read them (src/wire/assembly/row.ts). */
function step({ from, start }: ScoreSteps, x: number): number {
  const cell = Math.min(STEP_CELLS - 1, Math.max(0, (x + STEPS_TO) * (STEP_CELLS / (2 * STEPS_TO))));
  const byte = start[Math.trunc(cell)];
  return byte + (from[byte + 1] <= x ? 1 : 0);
}

describe('steps of scores', () => {
  const seed = 'score steps';
  const rng = createRng(seed);
  const numbers = [
    ...Array.from({ length: 20_000 }, () => (rng.next() - 0.5) * 40),
    ...scoreSteps().from.slice(1, 256),
    ...Array.from({ length: STEP_CELLS + 1 }, (_, i) => (i * 2 * STEPS_TO) / STEP_CELLS - STEPS_TO),
    ...[0, -0, 1e300, -1e300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ];

  it('are the bytes of the logistic function', () => {
    const steps = scoreSteps();
    for (const x of numbers) expect(step(steps, x), `${x}, seed ${seed}`).toBe(Math.round(255 * (1 / (1 + Math.exp(-x)))));
  });

  it('and of what it leaves', () => {
    const steps = restSteps();
    for (const x of numbers)
      expect(step(steps, -x), `${x}, seed ${seed}`).toBe(Math.round(255 * (1 - 1 / (1 + Math.exp(-x)))));
  });
});
