/**
 * The findings of the last detection run about single accounts, in the record store: accounts that are in a campaign, or
 * that the policy does more to than allow. Written as differences from what was written before, in small statements: with
 * the embedded store each one holds this thread.
 */
import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { AccountFinding } from '../../model/finding.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import { toStorable } from '../../store/records/storable-text.ts';
import type { AccountFindingRow } from '../../store/records/tables/account-findings.ts';

/** Findings prepared before the event loop gets a turn. */
const TURN = 2_000;
/** Rows of one statement. */
const BATCH = 250;

export interface AccountFindings {
  /** Writes the findings that differ from what is stored, and removes those that are not among them. */
  replace(findings: readonly AccountFinding[]): Promise<void>;
  /** Forgets what was written: another node may have written since. The next call reads what is stored. */
  forget(): void;
}

/** Writes findings for the node that leads; readers use {@link accountFindingsOf}. */
export function createAccountFindings(db: Kysely<RecordTables>): AccountFindings {
  /** Bodies by key, as they are in the store; null when that is not known. */
  let written: Map<string, string> | null = null;

  const read = async (): Promise<Map<string, string>> => {
    const rows = await db.selectFrom('account_findings').select(['account', 'sub_account', 'body']).execute();
    return new Map(rows.map((row) => [keyOf(row), row.body]));
  };

  return {
    async replace(findings) {
      const before = written ?? (await read());
      // Until all is written, what is stored is unknown.
      written = null;
      const now = new Map<string, string>();
      const fresh: AccountFindingRow[] = [];
      for (const [k, finding] of findings.entries()) {
        if (k % TURN === 0) await setImmediate();
        const row = rowOf(finding);
        const key = keyOf(row);
        now.set(key, row.body);
        if (before.get(key) !== row.body) fresh.push(row);
      }
      for (let at = 0; at < fresh.length; at += BATCH) await write(db, fresh.slice(at, at + BATCH));
      const gone = [...before.keys()].filter((key) => !now.has(key)).map((key) => JSON.parse(key) as [string, string]);
      for (let at = 0; at < gone.length; at += BATCH) await remove(db, gone.slice(at, at + BATCH));
      written = now;
    },
    forget() {
      written = null;
    },
  };
}

/** Reads the findings about an account, its own first, then those of its end users; empty if there are none. */
export async function accountFindingsOf(
  db: Kysely<RecordTables>,
  account: string,
  limit: number,
): Promise<AccountFinding[]> {
  const rows = await db
    .selectFrom('account_findings')
    .select('body')
    .where('account', '=', toStorable(account))
    .orderBy('sub_account')
    .limit(limit)
    .execute();
  return rows.map((row) => AccountFinding.parse(JSON.parse(row.body)));
}

async function write(db: Kysely<RecordTables>, rows: readonly AccountFindingRow[]): Promise<void> {
  await sql`
    INSERT INTO account_findings (account, sub_account, campaign, body)
    SELECT account, sub_account, campaign, body FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS batch (account text, sub_account text, campaign text, body text)
    ON CONFLICT (account, sub_account) DO UPDATE SET campaign = excluded.campaign, body = excluded.body`.execute(db);
}

async function remove(db: Kysely<RecordTables>, keys: readonly (readonly [string, string])[]): Promise<void> {
  const gone = JSON.stringify(keys.map(([account, sub_account]) => ({ account, sub_account })));
  await sql`
    DELETE FROM account_findings USING json_to_recordset(${gone}::json) AS gone (account text, sub_account text)
    WHERE account_findings.account = gone.account AND account_findings.sub_account = gone.sub_account`.execute(db);
}

function rowOf(finding: AccountFinding): AccountFindingRow {
  return {
    account: toStorable(finding.account),
    sub_account: toStorable(finding.sub_account ?? ''),
    campaign: finding.campaign === null ? null : toStorable(finding.campaign),
    body: JSON.stringify(finding),
  };
}

function keyOf({ account, sub_account }: Pick<AccountFindingRow, 'account' | 'sub_account'>): string {
  return JSON.stringify([account, sub_account]);
}
