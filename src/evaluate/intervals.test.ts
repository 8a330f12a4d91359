import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clopperPearson, proportion, wilson } from './intervals.ts';

const countOf = fc.integer({ min: 1, max: 60 }).chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));

/** P(X >= k) for X ~ Binomial(n, p), summed term by term. */
function upperTail(k: number, n: number, p: number): number {
  let total = 0;
  for (let i = k; i <= n; i++) {
    let term = 1;
    for (let j = 0; j < i; j++) term *= ((n - j) / (i - j)) * p;
    total += term * (1 - p) ** (n - i);
  }
  return total;
}

describe('intervals of a proportion', () => {
  test('Wilson gives the values of published tables', () => {
    expect(wilson(0, 10).low).toBe(0);
    expect(wilson(0, 10).high).toBeCloseTo(0.2775, 4);
    expect(wilson(5, 10).low).toBeCloseTo(0.2366, 4);
    expect(wilson(5, 10).high).toBeCloseTo(0.7634, 4);
    expect(wilson(81, 263).low).toBeCloseTo(0.2553, 4);
    expect(wilson(81, 263).high).toBeCloseTo(0.3662, 4);
  });

  test('Clopper-Pearson gives the values of published tables', () => {
    expect(clopperPearson(0, 10).high).toBeCloseTo(0.3085, 4);
    expect(clopperPearson(81, 263).low).toBeCloseTo(0.2527, 4);
    expect(clopperPearson(81, 263).high).toBeCloseTo(0.3676, 4);
    expect(clopperPearson(10, 10)).toEqual({ low: expect.closeTo(0.6915, 4), high: 1 });
    expect(clopperPearson(0, 3_000_000).high).toBeCloseTo(1.2296e-6, 9);
  });

  test('the ends of Clopper-Pearson leave exactly 2.5 % of the binomial outside, summed the slow way', () => {
    fc.assert(
      fc.property(countOf, ([count, of]) => {
        const { low, high } = clopperPearson(count, of);
        if (count > 0) expect(upperTail(count, of, low)).toBeCloseTo(0.025, 8);
        if (count < of) expect(1 - upperTail(count + 1, of, high)).toBeCloseTo(0.025, 8);
      }),
    );
  });

  test('both hold the observed share, stay in 0..1 and mirror when hits and misses change places', () => {
    fc.assert(
      fc.property(countOf, ([count, of]) => {
        for (const interval of [wilson, clopperPearson] as const) {
          const { low, high } = interval(count, of);
          const mirror = interval(of - count, of);
          expect(low).toBeLessThanOrEqual(count / of);
          expect(high).toBeGreaterThanOrEqual(count / of);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeCloseTo(1 - mirror.high, 9);
        }
      }),
    );
  });

  test('a share of nothing is null, never 0 or NaN', () => {
    expect(proportion(0, 0)).toEqual({ count: 0, of: 0, share: null, interval: null });
    expect(proportion(1, 4).share).toBe(0.25);
  });
});
