/**
 * Runs in the record store: what each found, and what is remembered of campaigns from one run to the next. Bounded: the
 * campaigns and texts under review in full are those of the last run; summaries, the figures of each campaign, and campaigns that have ended
 * are kept for {@link KEPT_RUNS} runs.
 */
import { type Kysely, sql } from 'kysely';
import { DAY } from '../../base/clock.ts';
import { CampaignsFile } from '../../model/finding.ts';
import type { CampaignState, Lineage } from '../../model/lineage.ts';
import { memberIds } from '../../model/unit-id.ts';
import type { RecordTables } from './record-tables.ts';
import { fromStorable, toStorable } from './storable-text.ts';
import { readTexts, writeTexts } from './text-records.ts';

/** More than a year of daily runs. Of the continuous runs of a service, one per day is kept, and those with changes. */
export const KEPT_RUNS = 400;

/** Accounts of one statement: the embedded store works on the caller's thread. */
const ACCOUNTS_AT_ONCE = 2_000;

/** One analysis: when it ran (ms since the epoch), what it read and what it found. */
export interface RunRecord {
  readonly started: number;
  readonly finished: number;
  /** A RunSummary, kept as it is. */
  readonly summary: unknown;
  readonly campaigns: CampaignsFile;
}

/** How a run of many a day is kept. */
export interface LiveRun {
  /** Part of the run's transaction: kept when the run is, and not otherwise. */
  alongside(tx: Kysely<RecordTables>): Promise<void>;
}

/**
 * @param ended the lineages that the run did not find; others that had ended are forgotten
 * @param live for a run of a service, which runs continuously: one per day is kept, and those with changes
 */
export async function writeRun(
  db: Kysely<RecordTables>,
  run: RunRecord,
  ended: readonly Lineage[],
  live: LiveRun | null = null,
): Promise<void> {
  const { campaigns, texts_under_review: texts = [], ...findings } = run.campaigns;
  // Two runs that are saved at once would each delete the campaigns that it sees and meet at the others.
  await sql`LOCK TABLE campaigns IN EXCLUSIVE MODE`.execute(db);
  const { run: number } = await db
    .insertInto('runs')
    .values({
      started: run.started,
      finished: run.finished,
      summary: JSON.stringify(run.summary),
      findings: JSON.stringify(findings),
    })
    .returning('run')
    .executeTakeFirstOrThrow();
  await db.deleteFrom('campaigns').execute();
  await writeTexts(db, number, texts);
  for (const [position, campaign] of campaigns.entries()) {
    const id = toStorable(campaign.id);
    const { confidence, severity, action, exchanges } = campaign;
    await db
      .insertInto('campaigns')
      .values({
        run: number,
        campaign: id,
        position,
        confidence,
        severity,
        action,
        body: JSON.stringify(campaign),
      })
      .execute();
    const accounts = [...new Set(campaign.accounts)].map(toStorable);
    for (let at = 0; at < accounts.length; at += ACCOUNTS_AT_ONCE) {
      const listed = JSON.stringify(accounts.slice(at, at + ACCOUNTS_AT_ONCE));
      await sql`
        INSERT INTO campaign_accounts (campaign, account)
        SELECT ${id}, account FROM json_array_elements_text(${listed}::json) AS listed (account)`.execute(db);
    }
    await db
      .insertInto('campaign_runs')
      .values({
        run: number,
        campaign: id,
        log_end: findings.window?.to ?? campaign.last_seen,
        event: campaign.history?.event ?? 'born',
        accounts: new Set(memberIds(campaign)).size,
        exchanges,
        confidence,
        action,
      })
      .execute();
  }
  await writeEnded(db, number, ended);
  if (live !== null) {
    await thin(db, number);
    await live.alongside(db);
  }
  await forget(db);
}

/** Events after which a run is kept: what a campaign's history is made of. */
const TELLING = ['born', 'merged', 'split'] as const;

/** The run before this one goes, unless it is the first of its day or something happened in it. */
async function thin(db: Kysely<RecordTables>, run: number): Promise<void> {
  const [last, before] = await db
    .selectFrom('runs')
    .select(['run', 'started'])
    .where('run', '<', run)
    .orderBy('run', 'desc')
    .limit(2)
    .execute();
  if (last === undefined || before === undefined) return;
  if (Math.floor(Number(last.started) / DAY) !== Math.floor(Number(before.started) / DAY)) return;
  const told = await db
    .selectFrom('campaign_runs')
    .select('run')
    .where('run', '=', last.run)
    .where('event', 'in', [...TELLING])
    .limit(1)
    .executeTakeFirst();
  const ends = await db.selectFrom('ended_campaigns').select('run').where('run', '=', last.run).limit(1).executeTakeFirst();
  if (told === undefined && ends === undefined) await db.deleteFrom('runs').where('run', '=', last.run).execute();
}

/** One that had ended before keeps the run in which it did. */
async function writeEnded(db: Kysely<RecordTables>, run: number, ended: readonly Lineage[]): Promise<void> {
  const names = ended.map((lineage) => toStorable(lineage.id));
  let gone = db.deleteFrom('ended_campaigns');
  if (names.length > 0) gone = gone.where('campaign', 'not in', names);
  await gone.execute();
  for (const lineage of ended) {
    await db
      .insertInto('ended_campaigns')
      .values({ campaign: toStorable(lineage.id), run, body: JSON.stringify(lineage) })
      .onConflict((c) => c.column('campaign').doUpdateSet((eb) => ({ body: eb.ref('excluded.body') })))
      .execute();
  }
}

/** The figures of each campaign in a run go with the run. */
async function forget(db: Kysely<RecordTables>): Promise<void> {
  const oldest = await db
    .selectFrom('runs')
    .select('run')
    .orderBy('run', 'desc')
    .offset(KEPT_RUNS)
    .limit(1)
    .executeTakeFirst();
  if (oldest === undefined) return;
  const until = oldest.run;
  await db.deleteFrom('runs').where('run', '<=', until).execute();
  await db.deleteFrom('ended_campaigns').where('run', '<=', until).execute();
}

/** The last run; null before the first. */
export async function readLastRun(db: Kysely<RecordTables>): Promise<RunRecord | null> {
  const run = await db.selectFrom('runs').selectAll().orderBy('run', 'desc').executeTakeFirst();
  if (run === undefined) return null;
  const campaigns = await db.selectFrom('campaigns').select('body').where('run', '=', run.run).orderBy('position').execute();
  return {
    started: Number(run.started),
    finished: Number(run.finished),
    summary: JSON.parse(run.summary),
    campaigns: CampaignsFile.parse({
      ...JSON.parse(run.findings),
      campaigns: campaigns.map((row) => JSON.parse(row.body)),
      texts_under_review: await readTexts(db, run.run),
    }),
  };
}

/** The campaigns of the last run and those that have ended. */
export async function readLineages(db: Kysely<RecordTables>): Promise<Lineage[]> {
  const last = (await readLastRun(db))?.campaigns;
  if (last === undefined) return [];
  const living = last.campaigns.map(
    (campaign): Lineage => ({
      id: campaign.id,
      // A run of a version without histories: the campaign is at least as old as that run.
      since: campaign.history?.since ?? last.window?.to ?? campaign.last_seen,
      lastSeen: campaign.last_seen,
      members: memberIds(campaign),
      segments: campaign.segments.map((segment) => segment.id),
    }),
  );
  const ended = await db.selectFrom('ended_campaigns').select('body').orderBy('campaign').execute();
  return [...living, ...ended.map((row) => JSON.parse(row.body) as Lineage)];
}

/** The states of campaigns in the latest runs, oldest first, by campaign. */
export async function readCampaignRuns(
  db: Kysely<RecordTables>,
  campaigns: readonly string[],
  latest: number,
): Promise<Map<string, CampaignState[]>> {
  const names = JSON.stringify(campaigns.map(toStorable));
  const { rows } = await sql<{
    campaign: string;
    log_end: string;
    event: CampaignState['event'];
    accounts: number;
    exchanges: number | string;
    confidence: number;
    action: CampaignState['action'];
  }>`
    SELECT * FROM (
      SELECT *, row_number() OVER (PARTITION BY campaign ORDER BY run DESC) AS age FROM campaign_runs
      WHERE campaign IN (SELECT name FROM json_array_elements_text(${names}::json) AS listed (name))) AS aged
    WHERE age <= ${latest} ORDER BY campaign, run`.execute(db);
  const states = new Map<string, CampaignState[]>();
  for (const { campaign, log_end, event, accounts, exchanges, confidence, action } of rows) {
    const id = fromStorable(campaign);
    const list = states.get(id) ?? [];
    list.push({ at: log_end, event, accounts, exchanges: Number(exchanges), confidence, action });
    states.set(id, list);
  }
  return states;
}
