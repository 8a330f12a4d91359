import { describe, expect, it } from 'vitest';
import { DisjointSets } from './disjoint-sets.ts';

describe('disjoint sets', () => {
  it('start with an item each and become one by what joins them, in the order of their items', () => {
    const sets = new DisjointSets([5, 1, 4, 2, 3]);
    expect(sets.sets()).toEqual([[5], [1], [4], [2], [3]]);
    sets.join(1, 2);
    sets.join(3, 2);
    sets.join(2, 1);
    expect(sets.sets()).toEqual([[5], [1, 2, 3], [4]]);
  });

  it('take items that were not known before', () => {
    const sets = new DisjointSets<string>();
    sets.join('a', 'b');
    sets.add('c');
    sets.add('a');
    expect(sets.sets()).toEqual([['a', 'b'], ['c']]);
  });
});
