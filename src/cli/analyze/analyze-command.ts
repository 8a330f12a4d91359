/** `stillwatch analyze`: turns flags into an analysis, and its outcome into text, JSON and an exit code. */
import { plural } from '../../base/format.ts';
import type { Problem } from '../../base/problem.ts';
import { ACTIONS, type Action } from '../../model/vocabulary.ts';
import type { AnalyzeOptions, AnalyzeOutcome } from '../../pipeline/analyze.ts';
import { nothingReadable } from '../../pipeline/nothing-readable.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { type MappingFlags, readMapping } from '../terminal/log-options.ts';
import { reportProblem } from '../terminal/problems.ts';
import { createProgress } from '../terminal/progress.ts';
import { widthOf } from '../terminal/text.ts';
import { analysisText } from './analysis-text.ts';

/** The options of `analyze`; analysis-commands.ts says what each does. */
export interface AnalyzeFlags extends MappingFlags {
  readonly format: AnalyzeOptions['format'];
  readonly out: string;
  readonly data?: string;
  readonly workers?: number;
  /** Length of a replay's steps, ms. */
  readonly replay?: number;
  /** Store and show personal identifiers in the place of ids as they are. */
  readonly keepIdentifiers?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly failOn?: Action;
}

/** Runs an analysis, prints the result and returns the exit code. Never throws a Problem: it is printed. */
export async function runAnalyze(paths: string[], flags: AnalyzeFlags, context: CommandContext): Promise<number> {
  const { io } = context;
  const json = flags.json === true;
  const unusable = checkPaths(paths, context);
  if (unusable !== null) return reportProblem(unusable, context, json);

  const mapping = await readMapping(flags);
  if (!mapping.ok) return reportProblem(mapping.problem, context, json);

  const result = await analyzeWithProgress(
    {
      paths,
      format: flags.format,
      out: flags.out,
      env: io.env,
      ...(mapping.value.size === 0 ? {} : { mapping: mapping.value }),
      now: io.clock(),
      ...(flags.data === undefined ? {} : { data: flags.data }),
      ...(flags.workers === undefined ? {} : { workers: flags.workers }),
      ...(flags.keepIdentifiers === true ? { rawIdentifiers: true } : {}),
      ...(flags.replay === undefined ? {} : { replay: flags.replay }),
      ...(paths.includes('-') ? { stdin: io.stdin } : {}),
    },
    flags.quiet === true,
    context,
  );
  if (!result.ok) return reportProblem(result.problem, context, json);
  const outcome = result.value;

  const nothing = nothingReadable(outcome.summary, outcome.files.rejected);
  if (nothing !== null) return reportProblem(nothing, context, json);

  if (json) io.stdout.write(`${JSON.stringify(outcome)}\n`);
  else if (flags.quiet !== true) io.stdout.write(`\n${analysisText(outcome, widthOf(io.stdout), context.out)}`);
  // All results but the rest of the replay are there; the exit code still says that the run was stopped.
  if (outcome.replay?.stopped === 'interrupted') return EXIT.interrupted;
  return flags.failOn === undefined ? EXIT.ok : failOn(flags.failOn, outcome, context);
}

/** Runs an analysis, shows progress and stops cleanly on Ctrl-C; `demo` uses it as well. */
export async function analyzeWithProgress(
  options: AnalyzeOptions,
  quiet: boolean,
  context: CommandContext,
): ReturnType<Awaited<ReturnType<CommandContext['services']['loadAnalyze']>>> {
  const progress = createProgress(context, quiet);
  try {
    const analyze = await context.services.loadAnalyze();
    return await interruptible(context, progress.stop, (signal) =>
      analyze({ ...options, signal, onProgress: (step) => progress.update(step) }),
    );
  } finally {
    progress.stop();
  }
}

function checkPaths(paths: readonly string[], { io }: CommandContext): Problem | null {
  const stdin = paths.filter((path) => path === '-').length;
  if (stdin > 1)
    return {
      code: 'usage',
      message: `expected '-' once, got it ${stdin} times`,
      hint: 'Standard input can be read only once.',
    };
  if (stdin === 1 && io.stdin.isTTY === true) {
    return {
      code: 'usage',
      message: "expected a log on standard input for '-', got a terminal",
      hint: 'Pipe a log in: zcat log.ndjson.gz | stillwatch analyze -',
    };
  }
  return null;
}

function failOn(least: Action, { actions }: AnalyzeOutcome, { io, err }: CommandContext): number {
  const reached = ACTIONS.slice(ACTIONS.indexOf(least)).reduce((sum, action) => sum + actions[action], 0);
  if (reached === 0) return EXIT.ok;
  io.stderr.write(
    `${err.red('fail-on')}: ${plural(reached, 'account')} at '${least}' or a harsher action (exit code ${EXIT.failOn}).\n`,
  );
  return EXIT.failOn;
}
