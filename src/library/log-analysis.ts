/**
 * `analyze` of the package: an analysis as one call. It checks its options, runs the pipeline and gives the findings as a value.
 * Leaves out the analysis itself (pipeline/analyze.ts), progress bars and exit codes (cli/).
 */
import { z } from 'zod';
import { ok, orThrow, ProblemError, type Result } from '../base/problem.ts';
import { orSystemProblem } from '../base/system-problem.ts';
import type { PolicyDocument } from '../decide/policy/document.ts';
import { compilePolicy, type Policy } from '../decide/policy/policy.ts';
import type { ByteInput } from '../ingest/byte-stream.ts';
import { FORMAT_NAMES, type FormatName } from '../ingest/format.ts';
import { type FieldMapping, type MapTarget, mappingFrom } from '../ingest/tables/field-mapping.ts';
import type { AccountLine, Campaign, LeftAlone } from '../model/finding.ts';
import type { ReplaySummary } from '../model/replay.ts';
import type { RunSummary } from '../model/summary.ts';
import type { TextUnderReview } from '../model/text-under-review.ts';
import type { Action } from '../model/vocabulary.ts';
import type { AnalysisRunOptions, Progress, ResultFiles } from '../pipeline/analysis.ts';
import { runAnalysis } from '../pipeline/analyze.ts';
import { nothingReadable } from '../pipeline/nothing-readable.ts';

/** What to analyze, and how. */
export interface AnalysisOptions {
  /**
   * Log files, directories (read recursively), patterns, and `s3://`, `gs://`, `https://` and `clickhouse://` addresses; records
   * of accounts and releases as well. Optional if there is an `input`.
   */
  readonly paths?: string | readonly string[];
  /** A log as a stream of bytes or text, read after the paths. */
  readonly input?: AsyncIterable<Uint8Array | string>;
  /** The format of every source. Default: `auto`, from the content of each. */
  readonly format?: FormatName | 'auto';
  /** Fields that have other names than those that are looked for, by what they are: `{ account: 'customer_id' }`. */
  readonly mapping?: Readonly<Partial<Record<MapTarget, string>>>;
  /** Directory for the files that `stillwatch analyze` writes. Default: none is kept. */
  readonly out?: string;
  /** A data directory to add the log to. Default: a temporary one, removed at the end. */
  readonly data?: string;
  /** Decides on actions, as in the service; the rule of two applies to every policy. Default: the default policy. */
  readonly policy?: PolicyDocument;
  /** Length of a step in ms, at least 60,000: after detection, replay the log in such steps. Default: no replay. */
  readonly replay?: number;
  /** Threads that read, 1 to 64. Default: one per core. */
  readonly workers?: number;
  /** Show mail addresses, IP addresses and phone numbers that are ids of accounts as they are. Default: keyed hashes. */
  readonly keepIdentifiers?: boolean;
  /** Where credentials of remote sources may be, such as `process.env`. Default: no credentials. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The present, which no exchange may be later than by more than a day. Default: now. */
  readonly now?: Date;
  /** Stops the analysis: it then fails with the code `interrupted`. */
  readonly signal?: AbortSignal;
  /** Called a few times a second with how far the analysis has come. An error that it throws ends the analysis. */
  readonly onProgress?: (progress: Progress) => void;
}

/** What an analysis found. */
export interface Analysis {
  /** Groups of accounts that harvest together, those with the highest confidence first. */
  readonly campaigns: readonly Campaign[];
  /** One entry an account seen, with its action. */
  readonly accounts: readonly AccountLine[];
  /** Groups that were cleared, with the reasons. */
  readonly leftAlone: readonly LeftAlone[];
  /** Harvest texts whose senders nothing ties to one operator. */
  readonly textsUnderReview: readonly TextUnderReview[];
  /** Accounts by action. */
  readonly actions: Readonly<Record<Action, number>>;
  /** What was read, rejected and taken, and what looks wrong about the log as a whole. */
  readonly summary: RunSummary;
  /** When each campaign could first have been raised; only with `replay`. */
  readonly replay?: ReplaySummary;
  /** Paths of the files in `out`; only with `out`. */
  readonly files?: ResultFiles;
}

const MOST_WORKERS = 64;
const SHORTEST_STEP_MS = 60_000;
const func = z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function', 'a function');
const path = z.string({ error: 'a path' }).min(1, 'a path');

/** The door: what a program in JavaScript might get wrong. Mappings and policies have checks of their own. */
const Checked = z.strictObject({
  paths: z.union([path, z.array(path)], { error: 'a path or a list of paths' }).optional(),
  input: z.custom((value) => isIterable(value), 'a stream of bytes or text').optional(),
  format: z.enum(['auto', ...FORMAT_NAMES], { error: `one of auto, ${FORMAT_NAMES.join(', ')}` }).optional(),
  mapping: z.unknown().optional(),
  out: path.optional(),
  data: path.optional(),
  policy: z.unknown().optional(),
  replay: z
    .int({ error: `a whole number of ms from ${SHORTEST_STEP_MS}` })
    .min(SHORTEST_STEP_MS, `a whole number of ms from ${SHORTEST_STEP_MS}`)
    .optional(),
  workers: z
    .int({ error: `a whole number from 1 to ${MOST_WORKERS}` })
    .min(1, `a whole number from 1 to ${MOST_WORKERS}`)
    .max(MOST_WORKERS, `a whole number from 1 to ${MOST_WORKERS}`)
    .optional(),
  keepIdentifiers: z.boolean({ error: 'true or false' }).optional(),
  environment: z.record(z.string(), z.string().optional(), { error: 'an object of text' }).optional(),
  now: z.date({ error: 'a valid Date' }).optional(),
  signal: z.instanceof(AbortSignal, { error: 'an AbortSignal' }).optional(),
  onProgress: func.optional(),
});

/**
 * Analyzes request logs in this process and its threads: reads them, finds campaigns and decides on actions. The result depends on
 * the input alone. Memory and time are those of `stillwatch analyze`.
 *
 * The embedded engine takes one data directory at a time: while another analysis or a service with embedded stores runs in this
 * process, the call fails with `engine_in_use`.
 *
 * @param options at least `paths` or `input`
 * @throws ProblemError if the log cannot be used, the machine is not ready, or the signal is aborted; its `problem` has the code.
 *   Records that cannot be read are no error: `summary.input` counts them.
 * @example
 * const { campaigns } = await analyze({ paths: 'logs/', mapping: { account: 'customer_id' } });
 * for (const { id, accounts, action } of campaigns) console.log(id, accounts.length, action);
 */
export async function analyzeLogs(options: AnalysisOptions): Promise<Analysis> {
  checkOptions(options);
  const request = orThrow(toRequest(options));
  const { summary, campaigns: found, accounts, actions, replay, files } = await orSystemProblem(runAnalysis(request));
  const nothing = nothingReadable(summary, files?.rejected ?? null);
  if (nothing !== null) throw new ProblemError(nothing);
  return {
    campaigns: found.campaigns,
    accounts,
    leftAlone: found.left_alone,
    textsUnderReview: found.texts_under_review ?? [],
    actions,
    summary,
    ...(replay === undefined ? {} : { replay }),
    ...(files === undefined ? {} : { files }),
  };
}

/** @throws ProblemError with the code `option_invalid` */
function checkOptions(options: AnalysisOptions): void {
  const parsed = Checked.safeParse(options);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    if (unknown !== undefined) throw invalid(unknown, `one of ${Object.keys(Checked.shape).join(', ')}`, 'another option');
    const name = issue.path.length === 0 ? 'options' : issue.path.map(String).join('.');
    throw invalid(name, issue.path.length === 0 ? 'an object with options' : issue.message, 'something else');
  }
  const { paths = [], input } = options;
  if ([paths].flat().length === 0 && input === undefined) throw invalid('paths', 'a path or an input', 'neither');
  if ([paths].flat().includes('-')) throw invalid('paths', 'paths of files', "'-'; pass process.stdin as input instead");
}

function toRequest(options: AnalysisOptions): Result<AnalysisRunOptions> {
  const { out, paths = [], input, mapping, policy, replay, workers, data, signal, environment, onProgress } = options;
  const mapped: Result<FieldMapping | undefined> = mapping === undefined ? ok(undefined) : mappingFrom(mapping);
  if (!mapped.ok) return { ok: false, problem: { ...mapped.problem, where: 'mapping' } };
  const compiled: Result<Policy | undefined> = policy === undefined ? ok(undefined) : compilePolicy(policy);
  if (!compiled.ok) return compiled;
  return ok({
    paths: [...[paths].flat(), ...(input === undefined ? [] : ['-'])],
    format: options.format ?? 'auto',
    now: (options.now ?? new Date()).getTime(),
    ...(mapped.value === undefined ? {} : { mapping: mapped.value }),
    ...(compiled.value === undefined ? {} : { policy: compiled.value }),
    ...(input === undefined ? {} : { stdin: input as ByteInput }),
    ...(environment === undefined ? {} : { env: environment }),
    ...(out === undefined ? {} : { out }),
    ...(data === undefined ? {} : { data }),
    ...(workers === undefined ? {} : { workers }),
    ...(replay === undefined ? {} : { replay }),
    ...(options.keepIdentifiers === true ? { rawIdentifiers: true } : {}),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}

function isIterable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function invalid(option: string, expected: string, got: string): ProblemError {
  return new ProblemError({
    code: 'option_invalid',
    message: `Expected ${expected}, got ${got}.`,
    where: option,
    hint: 'docs/how-to/use-the-library.md lists the options.',
  });
}
