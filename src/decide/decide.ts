/**
 * Detection and a policy -> the findings as they are written: every campaign and every account with its action. One
 * evaluation of the policy per account gives the account's action, its campaign's action, and what a service decides on.
 */
import { atOnce, type Stepwise } from '../base/stepwise.ts';
import type { CampaignFinding, DetectionResult } from '../detect/campaign/finding.ts';
import { memberReasons } from '../detect/campaign/member-reasons.ts';
import type { AccountFinding, Campaign, CampaignsFile, LeftAlone } from '../model/finding.ts';
import { unitId } from '../model/unit-id.ts';
import { CampaignDecider } from './campaign-action.ts';
import type { CampaignFacts } from './policy/facts.ts';
import {
  campaignFacts,
  type FindingFacts,
  loosePartFacts,
  memberFacts,
  onOtherGrounds,
  otherFacts,
  type RecordFacts,
} from './policy/from-detection.ts';
import type { Policy, PolicyOutcome } from './policy/policy.ts';
import { whatWouldChange } from './would-change.ts';

/** The findings of a run with their actions. */
export interface DecidedFindings {
  readonly campaigns: CampaignsFile;
  /** Members campaign by campaign, then the accounts in no campaign. */
  readonly accounts: readonly AccountFinding[];
}

/** One account or end user: what the policy was given, and what it gave. */
export interface EvaluatedAccount extends FindingFacts {
  readonly outcome: PolicyOutcome;
}

export interface DecideOptions {
  readonly policy: Policy;
  /** ms since the epoch: the ages of accounts and campaigns count back from here. */
  readonly now: number;
  /** Account records by account. Absent: a policy's conditions see no record; the default policy asks for none. */
  readonly records?: ReadonlyMap<string, RecordFacts>;
  /** Receives every account and end user in the order of {@link DecidedFindings.accounts}. */
  readonly onAccount?: (account: EvaluatedAccount) => void;
}

/** Accounts evaluated between two pauses: some milliseconds of work. */
const ACCOUNTS_A_STEP = 2_000;

/** Accounts to ask that the reason names. */
const MOST_CONTACTS = 3;

/** Decides on everything that detection found, in one go. */
export function decide(detection: DetectionResult, options: DecideOptions): DecidedFindings {
  return atOnce(deciding(detection, options));
}

/** Does the same with a pause now and then, so that other work on the thread gets its turn. */
export function* deciding(detection: DetectionResult, options: DecideOptions): Stepwise<DecidedFindings> {
  const { policy, now, records, onAccount } = options;
  const accounts: AccountFinding[] = [];
  const campaigns: Campaign[] = [];
  const evaluate = (facts: FindingFacts): EvaluatedAccount => {
    const evaluated = { ...facts, outcome: policy.decide(facts.campaign, facts.account) };
    onAccount?.(evaluated);
    return evaluated;
  };
  const share = () => accounts.length / Math.max(1, detection.units);

  for (const finding of detection.campaigns) {
    const facts = campaignFacts(finding, now);
    const part = loosePartFacts(finding);
    const members: EvaluatedAccount[] = [];
    for (const member of finding.members) {
      const record = member.subAccount === null ? records?.get(member.account) : undefined;
      const evaluated = evaluate(memberFacts(member, facts, record ?? null, now, part));
      members.push(evaluated);
      accounts.push({
        account: member.account,
        ...(member.subAccount ? { sub_account: member.subAccount } : {}),
        risk: member.risk,
        campaign: finding.id,
        action: evaluated.outcome.action,
        reasons: memberReasons(member),
      });
      if (accounts.length % ACCOUNTS_A_STEP === 0) yield share();
    }
    campaigns.push(withAction(finding, facts, new CampaignDecider(policy, facts, members)));
    yield share();
  }
  const texts = textsBySender(detection);
  const cleared = clearedGroups(detection);
  for (const other of detection.others) {
    const text = texts.get(unitId(other.account, other.sub_account ?? null));
    const record = other.sub_account === undefined ? records?.get(other.account) : undefined;
    const { outcome } = evaluate(otherFacts(other, record ?? null, now));
    const { exchanges: _, ...rest } = other;
    accounts.push({
      ...rest,
      risk: Number(other.risk.toFixed(4)),
      campaign: null,
      action: outcome.action,
      reasons: text === undefined ? [...other.reasons] : [...other.reasons, `sends the text under review ${text}`],
      ...(text === undefined ? {} : { text_under_review: text }),
      ...clearedIn(cleared, other.account, other.sub_account ?? null),
    });
    if (accounts.length % ACCOUNTS_A_STEP === 0) yield share();
  }

  const window = detection.window && {
    from: new Date(detection.window.from).toISOString(),
    to: new Date(detection.window.to).toISOString(),
  };
  const review = { texts_under_review: [...detection.texts], texts_left_out: detection.textsLeftOut };
  return { campaigns: { version: 1, window, campaigns, left_alone: leftAlone(detection), ...review }, accounts };
}

/** Names of a cleared group that campaigns.json lists, and groups that a line of an account names. */
const MOST_NAMES = 24;
const MOST_CLEARED = 8;

function leftAlone({ dismissed }: DetectionResult): LeftAlone[] {
  return dismissed.map(({ members, ...group }) => ({
    ...group,
    names: members
      .slice(0, MOST_NAMES)
      .map(({ account, subAccount }) => (subAccount === null ? account : `${account}/${subAccount}`)),
    names_left_out: Math.max(0, members.length - MOST_NAMES),
  }));
}

/** The ids of the cleared groups of each unit. */
function clearedGroups({ dismissed }: DetectionResult): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { id, members } of dismissed) {
    for (const { account, subAccount } of members) {
      const unit = unitId(account, subAccount);
      const ids = groups.get(unit);
      if (ids === undefined) groups.set(unit, [id]);
      else if (ids.length < MOST_CLEARED) ids.push(id);
    }
  }
  return groups;
}

function clearedIn(
  groups: ReadonlyMap<string, string[]>,
  account: string,
  subAccount: string | null,
): { cleared_in?: string[] } {
  const ids = groups.get(unitId(account, subAccount));
  return ids === undefined ? {} : { cleared_in: ids };
}

/** The text under review that each account or end user sends, the most conspicuous if there are several. */
function textsBySender({ texts }: DetectionResult): Map<string, string> {
  const senders = new Map<string, string>();
  for (const { id, accounts, sub_accounts = [] } of [...texts].reverse()) {
    for (const account of accounts) senders.set(unitId(account, null), id);
    for (const { account, sub_account } of sub_accounts) senders.set(unitId(account, sub_account), id);
  }
  return senders;
}

function withAction(finding: CampaignFinding, facts: CampaignFacts, decider: CampaignDecider): Campaign {
  const { members: _, open: __, marks: ___, samplings: ____, loosePart: _____, ownText: ______, ...rest } = finding;
  const { action, reason } = decider.explained();
  return {
    ...rest,
    action,
    action_reason: `${reason}${askedOnce(finding.contacts)}`,
    would_change: whatWouldChange(finding, (grounds) => decider.actionOn(onOtherGrounds(facts, grounds))),
  };
}

/** Who is asked for organisations in the open, as a sentence to add; empty if there is none. */
function askedOnce(contacts: readonly string[] = []): string {
  if (contacts.length === 0) return '';
  const shown = contacts.slice(0, MOST_CONTACTS).join(', ');
  const more = contacts.length > MOST_CONTACTS ? ` and ${contacts.length - MOST_CONTACTS} more` : '';
  const each =
    contacts.length === 1
      ? 'One organisation is in the open: ask it'
      : `${contacts.length} organisations are in the open: ask each`;
  return ` ${each} once, through ${shown}${more}.`;
}
