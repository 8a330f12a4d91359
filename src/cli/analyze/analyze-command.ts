/** `stillwatch analyze`: logs in, campaigns out. Turns flags into a run, and a run into text, JSON and an exit code. */
import type { Problem } from '../../base/problem.ts';
import { ACTIONS, type Action } from '../../model/vocabulary.ts';
import type { AnalyzeOptions, AnalyzeOutcome } from '../../pipeline/analyze.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { count } from '../terminal/numbers.ts';
import { reportProblem } from '../terminal/problems.ts';
import { createProgress } from '../terminal/progress.ts';
import { widthOf } from '../terminal/text.ts';
import { analysisText } from './analysis-text.ts';

export interface AnalyzeFlags {
  readonly format: AnalyzeOptions['format'];
  readonly out: string;
  readonly data?: string;
  readonly workers?: number;
  /** Length of a replay's steps, ms. */
  readonly replay?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly failOn?: Action;
}

export async function runAnalyze(
  paths: string[],
  flags: AnalyzeFlags,
  context: CommandContext,
): Promise<number> {
  const { io } = context;
  const json = flags.json === true;
  const unusable = checkPaths(paths, context);
  if (unusable !== null) return reportProblem(unusable, context, json);

  const result = await analyzeWithProgress(
    {
      paths,
      format: flags.format,
      out: flags.out,
      now: io.clock(),
      ...(flags.data === undefined ? {} : { data: flags.data }),
      ...(flags.workers === undefined ? {} : { workers: flags.workers }),
      ...(flags.replay === undefined ? {} : { replay: flags.replay }),
      ...(paths.includes('-') ? { stdin: io.stdin } : {}),
    },
    flags.quiet === true,
    context,
  );
  if (!result.ok) return reportProblem(result.problem, context, json);
  const outcome = result.value;

  const nothing = nothingReadable(outcome);
  if (nothing !== null) return reportProblem(nothing, context, json);

  if (json) io.stdout.write(`${JSON.stringify(outcome)}\n`);
  else if (flags.quiet !== true)
    io.stdout.write(`\n${analysisText(outcome, widthOf(io.stdout), context.out)}`);
  // Everything but the rest of the replay is there; a script must still see that somebody stopped it.
  if (outcome.replay?.stopped === 'interrupted') return EXIT.interrupted;
  return flags.failOn === undefined ? EXIT.ok : failOn(flags.failOn, outcome, context);
}

/** Runs an analysis with progress shown and Ctrl-C heeded; `demo` uses it as well. */
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
      hint: 'Standard input can be read once.',
    };
  if (stdin === 1 && io.stdin.isTTY === true) {
    return {
      code: 'usage',
      message: "expected a log on standard input for '-', got a terminal",
      hint: 'Pipe a log in: zcat access.ndjson.gz | stillwatch analyze -',
    };
  }
  return null;
}

/** A run that took nothing at all looks like a clean bill of health; it is a failure to read. */
function nothingReadable({ summary, files }: AnalyzeOutcome): Problem | null {
  const { input, totals } = summary;
  const taken = input.exchanges + input.duplicates + input.accounts + input.releases;
  if (taken > 0 && totals.exchanges > 0) return null;
  const aside =
    input.rejected > 0
      ? `${count(input.rejected)} set aside, reasons in ${files.rejected}`
      : 'none set aside';
  if (taken === 0) {
    return {
      code: 'nothing_readable',
      message: `expected exchanges, got ${count(input.records)} records of which none could be taken (${aside})`,
      hint: 'Name the format with --format; docs/formats/README.md lists what each format needs.',
    };
  }
  return {
    code: 'no_exchanges',
    message: `expected exchanges, got only account or release records (${aside})`,
    hint: 'Pass the request log as well: campaigns are found in exchanges.',
  };
}

function failOn(least: Action, { actions }: AnalyzeOutcome, { io, err }: CommandContext): number {
  const reached = ACTIONS.slice(ACTIONS.indexOf(least)).reduce((sum, action) => sum + actions[action], 0);
  if (reached === 0) return EXIT.ok;
  io.stderr.write(
    `${err.red('fail-on')}: ${count(reached)} accounts are at '${least}' or above (exit code ${EXIT.failOn}).\n`,
  );
  return EXIT.failOn;
}
