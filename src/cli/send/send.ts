/**
 * Sends a log to a running service: reads it in blocks, cuts these into pieces, keeps a few pieces in flight and adds up the
 * answers. Memory does not grow with the log. Leaves out flags and text (send-command.ts).
 */
import { type Clock, monotonicClock, SECOND } from '../../base/clock.ts';
import type { Problem } from '../../base/problem.ts';
import { BlockMemory } from '../../ingest/block-memory.ts';
import { BLOCK_LIMITS } from '../../ingest/blocks.ts';
import type { ByteInput } from '../../ingest/byte-stream.ts';
import type { FormatName, LineBlock } from '../../ingest/format.ts';
import { createParser } from '../../ingest/parser.ts';
import { readBlocks } from '../../ingest/reader.ts';
import type { SourcePlan } from '../../ingest/sources.ts';
import type { FieldMapping } from '../../ingest/tables/field-mapping.ts';
import { halves, type Piece, piecesOf } from './pieces.ts';
import type { SendRecord } from './send-record.ts';
import { SendTally } from './send-tally.ts';
import { type ServiceTarget, sendBody } from './sender.ts';

export interface SendOptions {
  readonly format: FormatName | 'auto';
  /** Where fields are that have other names than those that are looked for. */
  readonly mapping?: FieldMapping;
  readonly stdin?: ByteInput;
  /** ms since the epoch; records of other formats from more than a day later are rejected. */
  readonly now: number;
  readonly sender: Omit<ServiceTarget, 'signal'>;
  /** What was acknowledged before, and where that is kept; null for neither. */
  readonly record: SendRecord | null;
  /** Stops reading; requests under way are answered. */
  readonly signal: AbortSignal;
  onProgress(bytes: number, records: number, rejected: number): void;
  /** Called for a file that is not sent from its first line, or whose record is of no use. */
  onResume(file: string, state: 'same' | 'grown' | 'changed', lines: number): void;
}

/** How it ended: the tally so far, and the problem that ended it early; null if there was none. */
export interface SendOutcome {
  readonly tally: SendTally;
  readonly problem: Problem | null;
}

/** Requests in flight: the service reads one body while the next ones arrive. */
const IN_FLIGHT = 4;
const SAVE_EVERY = 2 * SECOND;

/** Sends everything in the plan, in its order. */
export async function sendSources(plan: SourcePlan, options: SendOptions): Promise<SendOutcome> {
  const run = new SendRun(options);
  try {
    await run.all(plan);
  } finally {
    await options.record?.save();
  }
  return { tally: run.tally, problem: run.problem };
}

class SendRun {
  readonly tally = new SendTally();
  problem: Problem | null = null;
  private readonly options: SendOptions;
  /** Fires on Ctrl-C, and when the service takes no more. */
  private readonly stop = new AbortController();
  private readonly signal: AbortSignal;
  private readonly flight = new Set<Promise<void>>();
  private readonly consumed = new Map<string, number>();
  private readonly acknowledged: Acknowledged;

  constructor(options: SendOptions) {
    this.options = options;
    this.signal = AbortSignal.any([options.signal, this.stop.signal]);
    this.acknowledged = new Acknowledged(options.record, options.sender.monotonic ?? monotonicClock);
  }

  async all(plan: SourcePlan): Promise<void> {
    const { options, tally, signal } = this;
    const memory = new BlockMemory(BLOCK_LIMITS.blockBytes);
    const parser = createParser({ now: options.now });
    const sink = {
      reject: tally.reject.bind(tally),
      ignored: () => {
        tally.totals.ignored++;
      },
    };
    const blocks = readBlocks(plan.sources, {
      format: options.format,
      ...(options.mapping === undefined ? {} : { mapping: options.mapping }),
      stdin: options.stdin,
      onReject: sink.reject,
      onIgnored: sink.ignored,
      signal,
      memory,
    });
    const done = new Map<string, number>();
    for await (const block of blocks) {
      for (const piece of piecesOf(block, parser, sink, await this.doneOf(block, done))) {
        if (signal.aborted) break;
        await this.launch(piece);
      }
      memory.give(block.bytes);
      if (signal.aborted) break;
      this.progress(block);
    }
    await Promise.all(this.flight);
  }

  /** Lines of the block's file that were acknowledged before. */
  private async doneOf(block: LineBlock, done: Map<string, number>): Promise<number> {
    const { record, onResume } = this.options;
    // Joined records come from several files.
    if (record === null || block.file === '-' || block.places !== undefined) return 0;
    const known = done.get(block.file);
    if (known !== undefined) return known;
    const { state, lines } = await record.meet(block.file);
    done.set(block.file, lines);
    this.tally.totals.skipped_lines += lines;
    if (state !== 'new') onResume(block.file, state, lines);
    return lines;
  }

  /** Waits for room among the requests in flight. */
  private async launch(piece: Piece): Promise<void> {
    while (this.flight.size >= IN_FLIGHT) await Promise.race(this.flight);
    if (this.signal.aborted) return;
    const acknowledge = this.acknowledged.expect(piece.reaches);
    const sending: Promise<void> = this.send(piece)
      .then((taken) => (taken ? acknowledge() : undefined))
      .finally(() => this.flight.delete(sending));
    this.flight.add(sending);
  }

  /** @returns whether the service has answered for every record of the piece */
  private async send(piece: Piece): Promise<boolean> {
    const answer = await sendBody(piece.body, { ...this.options.sender, signal: this.signal });
    if (answer.ok) {
      this.tally.add(piece, answer.value);
      return true;
    }
    const { code, message } = answer.problem;
    if (code === 'too_large') {
      const parts = halves(piece);
      if (parts !== null) return (await this.send(parts[0])) && (await this.send(parts[1]));
    }
    if (code === 'too_large' || code === 'bad_request') {
      // Not one line of it is a record.
      this.tally.reject({ ...piece.place(0), field: '', expected: message, got: 'another', reason: code }, piece.lines);
      return true;
    }
    if (code !== 'interrupted') this.problem ??= answer.problem;
    this.stop.abort();
    return false;
  }

  private progress(block: LineBlock): void {
    // Joined records count the bytes of all files joined so far.
    this.consumed.set(block.places === undefined ? block.file : block.origin, block.consumed);
    let bytes = 0;
    for (const consumed of this.consumed.values()) bytes += consumed;
    const { accepted, duplicates, rejected } = this.tally.totals;
    this.options.onProgress(bytes, accepted + duplicates, rejected);
  }
}

/** Notes how far each file was acknowledged without a gap: answers arrive in any order. */
class Acknowledged {
  private readonly record: SendRecord | null;
  private readonly monotonic: Clock;
  private readonly queue: { reaches: Piece['reaches']; isDone: boolean }[] = [];
  private saved: number;
  private saving: Promise<void> = Promise.resolve();

  constructor(record: SendRecord | null, monotonic: Clock) {
    this.record = record;
    this.monotonic = monotonic;
    this.saved = monotonic();
  }

  /** Call it in the order of the log. @returns what to call when the piece was acknowledged */
  expect(reaches: Piece['reaches']): () => Promise<void> {
    const entry = { reaches, isDone: false };
    this.queue.push(entry);
    return async () => {
      entry.isDone = true;
      while (this.queue[0]?.isDone) {
        const first = this.queue.shift();
        if (first?.reaches) this.record?.reached(first.reaches.file, first.reaches.line);
      }
      if (this.record === null || this.monotonic() - this.saved < SAVE_EVERY) return;
      this.saved = this.monotonic();
      const { record } = this;
      this.saving = this.saving.then(() => record.save());
      await this.saving;
    };
  }
}
