/** Decisions as people read them: one by its id, those of an account, and proposals that wait. */
import { sql } from 'kysely';
import { fail, ok, type Result } from '../../base/problem.ts';
import { unitId } from '../../model/unit-id.ts';
import { ACTIONS, type Action } from '../../model/vocabulary.ts';
import { toStorable } from '../../store/records/storable-text.ts';
import { type Decision, fromRow } from './decision.ts';
import type { Db } from './ledger.ts';

/** Reads one decision. Problem code: `not_found`. */
export async function readDecision(db: Db, id: string): Promise<Result<Decision>> {
  const row = await db.selectFrom('decisions').selectAll().where('id', '=', toStorable(id)).executeTakeFirst();
  return row === undefined
    ? fail({ code: 'not_found', message: 'Expected the id of a decision, got another one.' })
    : ok(fromRow(row));
}

/** Reads the decisions of an account, or of an end user, the latest first. */
export async function readHistory(db: Db, account: string, subAccount: string | null, limit: number): Promise<Decision[]> {
  const rows = await db
    .selectFrom('decisions')
    .selectAll()
    .where('unit', '=', toStorable(unitId(account, subAccount)))
    .orderBy('since', 'desc')
    // A proposal is made with the milder decision that is in force meanwhile, and comes before it.
    .orderBy(sql`array_position(${sql.val(ACTIONS)}::text[], action)`, 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(fromRow);
}

/**
 * Reads proposals that wait for people at a time (ms since the epoch), ordered by id.
 *
 * @param after the id of the last decision of the page before; null for the first page
 * @param account only those about this account and its end users; null for all
 */
export async function readPending(
  db: Db,
  now: number,
  after: string | null,
  limit: number,
  account: string | null = null,
): Promise<Decision[]> {
  let query = db
    .selectFrom('decisions')
    .selectAll()
    .where('state', '=', 'proposed')
    .where('until', '>', now)
    .orderBy('id')
    .limit(limit);
  if (account !== null) query = query.where('account', '=', toStorable(account));
  if (after !== null) query = query.where('id', '>', toStorable(after));
  return (await query.execute()).map(fromRow);
}

/** Which decisions a batch is about; every condition has to hold. */
export interface Selection {
  readonly campaign?: string;
  readonly action?: Action;
  readonly ids?: readonly string[];
}

/**
 * Reads the decisions of a selection, ordered by id. Those named by their ids come in whatever state they are; else those that
 * wait for people or are in force at a time (ms since the epoch).
 */
export async function readSelected(
  db: Db,
  state: 'proposed' | 'in_force',
  { campaign, action, ids }: Selection,
  now: number,
  limit: number,
): Promise<Decision[]> {
  let query = db.selectFrom('decisions').selectAll().orderBy('id').limit(limit);
  // One parameter, whatever the number of ids.
  if (ids !== undefined) query = query.where(sql<boolean>`id = ANY (${sql.val([...ids])}::text[])`);
  else query = query.where('state', '=', state).where('until', '>', now);
  if (campaign !== undefined) query = query.where('campaign', '=', toStorable(campaign));
  if (action !== undefined) query = query.where('action', '=', action);
  return (await query.execute()).map(fromRow);
}
