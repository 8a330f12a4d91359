/** Campaigns that have ended, to be known again; and what became of each campaign in each run that is kept. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const text = sql`text COLLATE "C"`;
  await db.schema
    .createTable('ended_campaigns')
    .addColumn('campaign', text, (c) => c.primaryKey())
    .addColumn('run', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('campaign_runs')
    .addColumn('run', 'integer', (c) => c.notNull().references('runs.run').onDelete('cascade'))
    .addColumn('campaign', text, (c) => c.notNull())
    .addColumn('log_end', 'text', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('accounts', 'integer', (c) => c.notNull())
    .addColumn('exchanges', 'bigint', (c) => c.notNull())
    .addColumn('confidence', 'double precision', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('campaign_runs_pkey', ['campaign', 'run'])
    .execute();
}
