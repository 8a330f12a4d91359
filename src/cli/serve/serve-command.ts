/**
 * `stillwatch serve`: reads the configuration, starts the service, prints its address and waits until it ends. The first
 * SIGTERM or Ctrl-C stops it gracefully, the second at once.
 */
import type { Problem } from '../../base/problem.ts';
import { maskedConfig } from '../../service/config/print.ts';
import type { Config } from '../../service/config/schema.ts';
import { readConfig } from '../../service/config/sources.ts';
import { boundHeapGrowth } from '../../service/operations/heap.ts';
import type { RunningService } from '../../service/service.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { reportProblem, reportThrown } from '../terminal/problems.ts';
import { printable } from '../terminal/text.ts';

/** The options of `serve`; they override the environment and the configuration file. */
export interface ServeFlags {
  readonly config?: string;
  readonly data?: string;
  readonly port?: number;
  /** Let the detection window end at the newest exchange stored. */
  readonly backfill?: boolean;
  readonly printConfig?: boolean;
  readonly json?: boolean;
}

/** Runs the service and returns the exit code once it has ended. */
export async function runServe(flags: ServeFlags, context: CommandContext): Promise<number> {
  const { io, err, services } = context;
  const json = flags.json === true;
  const read = readConfig(withFlags(flags, io.env), flags.config);
  if (!read.ok) return reportAll(read.problems, context, json);
  if (flags.printConfig === true) {
    io.stdout.write(`${JSON.stringify(maskedConfig(read.config), null, 2)}\n`);
    return EXIT.ok;
  }

  boundHeapGrowth();
  const start = await services.loadServe();
  const controller = new AbortController();
  const release = io.onInterrupt(() => {
    if (controller.signal.aborted) io.exitNow(EXIT.interrupted);
    else {
      io.stderr.write(`${err.yellow('Stopping')} - press Ctrl-C again to stop at once.\n`);
      controller.abort();
    }
  });
  let running: RunningService | null = null;
  // Acknowledged data survives a crash, and the message of a foreign error may quote data: log its kind only, then exit.
  let crashing = false;
  const releaseCrash = io.onCrash((error) => {
    if (crashing) return;
    crashing = true;
    if (running === null) {
      reportThrown(error, context);
      io.exitNow(EXIT.bug);
    } else {
      const exit = (): void => io.exitNow(EXIT.bug);
      running.crashed(error).then(exit, exit);
    }
  });
  try {
    const started = await start({
      config: read.config,
      clock: io.clock,
      monotonic: io.monotonic,
      environment: io.env,
      // With --json, standard output holds one document and nothing else.
      log: json ? io.stderr : io.stdout,
      signal: controller.signal,
    });
    if (!started.ok) return reportProblem(started.problem, context, json);
    running = started.value;
    printAddress(started.value, read.config, json, context);
    const failed = await started.value.ended;
    const problem = started.value.problem();
    if (problem !== null) return reportProblem(problem, context);
    return failed.length === 0 ? EXIT.ok : reportProblem(unfinished(failed), context);
  } finally {
    releaseCrash();
    release();
  }
}

/** Options override the environment, which overrides the file. */
function withFlags(flags: ServeFlags, env: CommandContext['io']['env']): CommandContext['io']['env'] {
  return {
    ...env,
    ...(flags.data === undefined ? {} : { STILLWATCH_DATA: flags.data }),
    ...(flags.backfill === true ? { STILLWATCH_DETECTION_WINDOW_END: 'newest_exchange' } : {}),
    ...(flags.port === undefined ? {} : { STILLWATCH_LISTEN_PORT: String(flags.port) }),
  };
}

function printAddress(service: RunningService, config: Config, json: boolean, { io, err }: CommandContext): void {
  const { data, detection, retention } = config;
  const { address, metricsAddress, adminKey } = service;
  if (json) {
    io.stdout.write(`${JSON.stringify({ address, metrics_address: metricsAddress, data, admin_key: adminKey })}\n`);
    return;
  }
  // On standard error: a collector of the log on standard output must not see the key.
  const lines = [
    `${err.green('Stillwatch')} is listening on ${err.bold(address)}, data in ${printable(data, 300)}`,
    ...(metricsAddress === null ? [] : [`  metrics    ${metricsAddress}/metrics`]),
    `  API        ${address}/v1/openapi.json`,
    ...(detection.window_end === 'clock'
      ? []
      : [
          `  backfill   Detection covers the ${detection.window_days} days up to the newest exchange stored, not up to now.`,
          `             Exchanges are deleted when they are ${retention.exchanges_days} days older than that one.`,
        ]),
    ...(adminKey === null
      ? []
      : [
          `  admin key  ${err.bold(adminKey)}`,
          '             The first key of this service. It is not shown again: store it, or create another and revoke it.',
        ]),
  ];
  io.stderr.write(`${lines.join('\n')}\n`);
}

function reportAll(problems: readonly Problem[], context: CommandContext, json: boolean): number {
  // One document with all problems.
  if (json) context.io.stdout.write(`${JSON.stringify({ error: problems[0], errors: problems })}\n`);
  return problems.map((problem) => reportProblem(problem, context)).at(-1) ?? EXIT.usage;
}

function unfinished(names: readonly string[]): Problem {
  return {
    code: 'stop_incomplete',
    message: `expected every part to stop in time, but these did not: ${names.join(', ')}`,
    hint: 'Acknowledged data is safe. If it happens again, raise stop.grace_ms; the log has the details.',
  };
}
