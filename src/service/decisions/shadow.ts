/** What a policy in shadow would decide, kept apart from decisions and compared with what the active one gives. */
import type { Transaction } from 'kysely';
import { DAY } from '../../base/clock.ts';
import type { PolicyOutcome } from '../../decide/policy/policy.ts';
import type { Action } from '../../model/vocabulary.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import { fromStorable, toStorable } from '../../store/records/storable-text.ts';
import type { ShadowDecisionRow } from '../../store/records/tables/decisions.ts';
import { type FoundAccount, unitOf } from './account-facts.ts';
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
/** Accounts on which the two differ that are kept with their names. */
const MOST_KEPT = 20_000;
const LOOKS_KEPT = 14 * DAY;

/** Accounts by what the active policy and the one in shadow give: counts[active][shadow]. */
export type ActionPairs = Partial<Record<Action, Partial<Record<Action, number>>>>;

export interface ShadowReport {
  readonly looks: number;
  /** ms: of the last look. */
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

export async function keepShadow(
  tx: Transaction<RecordTables>,
  policy: string,
  judged: readonly FoundAccount[],
  active: readonly PolicyOutcome[],
  shadow: readonly PolicyOutcome[],
  now: number,
): Promise<void> {
  const counts = countPairs(active, shadow);
  await tx.deleteFrom('shadow_decisions').where('policy', '=', policy).execute();
  const rows = judged
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
  const look = { counts: JSON.stringify(counts) };
  await tx
    .insertInto('shadow_looks')
    .values({ policy, finished: now, ...look })
    .onConflict((c) => c.columns(['policy', 'finished']).doUpdateSet(look))
    .execute();
  await tx
    .deleteFrom('shadow_looks')
    .where('finished', '<', now - LOOKS_KEPT)
    .execute();
}

/** @param limit accounts named, in the order of their names */
export async function readShadow(db: Db, policy: string, limit: number): Promise<ShadowReport> {
  const looks = await db
    .selectFrom('shadow_looks')
    .select((eb) => [
      eb.fn.countAll<number | string>().as('n'),
      eb.fn.max<number | string | null>('finished').as('last'),
    ])
    .where('policy', '=', policy)
    .executeTakeFirstOrThrow();
  const finished = looks.last === null ? null : Number(looks.last);
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
    looks: Number(looks.n),
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

export function countPairs(
  active: readonly { action: Action }[],
  other: readonly { action: Action }[],
): ActionPairs {
  const counts: ActionPairs = {};
  active.forEach(({ action }, k) => {
    const row = counts[action] ?? {};
    counts[action] = row;
    row[other[k].action] = (row[other[k].action] ?? 0) + 1;
  });
  return counts;
}
