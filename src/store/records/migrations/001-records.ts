/**
 * Accounts, releases, runs and the last findings. Text that is compared or paged by is in the C collation: the same
 * order on every server. Times are milliseconds since the epoch, as everywhere.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const text = sql`text COLLATE "C"`;
  await db.schema
    .createTable('accounts')
    .addColumn('account', text, (c) => c.primaryKey())
    .addColumn('created', 'bigint', (c) => c.notNull())
    .addColumn('program', 'text', (c) => c.notNull())
    .addColumn('email_domain', 'text')
    .addColumn('email', 'text')
    .addColumn('email_shape', 'text')
    .addColumn('phone', 'text')
    .addColumn('phone_block', 'text')
    .addColumn('payment', sql`text[]`, (c) => c.notNull())
    .addColumn('payment_bin', 'text')
    .addColumn('signup_ip', 'text')
    .addColumn('signup_net', 'text')
    .addColumn('signup_ja4', 'text')
    .addColumn('referrer', 'text')
    .addColumn('verification', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('status_time', 'bigint')
    .addColumn('router', 'boolean', (c) => c.notNull())
    .addColumn('grants', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('releases')
    .addColumn('model', text, (c) => c.primaryKey())
    .addColumn('released', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('runs')
    .addColumn('run', 'integer', (c) => c.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('started', 'bigint', (c) => c.notNull())
    .addColumn('finished', 'bigint', (c) => c.notNull())
    .addColumn('summary', 'text', (c) => c.notNull())
    .addColumn('findings', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('campaigns')
    .addColumn('run', 'integer', (c) => c.notNull().references('runs.run'))
    .addColumn('campaign', text, (c) => c.primaryKey())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('confidence', 'double precision', (c) => c.notNull())
    .addColumn('severity', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('campaign_accounts')
    .addColumn('campaign', text, (c) => c.notNull().references('campaigns.campaign').onDelete('cascade'))
    .addColumn('account', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('campaign_accounts_pkey', ['account', 'campaign'])
    .execute();
  await db.schema
    .createTable('settings')
    .addColumn('name', text, (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
}
