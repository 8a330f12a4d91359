import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, InputBuilder, type UnitSpec } from '../../../../test/detect-input.ts';
import { alike, type Plant, rises, rowAbout, rowOf, strengthOf, WEAK } from '../../../../test/evidence-rows.ts';
import { techniqueSearchEvidence } from './technique-search.ts';

const SEARCH: UnitSpec = { ...HARVEST_TRAFFIC, refused: 0.5 };
const heard = (plant: Plant) => strengthOf(rowAbout(techniqueSearchEvidence, plant));

describe('a search for a technique', () => {
  it('is many refused attempts of many structures', () => {
    const row = rowAbout(techniqueSearchEvidence, alike(SEARCH));
    expect(strengthOf(row)).toBeGreaterThan(0.6);
    expect(row?.detail.refused).toBe('400');
    expect(Number(row?.detail.different_structures)).toBeGreaterThan(60);
  });

  it('is found when a few members search and the others harvest', () => {
    const few: Plant = (builder) =>
      builder.crowd(40, (k) => (k < 3 ? { ...SEARCH, exchanges: 100 } : { ...HARVEST_TRAFFIC, exchanges: 100 }));
    expect(heard(few)).toBeGreaterThan(0.5);
  });

  it('is not one structure that is refused again and again', () => {
    expect(heard(alike({ ...SEARCH, structures: [1] }))).toBe(0);
    expect(
      rises(
        [[1], [1, 2, 3, 4, 5], Array.from({ length: 60 }, (_, k) => k)].map((structures) =>
          heard(alike({ ...SEARCH, structures })),
        ),
      ),
    ).toBe(true);
  });

  it('is not one researcher who happens to be near', () => {
    expect(heard((builder) => builder.crowd(20, (k) => (k === 0 ? { ...SEARCH, exchanges: 200 } : HARVEST_TRAFFIC)))).toBe(
      0,
    );
  });

  it('is not refusals alone, elicitation alone, nor a person who rewords a question', () => {
    expect(heard(alike({ refused: 0.5 }))).toBe(0);
    expect(heard(alike({ ...HARVEST_TRAFFIC, refused: 0 }))).toBe(0);
    expect(heard((builder) => builder.crowd(2, () => ({ ...HARVEST_TRAFFIC, exchanges: 10, refused: 0.3 })))).toBe(0);
  });

  it('is no search where everybody is refused as often', () => {
    const builder = new InputBuilder();
    builder.crowd(300, () => ({ refused: 0.4 }));
    const members = builder.crowd(20, () => SEARCH);
    expect(strengthOf(rowOf(techniqueSearchEvidence, builder, members))).toBeLessThan(WEAK);
  });
});
