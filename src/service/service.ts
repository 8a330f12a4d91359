/** The interface of the service to the command line. Implemented in src/serve.ts. */
import type { Clock } from '../base/clock.ts';
import type { Problem, Result } from '../base/problem.ts';
import type { Config } from './config/schema.ts';
import type { Environment } from './config/sources.ts';

export interface ServiceOptions {
  readonly config: Config;
  readonly clock: Clock;
  /** Measures pauses, ages and deadlines. Absent: that of the process. */
  readonly monotonic?: Clock;
  /** Environment of the process, for the standard variables of traces. */
  readonly environment?: Environment;
  /** Receives the log, line by line. */
  readonly log: { write(text: string): unknown };
  /** Starts the shutdown, also while the service is starting. */
  readonly signal: AbortSignal;
}

export interface RunningService {
  /** URL of the API. */
  readonly address: string;
  /** URL of the separate metrics listener; null if there is none. */
  readonly metricsAddress: string | null;
  /** The first admin key, at the first start only; it cannot be recovered later. */
  readonly adminKey: string | null;
  /**
   * Logs an uncaught error without its message, and resolves once the process can exit: when the stores are at rest, or after
   * a few seconds. The process must end then.
   */
  crashed(error: unknown): Promise<void>;
  /** Resolves when everything has ended, with the names of parts that failed or ran out of time. */
  readonly ended: Promise<readonly string[]>;
  /** Why the service ends by itself; null if it does not. */
  problem(): Problem | null;
}

/** Opens the stores and starts everything. On failure, nothing stays open. */
export type StartService = (options: ServiceOptions) => Promise<Result<RunningService>>;
