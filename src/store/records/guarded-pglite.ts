/**
 * PGlite behind a guard that never calls a PostgreSQL which has given up. When PostgreSQL cannot write its log, it panics and expects its
 * process to end; in WebAssembly that process is ours. From a panic on, the guard refuses every statement itself. The database
 * recovers when a process opens it again, as after a kill. Leaves out what ends the process (src/serve.ts).
 */
import type { PGlite, Results } from '@electric-sql/pglite';
import { type Problem, ProblemError } from '../../base/problem.ts';

/** A PostgreSQL that has ended: it aborted, or its module trapped. */
export class PostgresEnded extends Error {
  constructor(cause: unknown) {
    super('PostgreSQL has ended');
    this.cause = cause;
  }
}

/** What a database is used for. Callers run one statement at a time (pglite-dialect.ts). */
export interface GuardedPglite {
  query<R>(sql: string, parameters?: unknown[]): Promise<Results<R>>;
  /** Closes the database; one that has stopped is left as it is. */
  close(): Promise<void>;
}

export interface PgliteGuards {
  /** Called before each statement; throws if the directory is no longer this process's. */
  readonly assertHeld?: (() => void) | undefined;
  /** Called once when the database has stopped. */
  readonly onBroken?: ((problem: Problem) => void) | undefined;
}

/** Guards an open database. Statements fail with the problem `record_store_broken` after it has stopped. */
export function guardPglite(database: PGlite, { assertHeld, onBroken }: PgliteGuards = {}): GuardedPglite {
  let broken: Problem | null = null;
  return {
    async query<R>(sql: string, parameters?: unknown[]) {
      if (broken !== null) throw new ProblemError(broken);
      assertHeld?.();
      try {
        return await database.query<R>(sql, parameters);
      } catch (error) {
        const reason = reasonOfEnd(error);
        if (reason === null) throw error;
        broken = brokenProblem(reason);
        onBroken?.(broken);
        throw new ProblemError(broken);
      }
    },
    close: async () => {
      if (broken === null) await database.close();
    },
  };
}

/**
 * Why PostgreSQL takes no more statements after this error; null if it does. Severities: PostgreSQL documentation, "Message Severity
 * Levels".
 */
function reasonOfEnd(error: unknown): string | null {
  if (error instanceof PostgresEnded) return 'a panic';
  const { severity, code } = error as { severity?: unknown; code?: unknown };
  return severity === 'PANIC' || severity === 'FATAL' ? `SQL state ${code}` : null;
}

function brokenProblem(reason: string): Problem {
  return {
    code: 'record_store_broken',
    message: `Expected a running database of the record store, got one that stopped after ${reason}.`,
    hint: 'Check that the disk works and is not full, then start the process again: the database recovers from its log, as after a crash.',
  };
}
