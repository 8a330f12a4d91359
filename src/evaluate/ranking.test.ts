import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auprc, auroc, operatingPoint, rankScores } from './ranking.ts';

/** Few distinct scores, so that ties are the rule. */
const scored = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 6 }).map((n) => n / 6),
    fc.integer({ min: 0, max: 1 }),
  ),
  {
    minLength: 1,
    maxLength: 40,
  },
);

function ranked(rows: readonly (readonly [number, number])[]) {
  return rankScores(
    Float64Array.from(rows, (row) => row[0]),
    Uint8Array.from(rows, (row) => row[1]),
  );
}

describe('ranking by risk', () => {
  test('AUROC is the share of pairs in the right order, counted pair by pair', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const bad = rows.filter((row) => row[1] === 1);
        const good = rows.filter((row) => row[1] === 0);
        let wins = 0;
        for (const [b] of bad) for (const [g] of good) wins += b > g ? 1 : b === g ? 0.5 : 0;
        const expected = bad.length * good.length === 0 ? null : wins / (bad.length * good.length);
        const got = auroc(ranked(rows));
        if (expected === null) expect(got).toBeNull();
        else expect(got).toBeCloseTo(expected, 12);
      }),
    );
  });

  test('average precision agrees with a sum over every threshold, and does not depend on the order of rows', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const positives = rows.filter((row) => row[1] === 1).length;
        let expected = 0;
        let recall = 0;
        for (const threshold of [...new Set(rows.map((row) => row[0]))].sort((a, b) => b - a)) {
          const over = rows.filter((row) => row[0] >= threshold);
          const hits = over.filter((row) => row[1] === 1).length;
          expected += (hits / over.length) * ((hits - recall) / Math.max(1, positives));
          recall = hits;
        }
        const got = auprc(ranked(rows));
        if (positives === 0) expect(got).toBeNull();
        else expect(got).toBeCloseTo(expected, 12);
        expect(auprc(ranked([...rows].reverse()))).toEqual(got);
      }),
    );
  });

  test('the operating point is the best that any threshold can do within the false-positive rate', () => {
    fc.assert(
      fc.property(scored, fc.constantFrom(0, 0.001, 0.1, 0.25, 0.5, 1), (rows, target) => {
        const negatives = rows.filter((row) => row[1] === 0).length;
        const positives = rows.length - negatives;
        let best = 0;
        for (const threshold of new Set(rows.map((row) => row[0]))) {
          const over = rows.filter((row) => row[0] >= threshold);
          const hits = over.filter((row) => row[1] === 1).length;
          if ((over.length - hits) / Math.max(1, negatives) <= target) best = Math.max(best, hits);
        }
        const point = operatingPoint(ranked(rows), target);
        expect(point.truePositives).toBe(best);
        if (positives > 0) expect(point.tpr).toBeCloseTo(best / positives, 12);
        if (negatives > 0) expect(point.fpr).toBeLessThanOrEqual(target + 1e-12);
      }),
    );
  });

  test('one honest account tied with the top score leaves no threshold at a rate of zero', () => {
    const point = operatingPoint(
      ranked([
        [1, 1],
        [1, 1],
        [1, 0],
        [0.5, 1],
      ]),
      0,
    );
    expect(point).toMatchObject({ threshold: null, truePositives: 0, tpr: 0 });
  });

  test('a rate too small for the number of honest accounts is called not resolvable', () => {
    const rows = Array.from({ length: 500 }, (_, i) => [i / 500, i > 450 ? 1 : 0] as const);
    expect(operatingPoint(ranked(rows), 1e-3).resolvable).toBe(false);
    expect(operatingPoint(ranked(rows), 1e-2).resolvable).toBe(true);
    expect(operatingPoint(ranked(rows), 1e-3).tpr).toBe(1);
  });

  test('exactly the allowed number of false positives is allowed', () => {
    // 3 of 3,000 honest accounts on top: 3 <= 1e-3 * 3000 although 3/3000 and 1e-3 differ in binary.
    const rows: [number, number][] = Array.from({ length: 3000 }, (_, i) => [i < 3 ? 0.9 : 0.1, 0]);
    rows.push([0.9, 1], [0.8, 1]);
    expect(operatingPoint(ranked(rows), 1e-3)).toMatchObject({ truePositives: 2, falsePositives: 3 });
  });
});
