/**
 * The stages of an analysis: read, aggregate, detect, decide, write, and the replay that may follow. Each reports its own
 * progress. Leaves out their order, their times and when a run stops early (analyze.ts).
 */
import { join } from 'node:path';
import type { DetectInput } from '../aggregate/detect-input.ts';
import { LOAD_STEPS, loadDetectInput } from '../aggregate/load-input.ts';
import { inTurns } from '../base/stepwise.ts';
import { VERSION } from '../base/version.ts';
import { toAccountLines } from '../decide/account-lines.ts';
import { type DecidedFindings, decide } from '../decide/decide.ts';
import { defaultPolicy } from '../decide/policy/default-policy.ts';
import type { Policy } from '../decide/policy/policy.ts';
import { endedCampaigns, type Identified, identify } from '../detect/campaign/campaign-ids.ts';
import type { DetectionResult } from '../detect/campaign/finding.ts';
import { detect, detecting } from '../detect/detect.ts';
import { keepTextIds } from '../detect/text/text-ids.ts';
import type { SourcePlan } from '../ingest/sources.ts';
import type { AccountRecord } from '../model/account-record.ts';
import type { AccountLine } from '../model/finding.ts';
import type { Detour, InputSummary, RunSummary } from '../model/summary.ts';
import { ACTIONS, type Action } from '../model/vocabulary.ts';
import type { RunDirectory } from '../store/directory/data-directory.ts';
import type { AnalysisRunOptions, AnalysisRunOutcome, ProgressReport } from './analysis.ts';
import { ingestSources } from './ingest-sources.ts';
import { prepareOutput } from './output-directory.ts';
import type { Readers } from './readers.ts';
import { replay } from './replay.ts';
import { RejectedFile, type Results, writeReplay, writeResults } from './results.ts';
import { type CountedDetection, countBehindFindings } from './selections.ts';

/** Seed of everything in detection that draws: the order in which communities are grown. */
const SEED = 'stillwatch';
/** Earlier runs whose figures the report shows of a campaign. */
const RUNS_SHOWN = 12;

/** What all stages of one run share. */
export interface AnalysisRun {
  readonly directory: RunDirectory;
  readonly options: AnalysisRunOptions;
  readonly report: ProgressReport;
  /** Wall time, ms: of each stage that is done, and since the run began. The laps grow while the run goes on. */
  readonly clock: {
    readonly laps: Readonly<Record<string, number>>;
    lap(name: string): void;
    total(): number;
  };
  /** Counted by the stages as they go. */
  readonly detours: Partial<Record<Detour, number>>;
}

/** What the read stage gives. */
export interface ReadStageResult {
  readonly input: InputSummary;
  readonly rejected: RejectedFile;
}

/** What the decide stage gives. */
export interface DecideResult {
  readonly policy: Policy;
  readonly decisions: DecidedFindings;
  /** Decides on another detection in the same way. */
  decideOn(detection: DetectionResult): DecidedFindings;
}

/** What the write stage gives; the results are kept for a report that is drawn again with the replay. */
export interface WriteResult {
  readonly outcome: AnalysisRunOutcome;
  readonly results: Results;
}

/**
 * Reads the sources into the exchange store, and writes rejected.ndjson if files are asked for. Holds the store's merges until they
 * are released.
 */
export async function readStage(run: AnalysisRun, plan: SourcePlan, readers: Readers | undefined): Promise<ReadStageResult> {
  const { directory, options, report } = run;
  if (options.out !== undefined) await prepareOutput(options.out);
  const rejected =
    options.out === undefined ? RejectedFile.none() : await RejectedFile.create(join(options.out, 'rejected.ndjson'));
  await directory.exchanges.holdMerges();
  try {
    const input = await ingestSources(directory, plan, rejected, {
      format: options.format,
      mapping: options.mapping,
      workers: options.workers,
      readers,
      rawIdentifiers: options.rawIdentifiers,
      insertRows: options.insertRows,
      now: options.now,
      signal: options.signal,
      stdin: options.stdin,
      onDetour: (detour) => countDetour(run, detour),
      onProgress: (bytes, exchanges, rejections) =>
        report('read', bytes, plan.totalBytes, 'bytes', { exchanges, rejected: rejections }),
    });
    return { input, rejected };
  } finally {
    await rejected.close();
  }
}

/** Loads what detection needs from the stores. Fails with the signal's reason when it is aborted. */
export async function aggregateStage(run: AnalysisRun, input: InputSummary): Promise<DetectInput> {
  const { directory, options, report } = run;
  report('aggregate', 0, LOAD_STEPS, 'steps', input);
  return loadDetectInput(directory, {
    threads: options.workers,
    signal: options.signal,
    onDetour: (detour) => countDetour(run, detour),
    onStep: (done) => report('aggregate', done, LOAD_STEPS, 'steps', input),
  });
}

/** Detects campaigns, and gives them the ids of the lineages they continue. Fails when the signal is aborted. */
export async function detectStage(
  { directory, options, report }: AnalysisRun,
  input: InputSummary,
  loaded: DetectInput,
): Promise<Identified> {
  report('detect', 0, 1, 'share', input);
  const found = await inTurns(
    detecting(loaded, { seed: SEED }),
    (share) => report('detect', share, 1, 'share', input),
    options.signal,
  );
  const last = (await directory.records.lastRun())?.campaigns.texts_under_review ?? [];
  return identify({ ...found, texts: keepTextIds(found.texts, last) }, await directory.records.lineages());
}

/** Counts the exchanges behind the findings, for selections.json and for the numbers in sentences. */
export async function countStage(
  { directory, report }: AnalysisRun,
  input: InputSummary,
  loaded: DetectInput,
  identified: Identified,
) {
  report('decide', 0, 1, 'steps', input);
  return countBehindFindings(directory, loaded, identified.detection);
}

/** Decides on the findings with the given or the default policy, and lists the campaigns that have ended. */
export function decideStage(
  { options, report }: AnalysisRun,
  input: InputSummary,
  { units }: DetectInput,
  { detection, lineages }: Identified,
): DecideResult {
  report('decide', 0, 1, 'steps', input);
  const policy = options.policy ?? defaultPolicy();
  const records = recordsOf(units);
  // Ages count back from the end of the log: the findings depend on the input alone.
  const decideOn = (found: DetectionResult) => decide(found, { policy, records, now: found.window?.to ?? options.now });
  const decided = decideOn(detection);
  const decisions: DecidedFindings = {
    ...decided,
    campaigns: { ...decided.campaigns, ended: endedCampaigns(lineages) },
  };
  return { policy, decisions, decideOn };
}

/** What is known of the accounts beside their traffic: the conditions of a policy may ask for it. */
function recordsOf({ account, record }: DetectInput['units']): Map<string, AccountRecord> {
  return new Map(record.flatMap((one, unit) => (one === null ? [] : [[account[unit] as string, one] as const])));
}

/** Writes the result files if any are asked for, and saves the run for those that come after it. */
export async function writeStage(
  run: AnalysisRun,
  { input, rejected }: ReadStageResult,
  loaded: DetectInput,
  { detection, lineages }: Identified,
  { segments, routers, campaigns, texts }: CountedDetection,
  { policy, decisions }: DecideResult,
): Promise<WriteResult> {
  const { directory, options, report, clock } = run;
  const started = options.now;
  report('write', 0, 1, 'steps', input);
  const summary = await summarize(run, input, loaded, decisions, policy);
  const results: Results = {
    summary,
    decisions,
    selections: {
      version: 1,
      read: input.exchanges + input.duplicates,
      exchanges: summary.totals.exchanges,
      identifiers: options.rawIdentifiers === true ? 'kept' : 'hashed',
      routers: [...routers],
      segments,
      campaigns: [...campaigns],
      texts,
    },
    rejected,
    now: options.now,
    runs: await directory.records.campaignRuns(
      detection.campaigns.map((campaign) => campaign.id),
      RUNS_SHOWN,
    ),
  };
  const files = options.out === undefined ? undefined : await writeResults(options.out, results);
  await directory.records.saveRun(
    { started, finished: started + clock.total(), summary, campaigns: decisions.campaigns },
    lineages.filter((lineage) => lineage.ended !== undefined),
  );
  report('write', 1, 1, 'steps', input);
  const accounts = toAccountLines(decisions.accounts);
  const found = { summary, campaigns: decisions.campaigns, accounts, actions: countActions(accounts) };
  return { outcome: files === undefined ? found : { ...found, files }, results };
}

/**
 * Replays the log; if files are asked for, writes replay.json and draws the report again.
 *
 * @param step length of a step, ms
 */
export async function replayStage(
  { directory, options, report, clock }: AnalysisRun,
  step: number,
  { detection }: Identified,
  { decideOn }: DecideResult,
  { outcome, results }: WriteResult,
): Promise<AnalysisRunOutcome> {
  const replayed = await replay(directory, detection, {
    step,
    detect: (input) => detect(input, { seed: SEED }),
    decide: decideOn,
    signal: options.signal,
    onStep: (done, total, left) => report('replay', done, total, 'steps', undefined, left),
  });
  // Before the report is drawn: it shows the time of the replay.
  clock.lap('replay');
  const { members: _, findings: __, ...replaySummary } = replayed;
  if (options.out === undefined || outcome.files === undefined) return { ...outcome, replay: replaySummary };
  const written = await writeReplay(options.out, replayed, { ...results, replay: replaySummary });
  return { ...outcome, files: { ...outcome.files, replay: written }, replay: replaySummary };
}

/** The figures of a run. Its stage times are those of the clock, and grow with it. */
async function summarize(
  { directory, options, clock, detours }: AnalysisRun,
  input: InputSummary,
  loaded: DetectInput,
  decisions: DecidedFindings,
  policy: Policy,
): Promise<RunSummary> {
  return {
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
}

function countActions(accounts: readonly AccountLine[]): Record<Action, number> {
  const actions = Object.fromEntries(ACTIONS.map((action) => [action, 0])) as Record<Action, number>;
  for (const line of accounts) actions[line.action]++;
  return actions;
}

function countDetour({ detours }: AnalysisRun, detour: Detour): void {
  detours[detour] = (detours[detour] ?? 0) + 1;
}
