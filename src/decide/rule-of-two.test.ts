import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { share } from '../../test/finding-arbitraries.ts';
import { ACTIONS, actionRank, CONTENT_FAMILIES, type Family, RELATIONAL_FAMILIES } from '../model/vocabulary.ts';
import { type FamilyStrength, milder, needsApproval, realFamilies, strongestAllowed } from './rule-of-two.ts';

const TIED = { by_content: true, by_relation: true };
const strengths = (families: readonly Family[]) =>
  fc.array(fc.record({ name: fc.constantFrom(...families), strength: share }), { maxLength: 8 });
const anyStrengths = strengths([...CONTENT_FAMILIES, ...RELATIONAL_FAMILIES]);
const family = (name: Family, strength: number): FamilyStrength => ({ name, strength });

describe('the rule of two', () => {
  it('allows no more than verification on one kind of evidence, however much of it', () => {
    for (const families of [CONTENT_FAMILIES, RELATIONAL_FAMILIES]) {
      fc.assert(
        fc.property(strengths(families), (rows) => {
          expect(strongestAllowed({ families: rows }, TIED)).toBe('verify');
        }),
      );
    }
  });

  it('allows no more than verification against an account that is not tied by both kinds itself', () => {
    fc.assert(
      fc.property(anyStrengths, fc.boolean(), (families, by_content) => {
        const account = { by_content, by_relation: !by_content };
        expect(strongestAllowed({ families }, account)).toBe('verify');
        expect(strongestAllowed({ families }, { by_content: false, by_relation: false })).toBe('verify');
      }),
    );
  });

  it('allows every action once a family of each kind has real strength, and none below it counts', () => {
    const both = (strength: number) => ({
      families: [family('payment', strength), family('segment', strength)],
    });
    expect(strongestAllowed(both(0.4), TIED)).toBe('suspend');
    expect(strongestAllowed(both(0.39), TIED)).toBe('verify');
    const oneWeak = { families: [family('payment', 0.39), family('segment', 1)] };
    expect(strongestAllowed(oneWeak, TIED)).toBe('verify');
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
