/** What a look found, as facts for each account: what policies decide on, what is kept for backtests, and no more. */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { type AccountFacts, type CampaignFacts, NO_CAMPAIGN } from '../../decide/policy/facts.ts';
import {
  campaignFacts,
  memberFacts,
  otherFacts,
  type RecordFacts,
} from '../../decide/policy/from-detection.ts';
import type { Policy, PolicyOutcome } from '../../decide/policy/policy.ts';
import type { DetectionResult } from '../../detect/campaign/finding.ts';
import { unitId } from '../../model/unit-id.ts';

/** One account or end user in what a look found. */
export interface FoundAccount {
  readonly subAccount: string | null;
  readonly account: AccountFacts;
  readonly campaign: CampaignFacts;
}

/** Accounts decided on before others get their turn. */
const TURN = 2_000;

/**
 * In turns: others are served meanwhile.
 *
 * @param records by account
 */
export async function judgedOf(
  detection: DetectionResult,
  records: ReadonlyMap<string, RecordFacts>,
  now: number,
): Promise<FoundAccount[]> {
  const judged: FoundAccount[] = [];
  /** The place of each campaign's member: one that two campaigns name is decided on once, by the one that says more. */
  const place = new Map<string, number>();
  for (const finding of detection.campaigns) {
    const campaign = campaignFacts(finding, now);
    for (const member of finding.members) {
      const record = member.subAccount === null ? records.get(member.account) : undefined;
      const one = {
        subAccount: member.subAccount,
        account: memberFacts(member, record ?? null, now),
        campaign,
      };
      const known = place.get(unitOf(one));
      if (known === undefined) place.set(unitOf(one), judged.push(one) - 1);
      else if (one.account.risk > judged[known].account.risk) judged[known] = one;
    }
  }
  for (const other of detection.others) {
    if (judged.length % TURN === TURN - 1) await yieldToOthers();
    const record = other.sub_account === undefined ? records.get(other.account) : undefined;
    judged.push({
      subAccount: other.sub_account ?? null,
      account: otherFacts(other, record ?? null, now),
      campaign: NO_CAMPAIGN,
    });
  }
  return judged;
}

/** Decides on each, in turns: others are served meanwhile. */
export async function verdictsOf(policy: Policy, judged: readonly FoundAccount[]): Promise<PolicyOutcome[]> {
  const verdicts: PolicyOutcome[] = [];
  for (let k = 0; k < judged.length; k++) {
    if (k % TURN === TURN - 1) await yieldToOthers();
    verdicts.push(policy.decide(judged[k].campaign, judged[k].account));
  }
  return verdicts;
}

export function unitOf({ account, subAccount }: FoundAccount): string {
  return unitId(account.id, subAccount);
}
