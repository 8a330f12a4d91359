/**
 * A pool of connections for Kysely in which a broken connection hurts nobody: it ends no process, and whoever comes next
 * gets another one. The driver's own pool hands a connection out again when the server has just closed it and the end has
 * not arrived yet.
 */
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { ClientConfig, PoolClient } from 'pg';

export interface WatchedPool extends PostgresPool {
  stats(): PostgresStats;
}

export interface PostgresStats {
  readonly connections: number;
  readonly idle: number;
  /** Calls that wait for a connection. */
  readonly waiting: number;
  /** Connections that broke. */
  readonly broken: number;
}

/** @param most connections at a time; nothing is connected before the first call */
export async function openPool(config: ClientConfig, most: number): Promise<WatchedPool> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ ...config, max: most });
  let broken = 0;
  // The pool listens to idle connections alone: one that breaks while it is handed out would end the process.
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

/** A connection that goes out of the pool when it is given back after an error that it cannot have survived. */
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
    // Statements alone come here: Kysely hands a cursor only to a dialect that was given cursors.
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy === true || doomed),
  };
}

/** What the server says of a statement has the severity ERROR; everything else is about the connection. */
function isFatal(error: unknown): boolean {
  return (error as { severity?: unknown } | null)?.severity !== 'ERROR';
}
