import { describe, expect, it } from 'vitest';
import { joinMeasures, type Measure } from './measure.ts';

const measure = (name: string, strength: number): Measure => ({
  name,
  strength,
  summary: `${name} speaks.`,
  detail: { [`${name}_seen`]: 3 },
});

describe('measures of one family', () => {
  it('make one row whose strength is at least that of the strongest, which speaks first', () => {
    const row = joinMeasures('timing', [measure('rhythm', 0.3), null, measure('balance', 0.6)]);
    expect(row?.kind).toBe('relational');
    expect(row?.strength).toBeCloseTo(0.72);
    expect(row?.summary).toBe('balance speaks. rhythm speaks.');
    expect(row?.detail).toEqual({
      balance_strength: 0.6,
      balance_seen: 3,
      rhythm_strength: 0.3,
      rhythm_seen: 3,
    });
  });

  it('add nothing where they are said in another family, and lift the row to their own strength', () => {
    const elsewhere = { ...measure('signatures', 0.38), saidElsewhere: true } as const;
    const strength = (...measures: Measure[]) => joinMeasures('sharding', measures)?.strength;
    expect(strength(elsewhere)).toBeCloseTo(0.38);
    expect(strength(elsewhere, measure('overlap', 0.3))).toBeCloseTo(0.38);
    expect(strength(elsewhere, measure('overlap', 0.3), measure('complement', 0.3))).toBeCloseTo(0.51);
  });

  it('are silent together when each is noise', () => {
    expect(joinMeasures('segment', [measure('own', 0.04), measure('injected', 0.04), null])).toBeNull();
    expect(joinMeasures('segment', [])).toBeNull();
  });
});
