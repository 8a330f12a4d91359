/**
 * The record store on a PostgreSQL server: the code of record-store.ts over a pool of connections. One node at a time
 * migrates; a node that comes in the middle waits for it.
 */
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import { fail, ok, type Result } from '../base/problem.ts';
import type { Migrated } from './exchange-migrations.ts';
import { postgresConnection } from './postgres-connection.ts';
import { migrateRecordStore } from './record-migrations.ts';
import { createRecordStore, type RecordStore, recordProblem } from './record-store.ts';
import type { RecordTables } from './record-tables.ts';

export interface PostgresRecords {
  readonly store: RecordStore;
  readonly database: Kysely<RecordTables>;
  stats(): PostgresStats;
}

export interface PostgresStats {
  readonly connections: number;
  readonly idle: number;
  /** Calls that wait for a connection. */
  readonly waiting: number;
  /** Connections that broke while nobody used them. */
  readonly broken: number;
}

const CONNECTIONS = 10;
const STATEMENT_TIMEOUT = 60_000;

/** Connects, migrates, and gives the store; nothing stays open when that fails. */
export async function openPostgresRecords(url: string): Promise<Result<PostgresRecords>> {
  const migrated = await migratePostgresRecords(url);
  if (!migrated.ok) return migrated;
  const config = await postgresConnection(url, STATEMENT_TIMEOUT);
  if (!config.ok) return config;
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ ...config.value, max: CONNECTIONS });
  let broken = 0;
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => broken++);
  const database = new Kysely<RecordTables>({ dialect: new PostgresDialect({ pool }) });
  return ok({
    store: createRecordStore(database),
    database,
    stats: () => ({ ...poolStats(pool), broken }),
  });
}

/** Brings the schema up to date. A migration may take longer than any other statement. */
export async function migratePostgresRecords(url: string): Promise<Result<Migrated>> {
  const config = await postgresConnection(url);
  if (!config.ok) return config;
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ ...config.value, max: 2 });
  pool.on('error', () => {});
  const db = new Kysely<RecordTables>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await migrateRecordStore(db);
  } catch (error) {
    return fail(recordProblem('be opened', error));
  } finally {
    await db.destroy();
  }
}

function poolStats(pool: Pool): Omit<PostgresStats, 'broken'> {
  return { connections: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
}
