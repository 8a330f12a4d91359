import { describe, expect, it } from 'vitest';
import { TriedSets } from './tried-sets.ts';

describe('sets that were looked at', () => {
  it('finds the likest of them by what both have of what either has', () => {
    const tried = new TriedSets(10);
    tried.add([0, 1, 2, 3]);
    tried.add([2, 3, 4, 5, 6, 7]);
    expect(tried.likest([0, 1, 2, 3])).toBe(1);
    expect(tried.likest([0, 1, 2])).toBeCloseTo(3 / 4);
    expect(tried.likest([2, 3, 4, 5])).toBeCloseTo(4 / 6);
    expect(tried.likest([8, 9])).toBe(0);
  });

  it('knows nothing before anything was looked at', () => {
    expect(new TriedSets(3).likest([0, 1, 2])).toBe(0);
  });
});
