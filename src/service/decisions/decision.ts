/** A decision as the service knows it, how it is made from facts and an outcome, and its row in the record store. */
import { createHash } from 'node:crypto';
import { DAY } from '../../base/clock.ts';
import type { AccountFacts, CampaignFacts } from '../../decide/policy/facts.ts';
import type { PolicyOutcome } from '../../decide/policy/policy.ts';
import { realFamilies } from '../../decide/rule-of-two.ts';
import { unitId } from '../../model/unit-id.ts';
import type { Action, Family } from '../../model/vocabulary.ts';
import { fromStorable, toStorable } from '../../store/records/storable-text.ts';
import type { DecisionRow, DecisionState } from '../../store/records/tables/decisions.ts';

/** How long a decision lasts and how late it is enforced, ms; and how many people have to approve it. */
export interface Terms {
  readonly expiresAfter: number;
  readonly delay: number;
  readonly jitter: number;
  readonly approvals: number;
}

/** A decision about an account or an end user. Times are ms since the epoch. */
export interface Decision {
  readonly id: string;
  readonly account: string;
  readonly subAccount: string | null;
  readonly action: Action;
  readonly state: DecisionState;
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
  /** The decision whose place it takes. */
  readonly previous: string | null;
}

/** How long a proposal waits for an answer before it lapses, ms. */
export const PROPOSAL_LAPSES = 14 * DAY;

/** What a decision is made from. */
export interface NewDecision {
  readonly account: AccountFacts;
  readonly subAccount: string | null;
  readonly campaign: CampaignFacts;
  readonly outcome: PolicyOutcome;
  readonly policy: string;
  readonly now: number;
  readonly previous: string | null;
  readonly proposedBy: string;
  /** Enforced at once, without delay and jitter: it is milder than the decision in force. */
  readonly atOnce: boolean;
}

/** Makes a decision. The same facts, policy and moment give the same decision, its id included. */
export function makeDecision(made: NewDecision): Decision {
  const { account, subAccount, campaign, outcome, policy, now, previous, proposedBy, atOnce } = made;
  const campaignInputs = campaign.found ? hashOf(JSON.stringify(campaign)) : null;
  const inputsHash = hashOf(JSON.stringify([campaignInputs, account]));
  const { action, rule, reason } = outcome;
  const id = decisionId(unitId(account.id, subAccount), policy, inputsHash, now, action, previous);
  const terms: Terms = {
    expiresAfter: outcome.expiresAfter,
    delay: atOnce ? 0 : outcome.delay,
    jitter: atOnce ? 0 : outcome.jitter,
    approvals: outcome.approvals,
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

/** Gives the id of a decision: a hash of what it is about, the facts it rests on and when it was made. */
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
 * Gives the time at which a decision made or approved at `from` is enforced, ms since the epoch. How late within the
 * jitter follows from the account and the decision alone: a replay gives the same time, and the time does not reveal
 * what tripped the decision.
 */
export function enforcedFrom(id: string, account: string, { delay, jitter }: Terms, from: number): number {
  if (jitter === 0) return from + delay;
  const spread = Number.parseInt(hashOf(JSON.stringify([account, id])).slice(0, 12), 16) / 2 ** 48;
  return from + delay + Math.floor(spread * jitter);
}

/** Gives the SHA-256 of a text, in hexadecimal. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Gives the row of a decision in the record store. */
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

/** Reads a decision from its row. */
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
