import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { share } from '../../test/finding-arbitraries.ts';
import { ACTIONS, actionRank, CONTENT_FAMILIES, type Family, RELATIONAL_FAMILIES } from '../model/vocabulary.ts';
import {
  type CampaignGuard,
  type FamilyStrength,
  holdOf,
  milder,
  needsApproval,
  realFamilies,
  strongestAllowed,
} from './rule-of-two.ts';

const TIED = { by_content: true, by_relation: true, exchanges: 5, content_share: 0.1 };
/** A campaign that only its families can hold back. */
const campaign = (families: readonly FamilyStrength[]): CampaignGuard => ({ families, purpose: 1, together_share: 0 });
const strengths = (families: readonly Family[]) =>
  fc.array(fc.record({ name: fc.constantFrom(...families), strength: share }), { maxLength: 8 });
const anyStrengths = strengths([...CONTENT_FAMILIES, ...RELATIONAL_FAMILIES]);
const family = (name: Family, strength: number): FamilyStrength => ({ name, strength });

describe('the rule of two', () => {
  it('allows no more than verification on one kind of evidence, however much of it', () => {
    for (const families of [CONTENT_FAMILIES, RELATIONAL_FAMILIES]) {
      fc.assert(
        fc.property(strengths(families), (rows) => {
          expect(strongestAllowed(campaign(rows), TIED)).toBe('verify');
        }),
      );
    }
  });

  it('allows no more than verification against an account that is not tied by both kinds itself', () => {
    fc.assert(
      fc.property(anyStrengths, fc.boolean(), (families, by_content) => {
        const account = { by_content, by_relation: !by_content, exchanges: 5, content_share: 0.1 };
        expect(strongestAllowed(campaign(families), account)).toBe('verify');
        expect(
          strongestAllowed(campaign(families), { by_content: false, by_relation: false, exchanges: 5, content_share: 0.1 }),
        ).toBe('verify');
      }),
    );
  });

  it('allows every action once a family of each kind has real strength, and none below it counts', () => {
    const both = (strength: number) => campaign([family('payment', strength), family('segment', strength)]);
    expect(strongestAllowed(both(0.4), TIED)).toBe('suspend');
    expect(strongestAllowed(both(0.39), TIED)).toBe('verify');
    expect(strongestAllowed(campaign([family('payment', 0.39), family('segment', 1)]), TIED)).toBe('verify');
  });

  it('allows no more than a review of one verified organisation, whatever the evidence', () => {
    fc.assert(
      fc.property(anyStrengths, share, (families, together_share) => {
        const organisation: CampaignGuard = { families, purpose: 1, together_share, kind: 'organisation' };
        expect(strongestAllowed(organisation, TIED)).toBe('review');
        expect(strongestAllowed(organisation, { ...TIED, asked_through: 'other' })).toBe('review');
      }),
    );
    expect(holdOf({ families: [], purpose: 1, together_share: 0, kind: 'organisation' }, TIED)).toBe('one_organisation');
  });

  it('limits nobody without evidence of what the output is for, however strong the shared text is', () => {
    const strong = campaign([family('payment', 1), family('segment', 1), family('harvest_shape', 1)]);
    expect(holdOf({ ...strong, purpose: 0.39 }, TIED)).toBe('no_purpose');
    expect(holdOf({ ...strong, purpose: 0.4 }, TIED)).toBeNull();
    // Facts that an earlier version stored have no purpose.
    expect(holdOf({ ...strong, purpose: undefined as unknown as number }, TIED)).toBe('no_purpose');
  });

  it('limits nobody for what firms ask for every day, however strong the evidence of it is', () => {
    const strong = { ...campaign([family('payment', 1), family('intent', 1)]), purpose: 1 };
    expect(holdOf({ ...strong, clear_purpose: 0.39 }, TIED)).toBe('everyday_purpose');
    expect(strongestAllowed({ ...strong, clear_purpose: 0.39 }, TIED)).toBe('verify');
    expect(holdOf({ ...strong, clear_purpose: 0.4 }, TIED)).toBeNull();
    // Facts that were stored before it was measured.
    expect(holdOf(strong, TIED)).toBeNull();
  });

  it('limits nobody for a small part of what it sends', () => {
    const strong = campaign([family('payment', 1), family('intent', 1)]);
    expect(holdOf(strong, { ...TIED, content_share: 0.09 })).toBe('small_part');
    expect(strongestAllowed(strong, { ...TIED, content_share: 0.09 })).toBe('verify');
  });

  it('asks nobody who sent next to nothing: one request may be misread', () => {
    const strong = campaign([family('payment', 1), family('intent', 1)]);
    expect(strongestAllowed(strong, { ...TIED, exchanges: 4 })).toBe('review');
  });

  it('limits nobody in a group that hides nothing', () => {
    const strong = campaign([family('payment', 1), family('intent', 1)]);
    expect(holdOf({ ...strong, together_share: 0.89 }, TIED)).toBeNull();
    expect(holdOf({ ...strong, together_share: 0.9 }, TIED)).toBe('in_the_open');
    expect(strongestAllowed({ ...strong, together_share: 1 }, TIED)).toBe('verify');
  });

  it('counts a family once, however many rows it has', () => {
    const rows = [family('payment', 1), family('payment', 0.5), family('segment', 1), family('segment', 0.1)];
    expect(realFamilies(rows)).toEqual({ relational: ['payment'], content: ['segment'] });
  });

  it('has limit and suspend, and nothing milder, wait for approval', () => {
    expect(ACTIONS.filter(needsApproval)).toEqual(['limit', 'suspend']);
  });

  it('orders actions from allow to suspend', () => {
    for (const a of ACTIONS) {
      for (const b of ACTIONS) {
        expect(milder(a, b)).toBe(ACTIONS[Math.min(ACTIONS.indexOf(a), ACTIONS.indexOf(b))]);
        expect(Math.sign(actionRank(a) - actionRank(b))).toBe(Math.sign(ACTIONS.indexOf(a) - ACTIONS.indexOf(b)));
      }
    }
  });
});
