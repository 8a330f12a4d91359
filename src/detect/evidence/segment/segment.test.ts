import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, type InputBuilder, type Traffic, type UnitSpec } from '../../../../test/detect-input.ts';
import { measureOf, type Plant, rises, rowAbout, strengthOf, WEAK } from '../../../../test/evidence-rows.ts';
import { segmentEvidence } from './segment.ts';

describe('own text', () => {
  const carried =
    (outside: number, unique = 1): Plant =>
    (builder, crowd) => {
      const members = builder.crowd(20, () => ({ exchanges: 100 }));
      builder.segment({
        ...HARVEST_TRAFFIC,
        unique,
        users: [...crowd.slice(0, outside).map((i) => [i, 40] as const), ...members.map((i) => [i, 80] as const)],
      });
      return members;
    };

  it('is strong for a text that only members send around differing messages', () => {
    const row = rowAbout(segmentEvidence, carried(0));
    expect(strengthOf(row)).toBeGreaterThan(0.8);
    expect(row?.detail.segments).toHaveLength(1);
  });

  it('is silent for a prompt that strangers send as well', () => {
    expect(rowAbout(segmentEvidence, carried(150))).toBeNull();
  });

  it('is silent when the messages around it are always the same', () => {
    expect(strengthOf(rowAbout(segmentEvidence, carried(0, 0.002)))).toBe(0);
  });

  it('is weak when one member in five sends it', () => {
    const few = (builder: InputBuilder) => {
      const members = builder.crowd(20, () => ({ exchanges: 100 }));
      builder.segment({ ...HARVEST_TRAFFIC, users: members.slice(0, 4).map((i) => [i, 80]) });
      return members;
    };
    expect(strengthOf(rowAbout(segmentEvidence, few))).toBeLessThan(WEAK);
  });
});

describe('an injected text', () => {
  /** What a re-routed user's requests look like: as varied in frame and length as everybody's, on one account. */
  const STRANGERS: UnitSpec = { exchanges: 100, frames: [0.3, 0.25, 0.25, 0.2] };
  const ORGANIC: Traffic = { followUps: 0.5, toolResults: 0.1, spread: 0.8, unique: 0.95 };

  const injected =
    (share: number, unit: UnitSpec = STRANGERS, around: Traffic = ORGANIC, size = 20): Plant =>
    (builder) => {
      const members = builder.crowd(size, () => unit);
      builder.segment({ ...around, users: members.map((i) => [i, share * 100]) });
      return members;
    };
  const strength = (plant: Plant) => measureOf(rowAbout(segmentEvidence, plant), 'injected');

  it('is seen where it stands in nearly everything that strangers send through the members', () => {
    const row = rowAbout(segmentEvidence, injected(0.9));
    expect(measureOf(row, 'injected')).toBeGreaterThan(0.6);
    expect(row?.detail).toMatchObject({ injected_share: '90%', injected_members: '20' });
  });

  it('is the more certain the more of the requests carry it, and the more of the members', () => {
    expect(rises([0.2, 0.4, 0.6].map((share) => strength(injected(share))))).toBe(true);
    expect(rises([3, 6, 20].map((n) => strength(injected(0.9, STRANGERS, ORGANIC, n))))).toBe(true);
  });

  it('is not the prompt of an agent tool or a product, whose requests are all built alike', () => {
    expect(strength(injected(0.9, { exchanges: 100 }))).toBe(0);
  });

  it('is not a template whose slots are filled, though the accounts pass on strangers’ requests beside it', () => {
    expect(strength(injected(0.5, STRANGERS, HARVEST_TRAFFIC))).toBe(0);
  });

  it('is not a phrase that people of many tools now and then use', () => {
    expect(strength(injected(0.1))).toBe(0);
  });

  it('is not what one router puts before the requests of all its end users', () => {
    const routed: Plant = (builder) => {
      const members = builder.crowd(20, (k) => ({
        ...STRANGERS,
        account: 'router',
        subAccount: `user-${k}`,
      }));
      builder.segment({ ...ORGANIC, users: members.map((i) => [i, 90]) });
      return members;
    };
    expect(strength(routed)).toBe(0);
  });

  it('says nothing where every account sends in as many frames', () => {
    const everybody: Plant = (builder, crowd) => {
      const members = injected(0.9)(builder, crowd);
      builder.crowd(700, () => STRANGERS);
      return members;
    };
    expect(strength(everybody)).toBe(0);
  });
});
