import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../base/rng.ts';
import { Ranking } from './ranking.ts';

/** The slow twin: the outsiders' values, sorted. */
function outsiders(values: readonly number[], members: readonly number[]): number[] {
  return values.filter((x, i) => !Number.isNaN(x) && !members.includes(i)).sort((a, b) => a - b);
}

const value = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constant(Number.NaN));

describe('a group against the population', () => {
  it('is ranked among the others alone, as counting them one by one does', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 40 }), fc.array(fc.nat(39)), fc.nat(100), (values, picked, at) => {
        const members = [...new Set(picked)].filter((i) => i < values.length);
        const compared = new Ranking(Float64Array.from(values)).against(members);
        const others = outsiders(values, members);
        expect(compared.outsiders).toBe(others.length);
        expect(compared.members).toBe(members.filter((i) => !Number.isNaN(values[i])).length);
        const q = at / 101;
        expect(compared.quantile(q)).toBe(others[Math.floor(q * others.length)] ?? 0);
        for (const x of [0, 3, 3.5, 9]) {
          const below = others.filter((y) => y < x).length + others.filter((y) => y === x).length / 2;
          expect(compared.shareBelow(x)).toBeCloseTo((below + 1) / (others.length + 2));
          const between = others.filter((y) => y >= 1 && y <= x).length;
          if (x >= 1) expect(compared.shareBetween(1, x)).toBeCloseTo((between + 1) / (others.length + 2));
        }
      }),
    );
  });

  const rng = createRng('population');
  const values = Float64Array.from({ length: 600 }, () => rng.next());
  const ranking = new Ranking(values);
  const range = (n: number) => Array.from({ length: n }, (_, i) => i);

  it('drawn from the others shows no excess', () => {
    expect(ranking.against(range(30)).excessAbove()).toBeLessThan(0.25);
    expect(ranking.against([]).excessAbove()).toBe(0);
    expect(new Ranking(new Float64Array(0)).against([]).median).toBe(0);
  });

  it('above the others shows it, the more members the more, and says nothing of one or two', () => {
    const top = range(600).sort((a, b) => values[b] - values[a]);
    const excess = [1, 2, 4, 8, 30].map((n) => ranking.against(top.slice(0, n)).excessAbove());
    expect([...excess].sort((a, b) => a - b)).toEqual(excess);
    expect(excess[0]).toBe(0);
    expect(excess[1]).toBeLessThan(0.3);
    expect(excess[4]).toBeGreaterThan(0.85);
  });

  it('shows it although a sixth of the others are like it', () => {
    const mixed = Float64Array.from({ length: 600 }, (_, i) => (i < 130 ? 5 : rng.next()));
    expect(new Ranking(mixed).against(range(30)).excessAbove()).toBeGreaterThan(0.7);
  });

  it('has earlier windows among the others, which count as much as all units together', () => {
    const known = Float64Array.of(1, 2, Number.NaN, 4);
    const both = new Ranking(known, undefined, [5, 6, 7]);
    expect(both.against([0]).outsiders).toBeCloseTo(5, 2);
    expect([0, 0.5, 0.99].map((q) => both.against([0]).quantile(q))).toEqual([2, 5, 7]);
    expect(both.against([0]).values).toEqual(Float64Array.of(1));
    // What is kept of a window is its own.
    expect(both.quantiles(3)).toEqual([1, 2, 4]);
    expect(new Ranking(Float64Array.of(Number.NaN)).quantiles(4)).toEqual([]);
  });

  it('shows none where everybody is the same, or nobody else is there', () => {
    const same = new Ranking(new Float64Array(200).fill(1));
    expect(same.against(range(30)).excessAbove()).toBe(0);
    expect(new Ranking(values.slice(0, 30)).against(range(30)).excessAbove()).toBe(0);
  });
});
