/** An analysis as its callers see it: its options, its progress and its outcome. Leaves out how it runs (analyze.ts). */
import type { Result } from '../base/problem.ts';
import type { Policy } from '../decide/policy/policy.ts';
import type { ByteInput } from '../ingest/byte-stream.ts';
import type { FormatName } from '../ingest/format.ts';
import type { FieldMapping } from '../ingest/tables/field-mapping.ts';
import type { AccountLine, CampaignsFile } from '../model/finding.ts';
import type { ReplaySummary } from '../model/replay.ts';
import type { RunSummary } from '../model/summary.ts';
import type { Action } from '../model/vocabulary.ts';
import type { RunDirectory } from '../store/directory/data-directory.ts';

/** The stages of a run in their order: the stores are opened before them, and the log may be replayed after them. */
export type StageName = 'open' | 'read' | 'aggregate' | 'detect' | 'decide' | 'write' | 'replay';

/** How far a stage has come. */
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

/** What to analyze. */
export interface AnalysisRunOptions {
  /** Files, directories, '-' for standard input. */
  readonly paths: readonly string[];
  readonly format: FormatName | 'auto';
  /** Fields that have other names than those that are looked for. */
  readonly mapping?: FieldMapping;
  /** Where credentials of remote sources may be. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A directory for the result files; absent: none are written. */
  readonly out?: string;
  /** Decides on actions; absent: the default policy. */
  readonly policy?: Policy;
  /** A data directory to add to; absent: a temporary one, removed at the end. */
  readonly data?: string;
  /** Opens the stores, closed at the end; absent: those of `data`. */
  readonly open?: () => Promise<Result<RunDirectory>>;
  /** Worker threads; absent: as many as the machine has cores. */
  readonly workers?: number;
  /** Keep mail addresses, IP addresses and phone numbers in the place of ids as they are; absent: they are hashed. */
  readonly rawIdentifiers?: boolean;
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

/** What to analyze, and where the result files go. */
export interface AnalyzeOptions extends AnalysisRunOptions {
  readonly out: string;
}

/** Paths of the files that a run wrote. The directory has the findings as CSV as well. */
export interface ResultFiles {
  readonly campaigns: string;
  readonly accounts: string;
  readonly report: string;
  /** Every record that could not be read, with its reason. */
  readonly rejected: string;
  readonly replay?: string;
}

/** What a run found, apart from its accounts. */
interface Found {
  readonly summary: RunSummary;
  readonly campaigns: CampaignsFile;
  /** Accounts by action. */
  readonly actions: Readonly<Record<Action, number>>;
  /** When each campaign was first raised; the file has the members as well. */
  readonly replay?: ReplaySummary;
}

/** What a run found, its accounts included; the files if it wrote any. */
export interface AnalysisRunOutcome extends Found {
  readonly accounts: readonly AccountLine[];
  readonly files?: ResultFiles;
}

/** What a run found, and the paths of the files it wrote. */
export interface AnalyzeOutcome extends Found {
  readonly files: ResultFiles;
}

/** Reports progress of a stage; `counts` are the exchanges taken and the records set aside by then. */
export type ProgressReport = (
  stage: StageName,
  done: number,
  total: number,
  unit: Progress['unit'],
  counts?: Pick<Progress, 'exchanges' | 'rejected'>,
  left?: number | null,
) => void;
