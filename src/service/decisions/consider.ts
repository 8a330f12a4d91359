/**
 * What a new look means for one account: keeps what stands, or puts a new decision in its place. A decision never changes
 * silently: whatever differs is a new one, linked to the one before. Pure.
 */
import { DAY } from '../../base/clock.ts';
import type { AccountFacts, CampaignFacts } from '../../decide/policy/facts.ts';
import type { Verdict } from '../../decide/policy/policy.ts';
import { mostForAny, REAL_STRENGTH } from '../../decide/rule-of-two.ts';
import { ACTIONS, type Action, type Family } from '../../model/vocabulary.ts';
import { type Decision, makeDecision } from './decision.ts';

/** How long an undone or rejected decision is not made again on the evidence it was made on. */
export const COOL_OFF = 30 * DAY;
/** A decision is made anew when this part of its time is left and the look still asks for it. */
const RENEW = 0.25;

/** What an account's decisions are like before the look. */
export interface Standing {
  /** In force, or to be enforced: the one made last; null when none stands. */
  readonly inForce: Decision | null;
  readonly proposed: Decision | null;
  /** Undone or rejected within the cool-off. */
  readonly refused: readonly Decision[];
}

export interface Seen {
  readonly subAccount: string | null;
  readonly account: AccountFacts;
  readonly campaign: CampaignFacts;
  readonly verdict: Verdict;
  readonly policy: string;
  readonly now: number;
}

export type Consideration =
  | { readonly kind: 'kept' }
  /** Not made again: somebody undid or rejected it on the same evidence. */
  | { readonly kind: 'held_back' }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'made'; readonly decision: Decision };

/**
 * @returns `made`: a decision that takes the place of the open proposal and, when it needs nobody's approval, of what is in
 *   force. `withdrawn`: the open proposal falls, and nothing else changes.
 */
export function consider({ inForce, proposed, refused }: Standing, seen: Seen): Consideration {
  const { verdict, account, campaign, now } = seen;
  const asks = rank(verdict.action);
  const withoutProposal: Consideration = proposed === null ? { kind: 'kept' } : { kind: 'withdrawn' };
  const make = (): Consideration => ({
    kind: 'made',
    decision: makeDecision({
      ...seen,
      previous: inForce?.id ?? null,
      proposedBy: 'system',
      atOnce: inForce !== null && asks <= rank(inForce.action),
    }),
  });

  if (asks > 0 && refused.some((one) => asks >= rank(one.action) && !grew(one, seen)))
    return { kind: 'held_back' };
  const stands = inForce?.action ?? 'allow';
  // What people approved holds until it ends, as long as the evidence allows it.
  const approved = (inForce?.approvedBy.length ?? 0) > 0;
  if (approved && rank(stands) > asks) {
    const evidence = campaign.families.map(({ name: family, strength }) => ({ family, strength }));
    if (rank(mostForAny(evidence, account.by_content, account.by_relation)) >= rank(stands))
      return withoutProposal;
  }
  const same =
    stands === verdict.action && (asks === 0 || inForce?.campaign === (campaign.found ? campaign.id : null));
  if (same && (asks === 0 || !runsOut(inForce, now))) return withoutProposal;
  if (verdict.approvals > 0) {
    const asked = proposed?.action === verdict.action && proposed.campaign === campaign.id;
    return asked ? { kind: 'kept' } : make();
  }
  return make();
}

function runsOut(decision: Decision | null, now: number): boolean {
  return decision !== null && decision.until - now < RENEW * decision.terms.expiresAfter;
}

/** Whether there is evidence that the refused decision did not stand on. */
function grew(refused: Decision, { campaign, account }: Seen): boolean {
  const before = new Set<Family>(refused.families);
  const facts = refused.accountInputs;
  return (
    campaign.families.some(({ name, strength }) => strength >= REAL_STRENGTH && !before.has(name)) ||
    (account.by_content && !facts.by_content) ||
    (account.by_relation && !facts.by_relation)
  );
}

function rank(action: Action): number {
  return ACTIONS.indexOf(action);
}
