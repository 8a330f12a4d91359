/** The texts under review of the last run. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const text = sql`text COLLATE "C"`;
  await db.schema
    .createTable('texts_under_review')
    .addColumn('run', 'integer', (c) => c.notNull().references('runs.run').onDelete('cascade'))
    .addColumn('text', text, (c) => c.primaryKey())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('score', 'double precision', (c) => c.notNull())
    .addColumn('users', 'integer', (c) => c.notNull())
    .addColumn('exchanges', 'bigint', (c) => c.notNull())
    .addColumn('explanation', 'text', (c) => c.notNull())
    .addColumn('first_seen', 'text', (c) => c.notNull())
    .addColumn('last_seen', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute();
}
