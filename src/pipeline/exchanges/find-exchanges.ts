/**
 * Finds the exchanges of a selection in a log: blocks to worker threads, what they found in the order of the log. The blocks are
 * those of an analysis, so its counts come out again; an exchange id counts once. Memory grows with the exchanges of the accounts
 * that are asked about, some 24 bytes each, and not with the log. Nothing is written.
 */
import { availableParallelism } from 'node:os';
import { ProblemError } from '../../base/problem.ts';
import { BlockMemory } from '../../ingest/block-memory.ts';
import { BLOCK_LIMITS } from '../../ingest/blocks.ts';
import type { ByteInput } from '../../ingest/byte-stream.ts';
import type { FormatName } from '../../ingest/format.ts';
import { readBlocks } from '../../ingest/reader.ts';
import type { SourcePlan } from '../../ingest/sources.ts';
import type { FieldMapping } from '../../ingest/tables/field-mapping.ts';
import type { Rejection } from '../../model/rejection.ts';
import { workerPool } from '../worker-pool.ts';
import { HashSet64 } from './hash-set.ts';
import { type FoundExchange, MATCH, type MatchResult, type MatchSettings, type MatchTask } from './match-task.ts';

export interface FindOptions {
  readonly plan: SourcePlan;
  readonly format: FormatName | 'auto';
  readonly mapping?: FieldMapping | undefined;
  readonly stdin?: ByteInput;
  readonly signal?: AbortSignal;
  readonly workers?: number | undefined;
  /** Most exchanges that are listed; all are counted. */
  readonly limit: number;
  readonly settings: MatchSettings;
  /** Takes what is found, in the order of the log; reading waits for it. */
  onFound(exchange: FoundExchange): void | Promise<void>;
  onProgress?(bytes: number, exchanges: number, found: number): void;
}

/** How many there were. */
export interface FindCounts {
  /** Exchanges read, duplicates included. */
  readonly read: number;
  /** Lines and files that could not be read. */
  readonly rejected: number;
  /** The first of those files that could not be read at all. */
  readonly unread: readonly Rejection[];
  /** First and last time of an exchange, ms since the epoch; null if there is none. */
  readonly window: { readonly from: number; readonly to: number } | null;
  /** Exchanges of the accounts. */
  readonly accounts: number;
  /** Those that the finding or the row is about. */
  readonly whole: number;
  /** Those of them that were asked for. */
  readonly part: number;
  /** Copies of exchanges that were counted before. */
  readonly duplicates: number;
  readonly listed: number;
}

/** Blocks in flight a thread: the one it has and one that waits. */
const IN_FLIGHT = 2;

/** Reads the log. Fails with a ProblemError `interrupted` when the signal is aborted. */
export async function findExchanges(options: FindOptions): Promise<FindCounts> {
  const { plan, settings, signal } = options;
  const threads = Math.max(1, options.workers ?? availableParallelism());
  const pool = workerPool(import.meta.url, settings, threads);
  const memory = new BlockMemory(BLOCK_LIMITS.blockBytes);
  const tally = new Tally(options);
  const flight: { task: MatchTask; result: Promise<MatchResult> }[] = [];
  const takeNext = async (): Promise<void> => {
    const next = flight.shift();
    if (next === undefined) return;
    const result = await next.result;
    if ('bytes' in next.task) memory.give(next.task.bytes);
    await tally.take(next.task, result);
  };
  try {
    const blocks = readBlocks(plan.sources, {
      format: options.format,
      ...(options.mapping === undefined ? {} : { mapping: options.mapping }),
      ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
      ...(signal === undefined ? {} : { signal }),
      onReject: (rejection) => tally.reject(rejection),
      ranges: true,
      memory,
    });
    for await (const block of blocks) {
      if (signal?.aborted) break;
      const task: MatchTask = { ...block, wanted: Math.max(0, options.limit - tally.listed) };
      const owned = 'bytes' in task && task.bytes.buffer instanceof ArrayBuffer ? [task.bytes.buffer] : [];
      const result: Promise<MatchResult> =
        'fault' in task && task.fault ? Promise.resolve(SKIPPED_LINE) : pool.run(task, { transferList: owned });
      // A failure is met when its turn comes; until then it must not count as unhandled.
      result.catch(() => {});
      flight.push({ task, result });
      if (flight.length >= threads * IN_FLIGHT) await takeNext();
    }
    while (flight.length > 0 && !signal?.aborted) await takeNext();
  } finally {
    await pool.destroy();
  }
  if (signal?.aborted)
    throw new ProblemError({ code: 'interrupted', message: 'Stopped before the whole log was read: there may be more.' });
  return tally.counts();
}

/** A line that is too long to be read, in a file that is read in ranges. */
const SKIPPED_LINE: MatchResult = {
  exchanges: 0,
  first: Number.POSITIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY,
  lines: 1,
  rejected: 1,
  ids: new BigUint64Array(0),
  matches: new Uint8Array(0),
  found: [],
};

/** Takes results in order: line numbers, ids that were met before, and counts. */
class Tally {
  listed = 0;
  private readonly options: FindOptions;
  private readonly ids = new HashSet64();
  private readonly lines = new Map<string, number>();
  private readonly consumed = new Map<string, number>();
  private readonly unread: Rejection[] = [];
  private readonly n = { read: 0, rejected: 0, accounts: 0, whole: 0, part: 0, duplicates: 0 };
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;

  constructor(options: FindOptions) {
    this.options = options;
  }

  reject(rejection: Rejection): void {
    this.n.rejected++;
    if (rejection.line === 0 && this.unread.length < 10) this.unread.push(rejection);
  }

  async take(task: MatchTask, result: MatchResult): Promise<void> {
    const { n, options } = this;
    const before = 'bytes' in task ? 0 : (this.lines.get(task.file) ?? 0);
    if (!('bytes' in task)) this.lines.set(task.file, before + result.lines);
    n.read += result.exchanges;
    n.rejected += result.rejected;
    this.first = Math.min(this.first, result.first);
    this.last = Math.max(this.last, result.last);
    const fresh = this.countRows(result);
    for (const { k, exchange } of result.found) {
      if (fresh[k] === 0 || this.listed >= options.limit) continue;
      this.listed++;
      await options.onFound(before === 0 ? exchange : { ...exchange, line: exchange.line + before });
    }
    // Joined records count the bytes of all files joined so far.
    this.consumed.set(task.format === task.origin ? task.file : task.origin, task.consumed);
    let bytes = 0;
    for (const one of this.consumed.values()) bytes += one;
    options.onProgress?.(bytes, n.read, n.part);
  }

  /** @returns 1 for each row of the units whose id was not met before */
  private countRows({ ids, matches }: MatchResult): Uint8Array {
    const { n } = this;
    const fresh = new Uint8Array(ids.length);
    const halves = new Uint32Array(ids.buffer, ids.byteOffset, 2 * ids.length);
    for (let k = 0; k < ids.length; k++) {
      if (!this.ids.add(halves[2 * k], halves[2 * k + 1])) {
        n.duplicates++;
        continue;
      }
      fresh[k] = 1;
      n.accounts++;
      if (matches[k] & MATCH.whole) n.whole++;
      if (matches[k] & MATCH.part) n.part++;
    }
    return fresh;
  }

  counts(): FindCounts {
    const { n, unread, listed, first, last } = this;
    return { ...n, unread, listed, window: first > last ? null : { from: first, to: last } };
  }
}
