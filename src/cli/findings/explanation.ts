/**
 * Everything that the results of an analysis say about one account, put together: its action and what it rests on, its campaign or why
 * it is in none, and what would change that. Draws no conclusion of its own; leaves out how it is printed (explain-text.ts).
 */
import type { Schemas } from '../../client/client.ts';
import { DEFAULT_DOCUMENT } from '../../decide/policy/default-document.ts';
import { DETECTION_PARAMETERS } from '../../detect/parameters/campaign-acceptance.ts';
import type { AccountFinding, Campaign, CampaignsFile, Counterfactual, Evidence, LeftAlone } from '../../model/finding.ts';
import { valuesOf } from '../../model/parameter.ts';
import type { TextUnderReview } from '../../model/text-under-review.ts';
import type { Action } from '../../model/vocabulary.ts';
import { accountName, type NamedAccount } from './account-names.ts';

const { campaignConfidence } = valuesOf(DETECTION_PARAMETERS);

/** What a rule of the default policy says of an action. */
export interface ActionRule {
  readonly reason: string;
  /** How long such a decision stands in a service, such as 14d. */
  readonly expires_after: string | null;
}

/** A reason of a finding; of a shared value, how common it is. */
export interface Reason {
  readonly reason: string;
  /** Such as "2 members, 0 others". */
  readonly how_common: string | null;
}

export interface CampaignPart {
  readonly id: string;
  readonly confidence: number;
  readonly severity: Campaign['severity'];
  readonly accounts: number;
  readonly end_users: number;
  readonly action: Action;
  readonly action_reason: string;
  /** Whether the account is the one through which its organisation is asked. */
  readonly contact: boolean;
  readonly evidence: readonly (Pick<Evidence, 'family' | 'kind' | 'strength' | 'summary'> & { readonly number: number })[];
  readonly would_change: readonly Counterfactual[];
}

export interface AccountExplanation {
  readonly version: 1;
  readonly account: string;
  readonly sub_account: string | null;
  readonly action: Action;
  /** The rule of the default policy that gives this action; null for allow. */
  readonly rule: ActionRule | null;
  readonly risk: number;
  readonly reasons: readonly Reason[];
  readonly campaign: CampaignPart | null;
  /** Why it is in no campaign: the groups that were cleared, and the least confidence of a campaign. */
  readonly cleared: readonly Pick<LeftAlone, 'id' | 'reason' | 'title' | 'why' | 'confidence'>[];
  readonly campaign_confidence: number;
  readonly text_under_review:
    | (Pick<TextUnderReview, 'id' | 'score' | 'speaks_for' | 'speaks_against' | 'explanation'> & { readonly users: number })
    | null;
  /** End users of a router with a finding, the highest risk first; null if the account is none. */
  readonly end_users: readonly { readonly name: string; readonly action: Action; readonly risk: number }[] | null;
  /** What a service adds; null if files were read. */
  readonly service: ServiceKnowledge | null;
}

/** What a running service knows besides its findings. */
export interface ServiceKnowledge {
  readonly url: string;
  readonly window: Schemas['DetectionWindow'];
  /** Whether the last detection run has a finding about it. One that sent nothing in the window has none either. */
  readonly has_finding: boolean;
  /** Groups that were cleared and that it is in. The service keeps no details of them. */
  readonly cleared_in: readonly string[];
  /** The latest first. */
  readonly decisions: readonly Schemas['Decision'][];
}

/** Puts together what the files say of an account. */
export function explain({ line, subAccount }: NamedAccount, findings: CampaignsFile): AccountExplanation {
  const user = subAccount === null ? undefined : line.sub_accounts?.find((one) => one.sub_account === subAccount);
  const finding: Omit<AccountFinding, 'account' | 'sub_account'> = user ?? line;
  const campaign = findings.campaigns.find((one) => one.id === finding.campaign) ?? null;
  const text = findings.texts_under_review?.find((one) => one.id === finding.text_under_review) ?? null;
  const cleared = new Set(finding.cleared_in ?? []);
  return {
    version: 1,
    account: line.account,
    sub_account: subAccount,
    action: finding.action,
    rule: ruleOf(finding.action, campaign !== null),
    risk: finding.risk,
    reasons: finding.reasons.map((reason) => ({ reason, how_common: howCommon(reason, campaign) })),
    campaign: campaign === null ? null : campaignPart(campaign, line.account),
    cleared: findings.left_alone
      .filter(({ id }) => cleared.has(id))
      .map(({ id, reason, title, why, confidence }) => ({ id, reason, title, why, confidence })),
    campaign_confidence: campaignConfidence,
    text_under_review:
      text === null
        ? null
        : {
            id: text.id,
            score: text.score,
            users: text.accounts.length + (text.sub_accounts?.length ?? 0),
            speaks_for: text.speaks_for,
            speaks_against: text.speaks_against,
            explanation: text.explanation,
          },
    end_users:
      user !== undefined || line.sub_accounts === undefined
        ? null
        : [...line.sub_accounts]
            .sort((a, b) => b.risk - a.risk)
            .map(({ sub_account, action, risk }) => ({ name: accountName(line.account, sub_account), action, risk })),
    service: null,
  };
}

function ruleOf(action: Action, inCampaign: boolean): ActionRule | null {
  const rule = DEFAULT_DOCUMENT.rules.find(
    ({ name, give }) => give.action === action && (action !== 'watch' || (name === 'watch-campaign') === inCampaign),
  );
  return rule === undefined ? null : { reason: rule.reason, expires_after: rule.give.expires_after ?? null };
}

/** Of "shares card 2 with 1 other members", what a row of evidence says of card 2. */
function howCommon(reason: string, campaign: Campaign | null): string | null {
  const label = /^shares (.+) with [\d,]+ other members$/.exec(reason)?.[1];
  if (label === undefined || campaign === null) return null;
  for (const { detail } of campaign.evidence)
    for (const value of Object.values(detail)) {
      if (!Array.isArray(value)) continue;
      const said = value.find((one) => one.startsWith(`${label}: `));
      if (said !== undefined) return said.slice(label.length + 2);
    }
  return null;
}

function campaignPart(campaign: Campaign, account: string): CampaignPart {
  return {
    id: campaign.id,
    confidence: campaign.confidence,
    severity: campaign.severity,
    accounts: campaign.accounts.length,
    end_users: campaign.sub_accounts?.length ?? 0,
    action: campaign.action,
    action_reason: campaign.action_reason,
    contact: campaign.contacts?.includes(account) ?? false,
    evidence: campaign.evidence.map(({ family, kind, strength, summary }, k) => ({
      number: k + 1,
      family,
      kind,
      strength,
      summary,
    })),
    would_change: campaign.would_change ?? [],
  };
}
