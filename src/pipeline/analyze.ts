/**
 * The main job: logs in, campaigns out. Reads in blocks, parses and fingerprints them in worker threads, takes the
 * rows into the store in input order, detects, decides, and writes the four result files. The result depends
 * on the input alone: not on the number of workers, nor on which of them finished first.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LOAD_STEPS, loadDetectInput } from '../aggregate/load-input.ts';
import { fail, ok, type Problem, ProblemError, type Result } from '../base/problem.ts';
import { inTurns } from '../base/stepwise.ts';
import { VERSION } from '../base/version.ts';
import { toAccountLines } from '../decide/account-lines.ts';
import { type DecidedFindings, decide } from '../decide/decide.ts';
import { defaultPolicy } from '../decide/policy/default-policy.ts';
import { endedCampaigns, identify } from '../detect/campaign/campaign-ids.ts';
import type { DetectionResult } from '../detect/campaign/finding.ts';
import { detect, detecting } from '../detect/detect.ts';
import type { ByteInput } from '../ingest/byte-stream.ts';
import type { FormatName } from '../ingest/format.ts';
import { planSources } from '../ingest/reader.ts';
import type { SourcePlan } from '../ingest/sources.ts';
import type { CampaignsFile } from '../model/finding.ts';
import type { ReplaySummary } from '../model/replay.ts';
import type { Detour, InputSummary, RunSummary } from '../model/summary.ts';
import { ACTIONS, type Action } from '../model/vocabulary.ts';
import { openDataDirectory, openRunDirectory, type RunDirectory } from '../store/directory/data-directory.ts';
import { ingestSources } from './ingest-sources.ts';
import { type Readers, startReaders } from './readers.ts';
import { replay } from './replay.ts';
import { RejectedFile, type Results, writeReplay, writeResults } from './results.ts';

export type StageName = 'open' | 'read' | 'aggregate' | 'detect' | 'decide' | 'write' | 'replay';

export interface Progress {
  readonly stage: StageName;
  readonly done: number;
  /** 0 if unknown (standard input). */
  readonly total: number;
  /** Of a share `total` is 1. */
  readonly unit: 'bytes' | 'steps' | 'share';
  readonly exchanges: number;
  readonly rejected: number;
  /** Estimated time to the end of the stage, ms, where its steps grow dearer and a rate would mislead. */
  readonly left?: number;
}

export interface AnalyzeOptions {
  /** Files, directories, '-' for standard input. */
  readonly paths: readonly string[];
  readonly format: FormatName | 'auto';
  readonly out: string;
  /** A data directory to add to; absent: a temporary one, removed at the end. */
  readonly data?: string;
  /** Opens the stores, closed at the end; absent: those of `data`. */
  readonly open?: () => Promise<Result<RunDirectory>>;
  /** Worker threads; absent: as many as the machine has cores. */
  readonly workers?: number;
  /** Rows gathered into one insert, for tests; absent: what the engine likes. */
  readonly insertRows?: number;
  /** Length of a step, ms: replay the log in such steps when the findings are written. */
  readonly replay?: number;
  /** ms since the epoch. */
  readonly now: number;
  readonly signal?: AbortSignal;
  readonly stdin?: ByteInput;
  onProgress?(progress: Progress): void;
}

export interface AnalyzeOutcome {
  readonly summary: RunSummary;
  readonly campaigns: CampaignsFile;
  /** Accounts by action. */
  readonly actions: Readonly<Record<Action, number>>;
  readonly files: {
    readonly campaigns: string;
    readonly accounts: string;
    readonly report: string;
    readonly rejected: string;
    readonly replay?: string;
  };
  /** When each campaign was first raised; the file has the members as well. */
  readonly replay?: ReplaySummary;
}

/** Seed of everything in detection that draws: the order in which communities are grown. */
const SEED = 'stillwatch';
/** Earlier runs whose figures the report shows of a campaign. */
const RUNS_SHOWN = 12;

/**
 * Runs the whole analysis. Bad input and outside failures come back as a Problem; codes in
 * docs/reference/errors.md. An aborted run comes back as `interrupted` and says what is kept.
 */
export async function analyze(options: AnalyzeOptions): Promise<Result<AnalyzeOutcome>> {
  const planned = await planSources([...options.paths]);
  if (!planned.ok) return planned;
  const report = (
    stage: StageName,
    done: number,
    total: number,
    unit: Progress['unit'],
    exchanges = 0,
    rejected = 0,
    left: number | null = null,
  ) =>
    options.onProgress?.({
      stage,
      done,
      total,
      unit,
      exchanges,
      rejected,
      ...(left === null ? {} : { left }),
    });

  report('open', 0, 1, 'steps');
  // Threads start while the stores open: each takes a third of a second, on another core.
  let readers: Readers | undefined;
  const onKey = (identityKey: Uint8Array) => {
    readers = startReaders({ identityKey, now: options.now }, options.workers);
  };
  const opened = await (options.open?.() ??
    (options.data === undefined
      ? openRunDirectory({ onKey })
      : openDataDirectory({ path: options.data, onKey })));
  if (!opened.ok) {
    await readers?.close();
    return opened;
  }
  const directory = opened.value;
  try {
    return await run(directory, planned.value, readers, options, report);
  } catch (error) {
    if (options.signal?.aborted) return fail(interrupted(options));
    if (error instanceof ProblemError) return fail(error.problem);
    throw error;
  } finally {
    await readers?.close();
    await directory.close();
  }
}

async function run(
  directory: RunDirectory,
  plan: SourcePlan,
  readers: Readers | undefined,
  options: AnalyzeOptions,
  report: (
    stage: StageName,
    done: number,
    total: number,
    unit: Progress['unit'],
    exchanges?: number,
    rejected?: number,
    left?: number | null,
  ) => void,
): Promise<Result<AnalyzeOutcome>> {
  const started = options.now;
  const clock = stopwatch();
  await mkdir(options.out, { recursive: true });
  const rejected = await RejectedFile.create(join(options.out, 'rejected.ndjson'));
  await directory.exchanges.holdMerges();
  const detours: Partial<Record<Detour, number>> = {};
  const onDetour = (detour: Detour): void => {
    detours[detour] = (detours[detour] ?? 0) + 1;
  };
  let input: InputSummary;
  try {
    input = await ingestSources(directory, plan, rejected, {
      format: options.format,
      workers: options.workers,
      readers,
      insertRows: options.insertRows,
      now: options.now,
      signal: options.signal,
      stdin: options.stdin,
      onDetour,
      onProgress: (bytes, exchanges, rejections) =>
        report('read', bytes, plan.totalBytes, 'bytes', exchanges, rejections),
    });
  } finally {
    await rejected.close();
  }
  clock.lap('read');
  if (options.signal?.aborted) return fail(interrupted(options));
  if (input.exchanges + input.duplicates === 0 && input.accounts + input.releases === 0)
    return fail(nothingRead(input, options));

  const { exchanges, rejected: setAside } = input;
  report('aggregate', 0, LOAD_STEPS, 'steps', exchanges, setAside);
  const loaded = await loadDetectInput(directory, {
    threads: options.workers,
    signal: options.signal,
    onDetour,
    onStep: (done) => report('aggregate', done, LOAD_STEPS, 'steps', exchanges, setAside),
  });
  clock.lap('aggregate');
  // Detection has one thread: the engine may have the others.
  await directory.exchanges.releaseMerges();
  if (options.signal?.aborted) return fail(interrupted(options));
  report('detect', 0, 1, 'share', exchanges, setAside);
  const found = await inTurns(
    detecting(loaded, { seed: SEED }),
    (share) => report('detect', share, 1, 'share', exchanges, setAside),
    options.signal,
  );
  const { detection, lineages } = identify(found, await directory.records.lineages());
  clock.lap('detect');
  report('decide', 0, 1, 'steps', exchanges, setAside);
  const policy = defaultPolicy();
  // Ages count back from the end of the log: the findings depend on the input alone.
  const decideOn = (found: DetectionResult) =>
    decide(found, { policy, now: found.window?.to ?? options.now });
  const decided = decideOn(detection);
  const decisions: DecidedFindings = {
    ...decided,
    campaigns: { ...decided.campaigns, ended: endedCampaigns(lineages) },
  };
  clock.lap('decide');

  report('write', 0, 1, 'steps', input.exchanges, input.rejected);
  const summary: RunSummary = {
    version: VERSION,
    input,
    totals: {
      exchanges: await directory.exchanges.count(),
      accounts: new Set(loaded.units.account).size,
      units: loaded.units.count,
    },
    window: decisions.campaigns.window,
    stages: clock.laps,
    detours,
    parameters: {
      policy: policy.version,
      seed: SEED,
      format: options.format,
      data: options.data ? 'kept' : 'temporary',
      ...(options.replay === undefined ? {} : { replay_step_ms: options.replay }),
    },
  };
  const results: Results = {
    summary,
    decisions,
    rejected,
    now: options.now,
    runs: await directory.records.campaignRuns(
      detection.campaigns.map((campaign) => campaign.id),
      RUNS_SHOWN,
    ),
  };
  const files = await writeResults(options.out, results);
  await directory.records.saveRun(
    { started, finished: started + clock.total(), summary, campaigns: decisions.campaigns },
    lineages.filter((lineage) => lineage.ended !== undefined),
  );
  report('write', 1, 1, 'steps', input.exchanges, input.rejected);

  const actions = Object.fromEntries(ACTIONS.map((action) => [action, 0])) as Record<Action, number>;
  for (const line of toAccountLines(decisions.accounts)) actions[line.action]++;
  const outcome: AnalyzeOutcome = { summary, campaigns: decisions.campaigns, actions, files };
  if (options.replay === undefined) return ok(outcome);

  // The findings are there by now, whatever becomes of a replay that may take hours.
  clock.lap('write');
  const replayed = await replay(directory, detection, {
    step: options.replay,
    detect: (input) => detect(input, { seed: SEED }),
    decide: decideOn,
    signal: options.signal,
    onStep: (done, total, left) => report('replay', done, total, 'steps', 0, 0, left),
  });
  clock.lap('replay');
  const { members: _, findings: __, ...replaySummary } = replayed;
  const written = await writeReplay(options.out, replayed, { ...results, replay: replaySummary });
  return ok({ ...outcome, files: { ...files, replay: written }, replay: replaySummary });
}

function interrupted(options: AnalyzeOptions): Problem {
  return {
    code: 'interrupted',
    message: options.data
      ? 'Stopped before the analysis was complete. The exchanges read so far are kept in the data directory.'
      : 'Stopped before the analysis was complete. Nothing was kept: the data directory was temporary.',
    hint: options.data
      ? 'Run the same command again: exchanges that are there already are not counted twice.'
      : undefined,
  };
}

function nothingRead(input: InputSummary, options: AnalyzeOptions): Problem {
  return {
    code: 'nothing_readable',
    message: `No exchange could be read: ${input.records} records seen, ${input.rejected} set aside.`,
    where: options.paths.join(', '),
    hint: `See ${join(options.out, 'rejected.ndjson')} for each reason; --format names a log format that detection missed.`,
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
