import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SKETCH_WIDTH } from '../../../aggregate/detect-input.ts';
import { createRng } from '../../../base/rng.ts';
import { effectiveStructures, meanSimilarity } from './structures.ts';

/** The sketch of requests whose skeletons have no slot in common unless they are one structure. */
function sketchOf(counts: readonly number[], seed = ''): Float64Array {
  const sketch = new Float64Array(SKETCH_WIDTH);
  counts.forEach((n, s) => {
    const rng = createRng(`${seed} ${s}`);
    for (let k = 0; k < SKETCH_WIDTH; k++) sketch[k] += rng.chance(0.5) ? n : -n;
  });
  return sketch;
}

const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);

describe('the sketch of structures', () => {
  it('knows requests of one structure, and requests that have nothing in common', () => {
    expect(meanSimilarity(sketchOf([50]), 50)).toBe(1);
    expect(effectiveStructures(sketchOf([50]), 50)).toBe(1);
    expect(effectiveStructures(sketchOf(new Array(200).fill(1)), 200)).toBeGreaterThan(60);
    expect(effectiveStructures(sketchOf([]), 0)).toBe(0);
    expect(effectiveStructures(sketchOf([1]), 1)).toBe(1);
  });

  it('estimates the share of pairs that are alike, in the mean over signs', () => {
    const counts = [40, 25, 10, 5, 5, 5];
    const n = sum(counts);
    const exact = counts.reduce((pairs, c) => pairs + c * (c - 1), 0) / (n * (n - 1));
    let mean = 0;
    for (let k = 0; k < 200; k++) mean += meanSimilarity(sketchOf(counts, `signs ${k}`), n) / 200;
    expect(mean).toBeCloseTo(exact, 1);
  });

  it('adds up: the sketch of two accounts is that of their requests together', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 9 }), (counts) => {
        const half = counts.map((c) => Math.floor(c / 2));
        const rest = counts.map((c, k) => c - half[k]);
        const added = sketchOf(half).map((x, k) => x + sketchOf(rest)[k]);
        expect(added).toEqual(sketchOf(counts));
      }),
    );
  });
});
