/**
 * The outbox of events, webhooks and their deliveries, and the findings of the last detection run about single accounts.
 *
 * `event_sequence` has one row. Who appends takes its next numbers and holds the row until it commits: ids have no gaps, and
 * no id is visible before those below it.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const text = sql`text COLLATE "C"`;
  await db.schema
    .createTable('events')
    .addColumn('id', 'bigint', (c) => c.primaryKey())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('time', 'bigint', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('event_sequence')
    .addColumn('name', text, (c) => c.primaryKey())
    .addColumn('last', 'bigint', (c) => c.notNull())
    .execute();
  await sql`INSERT INTO event_sequence (name, last) VALUES ('events', 0)`.execute(db);
  await db.schema
    .createTable('webhooks')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('types', 'text', (c) => c.notNull())
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('old_secret', 'text')
    .addColumn('old_secret_until', 'bigint')
    .addColumn('active', 'boolean', (c) => c.notNull())
    .addColumn('inactive_because', 'text')
    .addColumn('created', 'bigint', (c) => c.notNull())
    .addColumn('after', 'bigint', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('first_attempt', 'bigint')
    .addColumn('next_attempt', 'bigint', (c) => c.notNull())
    .addColumn('failing_since', 'bigint')
    .execute();
  await db.schema
    .createTable('webhook_deliveries')
    .addColumn('webhook', text, (c) => c.notNull().references('webhooks.id').onDelete('cascade'))
    .addColumn('event', 'bigint', (c) => c.notNull())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('time', 'bigint', (c) => c.notNull())
    .addColumn('status', 'integer')
    .addColumn('reason', 'text')
    .addPrimaryKeyConstraint('webhook_deliveries_pkey', ['webhook', 'event'])
    .execute();
  await db.schema
    .createTable('account_findings')
    .addColumn('account', text, (c) => c.notNull())
    .addColumn('sub_account', text, (c) => c.notNull())
    .addColumn('campaign', text)
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('account_findings_pkey', ['account', 'sub_account'])
    .execute();
}
