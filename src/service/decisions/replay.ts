/** A decision made again from what was stored with it: the same facts and the same version of the policy must give it. */

import { fail, ok, type Result } from '../../base/problem.ts';
import { strongestAllowed } from '../../decide/rule-of-two.ts';
import { unitId } from '../../model/unit-id.ts';
import { actionRank } from '../../model/vocabulary.ts';
import { type Decision, decisionId, enforcedFrom, fromRow, hashOf, makeDecision } from './decision.ts';
import { readCampaignFacts } from './decision-review.ts';
import type { Db } from './ledger.ts';
import type { Policies } from './policies.ts';

export interface Replay {
  readonly decision: Decision;
  /** Whether all of it came out as it is stored. */
  readonly same: boolean;
  readonly checks: readonly { readonly what: string; readonly same: boolean }[];
  readonly inputs: { readonly campaign: unknown; readonly account: unknown };
}

/** Problem code: `not_found`. */
export async function replayDecision(db: Db, policies: Policies, id: string): Promise<Result<Replay>> {
  const row = await db.selectFrom('decisions').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return fail({ code: 'not_found', message: 'Expected the id of a decision, got another one.' });
  const stored = fromRow(row);
  const campaign = await readCampaignFacts(db, stored.campaignInputs);
  const account = stored.accountInputs;
  const policy = await policies.compiled(stored.policy);
  if (!policy.ok) return policy;
  const campaignHash = campaign.found ? hashOf(JSON.stringify(campaign)) : null;
  const inputsHash = hashOf(JSON.stringify([campaignHash, account]));
  const unit = unitId(stored.account, stored.subAccount);
  const checks = [
    {
      what: 'the facts are those that were hashed',
      same: inputsHash === stored.inputsHash && campaignHash === stored.campaignInputs,
    },
    {
      what: 'the id follows from them',
      same: decisionId(unit, stored.policy, inputsHash, stored.since, stored.action, stored.previous) === stored.id,
    },
    { what: 'it is enforced when its terms say', same: enforcement(stored) },
  ];
  if (stored.proposedBy === 'system') {
    const asked = policy.value.decide(campaign, account);
    const again = makeDecision({
      account,
      subAccount: stored.subAccount,
      campaign,
      // A decision without approvals under a rule that asks for them: it was in force until people approved.
      outcome: stored.terms.approvals === 0 ? (asked.meanwhile ?? asked) : asked,
      policy: stored.policy,
      now: stored.since,
      previous: stored.previous,
      proposedBy: 'system',
      atOnce: stored.terms.delay === 0 && stored.terms.jitter === 0,
    });
    for (const what of ['id', 'action', 'rule', 'reason', 'campaign', 'families', 'terms'] as const) {
      checks.push({
        what: `the policy gives the same ${what}`,
        same: JSON.stringify(again[what]) === JSON.stringify(stored[what]),
      });
    }
  } else {
    const most = strongestAllowed(campaign, account);
    checks.push({
      what: 'the rule of two allows what was proposed',
      same: actionRank(stored.action) <= actionRank(most),
    });
  }
  return ok({
    decision: stored,
    same: checks.every((check) => check.same),
    checks,
    inputs: { campaign, account },
  });
}

function enforcement({ id, account, terms, since, approved, enforceFrom }: Decision): boolean {
  if (terms.approvals > 0 && approved === null) return enforceFrom === since;
  return enforceFrom === enforcedFrom(id, account, terms, approved ?? since);
}
