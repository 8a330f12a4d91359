/**
 * What people do with decisions: propose a stronger one, approve, reject, undo. A proposal takes effect when as many
 * people as it needs have approved it, each of them somebody else than who proposed it. Everything is audited.
 */
import { mayCall, type Principal } from '../../access/principal.ts';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import { type CampaignFacts, NO_CAMPAIGN } from '../../decide/policy/facts.ts';
import { proposedOutcome } from '../../decide/policy/policy.ts';
import { milder, strongestAllowed } from '../../decide/rule-of-two.ts';
import { unitId } from '../../model/unit-id.ts';
import type { Action } from '../../model/vocabulary.ts';
import { fromStorable } from '../../store/records/storable-text.ts';
import { type Decision, enforcedFrom, fromRow, makeDecision, toRow } from './decision.ts';
import { decisionEvents } from './decision-events.ts';
import type { DecisionIndex } from './decision-index.ts';
import { changeDecisions, type Db, type Ledger, type LedgerParts } from './ledger.ts';

export interface DecisionReview {
  /** Problem codes of all: `not_found`, `decision_state`; `same_person` of approving; `rule_of_two` of proposing. */
  /** @param atOnce enforced without delay and jitter; the last approval counts */
  approve(id: string, by: Principal, atOnce?: boolean): Promise<Result<Decision>>;
  reject(id: string, by: Principal, reason: string): Promise<Result<Decision>>;
  undo(id: string, by: Principal, reason: string): Promise<Result<Decision>>;
  /** Proposes another action on the evidence of a decision; somebody else has to approve it. */
  propose(id: string, action: Action, by: Principal, reason: string): Promise<Result<Decision>>;
}

export interface PeopleParts extends LedgerParts {
  readonly clock: Clock;
  readonly index: DecisionIndex;
}

/** Whether somebody may approve a proposal: an approver, who did not propose it and has not approved it yet. */
export function mayApprove(
  { proposedBy, approvedBy }: Pick<Decision, 'proposedBy' | 'approvedBy'>,
  by: Principal,
): Result<null> {
  if (!mayCall(by, { scope: 'review', person: 'approver' })) {
    return fail({
      code: 'forbidden',
      message: 'Expected a person who is at least approver; a key may not do this.',
    });
  }
  if (proposedBy === by.id) return fail(samePerson('proposed it'));
  if (approvedBy.includes(by.id)) return fail(samePerson('has approved it'));
  return ok(null);
}

/** Gives what people may do with decisions. Each change is stored with its audit entry and its event. */
export function createDecisionReview(parts: PeopleParts): DecisionReview {
  const { clock, index } = parts;
  const change = async (
    id: string,
    by: Principal,
    action: string,
    work: (ledger: Ledger, decision: Decision, now: number) => Promise<Result<Decision>>,
    detail: Readonly<Record<string, unknown>> = {},
  ): Promise<Result<Decision>> => {
    const now = clock();
    const result = await changeDecisions(parts, async (ledger) => {
      const row = await ledger.tx.selectFrom('decisions').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined) return fail(noSuch());
      const worked = await work(ledger, fromRow(row), now);
      if (!worked.ok) return worked;
      const { id: decision, state } = worked.value;
      ledger.record(
        { actor: by, action, subject: id, detail: { ...detail, decision, state } },
        decisionEvents([worked.value], now),
      );
      return worked;
    });
    if (result.ok) await index.refresh();
    return result;
  };

  return {
    approve: (id, by, atOnce = false) =>
      change(id, by, 'decision.approved', (ledger, decision, now) => approve(ledger, decision, now, by, atOnce), {
        at_once: atOnce,
      }),

    reject: (id, by, reason) =>
      change(id, by, 'decision.rejected', async (ledger, decision, now) => {
        if (decision.state !== 'proposed' || decision.until <= now) return fail(wrongState('a proposal', decision, now));
        return update(ledger, {
          ...decision,
          state: 'rejected',
          ended: now,
          endedBy: by.id,
          endReason: reason,
        });
      }),

    undo: (id, by, reason) =>
      change(id, by, 'decision.undone', async (ledger, decision, now) => {
        if (decision.state !== 'in_force' || decision.until <= now) {
          return fail(wrongState('a decision in force', decision, now));
        }
        const result = await update(ledger, {
          ...decision,
          state: 'undone',
          ended: now,
          endedBy: by.id,
          endReason: reason,
        });
        await ledger.publish([unitId(decision.account, decision.subAccount)], now);
        return result;
      }),

    propose: (id, action, by, reason) =>
      change(id, by, 'decision.proposed', (ledger, decision, now) => propose(ledger, decision, now, by, action, reason), {
        action,
      }),
  };
}

/** Adds an approval; the last one that is needed puts the proposal in force. */
async function approve(
  ledger: Ledger,
  decision: Decision,
  now: number,
  by: Principal,
  atOnce: boolean,
): Promise<Result<Decision>> {
  if (decision.state !== 'proposed' || decision.until <= now) return fail(wrongState('a proposal', decision, now));
  const may = mayApprove(decision, by);
  if (!may.ok) return may;
  const approvedBy = [...decision.approvedBy, by.id];
  if (approvedBy.length < decision.terms.approvals) {
    return update(ledger, { ...decision, approvedBy });
  }
  const terms = atOnce ? { ...decision.terms, delay: 0, jitter: 0 } : decision.terms;
  const enforceFrom = enforcedFrom(decision.id, decision.account, terms, now);
  const unit = unitId(decision.account, decision.subAccount);
  const live = (await ledger.live([unit], now)).get(unit) ?? [];
  await ledger.end(
    live
      .filter(({ state }) => state === 'in_force')
      .map((one) => ({
        id: one.id,
        state: 'superseded',
        ended: enforceFrom,
        by: by.id,
        reason: `superseded by ${decision.id}`,
      })),
  );
  await ledger.cutShort([{ unit, from: enforceFrom }]);
  const approved = {
    ...decision,
    state: 'in_force' as const,
    terms,
    approvedBy,
    approved: now,
    enforceFrom,
    until: enforceFrom + terms.expiresAfter,
  };
  const result = await update(ledger, approved);
  await ledger.publish([unit], now);
  return result;
}

/** Makes a person's proposal on the evidence of a decision, in the place of the open one. */
async function propose(
  ledger: Ledger,
  decision: Decision,
  now: number,
  by: Principal,
  action: Action,
  reason: string,
): Promise<Result<Decision>> {
  if (decision.state !== 'in_force' || decision.until <= now) {
    return fail(wrongState('a decision in force', decision, now));
  }
  const campaign = await readCampaignFacts(ledger.tx, decision.campaignInputs);
  const { accountInputs: account } = decision;
  const most = strongestAllowed(campaign, account);
  if (milder(action, most) !== action) return fail(ruleOfTwo(most));
  const unit = unitId(decision.account, decision.subAccount);
  const open = (await ledger.live([unit], now)).get(unit)?.filter(({ state }) => state === 'proposed') ?? [];
  const outcome = proposedOutcome(action, reason);
  const proposal = makeDecision({
    account,
    subAccount: decision.subAccount,
    campaign,
    outcome,
    policy: decision.policy,
    now,
    previous: decision.id,
    proposedBy: by.id,
    atOnce: false,
  });
  await ledger.end(
    open.map((one) => ({
      id: one.id,
      state: 'superseded',
      ended: now,
      by: by.id,
      reason: `superseded by ${proposal.id}`,
    })),
  );
  await ledger.insert([proposal]);
  return ok(proposal);
}

/** Reads the facts of the campaign that a decision rests on. */
export async function readCampaignFacts(db: Db, hash: string | null): Promise<CampaignFacts> {
  if (hash === null) return NO_CAMPAIGN;
  const row = await db.selectFrom('decision_inputs').select('body').where('hash', '=', hash).executeTakeFirstOrThrow();
  return JSON.parse(fromStorable(row.body));
}

async function update({ tx }: Ledger, decision: Decision): Promise<Result<Decision>> {
  const { id, ...rest } = toRow(decision);
  await tx.updateTable('decisions').set(rest).where('id', '=', id).execute();
  return ok(decision);
}

function samePerson(did: string): Problem {
  return {
    code: 'same_person',
    message: `Expected a second person, got the one who ${did}.`,
    hint: 'Ask another approver.',
  };
}

function noSuch(): Problem {
  return {
    code: 'not_found',
    message: 'Expected the id of a decision, got another one.',
    hint: 'Ids stand in what GET /v1/decisions/{account} answers.',
  };
}

function wrongState(expected: string, { state, until }: Decision, now: number): Problem {
  return {
    code: 'decision_state',
    message: `Expected ${expected}, got one that is ${until <= now && state !== 'undone' ? 'expired' : state}.`,
    hint: 'Read the account again: another decision may have taken its place.',
  };
}

function ruleOfTwo(most: Action): Problem {
  return {
    code: 'rule_of_two',
    message: `Expected at most ${most}: the evidence allows no more.`,
    hint: 'More than verify needs a relational and a content family of strength, and an account tied by both.',
  };
}
