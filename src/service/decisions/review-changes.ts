/**
 * What a person's approval, rejection or undoing makes of a decision: pure, so that one decision and a thousand are judged by the
 * same rules. Leaves out reading and writing them (decision-review.ts).
 */
import { mayCall, type Principal } from '../../access/principal.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import { unitId } from '../../model/unit-id.ts';
import { type Decision, enforcedFrom } from './decision.ts';
import { shownState } from './decision-state.ts';
import type { End, Ledger } from './ledger.ts';

/** What people do with decisions that are there. */
export const REVIEW_ACTS = ['approve', 'reject', 'undo'] as const;
export type ReviewAct = (typeof REVIEW_ACTS)[number];

/** What somebody does, and why. */
export interface Act {
  readonly act: ReviewAct;
  readonly by: Principal;
  /** Of an approval, null if none was given. */
  readonly reason: string | null;
  /** Of an approval: enforced with it, without the delay and jitter of the policy. */
  readonly atOnce: boolean;
  /** ms since the epoch */
  readonly now: number;
}

/** A decision as it will be, and what ends with it. */
export interface ReviewChange {
  readonly decision: Decision;
  readonly ends: readonly End[];
  /** When it takes the place of what stands, ms since the epoch; null if it takes nobody's. */
  readonly takesOver: number | null;
  /** Whether gateways have to hear of it. */
  readonly published: boolean;
}

/** Whether somebody may approve proposals: a person who is at least approver. */
export function mayApproveAny(by: Principal): boolean {
  return mayCall(by, { scope: 'review', person: 'approver' });
}

export function notApprover(): Problem {
  return { code: 'forbidden', message: 'Expected a person who is at least approver; a key may not do this.' };
}

/** Whether somebody may approve a proposal: an approver, who did not propose it and has not approved it yet. */
function mayApprove({ proposedBy, approvedBy }: Pick<Decision, 'proposedBy' | 'approvedBy'>, by: Principal): Result<null> {
  if (!mayApproveAny(by)) return fail(notApprover());
  if (proposedBy === by.id) return fail(samePerson('proposed it'));
  if (approvedBy.includes(by.id)) return fail(samePerson('has approved it'));
  return ok(null);
}

/**
 * Judges what an act makes of a decision. Problem codes: `decision_state`, `same_person`, `forbidden`.
 *
 * @param live the decisions of its account that stand or wait
 */
export function judgeAct(act: Act, decision: Decision, live: readonly Decision[]): Result<ReviewChange> {
  if (act.act === 'undo') {
    if (decision.state !== 'in_force' || decision.until <= act.now)
      return fail(wrongState('a decision in force', decision, act.now));
    return ok({ decision: ended(decision, act, 'undone'), ends: [], takesOver: null, published: true });
  }
  if (decision.state !== 'proposed' || decision.until <= act.now) return fail(wrongState('a proposal', decision, act.now));
  if (act.act === 'reject')
    return ok({ decision: ended(decision, act, 'rejected'), ends: [], takesOver: null, published: false });
  return approved(act, decision, live);
}

/** Adds an approval; the last one that is needed puts the proposal in force. */
function approved({ by, now, atOnce }: Act, decision: Decision, live: readonly Decision[]): Result<ReviewChange> {
  const may = mayApprove(decision, by);
  if (!may.ok) return may;
  const approvedBy = [...decision.approvedBy, by.id];
  if (approvedBy.length < decision.terms.approvals)
    return ok({ decision: { ...decision, approvedBy }, ends: [], takesOver: null, published: false });
  const terms = atOnce ? { ...decision.terms, delay: 0, jitter: 0 } : decision.terms;
  const enforceFrom = enforcedFrom(decision.id, decision.account, terms, now);
  const ends = live
    .filter(({ state }) => state === 'in_force')
    .map(({ id }) => ({
      id,
      state: 'superseded' as const,
      ended: enforceFrom,
      by: by.id,
      reason: `superseded by ${decision.id}`,
    }));
  const inForce = {
    ...decision,
    state: 'in_force' as const,
    terms,
    approvedBy,
    approved: now,
    enforceFrom,
    until: enforceFrom + terms.expiresAfter,
  };
  return ok({ decision: inForce, ends, takesOver: enforceFrom, published: true });
}

/** Writes changes of different decisions, and tells gateways. */
export async function writeChanges(ledger: Ledger, changes: readonly ReviewChange[], now: number): Promise<void> {
  const unitOf = ({ decision }: ReviewChange): string => unitId(decision.account, decision.subAccount);
  await ledger.end(changes.flatMap(({ ends }) => ends));
  await ledger.cutShort(
    changes.flatMap((change) => (change.takesOver === null ? [] : [{ unit: unitOf(change), from: change.takesOver }])),
  );
  await ledger.replace(changes.map(({ decision }) => decision));
  const published = changes.filter((change) => change.published).map(unitOf);
  if (published.length > 0) await ledger.publish(published, now);
}

function ended(decision: Decision, { by, now, reason }: Act, state: 'undone' | 'rejected'): Decision {
  return { ...decision, state, ended: now, endedBy: by.id, endReason: reason };
}

/** A decision that is not in the state that an act needs. */
export function wrongState(expected: string, decision: Decision, now: number): Problem {
  return {
    code: 'decision_state',
    message: `Expected ${expected}, got one that is ${shownState(decision, now)}.`,
    hint: 'Read the account again: another decision may have taken its place.',
  };
}

function samePerson(did: string): Problem {
  return {
    code: 'same_person',
    message: `Expected a second person, got the one who ${did}.`,
    hint: 'Ask another approver.',
  };
}
