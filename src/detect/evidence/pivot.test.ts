import { describe, expect, it } from 'vitest';
import { measureOf, type Plant, rises, rowAbout, strengthOf, WEAK } from '../../../test/evidence-rows.ts';
import { pivotEvidence } from './pivot.ts';

type Lag = (k: number) => number;
const atOnce: Lag = (k) => 1 + (k % 10) / 10;
const oneByOne: Lag = (k) => (k * 7) % 23;

/** Shares of members' and of everybody's traffic that go to the new model within a day, and the hours they begin in. */
const moved =
  (ours: number, theirs: number, { exchanges = 20, lag = atOnce, size = 20 } = {}): Plant =>
  (builder, crowd) => {
    const members = builder.crowd(size, () => ({}));
    builder.adoption('new-model', [
      ...crowd.map((i, k) => [i, 20, 20 * theirs, oneByOne(k)] as const),
      ...members.map((i, k) => [i, exchanges, exchanges * ours, lag(k)] as const),
    ]);
    return members;
  };
const heard = (plant: Plant) => strengthOf(rowAbout(pivotEvidence, plant));

describe('pivot', () => {
  it('is strong when half the group moves at once within a day and hardly anybody else does', () => {
    const row = rowAbout(pivotEvidence, moved(0.5, 0.03));
    expect(strengthOf(row)).toBeGreaterThan(0.6);
    expect(row?.detail).toMatchObject({ model: 'new-model', moved: '50%', members_moving: 20 });
  });

  it('rises with how much moved, with how many members, and with how close together they began', () => {
    expect(rises([0.05, 0.15, 0.3].map((share) => heard(moved(share, 0.03))))).toBe(true);
    expect(rises([4, 8, 20].map((size) => heard(moved(0.5, 0.03, { size }))))).toBe(true);
    expect(heard(moved(0.5, 0.03))).toBeGreaterThan(1.4 * heard(moved(0.5, 0.03, { lag: oneByOne })));
  });

  it('hears a part of everybody’s traffic that moves, as a load balancer moves it', () => {
    const part = rowAbout(pivotEvidence, (builder, crowd) => {
      // One outsider in five moved altogether, the others not at all: in the mean as far as the members.
      const members = builder.crowd(20, () => ({}));
      builder.adoption('new-model', [
        ...crowd.map((i, k) => [i, 20, k % 5 === 0 ? 20 : 0, oneByOne(k)] as const),
        ...members.map((i, k) => [i, 20, 8, atOnce(k)] as const),
      ]);
      return members;
    });
    expect(measureOf(part, 'adoption')).toBeGreaterThan(0.3);
  });

  it('is silent on a launch day on which everybody moves', () => {
    expect(rowAbout(pivotEvidence, moved(0.5, 0.5))).toBeNull();
    expect(rowAbout(pivotEvidence, moved(0.4, 0.6))).toBeNull();
  });

  it('is silent about a handful of exchanges, and weak when two members make the move', () => {
    expect(rowAbout(pivotEvidence, moved(0.5, 0, { exchanges: 0.5 }))).toBeNull();
    const two: Plant = (builder) => {
      const members = builder.crowd(20, () => ({}));
      builder.adoption(
        'new-model',
        members.map((i, k) => [i, 100, k < 2 ? 100 : 0]),
      );
      return members;
    };
    expect(heard(two)).toBeLessThan(WEAK);
  });

  it('takes the release with the strongest move', () => {
    const several: Plant = (builder, crowd) => {
      const members = moved(0.15, 0.05)(builder, crowd);
      builder.adoption('later-model', [
        ...crowd.map((i) => [i, 20, 0] as const),
        ...members.map((i) => [i, 20, 12] as const),
      ]);
      return members;
    };
    expect(rowAbout(pivotEvidence, several)?.detail.model).toBe('later-model');
  });
});
