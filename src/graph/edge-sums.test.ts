import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EdgeSums } from './edge-sums.ts';

it('adds up edges as a Map does, in the order in which pairs come first', () => {
  const edge = fc.tuple(fc.nat(70), fc.nat(70), fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 4_000, size: 'max' }), (edges) => {
      const map = new Map<string, number>();
      const sums = new EdgeSums();
      for (const [from, to, weight] of edges) {
        map.set(`${from}-${to}`, (map.get(`${from}-${to}`) ?? 0) + weight);
        sums.add(from, to, weight);
      }
      const found = Array.from({ length: sums.length }, (_, e) => [`${sums.from[e]}-${sums.to[e]}`, sums.weight[e]]);
      expect(found).toEqual([...map]);
    }),
    { numRuns: 20 },
  );
});
