import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beyondChance,
  excessOver,
  grouped,
  median,
  noisyOr,
  percentText,
  quantile,
  ramp,
  sigmoid,
  surplusOver,
  variationCoefficient,
} from './numbers.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('numbers', () => {
  it('agreement beyond chance is 0 at chance, 1 at full agreement, and never outside', () => {
    fc.assert(
      fc.property(share, share, (observed, expected) => {
        const value = beyondChance(observed, expected);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        if (observed <= expected) expect(value).toBe(0);
      }),
    );
    expect(beyondChance(1, 0.3)).toBe(1);
    expect(beyondChance(1, 1)).toBe(0);
  });

  it('joining reasons never weakens the strongest and never passes 1', () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 8 }), (strengths) => {
        const joined = noisyOr(strengths);
        expect(joined).toBeGreaterThanOrEqual(Math.max(...strengths) - 1e-12);
        expect(joined).toBeLessThanOrEqual(1);
      }),
    );
    expect(noisyOr([])).toBe(0);
  });

  it('ramps and squashes monotonically', () => {
    expect([ramp(0, 1, 2), ramp(1.5, 1, 2), ramp(9, 1, 2), ramp(Number.NaN, 1, 2)]).toEqual([0, 0.5, 1, 0]);
    expect(sigmoid(0)).toBe(0.5);
    expect(sigmoid(-800)).toBeGreaterThanOrEqual(0);
    expect(sigmoid(800)).toBe(1);
  });

  it('takes quantiles without changing the list, also of nothing', () => {
    const values = [5, 1, 3];
    expect([median(values), quantile(values, 0), quantile(values, 1)]).toEqual([3, 1, 5]);
    expect(values).toEqual([5, 1, 3]);
    expect(median([])).toBe(0);
  });

  it('finds the quantile that sorting finds, in any order and with equal numbers', () => {
    const number = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ noNaN: true }));
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 60 }), share, (values, q) => {
        const sorted = Float64Array.from(values).sort();
        // 0 and -0 are equal, and stand in any order.
        expect(quantile(values, q) + 0).toBe(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] + 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('measures variation, 0 where there is none to measure', () => {
    expect([
      variationCoefficient([]),
      variationCoefficient([4]),
      variationCoefficient([0, 0]),
      variationCoefficient([7, 7, 7]),
    ]).toEqual([0, 0, 0, 0]);
    expect(variationCoefficient([1, 3])).toBeCloseTo(Math.SQRT2 / 2);
  });

  it('writes shares and counts for readers', () => {
    expect([percentText(0), percentText(0.031), percentText(0.5), percentText(1)]).toEqual(['0%', '3.1%', '50%', '100%']);
    expect(grouped(1_234_567.4)).toBe('1,234,567');
  });

  it('a surplus is less than an excess, and nothing where a few more than nearly all do what nearly all do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), share, share, (m, part, expected) => {
        const count = Math.round(part * m);
        const surplus = surplusOver(count, m, expected);
        expect(surplus).toBeLessThanOrEqual(excessOver(count, m, expected) + 1e-12);
        expect(surplusOver(count, m, expected, 2)).toBeLessThanOrEqual(surplus + 1e-12);
      }),
    );
    expect(excessOver(20, 20, 0.83)).toBeGreaterThan(0.5);
    expect(surplusOver(20, 20, 0.83)).toBeLessThan(0.05);
    expect(surplusOver(20, 20, 0.02)).toBeGreaterThan(0.8);
  });
});
