import { describe, expect, it } from 'vitest';
import { createRng } from '../../base/rng.ts';
import { closeInTime, countAtMost } from './temporal-clustering.ts';

const rng = createRng('togetherness');
const spread = (n: number, length: number) => Float64Array.from({ length: n }, () => rng.next() * length).sort();

describe('times close together', () => {
  it('are beyond chance when they come in bunches that nobody else has', () => {
    const bunches = Float64Array.from({ length: 20 }, (_, k) => Math.floor(k / 4) * 1_000 + (k % 4)).sort();
    const { observed, expected, excess } = closeInTime(bunches, spread(1_000, 100_000), 5);
    expect(observed).toBe(1);
    expect(expected).toBeLessThan(0.05);
    expect(excess).toBeGreaterThan(0.8);
  });

  it('are explained by a curve that bunches everybody', () => {
    const everybody = Float64Array.from({ length: 2_000 }, (_, k) => 1_000 * (k % 5) + 2 * rng.next()).sort();
    expect(
      closeInTime(
        everybody.filter((_, k) => k % 100 === 0),
        everybody,
        5,
      ).excess,
    ).toBeLessThan(0.05);
  });

  it('are not explained by themselves when everybody’s times hold them', () => {
    const bunch = Float64Array.from({ length: 30 }, (_, k) => 50_000 + k);
    const everybody = Float64Array.from([...spread(100, 100_000), ...bunch]).sort();
    expect(closeInTime(bunch, everybody, 20, true).excess).toBeGreaterThan(0.8);
    expect(closeInTime(bunch, everybody, 20).excess).toBeLessThan(0.5);
  });

  it('are none among draws from everybody, nor among no times', () => {
    const everybody = spread(2_000, 100_000);
    expect(
      closeInTime(
        everybody.filter((_, k) => k % 70 === 0),
        everybody,
        5,
      ).excess,
    ).toBeLessThan(0.1);
    expect(closeInTime(new Float64Array(0), everybody, 5).excess).toBe(0);
  });
});

describe('rank', () => {
  it('counts the values at most x, as a slow count does', () => {
    const values = Float64Array.from({ length: 200 }, () => rng.int(50)).sort();
    for (let x = -1; x < 52; x++) expect(countAtMost(values, x)).toBe(values.filter((v) => v <= x).length);
  });
});
