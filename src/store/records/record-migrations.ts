/**
 * Brings a record store to the schema of this version with Kysely's migrator: numbered, forward only, each in a
 * transaction. A store that a newer version has touched is refused before anything runs.
 */
import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { fail, ok, type Result } from '../../base/problem.ts';
import { type Migrated, newerSchema } from '../exchanges/exchange-migrations.ts';
import * as records from './migrations/001-records.ts';
import * as campaignHistory from './migrations/002-campaign-history.ts';
import * as access from './migrations/003-access.ts';
import * as decisions from './migrations/004-decisions.ts';
import * as events from './migrations/005-events.ts';
import * as texts from './migrations/006-texts.ts';
import type { RecordTables } from './record-tables.ts';

/** Kysely runs them in the order of their names. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-records': records,
  '002-campaign-history': campaignHistory,
  '005-events': events,
  '003-access': access,
  '004-decisions': decisions,
  '006-texts': texts,
};

/** Runs what is missing. */
export async function migrateRecordStore(db: Kysely<RecordTables>): Promise<Result<Migrated>> {
  const expected = Object.keys(MIGRATIONS).length;
  const got = await appliedMigrations(db);
  const unknown = got.filter((name) => !(name in MIGRATIONS));
  if (unknown.length > 0) return fail(newerSchema('record store', expected, got.length));
  if (got.length < expected) {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  }
  const applied = Object.keys(MIGRATIONS).filter((name) => !got.includes(name));
  return ok({ from: got.length, to: expected, applied });
}

async function appliedMigrations(db: Kysely<RecordTables>): Promise<string[]> {
  const present = await sql<{ present: boolean }>`
    SELECT to_regclass('kysely_migration') IS NOT NULL AS present`.execute(db);
  if (!present.rows[0]?.present) return [];
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(db);
  return rows.map((row) => row.name);
}
