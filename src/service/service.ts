/** The service as the command line sees it. src/serve.ts makes it of its parts. */
import type { Clock } from '../base/clock.ts';
import type { Result } from '../base/problem.ts';
import type { Config } from './config/schema.ts';
import type { Environment } from './config/sources.ts';

export interface ServiceOptions {
  readonly config: Config;
  readonly clock: Clock;
  /** Of the process: the standard variables for traces. Absent: none are set. */
  readonly environment?: Environment;
  /** Where the log goes, line by line. */
  readonly log: { write(text: string): unknown };
  /** Asks it to end; heeded while it starts, too. */
  readonly signal: AbortSignal;
}

export interface RunningService {
  /** Where the API is. */
  readonly address: string;
  /** Where metrics are, when they have a listener of their own. */
  readonly metricsAddress: string | null;
  /** The first key of an administrator: there at the first start only, and nowhere else afterwards. */
  readonly adminKey: string | null;
  /** Logs what nobody caught, without its words; the process must end then. */
  crashed(error: unknown): void;
  /** Names of what did not end well or in time; resolves when everything has ended. */
  readonly ended: Promise<readonly string[]>;
}

/** Opens the stores and starts everything. What fails has left nothing open. */
export type StartService = (options: ServiceOptions) => Promise<Result<RunningService>>;
