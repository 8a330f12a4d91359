import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reliability } from './calibration.ts';

function calibrated(rows: readonly (readonly [number, number])[]) {
  return reliability(
    Float64Array.from(rows, (row) => row[0]),
    Uint8Array.from(rows, (row) => row[1]),
  );
}

describe('calibration of risk', () => {
  test('risks that are right on average have no error, and risks that are wrong have theirs', () => {
    expect(
      calibrated([
        [0.75, 1],
        [0.75, 1],
        [0.75, 1],
        [0.75, 0],
      ]).ece,
    ).toBeCloseTo(0, 12);
    expect(
      calibrated([
        [0.9, 0],
        [0.9, 0],
      ]).ece,
    ).toBeCloseTo(0.9, 12);
    expect(
      calibrated([
        [1, 1],
        [0, 0],
      ]).ece,
    ).toBe(0);
  });

  test('the error agrees with a plain recount of every bin', () => {
    const rows = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 1 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(rows, (list) => {
        let expected = 0;
        for (let bin = 0; bin < 10; bin++) {
          const inside = list.filter(([score]) => Math.min(9, Math.floor(score * 10)) === bin);
          if (inside.length === 0) continue;
          const mean = inside.reduce((sum, row) => sum + row[0], 0) / inside.length;
          const share = inside.reduce((sum, row) => sum + row[1], 0) / inside.length;
          expected += (inside.length / list.length) * Math.abs(mean - share);
        }
        const got = calibrated(list);
        expect(got.ece).toBeCloseTo(expected, 9);
        expect(got.bins.reduce((sum, bin) => sum + bin.accounts, 0)).toBe(list.length);
      }),
    );
  });

  test('no accounts, no error to speak of', () => {
    expect(calibrated([])).toEqual({ ece: null, bins: [] });
  });
});
