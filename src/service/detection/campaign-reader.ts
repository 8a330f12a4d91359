/**
 * The findings of the last look as they are asked for: from the record store, so that every node answers alike. Figures for
 * lists, the stored text for one campaign, which is big and goes out as it is.
 */
import type { Kysely } from 'kysely';
import type { CampaignEvent } from '../../model/finding.ts';
import type { CampaignState } from '../../model/lineage.ts';
import type { Action, Severity } from '../../model/vocabulary.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import { readCampaignRuns } from '../../store/records/run-history.ts';
import { fromStorable, toStorable } from '../../store/records/storable-text.ts';
import { accountFindingsOf } from './account-findings.ts';

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
  /** The gravest first, as they were found, from a position on. */
  list(from: number, limit: number): Promise<CampaignFigures[]>;
  /** JSON text of a Campaign (src/model/finding.ts); null when the last look did not find it. */
  body(id: string): Promise<string | null>;
  /** What looks said of it, the oldest first; empty for one that never was. */
  history(id: string): Promise<readonly CampaignState[]>;
  /** When the last look began and ended; null before the first. */
  lastLook(): Promise<{ readonly started: number; readonly finished: number } | null>;
  account(account: string): ReturnType<typeof accountFindingsOf>;
}

/** Looks of a campaign's history that are given. */
const MOST_STATES = 500;
/** End users of a router that are given with it. */
const MOST_SUB_ACCOUNTS = 1_000;

export function createCampaignReader(db: Kysely<RecordTables>): CampaignReader {
  return {
    async list(from, limit) {
      const rows = await db
        .selectFrom('campaigns as c')
        .innerJoin('campaign_runs as r', (join) =>
          join.onRef('r.campaign', '=', 'c.campaign').onRef('r.run', '=', 'c.run'),
        )
        .select([
          'c.campaign',
          'c.confidence',
          'c.severity',
          'c.action',
          'r.accounts',
          'r.exchanges',
          'r.event',
        ])
        .where('c.position', '>=', from)
        .orderBy('c.position')
        .limit(limit)
        .execute();
      return rows.map(({ campaign, exchanges, ...row }) => ({
        id: fromStorable(campaign),
        ...row,
        exchanges: Number(exchanges),
      }));
    },
    async body(id) {
      const row = await db
        .selectFrom('campaigns')
        .select('body')
        .where('campaign', '=', toStorable(id))
        .executeTakeFirst();
      return row?.body ?? null;
    },
    history: async (id) => (await readCampaignRuns(db, [id], MOST_STATES)).get(id) ?? [],
    async lastLook() {
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
