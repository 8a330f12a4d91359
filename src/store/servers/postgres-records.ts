/**
 * The record store on a PostgreSQL server: the code of record-store.ts over a pool of connections. One node at a time
 * migrates; a node that comes in the middle waits for it.
 */
import { Kysely, PostgresDialect } from 'kysely';
import { fail, ok, type Result } from '../../base/problem.ts';
import type { Migrated } from '../exchanges/exchange-migrations.ts';
import { migrateRecordStore } from '../records/record-migrations.ts';
import { createRecordStore, type RecordStore, recordProblem } from '../records/record-store.ts';
import type { RecordTables } from '../records/record-tables.ts';
import { postgresConnection } from './postgres-connection.ts';
import { openPool, type PostgresStats } from './postgres-pool.ts';

export interface PostgresRecords {
  readonly store: RecordStore;
  readonly database: Kysely<RecordTables>;
  stats(): PostgresStats;
}

const CONNECTIONS = 10;
const STATEMENT_TIMEOUT = 60_000;

/**
 * Connects, migrates, and gives the store; nothing stays open when that fails. The server ends statements that take longer
 * than `statementTimeout`, in ms.
 */
export async function openPostgresRecords(
  url: string,
  statementTimeout = STATEMENT_TIMEOUT,
): Promise<Result<PostgresRecords>> {
  const migrated = await migratePostgresRecords(url);
  if (!migrated.ok) return migrated;
  const config = await postgresConnection(url, statementTimeout);
  if (!config.ok) return config;
  const pool = await openPool(config.value, CONNECTIONS);
  const database = new Kysely<RecordTables>({ dialect: new PostgresDialect({ pool }) });
  return ok({ store: createRecordStore(database), database, stats: pool.stats });
}

/** Brings the schema up to date. A migration may take longer than any other statement. */
export async function migratePostgresRecords(url: string): Promise<Result<Migrated>> {
  const config = await postgresConnection(url);
  if (!config.ok) return config;
  const pool = await openPool(config.value, 2);
  const db = new Kysely<RecordTables>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await migrateRecordStore(db);
  } catch (error) {
    return fail(recordProblem('be opened', error));
  } finally {
    await db.destroy();
  }
}
