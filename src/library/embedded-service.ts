/**
 * `openService` of the package: the service of `stillwatch serve` inside another program. It checks the settings, starts the
 * service and gives its address and a way to close it. Leaves out signals, crash handlers and printing, which belong to the
 * program that calls it.
 */
import { systemClock } from '../base/clock.ts';
import { type Problem, ProblemError } from '../base/problem.ts';
import { orSystemProblem } from '../base/system-problem.ts';
import { startService } from '../serve.ts';
import type { ServiceSettings } from '../service/config/schema.ts';
import { checkSettings, type Environment } from '../service/config/sources.ts';

/** How to open a service. */
export interface OpenServiceOptions {
  /**
   * Settings of the form that the configuration file has (docs/reference/configuration.md). Neither that file nor the environment
   * is read. Default: those of `stillwatch serve`, which listens on 127.0.0.1:8787 and keeps its data in `./stillwatch-data`.
   */
  readonly settings?: ServiceSettings;
  /** Receives the log, a JSON line at a time. Default: nothing is logged. */
  readonly log?: { write(line: string): unknown };
  /** The standard variables of OpenTelemetry for traces, such as `process.env`. Default: none. */
  readonly environment?: Environment;
  /** Closes the service, also while it is opening. */
  readonly signal?: AbortSignal;
}

/** A running service. */
export interface OpenedService {
  /** Address of the API, such as `http://127.0.0.1:8787`. */
  readonly url: string;
  /** Address of the separate listener for metrics; null if no setting asks for one. */
  readonly metricsUrl: string | null;
  /** The first administrator's key, when the data directory is new. It cannot be read again: keep it. Else null. */
  readonly adminKey: string | null;
  /**
   * Stops the service as SIGTERM stops `stillwatch serve`: requests in progress are answered and what was acknowledged is on disk.
   * May be called again.
   *
   * @throws ProblemError with `stop_incomplete` if a part did not stop within `stop.grace_ms`, or with the reason why the service
   *   had ended by itself
   */
  close(): Promise<void>;
  /** Resolves when the service has ended: with null after an orderly stop, else with the reason. Never rejects. */
  readonly ended: Promise<Problem | null>;
}

/**
 * Opens the service that `stillwatch serve` runs, in this process, and returns once it answers.
 *
 * The embedded engine takes one data directory at a time: with embedded stores, a process has one service, and no analysis beside
 * it (`engine_in_use`). A process that loses its data directory to another one is killed before it writes again
 * (`data_directory_lost`).
 *
 * @throws ProblemError if a setting is wrong or the machine, a data directory or a server is not ready; its `problem` has the code.
 *   Nothing is left open then.
 * @example
 * const service = await openService({ settings: { data: './data', listen: { port: 0 } } });
 * const client = createClient({ baseUrl: service.url, key: service.adminKey ?? undefined });
 * await service.close();
 */
export async function openService(options: OpenServiceOptions = {}): Promise<OpenedService> {
  const { settings = {}, log = SILENT, environment = {}, signal } = options;
  const checked = checkSettings(settings);
  if (!checked.ok) throw new ProblemError(allOf(checked.problems));
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  if (signal?.aborted) stop();
  else signal?.addEventListener('abort', stop, { once: true });
  try {
    const service = await orSystemProblem(
      startService({ config: checked.config, clock: systemClock, environment, log, signal: controller.signal }),
    );
    const ended = service.ended.then((failed) => {
      signal?.removeEventListener('abort', stop);
      return service.problem() ?? (failed.length === 0 ? null : unfinished(failed));
    });
    return {
      url: service.address,
      metricsUrl: service.metricsAddress,
      adminKey: service.adminKey,
      ended,
      async close() {
        stop();
        const problem = await ended;
        if (problem !== null) throw new ProblemError(problem);
      },
    };
  } catch (error) {
    signal?.removeEventListener('abort', stop);
    throw error;
  }
}

const SILENT = { write: () => {} };

/** The first problem, with the others in its hint. */
function allOf([first, ...others]: readonly Problem[]): Problem {
  const problem = first as Problem;
  if (others.length === 0) return problem;
  const rest = others.map(({ where, message }) => `${where}: ${message}`).join(' ');
  return { ...problem, hint: `${problem.hint === undefined ? '' : `${problem.hint} `}Also wrong: ${rest}` };
}

function unfinished(names: readonly string[]): Problem {
  return {
    code: 'stop_incomplete',
    message: `Expected every part to stop in time, but these did not: ${names.join(', ')}.`,
    hint: 'Acknowledged data is safe. If it happens again, raise stop.grace_ms; the log has the details.',
  };
}
