import { describe, expect, it } from 'vitest';
import { InputBuilder, type UnitSpec } from '../../../../test/detect-input.ts';
import { alike, measureOf, rises, rowAbout, rowOf } from '../../../../test/evidence-rows.ts';
import { harvestShapeEvidence } from './harvest-shape.ts';

const measureFor = (spec: UnitSpec) => measureOf(rowAbout(harvestShapeEvidence, alike(spec)), 'encoded');

describe('encoded text', () => {
  it('counts by how much more of it there is than in others', () => {
    const strengths = [0.02, 0.15, 0.3, 0.6].map((encoded) => measureFor({ encoded }));
    expect(rises(strengths)).toBe(true);
    expect(strengths[0]).toBe(0);
    expect(strengths[3]).toBeGreaterThan(0.3);
  });

  it('says nothing where many send it', () => {
    const builder = new InputBuilder();
    builder.crowd(300, (k) => ({ encoded: k % 3 === 0 ? 0.7 : 0 }));
    const members = builder.crowd(20, () => ({ encoded: 0.6 }));
    expect(measureOf(rowOf(harvestShapeEvidence, builder, members), 'encoded')).toBe(0);
  });

  it('of one loud member says nothing of the others', () => {
    const builder = new InputBuilder();
    builder.crowd(300, () => ({}));
    const members = builder.crowd(12, (k) => (k === 0 ? { encoded: 0.9, exchanges: 20_000 } : {}));
    expect(measureOf(rowOf(harvestShapeEvidence, builder, members), 'encoded')).toBe(0);
  });
});
