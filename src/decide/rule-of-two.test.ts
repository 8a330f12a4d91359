import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../model/finding.ts';
import { ACTIONS, CONTENT_FAMILIES, RELATIONAL_FAMILIES } from '../model/vocabulary.ts';
import { DEFAULT_POLICY, decideCampaign, decideMember } from './rule-of-two.ts';

const row = (family: Evidence['family'], strength: number): Evidence => ({
  family,
  kind: (RELATIONAL_FAMILIES as readonly string[]).includes(family) ? 'relational' : 'content',
  strength,
  summary: '',
  detail: {},
});
const rank = (action: (typeof ACTIONS)[number]) => ACTIONS.indexOf(action);
const strengths = fc.double({ min: 0, max: 1, noNaN: true });
const rows = (families: readonly Evidence['family'][]) =>
  fc.array(
    fc.tuple(fc.constantFrom(...families), strengths).map(([f, s]) => row(f, s)),
    { maxLength: 8 },
  );

describe('the rule of two', () => {
  it('never limits on content alone, however sure and however much of it', () => {
    fc.assert(
      fc.property(rows(CONTENT_FAMILIES), strengths, (evidence, confidence) => {
        expect(rank(decideCampaign(confidence, evidence, DEFAULT_POLICY).action)).toBeLessThanOrEqual(
          rank('verify'),
        );
      }),
    );
  });

  it('never limits on relations alone', () => {
    fc.assert(
      fc.property(rows(RELATIONAL_FAMILIES), strengths, (evidence, confidence) => {
        expect(rank(decideCampaign(confidence, evidence, DEFAULT_POLICY).action)).toBeLessThanOrEqual(
          rank('verify'),
        );
      }),
    );
  });

  it('does not count one family twice, nor a row that calls itself by another kind', () => {
    const twice = [row('payment', 1), row('payment', 1), row('segment', 1), row('segment', 1)];
    expect(decideCampaign(1, twice, DEFAULT_POLICY).action).toBe('limit');
  });

  it('asks for no more than verification of a campaign none of whose accounts is tied by both kinds itself', () => {
    const strong = [row('failover', 1), row('timing', 1), row('segment', 1), row('intent', 1)];
    expect(decideCampaign(1, strong, DEFAULT_POLICY).action).toBe('suspend');
    const decided = decideCampaign(1, strong, DEFAULT_POLICY, false);
    expect(decided.action).toBe('verify');
    expect(decided.reason).toContain('no single account');
  });

  it('does not count weak rows', () => {
    const weak = [row('payment', 0.1), row('network', 0.1), row('segment', 1), row('intent', 1)];
    expect(decideCampaign(1, weak, DEFAULT_POLICY).action).toBe('verify');
  });

  it('suspends only with two strong families of each kind, and says that a person must approve', () => {
    const decided = decideCampaign(
      0.995,
      [row('payment', 1), row('network', 1), row('segment', 1), row('intent', 1)],
      DEFAULT_POLICY,
    );
    expect(decided.action).toBe('suspend');
    expect(decided.reason).toContain('person');
  });

  it('is monotone in confidence', () => {
    fc.assert(
      fc.property(
        rows([...CONTENT_FAMILIES, ...RELATIONAL_FAMILIES]),
        strengths,
        strengths,
        (evidence, a, b) => {
          const low = decideCampaign(Math.min(a, b), evidence, DEFAULT_POLICY).action;
          const high = decideCampaign(Math.max(a, b), evidence, DEFAULT_POLICY).action;
          expect(rank(low)).toBeLessThanOrEqual(rank(high));
        },
      ),
    );
  });

  it('never does more to a member than to its campaign, and less to one that only stands near', () => {
    for (const action of ACTIONS) {
      for (const content of [true, false]) {
        for (const relation of [true, false]) {
          for (const tied of [0, 0.5, 1])
            expect(rank(decideMember(action, content, relation, tied))).toBeLessThanOrEqual(rank(action));
        }
      }
    }
    expect(decideMember('suspend', false, true, 1)).toBe('review');
    expect(decideMember('limit', true, false, 0)).toBe('verify');
    // Where the others are tied, who only sends the same text may have it from a public script.
    expect(decideMember('limit', true, false, 0.8)).toBe('review');
    expect(decideMember('limit', true, true, 0.8)).toBe('limit');
  });
});
