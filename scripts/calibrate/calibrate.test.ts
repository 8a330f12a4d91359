import { describe, expect, it, vi } from 'vitest';
import { createRng } from '../../src/base/rng.ts';
import { CONFIDENCE_WEIGHTS } from '../../src/detect/campaign/confidence-weights.ts';
import { fitAndJudge, formatWeights } from './calibration.ts';
import { expectedCalibrationError, fitSigned, probability } from './fit.ts';
import { CALIBRATED_FAMILIES, type CalibrationSample } from './samples.ts';

/** Each test fits a model. */
const TEST_TIMEOUT = 60_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const rng = createRng('calibrate');
const around = { intercept: -1, weights: [1, -1] };

describe('the fit', () => {
  it('finds the odds that made the labels', () => {
    const rows = Array.from({ length: 4000 }, () => [rng.next(), rng.next()]);
    const labels = rows.map(([a, b]) => rng.chance(1 / (1 + Math.exp(-(-2 + 5 * a - 2 * b)))));
    const model = fitSigned(
      rows,
      labels,
      rows.map(() => 1),
      { around, pull: 0.01, signs: [1, -1] },
    );
    expect(model.intercept).toBeCloseTo(-2, 0);
    expect(model.weights[0]).toBeCloseTo(5, 0);
    const p = rows.map((row) => probability(model, row));
    expect(expectedCalibrationError(p, labels)).toBeLessThan(0.03);
  });

  it('lets no evidence lower a confidence, whatever the labels say', () => {
    const rows = Array.from({ length: 200 }, () => [rng.next(), rng.next()]);
    const model = fitSigned(
      rows,
      rows.map(([a]) => a < 0.5),
      rows.map(() => 1),
      { around, pull: 1, signs: [1, -1] },
    );
    expect(model.weights[0]).toBeGreaterThanOrEqual(0);
    expect(model.weights[1]).toBeLessThanOrEqual(0);
  });

  it('leaves what the samples never show where it was', () => {
    const rows = Array.from({ length: 100 }, () => [rng.next(), 0]);
    const model = fitSigned(
      rows,
      rows.map(([a]) => a > 0.5),
      rows.map(() => 1),
      { around, pull: 5, signs: [1, -1] },
    );
    expect(model.weights[1]).toBeCloseTo(-1, 6);
  });
});

describe('calibration', () => {
  const sample = (world: number, strength: number, campaign: boolean, held = false): CalibrationSample => ({
    world: `world-${world}`,
    features: [...CALIBRATED_FAMILIES.map(() => strength), 0, 0],
    noisy: rng.chance(0.05) ? !campaign : campaign,
    campaign,
    held,
  });

  it('writes the weights as the source of a module and says how they did on worlds kept out', () => {
    const samples = Array.from({ length: 90 }, (_, k) => sample(k % 9, k % 2 ? 0.6 : 0.05, k % 2 === 1));
    const { weights, report } = fitAndJudge(samples, CONFIDENCE_WEIGHTS);
    expect(report).toContain('90 groups of 9 worlds');
    const text = formatWeights(weights);
    expect(text).toContain(`payment: ${weights.families.payment},`);
    expect(Object.keys(weights.families)).toEqual([...CALIBRATED_FAMILIES]);
  });

  it('does not learn forgiveness from campaigns that a condition holds back', () => {
    const held = Array.from({ length: 60 }, (_, k) => sample(k % 9, 0.1, true, true));
    const free = Array.from({ length: 60 }, (_, k) => sample(k % 9, k % 2 ? 0.6 : 0.1, k % 2 === 1));
    const { weights } = fitAndJudge([...held, ...free], CONFIDENCE_WEIGHTS);
    const alone = fitAndJudge(free, CONFIDENCE_WEIGHTS).weights;
    expect(weights).toEqual(alone);
  });
});
