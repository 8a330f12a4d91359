import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { campaignFound, evidenceRow, foundOf, otherFound } from '../../test/detection-fixture.ts';
import { anyDetection } from '../../test/finding-arbitraries.ts';
import type { CampaignFinding, DetectionResult, MemberFinding } from '../detect/campaign/finding.ts';
import { ACTIONS, type Action, actionRank, type Family } from '../model/vocabulary.ts';
import { type DecideOptions, decide, type EvaluatedAccount } from './decide.ts';
import { defaultPolicy } from './policy/default-policy.ts';
import { compilePolicy, type Policy } from './policy/policy.ts';

const NOW = Date.parse('2026-03-01T00:00:00Z');
const DEFAULT = defaultPolicy();

function policyOf(...rules: readonly { when: string; action: Action; approvals?: number }[]): Policy {
  const compiled = compilePolicy({
    format: 1,
    version: 'made-up',
    rules: rules.map(({ when, ...give }, k) => ({ name: `r${k}`, at: 'finding', when, give, reason: 'R.' })),
  });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  return compiled.value;
}

const decideOn = (detection: DetectionResult, policy = DEFAULT, more: Partial<DecideOptions> = {}) =>
  decide(detection, { policy, now: NOW, ...more });
const decideCampaign = (campaign: CampaignFinding, policy = DEFAULT, more: Partial<DecideOptions> = {}) => {
  const [decided] = decideOn(foundOf([campaign]), policy, more).campaigns.campaigns;
  if (decided === undefined) throw new Error('the campaign was dropped');
  return decided;
};

/** Families that say what the output is for. */
const PURPOSES = ['intent', 'replay', 'technique_search'] as const;

/** All rows of a family count: reasons of one kind are joined by noisy-or. */
function strength(evidence: CampaignFinding['evidence'], family: Family): number {
  return 1 - evidence.filter((row) => row.family === family).reduce((none, row) => none * (1 - row.strength), 1);
}

/** The default policy once more, spelled out: what a campaign gets, and what a member of it gets. */
function expectedMember(campaign: CampaignFinding, { byContent, byRelation, inTheOpen }: MemberFinding): Action {
  const { confidence, evidence, open } = campaign;
  const real = (kind: string) =>
    new Set(evidence.filter((row) => row.kind === kind && row.strength >= 0.4).map(({ family }) => family)).size;
  const exact = 1 - PURPOSES.map((family) => strength(evidence, family)).reduce((none, s) => none * (1 - s), 1);
  // Policies see four digits.
  const purpose = Number(exact.toFixed(4));
  const shows = evidence.some((row) => row.kind === 'relational' && row.family !== 'client' && row.strength >= 0.5);
  const harvests = byContent && purpose >= 0.4;
  const asked = harvests && (byRelation || shows);
  const plainly = purpose >= 0.7;
  const ties = new Set(
    evidence
      .filter(({ kind, family, strength }) => kind === 'relational' && family !== 'client' && strength >= 0.4)
      .map(({ family }) => family),
  );
  const hides = byContent && byRelation && inTheOpen !== true && open.inTheOpen < 0.5 && ties.size >= 2;
  const tied = byRelation && inTheOpen !== true;
  const both = asked && plainly && tied && real('relational') > 0 && real('content') > 0;
  if (both && confidence >= 0.99 && real('relational') > 1 && real('content') > 1) return 'suspend';
  if (both && confidence >= 0.9) return 'limit';
  if ((asked && confidence >= 0.75) || (harvests && plainly && confidence >= 0.8)) return 'verify';
  if (hides && confidence >= 0.9) return 'verify';
  if (confidence >= 0.5) return 'review';
  return confidence >= 0.25 ? 'watch' : 'allow';
}

function expectedCampaign(campaign: CampaignFinding): Action {
  const ranks = campaign.members.map((member) => ACTIONS.indexOf(expectedMember(campaign, member)));
  return ACTIONS[Math.max(...ranks)] as Action;
}

describe('decide', () => {
  it('gives by the default policy what its documentation says, to campaigns, members and others', () => {
    fc.assert(
      fc.property(anyDetection, (detection) => {
        const { campaigns, accounts } = decideOn(detection);
        expect(campaigns.campaigns.map(({ action }) => action)).toEqual(detection.campaigns.map(expectedCampaign));
        expect(accounts.map(({ action }) => action)).toEqual([
          ...detection.campaigns.flatMap((campaign) => campaign.members.map((member) => expectedMember(campaign, member))),
          ...detection.others.map(({ risk }) => (risk >= 0.2 ? 'watch' : 'allow')),
        ]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never does less to a campaign than to any of its members, whatever the policy', () => {
    const conditions = [
      'account.by_relation',
      '!account.by_content',
      'account.risk >= 0.5',
      'campaign.confidence >= 0.6',
      'campaign.some_tied',
    ];
    const rule = fc.record({ when: fc.constantFrom(...conditions), action: fc.constantFrom(...ACTIONS) });
    fc.assert(
      fc.property(anyDetection, fc.array(rule, { maxLength: 4 }), (detection, rules) => {
        const { campaigns, accounts } = decideOn(detection, policyOf(...rules));
        for (const { id, action } of campaigns.campaigns) {
          const members = accounts.filter(({ campaign }) => campaign === id).map((account) => account.action);
          const strongest = Math.max(...members.map(actionRank));
          expect(actionRank(action)).toBeGreaterThanOrEqual(strongest);
        }
      }),
    );
  });

  it('limits no campaign without both kinds of evidence and a member tied by both, whatever the policy', () => {
    const suspendAll = policyOf({ when: 'true', action: 'suspend', approvals: 0 });
    const families = ['payment', 'intent'] as const;
    expect(decideCampaign(campaignFound({ families, tied: ['a'] }), suspendAll).action).toBe('suspend');
    for (const campaign of [
      campaignFound({ families: ['payment', 'network'], tied: ['a'] }),
      campaignFound({ families: ['segment', 'intent'], tied: ['a'] }),
      campaignFound({ families, content: ['a'], relation: ['b'] }),
      { ...campaignFound({ tied: ['a'] }), evidence: families.map((family) => evidenceRow(family, 0.39)) },
    ])
      expect(decideCampaign(campaign, suspendAll).action).toBe('verify');
  });

  it('gives a campaign what the policy gives its members by their records', () => {
    const policy = policyOf({ when: "account.program == 'free_credit'", action: 'verify' });
    const record = { created: 0, verification: 'none', status: 'active', router: false } as const;
    const records = new Map([['b', { ...record, program: 'free_credit' as const }]]);
    const campaign = campaignFound({ tied: ['a', 'b'] });
    expect(decideCampaign(campaign, policy, { records }).action).toBe('verify');
    expect(decideCampaign(campaign, policy).action).toBe('allow');
  });

  it('hands on every account as it was evaluated, in the order of the findings', () => {
    const seen: EvaluatedAccount[] = [];
    const detection = foundOf([campaignFound({ tied: ['a'], content: ['b'] })], [otherFound('c', 0.5)]);
    const { accounts } = decideOn(detection, DEFAULT, { onAccount: (account) => seen.push(account) });
    expect(seen.map(({ account, outcome }) => [account.id, outcome.action])).toEqual(
      accounts.map(({ account, action }) => [account, action]),
    );
  });
});

describe('the reason for the action of a campaign', () => {
  it('names the accounts through which open organisations are asked, and no other account', () => {
    const one = decideCampaign({ ...campaignFound({ tied: ['a', 'b'] }), contacts: ['a'] });
    expect(one.action_reason).toMatch(/One organisation is in the open: ask it once, through a\.$/);
    const many = decideCampaign({ ...campaignFound({ tied: ['a'] }), contacts: ['a', 'b', 'c', 'd', 'e'] });
    expect(many.action_reason).toMatch(/5 organisations are in the open: ask each once, through a, b, c and 2 more\.$/);
    expect(decideCampaign(campaignFound({ tied: ['a'] })).action_reason).not.toContain('organisation');
  });

  it('says of one verified organisation that it hides nothing and what to ask it, and does no more under any policy', () => {
    const organisation: CampaignFinding = {
      ...campaignFound({ families: ['payment', 'intent'], tied: ['a', 'b'], confidence: 0.69 }),
      kind: 'organisation',
      contacts: ['a'],
    };
    const { kind, action, action_reason } = decideCampaign(organisation);
    expect({ kind, action }).toEqual({ kind: 'organisation', action: 'review' });
    expect(action_reason).toMatch(/hides nothing.* whether a grant is due.* ask it once, through a\.$/);
    const suspendAll = policyOf({ when: 'true', action: 'suspend', approvals: 0 });
    expect(decideCampaign(organisation, suspendAll).action).toBe('review');
  });

  const reason = (given: Parameters<typeof campaignFound>[0], policy?: Policy) =>
    decideCampaign(campaignFound(given), policy).action_reason;
  const strong = { families: ['payment', 'network', 'segment', 'intent'], tied: ['a'] } as const;

  it('says which evidence agrees, the figures, and that a person must approve', () => {
    expect(reason({ ...strong, confidence: 0.995 })).toBe(
      'Several relational and several content families agree (confidence 0.99, policy default-4). Proposed: a person must approve.',
    );
    expect(reason({ ...strong, confidence: 0.95 })).toBe(
      'A relational and a content family agree (confidence 0.95, policy default-4). Proposed: a person must approve.',
    );
  });

  it('says what keeps the action from being stronger: the ties, the kinds of evidence, the confidence or the policy', () => {
    const onlyVerify = policyOf({ when: 'true', action: 'verify' });
    expect(reason({ ...strong, tied: [], content: ['a'], relation: ['b'] })).toContain('no single account');
    expect(reason({ families: ['segment', 'intent'], tied: ['a'] })).toContain('only one kind');
    expect(reason({ ...strong, confidence: 0.8 })).toContain('not sure enough to limit');
    expect(reason(strong, onlyVerify)).toContain('the policy asks for no more (confidence 0.95, policy made-up)');
  });

  it('tells a confidence that is too low from a policy that asks for nothing', () => {
    expect(reason({ ...strong, confidence: 0.3 })).toBe('Below the line for review (confidence 0.30, policy default-4).');
    expect(reason(strong, policyOf())).toBe('The policy asks for no more than allow (confidence 0.95, policy made-up).');
  });

  it('counts the people whose approval the rule asks for', () => {
    const two = policyOf({ when: 'true', action: 'limit', approvals: 2 });
    expect(reason(strong, two)).toContain('Proposed: 2 people must approve.');
    expect(reason(strong, policyOf({ when: 'true', action: 'limit', approvals: 0 }))).not.toContain('Proposed');
  });
});
