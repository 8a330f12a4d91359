/**
 * A connection pool for Kysely that tolerates broken connections: they do not end the process, and the next call gets another
 * connection. The driver's own pool reuses a connection that the server has just closed.
 */
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { ClientConfig, PoolClient } from 'pg';

export interface WatchedPool extends PostgresPool {
  stats(): PostgresStats;
}

export interface PostgresStats {
  readonly connections: number;
  readonly idle: number;
  /** Calls waiting for a connection. */
  readonly waiting: number;
  /** Broken connections. */
  readonly broken: number;
}

/** Makes a pool, which connects on the first call. @param most maximum number of connections */
export async function openPool(config: ClientConfig, most: number): Promise<WatchedPool> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ ...config, max: most });
  let broken = 0;
  // The pool listens only to idle connections: one that breaks while in use would end the process.
  pool.on('connect', (client) => void client.on('error', () => {}));
  pool.on('error', () => broken++);
  return {
    connect: async () => watched(await pool.connect(), () => broken++),
    end: () => pool.end(),
    stats: () => ({
      connections: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
      broken,
    }),
  };
}

/** A connection that is removed from the pool on release if a fatal error occurred. */
function watched(client: PoolClient, onBroken: () => void): PostgresPoolClient {
  let doomed = false;
  const query = async (sql: string, parameters: readonly unknown[]): Promise<unknown> => {
    try {
      return await client.query(sql, [...parameters]);
    } catch (error) {
      if (!doomed && isFatal(error)) {
        doomed = true;
        onBroken();
      }
      throw error;
    }
  };
  return {
    // Only statements, never cursors: the dialect is not configured with cursors.
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy === true || doomed),
  };
}

/** Errors of statements have the severity ERROR; everything else concerns the connection. */
function isFatal(error: unknown): boolean {
  return (error as { severity?: unknown } | null)?.severity !== 'ERROR';
}
