/** Reads sources into a data directory: blocks to worker threads, their results taken in the order of the input. */
import { LIMITS } from '../base/limits.ts';
import { exceedsCache } from '../base/uncached-read.ts';
import { INPUTS } from '../fingerprint/inputs.ts';
import { BlockMemory } from '../ingest/block-memory.ts';
import { BLOCK_LIMITS } from '../ingest/blocks.ts';
import type { ByteInput } from '../ingest/byte-stream.ts';
import type { FormatName } from '../ingest/format.ts';
import { readBlocks } from '../ingest/reader.ts';
import { RejectionCounts } from '../ingest/rejection-counts.ts';
import type { SourcePlan } from '../ingest/sources.ts';
import type { FieldMapping } from '../ingest/tables/field-mapping.ts';
import { inputWarnings } from '../model/input-warnings.ts';
import type { NamedHash } from '../model/named-hash.ts';
import type { Rejection } from '../model/rejection.ts';
import type { Detour, InputSummary } from '../model/summary.ts';
import { shownCounts, UnknownFieldTally } from '../model/unknown-fields.ts';
import type { RunDirectory } from '../store/directory/data-directory.ts';
import type { BlockResult, BlockTask } from './block-task.ts';
import { type Readers, startReaders } from './readers.ts';
import type { RejectedFile } from './results.ts';
import { RowFacts } from './row-facts.ts';
import { RowLoader } from './row-loader.ts';

export interface IngestOptions {
  readonly format: FormatName | 'auto';
  readonly mapping?: FieldMapping | undefined;
  readonly workers?: number;
  /** Threads that were started already, closed at the end; absent: as many as `workers` says. */
  readonly readers?: Readers;
  /** Keep personal identifiers in the place of ids as they are, if no threads are given. */
  readonly rawIdentifiers?: boolean;
  readonly insertRows?: number;
  readonly now: number;
  readonly signal?: AbortSignal;
  readonly stdin?: ByteInput;
  onProgress(bytes: number, exchanges: number, rejected: number): void;
  /** Called for each block that was read a longer way. */
  onDetour?(detour: Detour): void;
}

/** Blocks in flight a worker: those it has, and one waiting; memory stays bounded. */
const IN_FLIGHT = INPUTS + 1;

export async function ingestSources(
  directory: RunDirectory,
  plan: SourcePlan,
  rejected: RejectedFile,
  options: IngestOptions,
): Promise<InputSummary> {
  const { identityKey } = directory;
  const { now, rawIdentifiers = false } = options;
  const readers = options.readers ?? startReaders({ identityKey, now, rawIdentifiers }, options.workers);
  const intake = await RowLoader.open(directory.exchanges, options.insertRows);
  const tally = new Tally();
  const facts = new RowFacts();
  for (const { reason } of plan.skipped) tally.note(`path_passed_over: ${reason}`);
  const read = new Map<string, number>();
  const outlined = new Set<bigint>();
  const memory = new BlockMemory(BLOCK_LIMITS.blockBytes);
  /** Lines of each file before the range that is taken next: a range does not know where in its file it stands. */
  const lines = new Map<string, number>();
  const lineOf = (task: BlockTask): number => ('bytes' in task ? 0 : (lines.get(task.file) ?? 0));
  const onReject = (rejection: Rejection) => {
    tally.reject(rejection);
    rejected.add(rejection);
  };

  const run = async (task: BlockTask): Promise<BlockResult> => {
    if ('fault' in task && task.fault)
      return { ...NOTHING, rejections: [{ file: task.file, line: 1, field: '', ...task.fault }], lines: 1 };
    // An empty one is too small for any row: the worker makes one that the next block has room in as well.
    const rows = intake.freeBuffers.pop() ?? new ArrayBuffer(0);
    const given = { ...task, memory: rows };
    if ('bytes' in task) return readers.read(given, [...ownMemory(task.bytes), rows]);
    return readers.read(given, [rows]).catch((error) => unreadable(task.file, error));
  };

  /** Results in input order; each is taken in before the next. */
  const flight: { task: BlockTask; result: Promise<BlockResult> }[] = [];
  const takeNext = async () => {
    const next = flight.shift();
    if (!next) return;
    const result = await next.result;
    const firstLine = lineOf(next.task);
    if ('bytes' in next.task) memory.give(next.task.bytes);
    for (const detour of result.detours) options.onDetour?.(detour);
    facts.add(result.rows, result.count);
    await intake.add(result.rows, result.count, firstOutlines(result.names, outlined));
    if (result.accounts.length > 0) await directory.records.upsertAccounts(result.accounts);
    if (result.releases.length > 0) await directory.records.upsertReleases(result.releases);
    for (const rejection of result.rejections) {
      // Line 0 is the file as a whole.
      const { line } = rejection;
      onReject(firstLine === 0 || line === 0 ? rejection : { ...rejection, line: line + firstLine });
    }
    lines.set(next.task.file, firstLine + result.lines);
    tally.add(next.task, result);
    // Joined records count the bytes of all files joined so far.
    const joined = next.task.format !== next.task.origin;
    read.set(joined ? next.task.origin : next.task.file, next.task.consumed);
    let bytes = 0;
    for (const consumed of read.values()) bytes += consumed;
    options.onProgress(bytes, intake.taken, tally.rejected);
  };

  try {
    const blocks = readBlocks(plan.sources, {
      format: options.format,
      ...(options.mapping === undefined ? {} : { mapping: options.mapping }),
      stdin: options.stdin,
      onReject,
      onIgnored: (reason) => tally.ignore(reason),
      onNote: (code) => tally.note(code),
      signal: options.signal,
      ranges: true,
      uncached: exceedsCache(plan.totalBytes),
      memory,
    });
    for await (const block of blocks) {
      if (options.signal?.aborted) break;
      const result = run(block);
      // A failure is met when its turn comes; until then it must not count as unhandled.
      result.catch(() => {});
      flight.push({ task: block, result });
      if (flight.length >= readers.threads * IN_FLIGHT) await takeNext();
    }
    while (flight.length > 0) await takeNext();
    await intake.flush();
  } finally {
    await readers.close();
  }
  const accountRecords = await directory.records.accountCount();
  return { ...tally.summary(plan, intake), warnings: inputWarnings(facts.facts(accountRecords)) };
}

const NOTHING: BlockResult = {
  rows: new Uint8Array(0),
  count: 0,
  names: [],
  accounts: [],
  releases: [],
  rejections: [],
  records: 0,
  lines: 0,
  ignored: {},
  notes: {},
  unknown: { records: 0, fields: {}, unnamed: 0 },
  detours: [],
};

/** Memory that changes hands with a block: that of a large one is shared. */
function ownMemory({ buffer }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer ? [buffer] : [];
}

/** A file that could be opened a moment ago and cannot be read now; a bug goes on as what it is. */
function unreadable(file: string, error: unknown): BlockResult {
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || !/^E[A-Z]+$/.test(code)) throw error;
  return {
    ...NOTHING,
    rejections: [
      {
        file,
        line: 0,
        field: '',
        expected: 'a file that can be read',
        got: `${code} from the system`,
        reason: 'unreadable',
      },
    ],
  };
}

/** Each worker outlines what it meets first; the block that is first in the input decides, whoever worked on it. */
function firstOutlines(names: readonly NamedHash[], outlined: Set<bigint>): NamedHash[] {
  return names.filter((name) => {
    if (name.kind !== 'outline') return true;
    if (outlined.has(name.hash)) return false;
    outlined.add(name.hash);
    return true;
  });
}

/** Counts of everything that was read, set aside or passed over. */
class Tally {
  rejected = 0;
  private records = 0;
  private accounts = 0;
  private releases = 0;
  private readonly rejectedByReason: Record<string, number> = {};
  private readonly rejections = new RejectionCounts();
  private readonly ignored: Record<string, number> = {};
  private readonly notes: Record<string, number> = {};
  private readonly unknown = new UnknownFieldTally(LIMITS.unknownFields);
  private readonly formats: Record<string, number> = {};

  reject(rejection: Rejection): void {
    this.rejected++;
    bump(this.rejectedByReason, rejection.reason);
    this.rejections.add(rejection);
  }

  ignore(reason: string): void {
    this.records++;
    bump(this.ignored, reason);
  }

  note(code: string): void {
    bump(this.notes, code);
  }

  add(task: BlockTask, result: BlockResult): void {
    this.records += result.records;
    this.accounts += result.accounts.length;
    this.releases += result.releases.length;
    bump(this.formats, task.origin, result.records);
    for (const [reason, n] of Object.entries(result.ignored)) bump(this.ignored, reason, n);
    for (const [code, n] of Object.entries(result.notes)) bump(this.notes, code, n);
    this.unknown.add(result.unknown);
  }

  summary(plan: SourcePlan, intake: RowLoader): InputSummary {
    return {
      files: plan.sources.length,
      bytes: plan.totalBytes,
      records: this.records,
      exchanges: intake.taken,
      accounts: this.accounts,
      releases: this.releases,
      duplicates: intake.duplicates,
      rejected: this.rejected,
      rejectedByReason: this.rejectedByReason,
      ignoredByReason: this.ignored,
      notes: this.notes,
      unknownFields: shownCounts(this.unknown),
      formats: this.formats,
      rejections: this.rejections.most(),
    };
  }
}

function bump(counts: Record<string, number>, key: string, by = 1): void {
  counts[key] = (counts[key] ?? 0) + by;
}
