/** What a policy in shadow would decide: kept apart from decisions, and compared with what the active policy gives. */
import type { Transaction } from 'kysely';
import { DAY } from '../../base/clock.ts';
import type { EvaluatedAccount } from '../../decide/decide.ts';
import type { PolicyOutcome } from '../../decide/policy/policy.ts';
import type { Action } from '../../model/vocabulary.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import { fromStorable, toStorable } from '../../store/records/storable-text.ts';
import type { ShadowDecisionRow } from '../../store/records/tables/decisions.ts';
import { unitOf } from './evaluate-detection.ts';
import { insertJson, type JsonColumns } from './insert-json.ts';
import type { Db } from './ledger.ts';

const COLUMNS: JsonColumns<ShadowDecisionRow> = {
  policy: 'text',
  unit: 'text',
  account: 'text',
  sub_account: 'text',
  action: 'text',
  active_action: 'text',
  rule: 'text',
};
/** Accounts that are kept by name where the two policies differ. */
const MOST_KEPT = 20_000;
/** How long the counts of a run are kept, ms. */
const RUNS_KEPT = 14 * DAY;

/** Accounts by what the active policy and the one in shadow give: counts[active][shadow]. */
export type ActionPairs = Partial<Record<Action, Partial<Record<Action, number>>>>;

export interface ShadowReport {
  /** Detection runs that the policy was tried on. */
  readonly runs: number;
  /** ms since the epoch: when the last of them ended; null before the first. */
  readonly finished: number | null;
  readonly counts: ActionPairs;
  readonly differing: readonly {
    readonly account: string;
    readonly subAccount: string | null;
    readonly active: Action;
    readonly shadow: Action;
    readonly rule: string | null;
  }[];
}

/**
 * Stores what a policy in shadow gives for a run, in the place of what it gave for the run before.
 *
 * @param accounts as the active policy evaluated them
 * @param shadow the outcomes of the policy in shadow, in the same order
 * @param finished ms since the epoch: when the run ended; a run that is stored again replaces its counts
 */
export async function keepShadow(
  tx: Transaction<RecordTables>,
  policy: string,
  accounts: readonly EvaluatedAccount[],
  shadow: readonly PolicyOutcome[],
  finished: number,
): Promise<void> {
  const active = accounts.map(({ outcome }) => outcome);
  const counts = countPairs(active, shadow);
  await tx.deleteFrom('shadow_decisions').where('policy', '=', policy).execute();
  const rows = accounts
    .map((one, k) => ({
      policy,
      unit: toStorable(unitOf(one)),
      account: toStorable(one.account.id),
      sub_account: one.subAccount === null ? null : toStorable(one.subAccount),
      action: shadow[k].action,
      active_action: active[k].action,
      rule: shadow[k].rule,
    }))
    .filter((row) => row.action !== row.active_action)
    .slice(0, MOST_KEPT);
  await insertJson(tx, 'shadow_decisions', COLUMNS, rows);
  const row = { counts: JSON.stringify(counts) };
  await tx
    .insertInto('shadow_looks')
    .values({ policy, finished, ...row })
    .onConflict((c) => c.columns(['policy', 'finished']).doUpdateSet(row))
    .execute();
  await tx
    .deleteFrom('shadow_looks')
    .where('finished', '<', finished - RUNS_KEPT)
    .execute();
}

/**
 * Reads what a policy in shadow gave for the last run.
 *
 * @param limit accounts named, in the order of their ids
 */
export async function readShadow(db: Db, policy: string, limit: number): Promise<ShadowReport> {
  const runs = await db
    .selectFrom('shadow_looks')
    .select((eb) => [eb.fn.countAll<number | string>().as('n'), eb.fn.max<number | string | null>('finished').as('last')])
    .where('policy', '=', policy)
    .executeTakeFirstOrThrow();
  const finished = runs.last === null ? null : Number(runs.last);
  const latest =
    finished === null
      ? undefined
      : await db
          .selectFrom('shadow_looks')
          .select('counts')
          .where('policy', '=', policy)
          .where('finished', '=', finished)
          .executeTakeFirst();
  const rows = await db
    .selectFrom('shadow_decisions')
    .selectAll()
    .where('policy', '=', policy)
    .orderBy('unit')
    .limit(limit)
    .execute();
  return {
    runs: Number(runs.n),
    finished,
    counts: latest === undefined ? {} : JSON.parse(latest.counts),
    differing: rows.map((row) => ({
      account: fromStorable(row.account),
      subAccount: row.sub_account === null ? null : fromStorable(row.sub_account),
      active: row.active_action,
      shadow: row.action,
      rule: row.rule,
    })),
  };
}

/** Counts accounts by what two policies give for them. */
function countPairs(active: readonly { action: Action }[], other: readonly { action: Action }[]): ActionPairs {
  const counts: ActionPairs = {};
  active.forEach(({ action }, k) => {
    const row = counts[action] ?? {};
    counts[action] = row;
    row[other[k].action] = (row[other[k].action] ?? 0) + 1;
  });
  return counts;
}
