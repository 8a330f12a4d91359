import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupConfidence } from '../detect/campaign/confidence.ts';
import { HIDDEN } from '../detect/group/openness.ts';
import type { Evidence } from '../model/finding.ts';
import { ACTIONS, CONTENT_FAMILIES, type Family, RELATIONAL_FAMILIES } from '../model/vocabulary.ts';
import { DEFAULT_POLICY, decideCampaign } from './rule-of-two.ts';
import { whatWouldChange } from './would-change.ts';

const row = (family: Family, strength: number): Evidence => ({
  family,
  kind: (RELATIONAL_FAMILIES as readonly string[]).includes(family) ? 'relational' : 'content',
  strength,
  summary: '',
  detail: {},
});
const rank = (action: (typeof ACTIONS)[number]) => ACTIONS.indexOf(action);
const rows = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom<Family>(...RELATIONAL_FAMILIES, ...CONTENT_FAMILIES),
      fc.double({ min: 0.05, max: 1, noNaN: true }),
    ),
    { selector: ([f]) => f },
  )
  .map((list) => list.map(([f, s]) => row(f, s)));

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('what would change a verdict', () => {
  it('names the one relational family that a limit stands on', () => {
    const evidence = [
      row('payment', 0.9),
      row('segment', 0.9),
      row('intent', 0.9),
      row('harvest_shape', 0.8),
    ];
    const found = whatWouldChange(evidence, HIDDEN, DEFAULT_POLICY);
    const alone = found.find((c) => c.without.length === 1 && c.without[0] === 'payment');
    expect(alone?.if).toBe('without payment');
    expect(rank(alone?.action ?? 'suspend')).toBeLessThan(rank('review'));
  });

  it('tells the truth: taking those rows away gives that confidence and that action', () => {
    fc.assert(
      fc.property(rows, share, share, (evidence, verified, openlyLinked) => {
        const open = { verified, openlyLinked };
        for (const c of whatWouldChange(evidence, open, DEFAULT_POLICY)) {
          const rest = evidence.filter((r) => !c.without.includes(r.family));
          const { confidence } = groupConfidence(
            rest,
            c.without.length > 0 ? open : { ...open, verified: 1 },
          );
          expect(c.confidence).toBeCloseTo(confidence, 3);
          expect(c.action).toBe(decideCampaign(confidence, rest, DEFAULT_POLICY).action);
        }
      }),
    );
  });

  it('says nothing of a finding without evidence', () => {
    expect(whatWouldChange([], { verified: 1, openlyLinked: 1 }, DEFAULT_POLICY)).toEqual([]);
  });

  it('shows that losing evidence never raises the action', () => {
    fc.assert(
      fc.property(rows, (evidence) => {
        const now = decideCampaign(
          groupConfidence(evidence, HIDDEN).confidence,
          evidence,
          DEFAULT_POLICY,
        ).action;
        for (const c of whatWouldChange(evidence, HIDDEN, DEFAULT_POLICY))
          expect(rank(c.action)).toBeLessThanOrEqual(rank(now));
      }),
    );
  });
});
