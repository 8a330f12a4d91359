/**
 * The file replay.json: when each campaign could first have been raised, step by step through the log, and who was named
 * when. docs/formats/replay.md has it for readers. Members stand in it once, with the steps in which a finding had them,
 * so that the same questions can be asked of any other grouping of the accounts (truth, in `evaluate`).
 */
import { z } from 'zod';
import { ACTIONS } from './vocabulary.ts';

const share = z.number().min(0).max(1);
const count = z.number().int().min(0);

/** The first step in which a campaign was at an action or a harsher one. */
export const Raised = z.object({
  /** Time of the step: what was seen are exchanges before it. */
  at: z.string(),
  /** From the campaign's first exchange. */
  after_ms: count,
  /** Exchanges of the campaign that had passed by then, and their share of all it sent. */
  exchanges: count,
  share,
  /** Accounts and end users of the campaign that were named then. */
  accounts: count,
});
export type Raised = z.infer<typeof Raised>;

export const ReplayedCampaign = z.object({
  id: z.string(),
  /** Accounts and end users, and exchanges, of the finished campaign. */
  accounts: count,
  exchanges: count,
  first_exchange: z.string(),
  review: Raised.nullable(),
  limit: Raised.nullable(),
  /**
   * Share of the exchanges it sent in the steps that were sent before their own account was named at review or above;
   * null when it sent none in them.
   */
  unnamed_share: share.nullable(),
  /** For each step the exchanges so far, and those of them that were sent before their account was named. */
  curve: z.object({ passed: z.array(count), unnamed: z.array(count) }),
});
export type ReplayedCampaign = z.infer<typeof ReplayedCampaign>;

/** A campaign that was raised in the middle and is no part of any campaign in the end. */
export const PassingAlarm = z.object({
  id: z.string(),
  first: z.string(),
  last: z.string(),
  /** Steps in which it was at review or above. */
  steps: count,
  /** The most accounts, the harshest action and the highest confidence it had. */
  accounts: count,
  action: z.enum(ACTIONS),
  confidence: share,
});
export type PassingAlarm = z.infer<typeof PassingAlarm>;

/** A finding followed from step to step; its place in the list is its number. */
export const ReplayedFinding = z.object({
  id: z.string(),
  /** The campaign of campaigns.json that it became, or became a part of. */
  campaign: z.string().nullable(),
  /** [step, action, confidence] where one of these changed; a null action: it was not there. */
  states: z.array(z.tuple([count, z.enum(ACTIONS).nullable(), share])),
});
export type ReplayedFinding = z.infer<typeof ReplayedFinding>;

export const ReplayedMember = z.object({
  account: z.string(),
  sub_account: z.string().optional(),
  first_exchange: z.string(),
  /** All it sent, also behind the last step of a replay that was stopped. */
  exchanges: count,
  /** step, exchanges, step, exchanges … */
  sent: z.array(count),
  /** finding, first step, last step, finding … */
  in: z.array(count),
  /** The first step in which it was itself to be limited. */
  limited: count.optional(),
});
export type ReplayedMember = z.infer<typeof ReplayedMember>;

export const ReplayFile = z.object({
  version: z.literal(1),
  step_ms: count,
  /** False when the replay was stopped before the end of the log. */
  complete: z.boolean(),
  stopped: z.enum(['interrupted', 'step_limit']).optional(),
  /** Times of the steps, those left out in which nothing became known. */
  steps: z.array(z.string()),
  campaigns: z.array(ReplayedCampaign),
  /** Medians over the campaigns of the share that had passed; one never raised counts as all of it. */
  median_share: z.object({ review: share.nullable(), limit: share.nullable() }),
  passing: z.array(PassingAlarm),
  /** Accounts and end users that some step named and no campaign has in the end. */
  passing_accounts: z.object({ review: count, limit: count }),
  findings: z.array(ReplayedFinding),
  members: z.array(ReplayedMember),
});
export type ReplayFile = z.infer<typeof ReplayFile>;

/** What was found step by step, before any question was asked of it. */
export type ReplayJournal = Pick<ReplayFile, 'steps' | 'findings' | 'members'>;

/** When each campaign could first have been raised: the answers of a replay alone. @interface */
export type ReplaySummary = Omit<ReplayFile, 'findings' | 'members'>;
