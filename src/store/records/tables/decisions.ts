/** Rows of the tables that the service's decisions own (migration 004). Times are ms since the epoch; JSON is text. */
import type { Action } from '../../../model/vocabulary.ts';

export const POLICY_STATES = ['draft', 'shadow', 'active', 'retired'] as const;
export type PolicyState = (typeof POLICY_STATES)[number];

export const DECISION_STATES = ['proposed', 'in_force', 'expired', 'undone', 'superseded', 'rejected'] as const;
export type DecisionState = (typeof DECISION_STATES)[number];

export interface PolicyRow {
  version: string;
  state: PolicyState;
  /** JSON: the document. */
  document: string;
  created: number;
  created_by: string;
  activated: number | null;
  activated_by: string | null;
}

export interface DecisionRow {
  id: string;
  /** Key of its account or end user (unit-key.ts). */
  unit: string;
  account: string;
  sub_account: string | null;
  action: Action;
  state: DecisionState;
  since: number;
  enforce_from: number;
  until: number;
  /** When it was superseded, undone or rejected. */
  ended: number | null;
  ended_by: string | null;
  end_reason: string | null;
  campaign: string | null;
  policy: string;
  rule: string | null;
  reason: string;
  /** JSON: names of the families of real strength. */
  families: string;
  /** Hash of the campaign's facts (decision_inputs); null in no campaign. */
  campaign_inputs: string | null;
  /** JSON: the account's facts. */
  account_inputs: string;
  inputs_hash: string;
  /** JSON: for how long, how late, how many people. */
  terms: string;
  proposed_by: string;
  /** JSON: ids of people. */
  approved_by: string;
  approved: number | null;
  previous: string | null;
}

/** Facts of a campaign, stored once for all decisions based on them. */
export interface DecisionInputRow {
  hash: string;
  body: string;
}

/** The current decisions of an account or end user. */
export interface DecisionUnitRow {
  unit: string;
  account: string;
  sub_account: string | null;
  seq: number;
  /** When the last of its items ends. */
  until: number;
  /** JSON: what is in force now and what is to come. */
  items: string;
}

/** A single row, locked by every change of decisions, so that numbers are assigned in the order of commits. */
export interface DecisionSequenceRow {
  name: string;
  value: number;
  /** Rows up to this number may have been removed … */
  floor: number;
  /** … those that had ended by this time. */
  swept: number;
}

/** Campaigns of the last detection run, for requests that contain their text. */
export interface DecisionCampaignRow {
  campaign: string;
  seq: number;
  /** JSON. */
  facts: string;
  /** JSON: the anchors of each of its segments. */
  anchors: string;
}

/** The inputs of policies, for backtests: the last detection run of each {@link slot}. */
export interface DecisionLookRow {
  slot: number;
  finished: number;
  accounts: number;
  /** Accounts in no campaign that were left out, those of least risk. */
  omitted: number;
  /** Compressed JSON. */
  body: Uint8Array;
}

export interface ShadowDecisionRow {
  policy: string;
  unit: string;
  account: string;
  sub_account: string | null;
  action: Action;
  active_action: Action;
  rule: string | null;
}

export interface ShadowLookRow {
  policy: string;
  finished: number;
  /** JSON: accounts by what the active policy and this one give. */
  counts: string;
}
