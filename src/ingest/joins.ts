/**
 * Joins records that belong together but are on different lines or in different files. They are read here, before the workers,
 * and passed on as wire-format lines that keep their original positions.
 */
import type { Rejection } from '../model/rejection.ts';
import { type Adapter, type AdapterSession, type AdapterSink, callerNote } from './adapters/adapter.ts';
import type { BlockMemory } from './block-memory.ts';
import { BlockCutter } from './blocks.ts';
import type { LineBlock, SourcePosition } from './format.ts';
import { eachRecord } from './lines.ts';

export interface JoinReports {
  onReject(rejection: Rejection): void;
  onIgnored?(reason: string): void;
  onNote?(code: string): void;
}

/** One adapter's records over a whole run. */
export class Join {
  private readonly session: AdapterSession;
  private readonly sink: AdapterSink;
  private readonly cutter: BlockCutter;
  private readonly memory: BlockMemory;
  private readonly encoder = new TextEncoder();
  private ready: LineBlock[] = [];
  private finishedRaw = 0;
  private currentRaw = 0;

  constructor(adapter: Adapter, firstFile: string, reports: JoinReports, memory: BlockMemory) {
    this.session = adapter.open();
    this.cutter = new BlockCutter(firstFile, 'stillwatch', adapter.name, () => {}, 1, memory);
    this.memory = memory;
    this.sink = {
      exchange: (input, place) => this.take(JSON.stringify(input), place),
      reject: (fault, place) => reports.onReject({ file: place.file, line: place.line, ...fault }),
      ignored: (reason) => reports.onIgnored?.(reason),
      caller: (source) => reports.onNote?.(callerNote(source)),
      note: (code) => reports.onNote?.(code),
    };
  }

  /** Reads a block of one file; gives the blocks of joined lines that are full. */
  *read(block: LineBlock): Generator<LineBlock> {
    this.currentRaw = block.consumed;
    this.cutter.rawRead = this.finishedRaw + this.currentRaw;
    eachRecord(
      block,
      (record, place) => this.session.read(record, place, this.sink),
      (fault, place) => this.sink.reject(fault, place),
    );
    this.memory.give(block.bytes);
    yield* this.drain();
  }

  /** A file is read to its end; the next block is of another. */
  endOfFile(): void {
    this.finishedRaw += this.currentRaw;
    this.currentRaw = 0;
  }

  /** Everything that still waits. */
  *flush(): Generator<LineBlock> {
    this.session.flush(this.sink);
    yield* this.drain();
    yield* this.cutter.end();
  }

  private take(line: string, place: SourcePosition): void {
    for (const block of this.cutter.addLine(this.encoder.encode(line), place)) this.ready.push(block);
  }

  private *drain(): Generator<LineBlock> {
    const blocks = this.ready;
    this.ready = [];
    yield* blocks;
  }
}
