/**
 * What people do with decisions: propose a stronger one, approve, reject, undo, one at a time or by the thousand. A proposal takes
 * effect when as many people as it needs have approved it, each of them somebody else than who proposed it. Everything is
 * audited.
 */
import type { Principal } from '../../access/principal.ts';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import { type CampaignFacts, NO_CAMPAIGN } from '../../decide/policy/facts.ts';
import { proposedOutcome } from '../../decide/policy/policy.ts';
import { milder, strongestAllowed } from '../../decide/rule-of-two.ts';
import { unitId } from '../../model/unit-id.ts';
import type { Action } from '../../model/vocabulary.ts';
import { fromStorable } from '../../store/records/storable-text.ts';
import { type Decision, fromRow, hashOf, makeDecision } from './decision.ts';
import { decisionEvents } from './decision-events.ts';
import type { DecisionIndex } from './decision-index.ts';
import { readSelected, type Selection } from './decision-queries.ts';
import { changeDecisions, type Db, type Ledger, type LedgerParts } from './ledger.ts';
import {
  type Act,
  judgeAct,
  mayApproveAny,
  notApprover,
  type ReviewAct,
  type ReviewChange,
  writeChanges,
  wrongState,
} from './review-changes.ts';

/** Decisions that one batch may change: the accounts of the largest campaigns that were made public, twice. */
const MAX_BATCH = 50_000;
/** Ids that the audit entry of a batch lists; of more it has the number and a hash. */
const AUDITED_IDS = 500;

export interface DecisionReview {
  /**
   * Problem codes of this and the next three: `not_found`, `decision_state`; `same_person` of approving; `rule_of_two` of proposing.
   *
   * @param atOnce enforced without delay and jitter; the last approval counts
   */
  approve(id: string, by: Principal, reason?: string | null, atOnce?: boolean): Promise<Result<Decision>>;
  reject(id: string, by: Principal, reason: string): Promise<Result<Decision>>;
  undo(id: string, by: Principal, reason: string): Promise<Result<Decision>>;
  /** Proposes another action on the evidence of a decision; somebody else has to approve it. */
  propose(id: string, action: Action, by: Principal, reason: string): Promise<Result<Decision>>;
  /**
   * Approves, rejects or undoes every decision of a selection that allows it, as one change with one entry in the audit log. What
   * does not allow it is left as it is and listed. Problem codes: `too_many_decisions`, `forbidden`.
   */
  batch(batch: ReviewBatch, by: Principal): Promise<Result<BatchOutcome>>;
}

export interface ReviewBatch {
  readonly act: ReviewAct;
  readonly selection: Selection;
  readonly reason: string;
  readonly atOnce: boolean;
  /** Judges and changes nothing. */
  readonly preview: boolean;
}

export interface BatchOutcome {
  /** Id of the batch, the subject of its audit entry; null of a preview, or if nothing changed. */
  readonly id: string | null;
  /** As they are afterwards, or would be. */
  readonly changed: readonly Decision[];
  readonly refused: readonly { readonly id: string; readonly problem: Problem }[];
}

export interface PeopleParts extends LedgerParts {
  readonly clock: Clock;
  readonly index: DecisionIndex;
}

const DONE = { approve: 'approved', reject: 'rejected', undo: 'undone' } as const;

/** Gives what people may do with decisions. Each change is stored with its audit entry and its event. */
export function createDecisionReview(parts: PeopleParts): DecisionReview {
  const { clock, index } = parts;
  const change = async <T>(work: (ledger: Ledger, now: number) => Promise<Result<T>>): Promise<Result<T>> => {
    const result = await changeDecisions(parts, (ledger) => work(ledger, clock()));
    if (result.ok) await index.refresh();
    return result;
  };
  const one = (id: string, given: Omit<Act, 'now'>): Promise<Result<Decision>> =>
    change(async (ledger, now) => {
      const found = await readOne(ledger, id);
      if (!found.ok) return found;
      const [judged] = await judgeAll(ledger, { ...given, now }, [found.value]);
      if (!judged.change.ok) return judged.change;
      await writeChanges(ledger, [judged.change.value], now);
      const { decision } = judged.change.value;
      const { act, by, reason, atOnce } = given;
      const more = act === 'approve' ? { at_once: atOnce, ...(reason === null ? {} : { reason }) } : {};
      const detail = { ...more, decision: id, state: decision.state };
      ledger.record({ actor: by, action: `decision.${DONE[act]}`, subject: id, detail }, decisionEvents([decision], now));
      return ok(decision);
    });

  return {
    approve: (id, by, reason = null, atOnce = false) => one(id, { act: 'approve', by, reason, atOnce }),
    reject: (id, by, reason) => one(id, { act: 'reject', by, reason, atOnce: false }),
    undo: (id, by, reason) => one(id, { act: 'undo', by, reason, atOnce: false }),

    propose: (id, action, by, reason) =>
      change(async (ledger, now) => {
        const found = await readOne(ledger, id);
        const proposed = found.ok ? await propose(ledger, found.value, now, by, action, reason) : found;
        if (!proposed.ok) return proposed;
        const { id: decision, state } = proposed.value;
        ledger.record(
          { actor: by, action: 'decision.proposed', subject: id, detail: { action, decision, state } },
          decisionEvents([proposed.value], now),
        );
        return proposed;
      }),

    batch: ({ act, selection, reason, atOnce, preview }, by) =>
      change(async (ledger, now) => {
        if (act === 'approve' && !mayApproveAny(by)) return fail(notApprover());
        const selected = await readSelected(
          ledger.tx,
          act === 'undo' ? 'in_force' : 'proposed',
          selection,
          now,
          MAX_BATCH + 1,
        );
        if (selected.length > MAX_BATCH) return fail(tooMany());
        const found = new Set(selected.map((decision) => decision.id));
        const unknown = (selection.ids ?? []).filter((id) => !found.has(id));
        const judged = [
          ...(await judgeAll(ledger, { act, by, reason, atOnce, now }, selected)),
          ...unknown.map((id) => ({ id, change: fail(noSuch()) })),
        ];
        const changes = judged.flatMap((each) => (each.change.ok ? [each.change.value] : []));
        const changed = changes.map(({ decision }) => decision);
        const refused = judged.flatMap((each) => (each.change.ok ? [] : [{ id: each.id, problem: each.change.problem }]));
        if (preview || changes.length === 0) return ok({ id: null, changed, refused });
        await writeChanges(ledger, changes, now);
        const ids = changed.map((decision) => decision.id);
        const id = `B-${hashOf(JSON.stringify([act, now, ids])).slice(0, 20)}`;
        ledger.record(
          {
            actor: by,
            action: `decisions.${DONE[act]}`,
            subject: id,
            detail: {
              reason,
              ...(act === 'approve' ? { at_once: atOnce } : {}),
              ...(selection.campaign === undefined ? {} : { campaign: selection.campaign }),
              count: ids.length,
              ids_hash: hashOf(JSON.stringify(ids)),
              ...(ids.length <= AUDITED_IDS ? { decisions: ids } : {}),
              refused: refused.length,
            },
          },
          decisionEvents(changed, now),
        );
        return ok({ id, changed, refused });
      }),
  };
}

async function readOne({ tx }: Ledger, id: string): Promise<Result<Decision>> {
  const row = await tx.selectFrom('decisions').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? fail(noSuch()) : ok(fromRow(row));
}

interface Judged {
  readonly id: string;
  readonly change: Result<ReviewChange>;
}

async function judgeAll(ledger: Ledger, act: Act, decisions: readonly Decision[]): Promise<Judged[]> {
  const unitOf = ({ account, subAccount }: Decision): string => unitId(account, subAccount);
  const live = act.act === 'approve' ? await ledger.live([...new Set(decisions.map(unitOf))], act.now) : new Map();
  return decisions.map((decision) => ({
    id: decision.id,
    change: judgeAct(act, decision, live.get(unitOf(decision)) ?? []),
  }));
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

function noSuch(): Problem {
  return {
    code: 'not_found',
    message: 'Expected the id of a decision, got another one.',
    hint: 'Ids stand in what GET /v1/decisions/{account} answers.',
  };
}

function ruleOfTwo(most: Action): Problem {
  return {
    code: 'rule_of_two',
    message: `Expected at most ${most}: the evidence allows no more.`,
    hint: 'More than verify needs a relational and a content family of strength, and an account tied by both.',
  };
}

function tooMany(): Problem {
  return {
    code: 'too_many_decisions',
    message: `Expected at most ${MAX_BATCH} decisions in one batch, got more.`,
    hint: 'Name a campaign, an action or ids, and send several batches.',
  };
}
