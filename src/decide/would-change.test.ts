import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { campaignFound, evidenceRow as row } from '../../test/detection-fixture.ts';
import { groupConfidence } from '../detect/campaign/confidence.ts';
import type { MemberFinding } from '../detect/campaign/finding.ts';
import { HIDDEN, type Openness } from '../detect/group/openness.ts';
import type { Evidence } from '../model/finding.ts';
import { CONTENT_FAMILIES, type Family, RELATIONAL_FAMILIES, actionRank as rank } from '../model/vocabulary.ts';
import { defaultPolicy } from './policy/default-policy.ts';
import { type CampaignGrounds, campaignFacts, memberFacts, onOtherGrounds } from './policy/from-detection.ts';

import { whatWouldChange } from './would-change.ts';

/** Of a campaign with a member tied by both kinds, under the default policy. */
const policy = defaultPolicy();
const facts = campaignFacts(campaignFound({ tied: ['a'] }), 0);
const member = memberFacts(campaignFound({ tied: ['a'] }).members[0] as MemberFinding, facts, null, 0);
const actionOn = (grounds: CampaignGrounds) => policy.decide(onOtherGrounds(facts, grounds), member.account).action;
const changing = (evidence: readonly Evidence[], open: Openness) => whatWouldChange({ evidence, open }, actionOn);
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

describe('what would change an action', () => {
  it('names the one relational family that a limit rests on', () => {
    const evidence = [row('payment', 0.9), row('segment', 0.9), row('intent', 0.9), row('harvest_shape', 0.8)];
    const found = changing(evidence, HIDDEN);
    const alone = found.find((c) => c.without.length === 1 && c.without[0] === 'payment');
    expect(alone?.if).toBe('without payment');
    expect(rank(alone?.action ?? 'suspend')).toBeLessThan(rank('review'));
  });

  it('is true: taking those rows away gives that confidence and that action', () => {
    fc.assert(
      fc.property(rows, share, share, share, (evidence, verified, openlyLinked, inTheOpen) => {
        const open = { verified, openlyLinked, inTheOpen };
        for (const c of changing(evidence, open)) {
          const rest = evidence.filter((r) => !c.without.includes(r.family));
          const shown = c.without.length > 0 ? open : { ...open, verified: 1 };
          const { confidence } = groupConfidence(rest, shown);
          expect(c.confidence).toBeCloseTo(confidence, 3);
          expect(c.action).toBe(actionOn({ confidence, evidence: rest, open: shown }));
        }
      }),
    );
  });

  it('says nothing of a finding without evidence', () => {
    expect(changing([], { verified: 1, openlyLinked: 1, inTheOpen: 1 })).toEqual([]);
  });

  it('shows that losing evidence never raises the action', () => {
    fc.assert(
      fc.property(rows, (evidence) => {
        const { confidence } = groupConfidence(evidence, HIDDEN);
        const now = actionOn({ confidence, evidence, open: HIDDEN });
        for (const c of changing(evidence, HIDDEN)) expect(rank(c.action)).toBeLessThanOrEqual(rank(now));
      }),
    );
  });

  it('judges one verified organisation by what its output is for, and by nothing else', () => {
    const organisation = { ...campaignFound({ content: ['a'] }), kind: 'organisation' } as const;
    const given = campaignFacts(organisation, 0);
    const { account } = memberFacts(organisation.members[0] as MemberFinding, given, null, 0);
    const decided = (grounds: CampaignGrounds) => policy.decide(onOtherGrounds(given, grounds), account).action;
    const evidence = [row('intent', 0.9), row('harvest_shape', 0.9)];
    expect(whatWouldChange({ kind: 'organisation', evidence, open: HIDDEN }, decided)).toEqual([
      { if: 'without intent', without: ['intent'], confidence: 0, action: 'allow' },
    ]);
  });
});
