/**
 * A detection run under a policy: every account evaluated once, on what detection found and on its account record. The
 * findings, the decisions and the facts kept for backtests all come from this evaluation. Stores nothing.
 */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { inTurns } from '../../base/stepwise.ts';
import { type DecidedFindings, deciding, type EvaluatedAccount } from '../../decide/decide.ts';
import type { FindingFacts, RecordFacts } from '../../decide/policy/from-detection.ts';
import type { Policy, PolicyOutcome } from '../../decide/policy/policy.ts';
import type { DetectionResult } from '../../detect/campaign/finding.ts';
import { unitId } from '../../model/unit-id.ts';
import { fromStorable } from '../../store/records/storable-text.ts';
import type { Db } from './ledger.ts';

/** Accounts evaluated before the event loop gets a turn. */
const TURN = 2_000;
/** Account records of one query. */
const PAGE = 5_000;

/**
 * Evaluates everything that a run found. Gives the event loop a turn now and then.
 *
 * @param now ms since the epoch: the ages of accounts and campaigns count back from here
 */
export async function evaluateDetection(
  db: Db,
  detection: DetectionResult,
  policy: Policy,
  now: number,
): Promise<{ readonly findings: DecidedFindings; readonly accounts: readonly EvaluatedAccount[] }> {
  const records = await readRecords(db, detection);
  const accounts: EvaluatedAccount[] = [];
  const work = deciding(detection, { policy, now, records, onAccount: (account) => accounts.push(account) });
  return { findings: await inTurns(work, () => {}), accounts };
}

/** Evaluates the same accounts under another policy. Gives the event loop a turn now and then. */
export async function outcomesUnder(policy: Policy, accounts: readonly FindingFacts[]): Promise<PolicyOutcome[]> {
  const outcomes: PolicyOutcome[] = [];
  for (const { campaign, account } of accounts) {
    if (outcomes.length % TURN === TURN - 1) await yieldToOthers();
    outcomes.push(policy.decide(campaign, account));
  }
  return outcomes;
}

/** Gives the id of the account or end user that the facts are about. */
export function unitOf({ account, subAccount }: FindingFacts): string {
  return unitId(account.id, subAccount);
}

/** Reads the records of the accounts that were found. */
async function readRecords(db: Db, { campaigns, others }: DetectionResult): Promise<Map<string, RecordFacts>> {
  const wanted = new Set<string>();
  for (const { members } of campaigns) for (const member of members) wanted.add(member.account);
  for (const other of others) wanted.add(other.account);
  const records = new Map<string, RecordFacts>();
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('accounts')
      .select(['account', 'created', 'program', 'verification', 'status', 'router'])
      .where('account', '>', after)
      .orderBy('account')
      .limit(PAGE)
      .execute();
    for (const { account: stored, created, ...rest } of rows) {
      const account = fromStorable(stored);
      if (wanted.has(account)) records.set(account, { created: Number(created), ...rest });
    }
    if (rows.length < PAGE) return records;
    after = (rows.at(-1) as { account: string }).account;
  }
}
