import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { campaignFound, otherFound, evidenceRow as row } from '../../../test/detection-fixture.ts';
import { anyEvidence, campaignOf, evidenceOf } from '../../../test/finding-arbitraries.ts';
import type { CampaignFinding, MemberFinding } from '../../detect/campaign/finding.ts';
import { HIDDEN } from '../../detect/group/openness.ts';
import type { Evidence } from '../../model/finding.ts';
import {
  ACTIONS,
  type Action,
  CONTENT_FAMILIES,
  type Family,
  RELATIONAL_FAMILIES,
  actionRank as rank,
} from '../../model/vocabulary.ts';
import { DEFAULT_DOCUMENT } from './default-document.ts';
import type { PolicyDocument } from './document.ts';
import { type AccountFacts, FINDING_VARIABLES, NO_CAMPAIGN } from './facts.ts';
import { campaignFacts, loosePartFacts, memberFacts, otherFacts } from './from-detection.ts';
import { compilePolicy, type Policy } from './policy.ts';

/** A test compares policies on thousands of generated inputs; 10 s on a busy machine. */
const TEST_TIMEOUT = 60_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const NOW = Date.parse('2026-03-01T00:00:00Z');

function policyOf(document: unknown): Policy {
  const made = compilePolicy(document);
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  return made.value;
}
const giving = (action: Action): PolicyDocument => ({
  format: 1,
  version: 'p',
  rules: [{ name: 'all', at: 'finding', when: 'true', give: { action, approvals: 0 }, reason: 'Because.' }],
});
function outcomeFor(policy: Policy, campaign: CampaignFinding, member: MemberFinding) {
  const facts = memberFacts(member, campaignFacts(campaign, NOW), null, NOW, loosePartFacts(campaign));
  return policy.decide(facts.campaign, facts.account);
}

describe('a policy', () => {
  it('cannot limit or suspend without one relational and one content family, whatever it says', () => {
    for (const families of [RELATIONAL_FAMILIES, CONTENT_FAMILIES, [] as Family[]]) {
      const evidence = families.length === 0 ? fc.constant<Evidence[]>([]) : evidenceOf(families);
      fc.assert(
        fc.property(campaignOf(evidence), fc.constantFrom(...ACTIONS), (campaign, action) => {
          const policy = policyOf(giving(action));
          for (const member of campaign.members) {
            const outcome = outcomeFor(policy, campaign, member);
            expect(rank(outcome.action)).toBeLessThanOrEqual(rank('verify'));
            expect(outcome.action).toBe(rank(action) > rank('verify') ? 'verify' : action);
          }
        }),
      );
    }
  });

  it('cannot limit an account that is not tied by both kinds itself, nor count weak families', () => {
    const policy = policyOf(giving('suspend'));
    fc.assert(
      fc.property(campaignOf(anyEvidence), (campaign) => {
        const strong = (kind: string) => campaign.evidence.some((e) => e.kind === kind && e.strength >= 0.4);
        for (const member of campaign.members) {
          const { action, reason } = outcomeFor(policy, campaign, member);
          const { purpose } = campaignFacts(campaign, 0);
          const tied = member.byContent && member.byRelation && member.inTheOpen !== true;
          const both = tied && strong('relational') && strong('content') && purpose >= 0.4;
          expect(action).toBe(both ? 'suspend' : 'verify');
          expect(reason.includes('rule of two')).toBe(!both);
        }
      }),
    );
  });

  it('limits and suspends only as far as every sampling of the campaign supports it', () => {
    const policy = policyOf(DEFAULT_DOCUMENT);
    const FOUR: Family[] = ['payment', 'network', 'intent', 'segment'];
    const evidence = FOUR.map((family) => row(family));
    const campaign = (samplings: CampaignFinding['samplings']): CampaignFinding => ({
      ...campaignFound({ families: FOUR, confidence: 0.99, tied: ['a'] }),
      samplings,
    });
    const sampling = (confidence: number, rows = evidence) => ({ confidence, evidence: rows, open: HIDDEN });
    const outcome = (samplings: CampaignFinding['samplings']) => {
      const found = campaign(samplings);
      return outcomeFor(policy, found, found.members[0]);
    };
    expect(outcome(undefined).action).toBe('suspend');
    expect(outcome([sampling(0.99), sampling(0.99)]).action).toBe('suspend');
    // One sampling is enough to hold it back: by the policy's threshold, or by the rule of two.
    expect(outcome([sampling(0.99), sampling(0.95)]).action).toBe('limit');
    const unsure = outcome([sampling(0.3), sampling(0.99)]);
    expect(unsure).toMatchObject({ action: 'verify', approvals: 0 });
    expect(unsure.reason).toContain('suspend needs all samplings of the campaign to agree');
    expect(outcome([sampling(0.99), sampling(0.99, evidence.slice(2))]).action).toBe('verify');
    expect(outcome([sampling(0.99), sampling(0.99, evidence.slice(0, 2))]).action).toBe('verify');
  });

  it('does no more to loosely tied accounts than their part of the campaign supports, and a person reads of all', () => {
    const policy = policyOf(DEFAULT_DOCUMENT);
    const FOUR: Family[] = ['payment', 'network', 'intent', 'segment'];
    const evidence = FOUR.map((family) => row(family));
    const outcome = (confidence: number, rows = evidence, loose = true) => {
      const found = campaignFound({ families: FOUR, confidence: 0.99, tied: ['a'] });
      const part = { confidence, evidence: rows, open: HIDDEN };
      return outcomeFor(policy, { ...found, loosePart: part }, { ...found.members[0], loose });
    };
    expect(outcome(0.1, [], false).action).toBe('suspend');
    expect(outcome(0.99).action).toBe('suspend');
    expect(outcome(0.95).action).toBe('limit');
    expect(outcome(0.8).action).toBe('verify');
    // Without a relational family of its own it may be asked; no finding by itself, and a person reads of it.
    expect(outcome(0.99, evidence.slice(2)).action).toBe('verify');
    const { action, reason } = outcome(0.1);
    expect(action).toBe('review');
    expect(reason).toContain('would rest on what others in the campaign share');
  });

  it('leaves what firms ask for every day to a person', () => {
    const found = campaignFound({ families: ['payment', 'network', 'intent', 'segment'], confidence: 0.99, tied: ['a'] });
    const everyday = found.evidence.map((given) =>
      given.family === 'intent' ? { ...given, detail: { clear_purpose: 0.1 } } : given,
    );
    const decided = (campaign: CampaignFinding, document: PolicyDocument) =>
      outcomeFor(policyOf(document), campaign, campaign.members[0]).action;
    expect(decided(found, DEFAULT_DOCUMENT)).toBe('suspend');
    const open = { ...HIDDEN, inTheOpen: 0.6 };
    expect(decided({ ...found, evidence: everyday, open }, DEFAULT_DOCUMENT)).toBe('review');
    // Who hides is asked all the same.
    expect(decided({ ...found, evidence: everyday }, DEFAULT_DOCUMENT)).toBe('verify');
    expect(decided({ ...found, evidence: everyday, confidence: 0.85 }, DEFAULT_DOCUMENT)).toBe('review');
    expect(decided({ ...found, evidence: everyday }, giving('suspend'))).toBe('verify');
  });

  it('has what it waits for with people stand as a verification by the same rule, and nothing else', () => {
    const rules = (['limit', 'suspend', 'verify'] as const).map((action, k) => ({
      name: action,
      at: 'finding',
      when: `campaign.confidence >= ${[0.6, 0.3, 0.1][k]}`,
      give: { action, delay: '1h', jitter: '2h', ...(action === 'limit' ? {} : { expires_after: '3d' }) },
      reason: 'R.',
    }));
    const strong = anyEvidence.map((rows) => [...rows, row('payment', 1), row('intent', 1)]);
    const policy = policyOf({ format: 1, version: 'p', rules });
    let waited = 0;
    fc.assert(
      fc.property(campaignOf(strong), (campaign) => {
        for (const member of campaign.members) {
          const outcome = outcomeFor(policy, campaign, member);
          const { meanwhile, rule, approvals, delay, jitter, expiresAfter } = outcome;
          expect(meanwhile === null).toBe(approvals === 0);
          if (meanwhile === null) continue;
          waited++;
          expect(meanwhile).toMatchObject({ action: 'verify', rule, approvals: 0, meanwhile: null });
          expect(meanwhile).toMatchObject({ delay, jitter, expiresAfter });
          expect(meanwhile.reason).toContain(`proposes ${outcome.action}, which waits for 1 person`);
        }
      }),
    );
    expect(waited).toBeGreaterThan(0);
  });

  it('asks nobody who is in no campaign for more than verification', () => {
    const outcome = policyOf(giving('suspend')).decide(NO_CAMPAIGN, otherFacts(otherFound('o', 1), null, NOW).account);
    expect(outcome.action).toBe('verify');
    expect(outcome.approvals).toBe(0);
  });

  it('has no variable for country, nationality or language', () => {
    const names = JSON.stringify(FINDING_VARIABLES);
    for (const word of ['country', 'nation', 'language', 'script', 'locale', 'region', 'asn']) {
      expect(names).not.toContain(`"${word}`);
    }
  });

  it('takes the first rule that holds, and the lengths of time that it says', () => {
    const policy = policyOf({
      format: 1,
      version: 'two',
      rules: [
        {
          name: 'big',
          at: 'finding',
          when: 'account.exchanges > 10',
          give: { action: 'review', expires_after: '2d', delay: '6h', jitter: '90m' },
          reason: 'Much.',
        },
        {
          name: 'any',
          at: 'finding',
          when: 'account.risk >= 0.0',
          give: { action: 'watch' },
          reason: 'Any.',
        },
      ],
    });
    const facts = (exchanges: number): AccountFacts => otherFacts({ ...otherFound('o'), exchanges }, null, NOW).account;
    expect(policy.decide(NO_CAMPAIGN, facts(11))).toMatchObject({
      rule: 'big',
      action: 'review',
      expiresAfter: 2 * 86_400_000,
      delay: 6 * 3_600_000,
      jitter: 90 * 60_000,
    });
    expect(policy.decide(NO_CAMPAIGN, facts(10))).toMatchObject({ rule: 'any', action: 'watch', delay: 0 });
  });

  it('asks one person to approve a limit unless it says otherwise', () => {
    const campaign = fc.sample(campaignOf(fc.constant([row('payment', 1), row('intent', 1)])), {
      numRuns: 1,
      seed: 1,
    })[0];
    const member = { ...campaign.members[0], byContent: true, byRelation: true, inTheOpen: false };
    const approvals = (given: Record<string, unknown>) =>
      outcomeFor(
        policyOf({
          format: 1,
          version: 'p',
          rules: [{ name: 'r', at: 'finding', when: 'true', give: given, reason: 'R' }],
        }),
        campaign,
        member,
      ).approvals;
    expect(approvals({ action: 'limit' })).toBe(1);
    expect(approvals({ action: 'limit', approvals: 0 })).toBe(0);
    expect(approvals({ action: 'suspend', approvals: 2 })).toBe(2);
    expect(approvals({ action: 'verify', approvals: 2 })).toBe(0);
  });

  it('is refused with the rule, what was expected, what came, and the position', () => {
    const made = compilePolicy({
      format: 1,
      version: 'p',
      rules: [
        {
          name: 'typo',
          at: 'finding',
          when: 'campaign.confidnce > 0.5',
          give: { action: 'watch' },
          reason: 'R',
        },
      ],
    });
    expect(made.ok).toBe(false);
    if (made.ok) return;
    expect(made.problem.code).toBe('bad_policy');
    expect(made.problem.where).toBe('rule typo, character 9');
    expect(made.problem.message).toMatch(/got confidnce/);
    // A request rule's variables are others: a finding has no exchange.
    const wrong = compilePolicy({
      format: 1,
      version: 'p',
      rules: [{ name: 'r', at: 'finding', when: "exchange.model == 'm'", give: { action: 'watch' }, reason: 'R' }],
    });
    expect(wrong.ok ? '' : wrong.problem.message).toMatch(/campaign, account, got exchange/);
  });

  it('bounds the number of rules, their cost together, and says what is wrong with a document', () => {
    const rule = (k: number, when = 'true') => ({
      name: `r${k}`,
      at: 'finding',
      when,
      give: { action: 'watch' },
      reason: 'R',
    });
    const where = (rules: unknown[]) => {
      const made = compilePolicy({ format: 1, version: 'p', rules });
      return made.ok ? 'taken' : `${made.problem.where}: ${made.problem.message}`;
    };
    expect(where(Array.from({ length: 64 }, (_, k) => rule(k)))).toBe('taken');
    expect(where(Array.from({ length: 65 }, (_, k) => rule(k)))).toMatch(/^rules: /);
    expect(where([rule(1), rule(1)])).toMatch(/twice/);
    const dear = 'campaign.families.exists(f, campaign.families.exists(g, f.strength > g.strength))';
    expect(where(Array.from({ length: 20 }, (_, k) => rule(k, dear)))).toMatch(/10000 steps/);
    expect(where([{ ...rule(1), give: { action: 'watch', expires_after: '400d' } }])).toMatch(/365d/);
    expect(where([{ ...rule(1), give: { action: 'ban' } }])).toMatch(/rules.0.give.action/);
    expect(where([{ ...rule(1), extra: true }])).toMatch(/rules.0/);
  });
});
