/** The whole service in the process of a test, on a free port, with its settings as variables. */
import { startService } from '../src/serve.ts';
import { readConfig } from '../src/service/config/sources.ts';
import type { RunningService } from '../src/service/service.ts';

export interface StartedService extends RunningService {
  /** Gives the names of parts that did not stop well. */
  stop(): Promise<readonly string[]>;
}

/**
 * @param environment what the service itself takes from its environment, the settings aside
 * @param clock ms since the epoch
 */
export async function serveInProcess(
  settings: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
  clock: () => number = Date.now,
): Promise<StartedService> {
  const read = readConfig({
    STILLWATCH_LISTEN_PORT: '0',
    STILLWATCH_METRICS_PORT: '0',
    STILLWATCH_DETECTION_MIN_INTERVAL_MS: '1000',
    ...settings,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const controller = new AbortController();
  const started = await startService({
    config: read.config,
    clock,
    environment,
    log: { write: () => {} },
    signal: controller.signal,
  });
  if (!started.ok) throw new Error(JSON.stringify(started.problem));
  const { value } = started;
  return {
    ...value,
    stop: () => {
      controller.abort();
      return value.ended;
    },
  };
}
