/**
 * From one decision to the next: what a new evaluation of an account means for it. The decision in force is kept, or
 * another takes its place, or one is proposed to people. While a proposal waits, the strongest action that needs no
 * approval is in force. A decision never changes silently: whatever differs is a new decision, linked to the one before.
 * Pure.
 */
import { DAY } from '../../base/clock.ts';
import type { EvaluatedAccount } from '../../decide/decide.ts';
import type { PolicyOutcome } from '../../decide/policy/policy.ts';
import { REAL_STRENGTH, strongestAllowed } from '../../decide/rule-of-two.ts';
import { type Action, actionRank, type Family } from '../../model/vocabulary.ts';
import { type Decision, makeDecision } from './decision.ts';

/** How long an undone or rejected decision is not made again on the evidence it was made on, ms. */
export const COOL_OFF = 30 * DAY;
/** How long a decision that ran out still lets a milder one be enforced at once, ms. */
export const RECENT_LAPSE_MS = DAY;
/** A decision is renewed when this share of its time is left and the policy still asks for it. */
const RENEW = 0.25;

/** The decisions about an account before it is evaluated. */
export interface CurrentDecision {
  /** In force, or to be enforced: the one made last; null when there is none. */
  readonly inForce: Decision | null;
  /** Was in force until it ran out, within {@link RECENT_LAPSE_MS}. */
  readonly lapsed: Decision | null;
  readonly proposed: Decision | null;
  /** Undone or rejected within the cool-off. */
  readonly refused: readonly Decision[];
}

/** An evaluated account, with the version that evaluated it and when (ms since the epoch). */
export interface AccountEvaluation extends EvaluatedAccount {
  readonly policy: string;
  readonly now: number;
}

/** What an evaluation changes. */
export interface Transition {
  /** Takes the place of the decision in force, from when it is enforced. */
  readonly next: Decision | null;
  /** Waits for people, in the place of the open proposal. */
  readonly proposal: Decision | null;
  /** The open proposal ends, and no other takes its place. */
  readonly withdrawn: boolean;
  /** What the policy asks for is not made again: it was undone or rejected on the same evidence. */
  readonly heldBack: boolean;
}

/** Compares an evaluation with the decisions that are there, and says what changes. */
export function transitionOf(before: CurrentDecision, evaluation: AccountEvaluation): Transition {
  const { inForce, proposed } = before;
  const { outcome } = evaluation;
  const heldBack = isRefused(outcome.action, before, evaluation);
  const next = nextInForce(before, evaluation);
  if (outcome.meanwhile === null || isInForce(outcome, before, evaluation)) {
    return { next, proposal: null, withdrawn: isWithdrawn(proposed, evaluation), heldBack };
  }
  const asked = proposed !== null && satisfies(proposed, evaluation);
  if (asked || heldBack) {
    return { next, proposal: null, withdrawn: !asked && isWithdrawn(proposed, evaluation), heldBack };
  }
  const previous = next ?? inForce;
  const proposal = decisionOf(outcome, previous, false, evaluation);
  return { next, proposal, withdrawn: false, heldBack };
}

/** Gives the decision that needs no approval, if the evaluation leads to another than the one in force. */
function nextInForce(before: CurrentDecision, evaluation: AccountEvaluation): Decision | null {
  const { inForce, lapsed, refused } = before;
  const { outcome } = evaluation;
  const step = outcome.meanwhile ?? outcome;
  if (isRefused(step.action, before, evaluation)) return null;
  if (step !== outcome) {
    // Undoing what people had approved means leaving the account alone; a rejection only concerns the proposal.
    const undone = refused.filter(({ state }) => state === 'undone');
    if (isRefused(outcome.action, { refused: undone }, evaluation)) return null;
    // What is in force does not get milder while a new proposal waits for people.
    if (inForce !== null && actionRank(inForce.action) > actionRank(step.action)) return null;
  }
  if (isInForce(step, before, evaluation)) return null;
  const least = inForce ?? lapsed;
  const milder = least !== null && actionRank(step.action) <= actionRank(least.action);
  return decisionOf(step, inForce, milder, evaluation);
}

function decisionOf(
  outcome: PolicyOutcome,
  previous: Decision | null,
  atOnce: boolean,
  evaluation: AccountEvaluation,
): Decision {
  return makeDecision({
    ...evaluation,
    outcome,
    previous: previous?.id ?? null,
    proposedBy: 'system',
    atOnce,
  });
}

/** Whether the action asked for is in force, and for long enough; or a stronger one that people approved. */
function isInForce({ action }: PolicyOutcome, { inForce }: CurrentDecision, evaluation: AccountEvaluation): boolean {
  const { campaign, now } = evaluation;
  const current = inForce?.action ?? 'allow';
  // What people approved holds until it ends, as long as the evidence allows it.
  const approved = (inForce?.approvedBy.length ?? 0) > 0;
  if (approved && actionRank(current) > actionRank(action) && isAllowed(current, evaluation)) return true;
  if (current !== action) return false;
  if (action === 'allow') return true;
  return inForce?.campaign === (campaign.found ? campaign.id : null) && !runsOut(inForce, now);
}

/** Whether an open proposal is what the policy asks people for; or a stronger one by a person. */
function satisfies(proposed: Decision, evaluation: AccountEvaluation): boolean {
  const { outcome, campaign } = evaluation;
  if (proposed.action === outcome.action && proposed.campaign === campaign.id) return true;
  return !isWithdrawn(proposed, evaluation) && actionRank(proposed.action) >= actionRank(outcome.action);
}

/** Whether an open proposal that the policy does not ask for is over: a person's stays as long as the evidence allows it. */
function isWithdrawn(proposed: Decision | null, evaluation: AccountEvaluation): boolean {
  return proposed !== null && (proposed.proposedBy === 'system' || !isAllowed(proposed.action, evaluation));
}

function isAllowed(action: Action, { campaign, account }: AccountEvaluation): boolean {
  return actionRank(strongestAllowed(campaign, account)) >= actionRank(action);
}

function isRefused(action: Action, { refused }: Pick<CurrentDecision, 'refused'>, evaluation: AccountEvaluation): boolean {
  const asked = actionRank(action);
  return asked > 0 && refused.some((one) => asked >= actionRank(one.action) && !grew(one, evaluation));
}

function runsOut(decision: Decision, now: number): boolean {
  return decision.until - now < RENEW * decision.terms.expiresAfter;
}

/** Whether there is evidence that the refused decision did not rest on. */
function grew(refused: Decision, { campaign, account }: AccountEvaluation): boolean {
  const before = new Set<Family>(refused.families);
  const facts = refused.accountInputs;
  return (
    campaign.families.some(({ name, strength }) => strength >= REAL_STRENGTH && !before.has(name)) ||
    (account.by_content && !facts.by_content) ||
    (account.by_relation && !facts.by_relation)
  );
}
