import { describe, expect, it } from 'vitest';
import { createRng } from '../base/rng.ts';
import { twoPlaceTable } from './two-places.ts';

/** As the kernels read it. */
function found(table: Uint32Array, key: number): number {
  const mask = table.length / 2 - 1;
  const places = [key & mask, (Math.imul(key, 0x9e3779b1) >>> 7) & mask];
  return places.reduce((value, p) => (table[2 * p] === key ? table[2 * p + 1] : value), 0);
}

describe('twoPlaceTable', () => {
  it.each([0, 1, 409, 410, 30_000])('finds each of %d keys in one of its two places, and no other', (count) => {
    const seed = `two places ${count}`;
    const rng = createRng(seed);
    const keys = new Set<number>();
    while (keys.size < 2 * count) keys.add(1 + rng.int(0xfffffffe));
    const [inside, outside] = [[...keys].slice(0, count), [...keys].slice(count)];
    const table = twoPlaceTable(
      Uint32Array.from(inside),
      Uint32Array.from(inside, (_, i) => i + 1),
    );
    expect(
      inside.every((key, i) => found(table, key) === i + 1),
      `seed ${seed}`,
    ).toBe(true);
    expect(
      outside.every((key) => found(table, key) === 0),
      `seed ${seed}`,
    ).toBe(true);
    expect(found(table, 0)).toBe(0);
  });

  it('grows when keys crowd at the same places', () => {
    const keys = Uint32Array.from({ length: 300 }, (_, i) => 7 + (i << 12));
    const table = twoPlaceTable(
      keys,
      keys.map((_, i) => i + 1),
    );
    keys.forEach((key, i) => {
      expect(found(table, key)).toBe(i + 1);
    });
  });

  it('refuses a key that comes three times', () => {
    expect(() => twoPlaceTable(Uint32Array.of(5, 5, 5), Uint32Array.of(1, 2, 3))).toThrow(/differ/);
  });
});
