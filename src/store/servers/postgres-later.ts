/**
 * The record store on a PostgreSQL server that is away at the start: every call fails until the server answers, is migrated and has
 * been checked; this is tried again and again in the background. A server that answers and must not be used (a newer schema, another
 * identity key) stays closed, and `refusal` says why.
 */
import { Kysely, PostgresDialect } from 'kysely';
import { ok, type Problem, type Result } from '../../base/problem.ts';
import { createRecordStore } from '../records/record-store.ts';
import type { RecordTables } from '../records/record-tables.ts';
import { postgresConnection } from './postgres-connection.ts';
import { openPool, type WatchedPool } from './postgres-pool.ts';
import { CONNECTIONS, migratePostgresRecords, type PostgresRecords, STATEMENT_TIMEOUT } from './postgres-records.ts';

export interface LaterRecords extends PostgresRecords {
  /** Why the store is not open; null when it is. */
  refusal(): Problem | null;
}

/** Pause between two attempts, ms. */
const RETRY = 2_000;

/**
 * Opens the store as soon as the server answers.
 * @param problem why it could not be opened now
 * @param check whether the server may be used, once it is migrated
 */
export async function openPostgresRecordsLater(
  url: string,
  problem: Problem,
  check: (database: Kysely<RecordTables>) => Promise<Result<void>>,
): Promise<Result<LaterRecords>> {
  const config = await postgresConnection(url, STATEMENT_TIMEOUT);
  if (!config.ok) return config;
  const pool = await openPool(config.value, CONNECTIONS);
  const direct = new Kysely<RecordTables>({ dialect: new PostgresDialect({ pool: { ...pool, end: async () => {} } }) });
  const database = new Kysely<RecordTables>({ dialect: new PostgresDialect({ pool: gated(pool, () => refusal === null) }) });
  let refusal: Problem | null = problem;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const attempt = async (): Promise<void> => {
    const migrated = await migratePostgresRecords(url);
    const checked = migrated.ok ? await check(direct) : migrated;
    refusal = checked.ok ? null : checked.problem;
  };
  const again = (): void => {
    timer = setTimeout(() => {
      trying = attempt().then(() => {
        if (refusal !== null && !closed) again();
      });
    }, RETRY);
    timer.unref();
  };
  let trying: Promise<void> = Promise.resolve();
  again();

  const store = createRecordStore(database);
  return ok({
    store: {
      ...store,
      async close() {
        closed = true;
        clearTimeout(timer);
        await trying;
        await store.close();
      },
    },
    database,
    stats: pool.stats,
    refusal: () => refusal,
  });
}

/** A pool that gives no connection until it is open. */
function gated(pool: WatchedPool, isOpen: () => boolean): WatchedPool {
  return {
    ...pool,
    connect: () => (isOpen() ? pool.connect() : Promise.reject(new NotOpenError('the record store is not open yet'))),
  };
}

/** As if the server refused the connection. */
class NotOpenError extends Error {
  override readonly name = 'NotOpenError';
  readonly code = 'ECONNREFUSED';
}
