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
  return Array.from({ length: leases.values }, (_, v) => [
    ...leases.unit.subarray(leases.start[v], leases.start[v + 1]),
  ]);
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

  it('are the runs of spans that no longer gap interrupts, whatever the order of the rows', () => {
    const use = fc.record({
      first: fc.integer({ min: 0, max: 200 }),
      length: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(use, { maxLength: 12 }), fc.integer({ min: 0, max: 20 }), (spans, gap) => {
        const uses = spans.map(({ first, length }, unit) => ({ unit, first, last: first + length }));
        // The slow twin: joined when the spans, one of them widened by the gap, overlap; then closed transitively.
        const label = uses.map((_, k) => k);
        for (let round = 0; round < uses.length; round++)
          for (const a of uses)
            for (const b of uses)
              if (a.first <= b.last + gap && b.first <= a.last + gap) {
                const least = Math.min(label[a.unit], label[b.unit]);
                label[a.unit] = least;
                label[b.unit] = least;
              }
        const groups = new Map<number, number[]>();
        for (const { unit } of uses) groups.set(label[unit], [...(groups.get(label[unit]) ?? []), unit]);
        const expected = [...groups.values()].filter((g) => g.length > 1).map(String);
        expect(holders(uses, gap).map(String).sort()).toEqual(expected.sort());
      }),
    );
  });
});
