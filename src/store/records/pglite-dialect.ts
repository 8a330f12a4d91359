/**
 * Kysely on PGlite: PostgreSQL's own query compiler, adapter and introspector with a driver for the one connection
 * that PGlite has. Whoever acquires the connection holds it until it is released, so a transaction is alone.
 */
import { setImmediate } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { GuardedPglite } from './guarded-pglite.ts';

/** The dialect of one open database; Kysely's destroy() closes it. */
export function pgliteDialect(database: GuardedPglite): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(database),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function createDriver(database: GuardedPglite): Driver {
  const connection = createConnection(database);
  /** Resolves when the last holder in the queue has let go. */
  let tail: Promise<void> = Promise.resolve();
  let letGo: () => void = () => {};

  const run = async (sql: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(sql));
  };

  return {
    async init() {},
    async acquireConnection() {
      const before = tail;
      let release: () => void = () => {};
      tail = new Promise((resolve) => {
        release = resolve;
      });
      await before;
      letGo = release;
      return connection;
    },
    async releaseConnection() {
      letGo();
    },
    beginTransaction: () => run('BEGIN'),
    commitTransaction: () => run('COMMIT'),
    rollbackTransaction: () => run('ROLLBACK'),
    destroy: () => database.close(),
  };
}

function createConnection(database: GuardedPglite): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const result = await database.query<R>(query.sql, [...query.parameters]);
      // PGlite answers on this thread without going through the event loop: one query after the other would hold it.
      await setImmediate();
      return { rows: result.rows, numAffectedRows: BigInt(result.affectedRows ?? 0) };
    },
    // biome-ignore lint/correctness/useYield: PGlite answers with whole results; pages are made by key (record-store.ts)
    async *streamQuery() {
      throw new Error('invariant broken: PGlite has no cursors to stream from');
    },
  };
}
