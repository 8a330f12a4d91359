/**
 * The main job: logs in, campaigns out. Reads in blocks, parses and fingerprints them in worker threads, takes the
 * rows into the store in input order, detects, decides, and writes the four result files. The result depends
 * on the input alone: not on the number of workers, nor on which of them finished first. Leaves out what each stage does
 * (analysis-stages.ts).
 */
import { assert } from '../base/assert.ts';
import { fail, ok, type Problem, ProblemError, type Result } from '../base/problem.ts';
import { planSources } from '../ingest/reader.ts';
import type { SourcePlan } from '../ingest/sources.ts';
import { openDataDirectory, openRunDirectory } from '../store/directory/data-directory.ts';
import type { AnalysisRunOptions, AnalysisRunOutcome, AnalyzeOptions, AnalyzeOutcome, ProgressReport } from './analysis.ts';
import {
  type AnalysisRun,
  aggregateStage,
  countStage,
  decideStage,
  detectStage,
  readStage,
  replayStage,
  writeStage,
} from './analysis-stages.ts';
import { nothingAccepted } from './nothing-readable.ts';
import { type Readers, startReaders } from './readers.ts';

export type { AnalyzeOptions, AnalyzeOutcome, Progress, StageName } from './analysis.ts';

/** Runs the whole analysis as {@link runAnalysis} does, and writes the result files. */
export async function analyze(options: AnalyzeOptions): Promise<Result<AnalyzeOutcome>> {
  const result = await runAnalysis(options);
  if (!result.ok) return result;
  const { accounts: _, files, ...found } = result.value;
  assert(files !== undefined, 'a run with a directory for its results writes files');
  return ok({ ...found, files });
}

/**
 * Runs the whole analysis. Bad input and outside failures come back as a Problem; codes in
 * docs/reference/errors.md. An aborted run comes back as `interrupted` and says what is kept.
 */
export async function runAnalysis(options: AnalysisRunOptions): Promise<Result<AnalysisRunOutcome>> {
  const planned = await planSources(options.paths, options.env);
  if (!planned.ok) return planned;
  const report: ProgressReport = (stage, done, total, unit, counts, left = null) =>
    options.onProgress?.({
      stage,
      done,
      total,
      unit,
      exchanges: counts?.exchanges ?? 0,
      rejected: counts?.rejected ?? 0,
      ...(left === null ? {} : { left }),
    });

  report('open', 0, 1, 'steps');
  // Threads start while the stores open: each takes a third of a second, on another core.
  let readers: Readers | undefined;
  const { now, rawIdentifiers = false } = options;
  const onKey = (identityKey: Uint8Array) => {
    readers = startReaders({ identityKey, now, rawIdentifiers }, options.workers);
  };
  const opened = await (options.open?.() ??
    (options.data === undefined ? openRunDirectory({ onKey }) : openDataDirectory({ path: options.data, onKey })));
  if (!opened.ok) {
    await readers?.close();
    return opened;
  }
  const directory = opened.value;
  try {
    return await run({ directory, options, report, clock: stopwatch(), detours: {} }, planned.value, readers);
  } catch (error) {
    if (options.signal?.aborted) return fail(interrupted(options));
    if (error instanceof ProblemError) return fail(error.problem);
    throw error;
  } finally {
    await readers?.close();
    await directory.close();
  }
}

/** Takes the stages in their order. The files are complete before a replay, which may take hours, begins. */
async function run(
  analysis: AnalysisRun,
  plan: SourcePlan,
  readers: Readers | undefined,
): Promise<Result<AnalysisRunOutcome>> {
  const { directory, options, clock } = analysis;
  const read = await readStage(analysis, plan, readers);
  const { input } = read;
  clock.lap('read');
  if (options.signal?.aborted) return fail(interrupted(options));
  const nothing = nothingAccepted(input, read.rejected.path);
  if (nothing !== null) return fail({ ...nothing, where: options.paths.join(', ') });

  const loaded = await aggregateStage(analysis, input);
  clock.lap('aggregate');
  // Detection has one thread: the engine may have the others.
  await directory.exchanges.releaseMerges();
  if (options.signal?.aborted) return fail(interrupted(options));
  const detected = await detectStage(analysis, input, loaded);
  clock.lap('detect');
  if (options.signal?.aborted) return fail(interrupted(options));
  const counted = await countStage(analysis, input, loaded, detected);
  const identified = { ...detected, detection: counted.detection };
  const decided = decideStage(analysis, input, loaded, identified);
  clock.lap('decide');
  const written = await writeStage(analysis, read, loaded, identified, counted, decided);
  if (options.replay === undefined) return ok(written.outcome);

  clock.lap('write');
  return ok(await replayStage(analysis, options.replay, identified, decided, written));
}

function interrupted(options: AnalysisRunOptions): Problem {
  return {
    code: 'interrupted',
    message: options.data
      ? 'Stopped before the analysis was complete. The exchanges read so far are kept in the data directory.'
      : 'Stopped before the analysis was complete. Nothing was kept: the data directory was temporary.',
    hint: options.data ? 'Run the same command again: exchanges that are there already are not counted twice.' : undefined,
  };
}

function stopwatch() {
  const begun = performance.now();
  let last = begun;
  const laps: Record<string, number> = {};
  return {
    laps,
    lap(name: string) {
      const now = performance.now();
      laps[name] = Math.round(now - last);
      last = now;
    },
    total: () => Math.round(performance.now() - begun),
  };
}
