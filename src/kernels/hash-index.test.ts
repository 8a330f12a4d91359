import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABSENT, HashIndex } from './hash-index.ts';

describe('an index of hashes', () => {
  it('finds what a Map finds', () => {
    // Small values meet in one half, and large ones differ in it alone.
    const hash = fc.oneof(
      fc.bigInt(0n, 40n),
      fc.bigInt(0n, 40n).map((x) => x << 32n),
      fc.bigInt(0n, 2n ** 64n - 1n),
    );
    fc.assert(
      fc.property(fc.uniqueArray(hash), fc.array(hash), (keys, asked) => {
        const map = new Map(keys.map((key, i) => [key, i]));
        const index = new HashIndex(BigUint64Array.from(keys));
        const all = [...asked, ...keys];
        expect([...index.places(BigUint64Array.from(all))]).toEqual(all.map((key) => map.get(key) ?? ABSENT));
      }),
    );
  });

  it('gives what is asked for in the place of an absent one', () => {
    const index = new HashIndex(BigUint64Array.of(5n, 7n));
    expect([...index.places(BigUint64Array.of(7n, 6n, 5n), 9)]).toEqual([1, 9, 0]);
    expect([...new HashIndex(new BigUint64Array(0)).places(BigUint64Array.of(0n))]).toEqual([ABSENT]);
  });
});
