import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SpanPostings, splitByTime } from './leases.ts';

interface Use {
  readonly unit: number;
  readonly first: number;
  readonly last: number;
}

/** Postings of one value. */
function oneValue(uses: readonly Use[]): SpanPostings {
  return {
    start: Uint32Array.of(0, uses.length),
    unit: Uint32Array.from(uses, (u) => u.unit),
    weight: Float64Array.from(uses, (u) => u.unit + 1),
    first: Float64Array.from(uses, (u) => u.first),
    last: Float64Array.from(uses, (u) => u.last),
  };
}

const holders = (uses: readonly Use[], gap: number) => {
  const leases = splitByTime(oneValue(uses), gap);
  return Array.from({ length: leases.values }, (_, v) => [...leases.unit.subarray(leases.start[v], leases.start[v + 1])]);
};

describe('leases of a value', () => {
  it('tie those who use it at about the same time and not who has it weeks later', () => {
    const uses = [
      { unit: 0, first: 0, last: 5 },
      { unit: 1, first: 4, last: 6 },
      { unit: 2, first: 30, last: 31 },
      { unit: 3, first: 32, last: 40 },
      { unit: 4, first: 90, last: 95 },
    ];
    expect(holders(uses, 3)).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(holders(uses, 100)).toEqual([[0, 1, 2, 3, 4]]);
  });

  it('remember how many have had the value at any time, and which value it was', () => {
    const leases = splitByTime(
      oneValue([
        { unit: 7, first: 0, last: 0 },
        { unit: 8, first: 1, last: 1 },
        { unit: 9, first: 50, last: 50 },
      ]),
      2,
    );
    expect([...leases.holders]).toEqual([3]);
    expect([...leases.of]).toEqual([0]);
    expect([...leases.weight]).toEqual([8, 9]);
  });

  // Few holders, many, and times that are whole numbers too far apart, or no whole numbers.
  it.each([
    [0, 12, 1],
    [33, 50, 1],
    [33, 50, 2 ** 42],
    [33, 50, 0.1],
  ])(
    'are the runs of spans that no longer gap interrupts, of %i to %i spans in steps of %d',
    (minLength, maxLength, step) => {
      const use = fc.record({
        first: fc.integer({ min: 0, max: 400 }),
        length: fc.integer({ min: 0, max: 12 }),
      });
      fc.assert(
        fc.property(fc.array(use, { minLength, maxLength }), fc.integer({ min: 0, max: 5 }), (spans, gap) => {
          const uses = spans.map(({ first, length }, unit) => ({
            unit,
            first: first * step,
            last: (first + length) * step,
          }));
          expect(
            holders(uses, gap * step)
              .map(String)
              .sort(),
          ).toEqual(runs(uses, gap * step).sort());
        }),
        { numRuns: 50 },
      );
    },
  );
});

/** The slow twin: joined when the spans, one of them widened by the gap, overlap; then closed transitively. */
function runs(uses: readonly Use[], gap: number): string[] {
  const label = uses.map((_, k) => k);
  for (let changed = true; changed; ) {
    changed = false;
    for (const a of uses)
      for (const b of uses)
        if (label[a.unit] !== label[b.unit] && a.first <= b.last + gap && b.first <= a.last + gap) {
          const least = Math.min(label[a.unit], label[b.unit]);
          label[a.unit] = least;
          label[b.unit] = least;
          changed = true;
        }
  }
  const groups = new Map<number, number[]>();
  for (const { unit } of uses) groups.set(label[unit], [...(groups.get(label[unit]) ?? []), unit]);
  return [...groups.values()].filter((g) => g.length > 1).map(String);
}
