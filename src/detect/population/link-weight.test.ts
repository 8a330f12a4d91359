import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rarity } from './link-weight.ts';

describe('rarity', () => {
  it('falls as a value becomes common and never leaves 0..1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 1e6 }),
        fc.integer({ min: 2, max: 1e6 }),
        fc.integer({ min: 2, max: 1e6 }),
        (units, a, b) => {
          const [few, many] = [Math.min(a, b, units), Math.min(Math.max(a, b), units)];
          const rare = rarity(few, units);
          const common = rarity(many, units);
          expect(rare).toBeGreaterThanOrEqual(common);
          expect(rare).toBeLessThanOrEqual(1);
          expect(common).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it('is strict between two holders and a crowd, and nothing for what everybody has', () => {
    expect(rarity(2, 10_000)).toBeCloseTo(1);
    expect(rarity(3_000, 10_000)).toBeLessThan(0.1 * rarity(2, 10_000));
    expect(rarity(10_000, 10_000)).toBe(0);
  });

  it('makes the same number of holders weigh more in a larger population', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1_000 }), fc.integer({ min: 2_000, max: 1e6 }), (degree, units) => {
        expect(rarity(degree, 2 * units)).toBeGreaterThanOrEqual(rarity(degree, units) - 1e-12);
      }),
    );
  });
});
