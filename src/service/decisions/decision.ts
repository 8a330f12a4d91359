/** A decision as the service knows it, and how it stands in a row. */
import { createHash } from 'node:crypto';
import type { AccountFacts, CampaignFacts } from '../../decide/policy/facts.ts';
import type { PolicyOutcome } from '../../decide/policy/policy.ts';
import { realFamilies } from '../../decide/rule-of-two.ts';
import { unitId } from '../../model/unit-id.ts';
import type { Action, Family } from '../../model/vocabulary.ts';
import { fromStorable, toStorable } from '../../store/records/storable-text.ts';
import type { DecisionRow, DecisionState } from '../../store/records/tables/decisions.ts';

/** How a decision takes effect, ms; and how many people have to approve it. */
export interface Terms {
  readonly expiresAfter: number;
  readonly delay: number;
  readonly jitter: number;
  readonly approvals: number;
}

export interface Decision {
  readonly id: string;
  readonly account: string;
  readonly subAccount: string | null;
  readonly action: Action;
  readonly state: DecisionState;
  /** ms since the epoch, as all times here. */
  readonly since: number;
  /** Of a proposal: when it was made; it has no effect. */
  readonly enforceFrom: number;
  /** Of a proposal: when it lapses. */
  readonly until: number;
  readonly ended: number | null;
  readonly endedBy: string | null;
  readonly endReason: string | null;
  readonly campaign: string | null;
  readonly policy: string;
  readonly rule: string | null;
  readonly reason: string;
  readonly families: readonly Family[];
  readonly campaignInputs: string | null;
  readonly accountInputs: AccountFacts;
  readonly inputsHash: string;
  readonly terms: Terms;
  /** `system`, or a person's id. */
  readonly proposedBy: string;
  readonly approvedBy: readonly string[];
  readonly approved: number | null;
  /** The decision that it took the place of. */
  readonly previous: string | null;
}

/** A proposal that nobody answers lapses. */
export const PROPOSAL_LAPSES = 14 * 24 * 60 * 60 * 1_000;

export interface NewDecision {
  readonly account: AccountFacts;
  readonly subAccount: string | null;
  readonly campaign: CampaignFacts;
  readonly verdict: PolicyOutcome;
  readonly policy: string;
  readonly now: number;
  readonly previous: string | null;
  readonly proposedBy: string;
  /** Enforced at once: it is milder than what stands. */
  readonly atOnce: boolean;
}

/** Makes a decision; the same facts, policy and moment give the same one, its id included. */
export function makeDecision(made: NewDecision): Decision {
  const { account, subAccount, campaign, verdict, policy, now, previous, proposedBy, atOnce } = made;
  const campaignInputs = campaign.found ? hashOf(JSON.stringify(campaign)) : null;
  const inputsHash = hashOf(JSON.stringify([campaignInputs, account]));
  const { action, rule, reason } = verdict;
  const id = decisionId(unitId(account.id, subAccount), policy, inputsHash, now, action, previous);
  const terms: Terms = {
    expiresAfter: verdict.expiresAfter,
    delay: atOnce ? 0 : verdict.delay,
    jitter: atOnce ? 0 : verdict.jitter,
    approvals: verdict.approvals,
  };
  const proposed = terms.approvals > 0;
  const enforceFrom = proposed ? now : enforcedFrom(id, account.id, terms, now);
  const { relational, content } = realFamilies(campaign.families);
  return {
    id,
    account: account.id,
    subAccount,
    action,
    state: proposed ? 'proposed' : 'in_force',
    since: now,
    enforceFrom,
    until: proposed ? now + PROPOSAL_LAPSES : enforceFrom + terms.expiresAfter,
    ended: null,
    endedBy: null,
    endReason: null,
    campaign: campaign.found ? campaign.id : null,
    policy,
    rule,
    reason,
    families: [...relational, ...content],
    campaignInputs,
    accountInputs: account,
    inputsHash,
    terms,
    proposedBy,
    approvedBy: [],
    approved: null,
    previous,
  };
}

export function decisionId(
  unit: string,
  policy: string,
  inputsHash: string,
  since: number,
  action: Action,
  previous: string | null,
): string {
  return `D-${hashOf(JSON.stringify([unit, policy, inputsHash, since, action, previous])).slice(0, 20)}`;
}

/**
 * When a decision made at `from` is enforced. How late within the jitter follows from the account and the decision
 * alone: it comes out the same in a replay, and tells nobody what tripped it.
 */
export function enforcedFrom(id: string, account: string, { delay, jitter }: Terms, from: number): number {
  if (jitter === 0) return from + delay;
  const spread = Number.parseInt(hashOf(JSON.stringify([account, id])).slice(0, 12), 16) / 2 ** 48;
  return from + delay + Math.floor(spread * jitter);
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

export function toRow(decision: Decision): DecisionRow {
  return {
    id: decision.id,
    unit: toStorable(unitId(decision.account, decision.subAccount)),
    account: toStorable(decision.account),
    sub_account: decision.subAccount === null ? null : toStorable(decision.subAccount),
    action: decision.action,
    state: decision.state,
    since: decision.since,
    enforce_from: decision.enforceFrom,
    until: decision.until,
    ended: decision.ended,
    ended_by: decision.endedBy,
    end_reason: decision.endReason === null ? null : toStorable(decision.endReason),
    campaign: decision.campaign,
    policy: decision.policy,
    rule: decision.rule,
    reason: toStorable(decision.reason),
    families: JSON.stringify(decision.families),
    campaign_inputs: decision.campaignInputs,
    account_inputs: toStorable(JSON.stringify(decision.accountInputs)),
    inputs_hash: decision.inputsHash,
    terms: JSON.stringify(decision.terms),
    proposed_by: decision.proposedBy,
    approved_by: JSON.stringify(decision.approvedBy),
    approved: decision.approved,
    previous: decision.previous,
  };
}

export function fromRow(row: DecisionRow): Decision {
  return {
    id: row.id,
    account: fromStorable(row.account),
    subAccount: row.sub_account === null ? null : fromStorable(row.sub_account),
    action: row.action,
    state: row.state,
    since: Number(row.since),
    enforceFrom: Number(row.enforce_from),
    until: Number(row.until),
    ended: row.ended === null ? null : Number(row.ended),
    endedBy: row.ended_by,
    endReason: row.end_reason === null ? null : fromStorable(row.end_reason),
    campaign: row.campaign,
    policy: row.policy,
    rule: row.rule,
    reason: fromStorable(row.reason),
    families: JSON.parse(row.families),
    campaignInputs: row.campaign_inputs,
    accountInputs: JSON.parse(fromStorable(row.account_inputs)),
    inputsHash: row.inputs_hash,
    terms: JSON.parse(row.terms),
    proposedBy: row.proposed_by,
    approvedBy: JSON.parse(row.approved_by),
    approved: row.approved === null ? null : Number(row.approved),
    previous: row.previous,
  };
}
