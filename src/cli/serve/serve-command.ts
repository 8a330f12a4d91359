/**
 * `stillwatch serve`: reads the configuration, starts the service, prints its address and waits until it ends. The first
 * SIGTERM or Ctrl-C stops it gracefully, the second at once.
 */
import { fail, ok, type Problem } from '../../base/problem.ts';
import { maskedConfig } from '../../service/config/print.ts';
import type { Config } from '../../service/config/schema.ts';
import { readConfig } from '../../service/config/sources.ts';
import { boundHeapGrowth } from '../../service/operations/heap.ts';
import type { RunningService } from '../../service/service.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { reportProblem, reportThrown } from '../terminal/problems.ts';
import { printable } from '../terminal/text.ts';
import { openSampleDirectory, SAMPLE_DIRECTORY, sampleDataProblem } from './sample-data.ts';

/** The options of `serve`; they override the environment and the configuration file. */
export interface ServeFlags {
  readonly config?: string;
  readonly data?: string;
  readonly port?: number;
  /** Let the detection window end at the newest exchange stored. */
  readonly backfill?: boolean;
  /** Serve sample data from a directory of its own. */
  readonly demo?: boolean;
  readonly printConfig?: boolean;
  readonly json?: boolean;
}

/** Runs the service and returns the exit code once it has ended. */
export async function runServe(flags: ServeFlags, context: CommandContext): Promise<number> {
  const { io, err, services } = context;
  const json = flags.json === true;
  const sample = flags.demo === true ? sampleOf(flags) : ok(null);
  if (!sample.ok) return reportProblem(sample.problem, context, json);
  const demo = sample.value;
  const read = readConfig(
    withFlags(demo === null ? flags : { ...flags, data: demo.data }, io.env, demo !== null),
    flags.config,
  );
  if (!read.ok) return reportAll(read.problems, context, json);
  if (flags.printConfig === true) {
    io.stdout.write(`${JSON.stringify(maskedConfig(read.config), null, 2)}\n`);
    return EXIT.ok;
  }

  const mixed = demo === null ? sampleDataProblem(read.config.data) : null;
  if (mixed !== null) return reportProblem(mixed, context, json);
  const files = demo === null ? ok([]) : await (await import('./serve-demo.ts')).makeSampleData(demo, context);
  if (!files.ok) return reportProblem(files.problem, context, json);

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
    if (demo !== null) {
      const { fillDemo, sampleKey } = await import('./serve-demo.ts');
      const { address, adminKey } = started.value;
      const key = sampleKey(demo, adminKey);
      const filled =
        key === null
          ? fail(lostKey(demo.keyFile))
          : await fillDemo({ sample: demo, files: files.value, address, key }, controller.signal, context);
      if (!filled.ok) {
        controller.abort();
        await started.value.ended;
        return reportProblem(filled.problem, context);
      }
    }
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
function withFlags(flags: ServeFlags, env: CommandContext['io']['env'], isDemo: boolean): CommandContext['io']['env'] {
  return {
    ...env,
    ...(flags.data === undefined ? {} : { STILLWATCH_DATA: flags.data }),
    ...(isDemo
      ? {
          STILLWATCH_SAMPLE_DATA: 'true',
          STILLWATCH_LOG_LEVEL: env.STILLWATCH_LOG_LEVEL || 'warn',
          // Otherwise the first run, over an empty store, puts the second off.
          STILLWATCH_DETECTION_MIN_INTERVAL_MS: env.STILLWATCH_DETECTION_MIN_INTERVAL_MS || '2000',
        }
      : {}),
    ...(flags.backfill === true ? { STILLWATCH_DETECTION_WINDOW_END: 'newest_exchange' } : {}),
    ...(flags.port === undefined ? {} : { STILLWATCH_LISTEN_PORT: String(flags.port) }),
  };
}

/** The directory of sample data. It is the only one that --demo uses. */
function sampleOf({ data, config }: ServeFlags): ReturnType<typeof openSampleDirectory> {
  if (data === undefined && config === undefined) return openSampleDirectory();
  return fail({
    code: 'usage',
    message: 'expected --demo without --data and --config, got both',
    where: '--demo',
    hint: `Sample data is always in ${SAMPLE_DIRECTORY}, so that it never mixes with real data.`,
  });
}

function lostKey(where: string): Problem {
  return {
    code: 'demo_directory',
    message: 'expected the administrator key of the sample data, got no file with it',
    where,
    hint: `Remove ${SAMPLE_DIRECTORY} and start again.`,
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
