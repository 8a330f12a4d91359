/**
 * The record store on a PostgreSQL server: record-store.ts over a pool of connections. Nodes migrate one at a time and wait for
 * each other.
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

/** Connections of a node. */
export const CONNECTIONS = 10;
/** Time after which the server aborts a statement, ms. */
export const STATEMENT_TIMEOUT = 60_000;

/**
 * Connects, migrates and opens the store. On failure, nothing stays open.
 * @param statementTimeout time after which the server aborts a statement, ms
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

/** Reads an existing record store, without migrating it. */
export async function withPostgresRecords<T>(
  url: string,
  read: (db: Kysely<RecordTables>) => Promise<T>,
): Promise<Result<T>> {
  const config = await postgresConnection(url, STATEMENT_TIMEOUT);
  if (!config.ok) return config;
  const pool = await openPool(config.value, 1);
  const db = new Kysely<RecordTables>({ dialect: new PostgresDialect({ pool }) });
  try {
    return ok(await read(db));
  } catch (error) {
    return fail(recordProblem('be read', error));
  } finally {
    await db.destroy();
  }
}

/** Migrates the schema, without a statement timeout. */
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
