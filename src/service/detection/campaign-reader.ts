/**
 * The findings of the last detection run as the API reads them: from the record store, so that every node gives the same
 * answer. Figures for lists; for one campaign the stored text, which is large and goes out as it is.
 */
import { type Kysely, sql } from 'kysely';
import type { CampaignEvent } from '../../model/finding.ts';
import type { CampaignState } from '../../model/lineage.ts';
import { type Action, SEVERITIES, type Severity } from '../../model/vocabulary.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import { readCampaignRuns } from '../../store/records/run-history.ts';
import { fromStorable, toStorable } from '../../store/records/storable-text.ts';
import { accountFindingsOf } from './account-findings.ts';

/** A campaign in a list. */
export interface CampaignFigures {
  readonly id: string;
  readonly confidence: number;
  readonly severity: Severity;
  readonly action: Action;
  /** Accounts and end users. */
  readonly accounts: number;
  readonly exchanges: number;
  readonly event: CampaignEvent;
}

export interface CampaignReader {
  /** Lists campaigns from a place in the list on: the most severe first, of one severity the most confident. */
  list(from: number, limit: number): Promise<CampaignFigures[]>;
  /** Gives the JSON text of a Campaign (src/model/finding.ts); null if the last run did not find it. */
  body(id: string): Promise<string | null>;
  /** Gives the states of a campaign in the runs that are kept, the oldest first; empty if it was never found. */
  history(id: string): Promise<readonly CampaignState[]>;
  /** Gives when the last run began and ended, ms since the epoch; null before the first. */
  lastRun(): Promise<{ readonly started: number; readonly finished: number } | null>;
  /** Gives the findings about an account, its own first, then those of its end users. */
  account(account: string): ReturnType<typeof accountFindingsOf>;
}

/** States of a campaign's history in one answer, the latest. */
const MOST_STATES = 500;
/** End users of a router in one answer. */
const MOST_SUB_ACCOUNTS = 1_000;

export function createCampaignReader(db: Kysely<RecordTables>): CampaignReader {
  return {
    async list(from, limit) {
      const rows = await db
        .selectFrom('campaigns as c')
        .innerJoin('campaign_runs as r', (join) => join.onRef('r.campaign', '=', 'c.campaign').onRef('r.run', '=', 'c.run'))
        .select(['c.campaign', 'c.confidence', 'c.severity', 'c.action', 'r.accounts', 'r.exchanges', 'r.event'])
        .orderBy(sql`array_position(${sql.val(SEVERITIES)}::text[], c.severity)`, 'desc')
        .orderBy('c.confidence', 'desc')
        .orderBy('c.position')
        .offset(from)
        .limit(limit)
        .execute();
      return rows.map(({ campaign, exchanges, ...row }) => ({
        id: fromStorable(campaign),
        ...row,
        exchanges: Number(exchanges),
      }));
    },
    async body(id) {
      const row = await db.selectFrom('campaigns').select('body').where('campaign', '=', toStorable(id)).executeTakeFirst();
      return row?.body ?? null;
    },
    history: async (id) => (await readCampaignRuns(db, [id], MOST_STATES)).get(id) ?? [],
    async lastRun() {
      const row = await db
        .selectFrom('runs')
        .select(['started', 'finished'])
        .orderBy('run', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : { started: Number(row.started), finished: Number(row.finished) };
    },
    account: (account) => accountFindingsOf(db, account, MOST_SUB_ACCOUNTS),
  };
}
