/**
 * What a new look means for one account: keeps what stands, or puts a new decision in its place, or proposes one to
 * people. While people are asked, the strongest step that needs nobody stands. A decision never changes silently: whatever
 * differs is a new one, linked to the one before. Pure.
 */
import { DAY } from '../../base/clock.ts';
import type { AccountFacts, CampaignFacts } from '../../decide/policy/facts.ts';
import type { PolicyOutcome } from '../../decide/policy/policy.ts';
import { actionRank as rank, REAL_STRENGTH, strongestAllowed } from '../../decide/rule-of-two.ts';
import type { Action, Family } from '../../model/vocabulary.ts';
import { type Decision, makeDecision } from './decision.ts';

/** How long an undone or rejected decision is not made again on the evidence it was made on. */
export const COOL_OFF = 30 * DAY;
/** How long what time has ended still says how soon what follows is enforced. */
export const LATELY = DAY;
/** A decision is made anew when this part of its time is left and the look still asks for it. */
const RENEW = 0.25;

/** What an account's decisions are like before the look. */
export interface CurrentDecision {
  /** In force, or to be enforced: the one made last; null when none stands. */
  readonly inForce: Decision | null;
  /** In force until time ended it lately. */
  readonly lapsed: Decision | null;
  readonly proposed: Decision | null;
  /** Undone or rejected within the cool-off. */
  readonly refused: readonly Decision[];
}

export interface EvaluatedAccount {
  readonly subAccount: string | null;
  readonly account: AccountFacts;
  readonly campaign: CampaignFacts;
  readonly verdict: PolicyOutcome;
  readonly policy: string;
  readonly now: number;
}

export interface Transition {
  /** Takes the place of what is in force, from when it is enforced. */
  readonly stands: Decision | null;
  /** Waits for people, in the place of the open proposal. */
  readonly proposal: Decision | null;
  /** The open proposal falls, and no other takes its place. */
  readonly withdrawn: boolean;
  /** What the policy asks for is not made again: somebody undid or rejected it on the same evidence. */
  readonly heldBack: boolean;
}

export function transitionOf(before: CurrentDecision, seen: EvaluatedAccount): Transition {
  const { inForce, proposed } = before;
  const { verdict } = seen;
  const heldBack = isRefused(verdict.action, before, seen);
  const stands = nextInForce(before, seen);
  if (verdict.meanwhile === null || isInForce(verdict, before, seen)) {
    return { stands, proposal: null, withdrawn: isWithdrawn(proposed, seen), heldBack };
  }
  const asked = proposed !== null && satisfies(proposed, seen);
  if (asked || heldBack) {
    return { stands, proposal: null, withdrawn: !asked && isWithdrawn(proposed, seen), heldBack };
  }
  const previous = stands ?? inForce;
  const proposal = decisionOf(verdict, previous, false, seen);
  return { stands, proposal, withdrawn: false, heldBack };
}

/** The decision that needs nobody's approval, if the look leads to another than the one that stands. */
function nextInForce(before: CurrentDecision, seen: EvaluatedAccount): Decision | null {
  const { inForce, lapsed, refused } = before;
  const { verdict } = seen;
  const step = verdict.meanwhile ?? verdict;
  if (isRefused(step.action, before, seen)) return null;
  if (step !== verdict) {
    // Whoever undid what people had approved wants the account left alone; a rejection is of what was proposed alone.
    const undone = refused.filter(({ state }) => state === 'undone');
    if (isRefused(verdict.action, { refused: undone }, seen)) return null;
    // Nobody approved anything milder.
    if (inForce !== null && rank(inForce.action) > rank(step.action)) return null;
  }
  if (isInForce(step, before, seen)) return null;
  const least = inForce ?? lapsed;
  return decisionOf(step, inForce, least !== null && rank(step.action) <= rank(least.action), seen);
}

function decisionOf(
  verdict: PolicyOutcome,
  previous: Decision | null,
  atOnce: boolean,
  seen: EvaluatedAccount,
): Decision {
  return makeDecision({ ...seen, verdict, previous: previous?.id ?? null, proposedBy: 'system', atOnce });
}

/** Whether what stands is what is asked for, and for long enough; or more, that people approved. */
function isInForce({ action }: PolicyOutcome, { inForce }: CurrentDecision, seen: EvaluatedAccount): boolean {
  const { campaign, now } = seen;
  const stands = inForce?.action ?? 'allow';
  // What people approved holds until it ends, as long as the evidence allows it.
  const approved = (inForce?.approvedBy.length ?? 0) > 0;
  if (approved && rank(stands) > rank(action) && isAllowed(stands, seen)) return true;
  if (stands !== action) return false;
  if (action === 'allow') return true;
  return inForce?.campaign === (campaign.found ? campaign.id : null) && !runsOut(inForce, now);
}

/** Whether an open proposal is what a look asks people for; or more, that a person proposed. */
function satisfies(proposed: Decision, seen: EvaluatedAccount): boolean {
  const { verdict, campaign } = seen;
  if (proposed.action === verdict.action && proposed.campaign === campaign.id) return true;
  return !isWithdrawn(proposed, seen) && rank(proposed.action) >= rank(verdict.action);
}

/** Whether an open proposal is over when no look asks for it: a person's waits for people as long as the evidence allows it. */
function isWithdrawn(proposed: Decision | null, seen: EvaluatedAccount): boolean {
  return proposed !== null && (proposed.proposedBy === 'system' || !isAllowed(proposed.action, seen));
}

function isAllowed(action: Action, { campaign, account }: EvaluatedAccount): boolean {
  return rank(strongestAllowed(campaign, account)) >= rank(action);
}

function isRefused(
  action: Action,
  { refused }: Pick<CurrentDecision, 'refused'>,
  seen: EvaluatedAccount,
): boolean {
  const asks = rank(action);
  return asks > 0 && refused.some((one) => asks >= rank(one.action) && !grew(one, seen));
}

function runsOut(decision: Decision, now: number): boolean {
  return decision.until - now < RENEW * decision.terms.expiresAfter;
}

/** Whether there is evidence that the refused decision did not stand on. */
function grew(refused: Decision, { campaign, account }: EvaluatedAccount): boolean {
  const before = new Set<Family>(refused.families);
  const facts = refused.accountInputs;
  return (
    campaign.families.some(({ name, strength }) => strength >= REAL_STRENGTH && !before.has(name)) ||
    (account.by_content && !facts.by_content) ||
    (account.by_relation && !facts.by_relation)
  );
}
