/**
 * Writing decisions. Every change takes the lock of the sequence first, on whichever node: changes are numbered in
 * the order in which they are committed, so that a reader who has seen a number has seen all before it. The decisions
 * about an account are written anew with the number of its last change (decision_units). The events and the audit entry of a
 * change are stored with it or not at all. Leaves out what to decide.
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { AuditEntry, AuditTrail } from '../../access/audit-trail.ts';
import { assert } from '../../base/assert.ts';
import { unitId } from '../../model/unit-id.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import { toStorable } from '../../store/records/storable-text.ts';
import type { DecisionRow, DecisionState, DecisionUnitRow } from '../../store/records/tables/decisions.ts';
import type { EventSink, NewEvent } from '../events/event.ts';
import { itemsOf } from './current-items.ts';
import { type Decision, fromRow, toRow } from './decision.ts';
import { insertJson, type JsonColumns } from './insert-json.ts';

/** Rows of one statement. */
const BATCH = 1_000;
/** How long a row is kept after the last of its items ended: readers learn in this time that there is no decision. */
const KEPT_AFTER = 7 * 24 * 60 * 60 * 1_000;

export type Db = Kysely<RecordTables>;
type Tx = Transaction<RecordTables>;

export interface LedgerParts {
  readonly db: Db;
  readonly audit: Pick<AuditTrail, 'recordWithin'>;
  readonly events: EventSink;
}

export interface Ledger {
  readonly tx: Tx;
  /** The number of the next change: larger than any before. */
  next(): number;
  insert(decisions: readonly Decision[]): Promise<void>;
  /** Writes decisions that are there anew. */
  replace(decisions: readonly Decision[]): Promise<void>;
  /** Ends decisions: at once, or when what takes their place is enforced. */
  end(ends: readonly End[]): Promise<void>;
  /** Ends what still stood until a decision that was itself superseded before it was enforced. */
  cutShort(units: readonly { readonly unit: string; readonly from: number }[]): Promise<void>;
  /** Live decisions of these accounts: in force, proposed, or superseded by one that is yet to be enforced. */
  live(units: readonly string[], now: number): Promise<Map<string, Decision[]>>;
  /** Writes the decisions in force for these accounts as changes. */
  publish(units: readonly string[], now: number): Promise<void>;
  /** Written when the change is done, in the same transaction. */
  record(entry: AuditEntry, events?: readonly NewEvent[]): void;
}

export interface End {
  readonly id: string;
  readonly state: DecisionState;
  readonly ended: number;
  readonly by: string;
  readonly reason: string;
}

/** Runs a change alone; all of it is stored, or nothing. */
export async function changeDecisions<T>(
  { db, audit, events }: LedgerParts,
  work: (ledger: Ledger) => Promise<T>,
): Promise<T> {
  const entries: AuditEntry[] = [];
  const happened: NewEvent[] = [];
  const done = await db.transaction().execute(async (tx) => {
    const locked = await sql<{ value: number | string }>`
      UPDATE decision_sequence SET value = value WHERE name = 'decisions' RETURNING value`.execute(tx);
    assert(locked.rows.length === 1, 'the migration made the sequence');
    const before = Number(locked.rows[0].value);
    let value = before;
    const ledger: Ledger = {
      tx,
      next: () => ++value,
      insert: (decisions) => insertJson(tx, 'decisions', DECISION_COLUMNS, decisions.map(toRow)),
      replace: (decisions) => insertJson(tx, 'decisions', DECISION_COLUMNS, decisions.map(toRow), 'id'),
      end: (ends) => end(tx, ends),
      cutShort: (units) => cutShort(tx, units),
      live: (units, now) => live(tx, units, now),
      publish: async (units, now) => {
        value = await publish(tx, [...new Set(units)], now, value);
      },
      record: (entry, more = []) => {
        entries.push(entry);
        happened.push(...more);
      },
    };
    const result = await work(ledger);
    if (value !== before) {
      await tx.updateTable('decision_sequence').set({ value }).where('name', '=', 'decisions').execute();
    }
    // Last, and always in this order: the sequence of events and the audit chain are locked until the commit.
    await events.appendWithin(tx, happened);
    for (const entry of entries) await audit.recordWithin(tx, entry);
    return result;
  });
  if (happened.length > 0) events.wake();
  return done;
}

/** Marks decisions that ran out as expired, and removes changes that all readers have had time to read. */
export async function sweepExpired({ tx }: Ledger, now: number): Promise<void> {
  await tx
    .updateTable('decisions')
    .set({ state: 'expired' })
    .where('state', 'in', ['in_force', 'proposed'])
    .where('until', '<=', now)
    .execute();
  const gone = await sql<{ seq: number | string }>`
    DELETE FROM decision_units WHERE until <= ${now - KEPT_AFTER} RETURNING seq`.execute(tx);
  if (gone.rows.length === 0) return;
  const floor = gone.rows.reduce((most, row) => Math.max(most, Number(row.seq)), 0);
  await sql`UPDATE decision_sequence 
    SET floor = GREATEST(floor, ${floor}), swept = ${now - KEPT_AFTER} WHERE name = 'decisions'`.execute(tx);
}

const DECISION_COLUMNS: JsonColumns<DecisionRow> = {
  id: 'text',
  unit: 'text',
  account: 'text',
  sub_account: 'text',
  action: 'text',
  state: 'text',
  since: 'bigint',
  enforce_from: 'bigint',
  until: 'bigint',
  ended: 'bigint',
  ended_by: 'text',
  end_reason: 'text',
  campaign: 'text',
  policy: 'text',
  rule: 'text',
  reason: 'text',
  families: 'text',
  campaign_inputs: 'text',
  account_inputs: 'text',
  inputs_hash: 'text',
  terms: 'text',
  proposed_by: 'text',
  approved_by: 'text',
  approved: 'bigint',
  previous: 'text',
};

const UNIT_COLUMNS: JsonColumns<DecisionUnitRow> = {
  unit: 'text',
  account: 'text',
  sub_account: 'text',
  seq: 'bigint',
  until: 'bigint',
  items: 'text',
};

/**
 * Forgets decisions that were over before a time, and facts that no decision rests on any more. Those that people
 * undid or rejected are kept through the cool-off.
 * @returns how many were forgotten
 */
export async function forgetDecisions(parts: LedgerParts, before: number): Promise<number> {
  return changeDecisions(parts, async ({ tx }) => {
    const { numDeletedRows } = await tx
      .deleteFrom('decisions')
      .where('state', 'in', ['expired', 'undone', 'superseded', 'rejected'])
      .where('until', '<', before)
      .where((eb) => eb.or([eb('ended', 'is', null), eb('ended', '<', before)]))
      .executeTakeFirst();
    await sql`
      DELETE FROM decision_inputs AS i
      WHERE NOT EXISTS (SELECT 1 FROM decisions AS d WHERE d.campaign_inputs = i.hash)`.execute(tx);
    return Number(numDeletedRows);
  });
}

async function end(tx: Tx, ends: readonly End[]): Promise<void> {
  for (let at = 0; at < ends.length; at += BATCH) {
    const batch = JSON.stringify(ends.slice(at, at + BATCH).map((one) => ({ ...one, reason: toStorable(one.reason) })));
    await sql`
      UPDATE decisions AS d
      SET state = e.state, ended = LEAST(COALESCE(d.ended, e.ended), e.ended), ended_by = e.by, end_reason = e.reason
      FROM json_to_recordset(${batch}::json) AS e (id text, state text, ended bigint, by text, reason text)
      WHERE d.id = e.id`.execute(tx);
  }
}

async function cutShort(tx: Tx, units: readonly { unit: string; from: number }[]): Promise<void> {
  for (let at = 0; at < units.length; at += BATCH) {
    const batch = JSON.stringify(units.slice(at, at + BATCH).map(({ unit, from }) => ({ unit: toStorable(unit), from })));
    await sql`
      UPDATE decisions AS d SET ended = u."from"
      FROM json_to_recordset(${batch}::json) AS u (unit text, "from" bigint)
      WHERE d.unit = u.unit COLLATE "C" AND d.state = 'superseded' AND d.ended > u."from"`.execute(tx);
  }
}

async function live(tx: Tx, units: readonly string[], now: number): Promise<Map<string, Decision[]>> {
  const found = new Map<string, Decision[]>();
  for (let at = 0; at < units.length; at += BATCH) {
    const batch = JSON.stringify(units.slice(at, at + BATCH).map(toStorable));
    const { rows } = await sql<DecisionRow>`
      SELECT d.* FROM json_array_elements_text(${batch}::json) AS u (unit)
      JOIN decisions AS d ON d.unit = u.unit COLLATE "C"
      WHERE d.state IN ('in_force', 'proposed') AND d.until > ${now} OR d.state = 'superseded' AND d.ended > ${now}
      ORDER BY d.since, d.id`.execute(tx);
    for (const row of rows) {
      const decision = fromRow(row);
      const unit = unitId(decision.account, decision.subAccount);
      const list = found.get(unit);
      if (list === undefined) found.set(unit, [decision]);
      else list.push(decision);
    }
  }
  return found;
}

async function publish(tx: Tx, units: readonly string[], now: number, from: number): Promise<number> {
  const standing = await live(tx, units, now);
  let value = from;
  for (let at = 0; at < units.length; at += BATCH) {
    const rows = units.slice(at, at + BATCH).map((unit) => {
      const items = itemsOf(
        (standing.get(unit) ?? []).filter((decision) => decision.state !== 'proposed'),
        now,
      );
      const [account, subAccount] = accountOf(unit);
      return {
        unit: toStorable(unit),
        account: toStorable(account),
        sub_account: subAccount === null ? null : toStorable(subAccount),
        seq: ++value,
        until: items.reduce((last, item) => Math.max(last, item.until), now),
        items: toStorable(JSON.stringify(items)),
      };
    });
    await insertJson(tx, 'decision_units', UNIT_COLUMNS, rows, 'unit');
  }
  return value;
}

/** The inverse of unitId. */
function accountOf(unit: string): [string, string | null] {
  if (!unit.startsWith('[')) return [unit, null];
  const [account, subAccount] = JSON.parse(unit) as [string, string | undefined];
  return [account, subAccount ?? null];
}
