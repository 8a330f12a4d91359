/**
 * The journal: accepted records that are not stored yet, on disk before they are acknowledged. It is appended to by group
 * commit: while one write is synced, further appends are collected for the next. The drain reads it from the front and reports
 * its position; segments before that are removed. docs/formats/journal.md has the layout.
 *
 * Leaves out the contents of frames (records.ts) and recovery after a crash (recovery.ts).
 */
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Problem, ProblemError } from '../../../base/problem.ts';
import type { JournalFile, JournalFiles } from './files.ts';
import {
  encodePosition,
  FRAME_HEADER,
  frameAt,
  frameLength,
  type JournalFrame,
  nextFrame,
  type Position,
  SEGMENT_HEADER,
  segmentHeader,
} from './frame.ts';
import { POSITION_FILE, type Recovered, segmentPath } from './recovery.ts';

export interface JournalOptions {
  readonly directory: string;
  readonly files: JournalFiles;
  /** Size in bytes at which a segment is closed, unless an eighth of `maxBytes` is less. */
  readonly segmentBytes: number;
  /** Maximum total size of all segments, in bytes. */
  readonly maxBytes: number;
  /** Called before the files change; throws if the directory is no longer this process's. */
  readonly assertHeld?: (() => void) | undefined;
}

interface Append {
  readonly chunks: readonly Uint8Array[];
  readonly bytes: number;
  /** Called as soon as it is durable. */
  readonly durable: (segment: number) => void;
  readonly resolve: () => void;
  readonly reject: (problem: ProblemError) => void;
}

/** Maximum size of a group commit in bytes, unless a single append is larger. */
const COMMIT_BYTES = 16 * 1024 * 1024;
/**
 * Minimum number of segments in a full journal. The current segment is kept even if all of it is stored: if it could take up all
 * of the journal, nothing more could be appended, and no new segment would ever be started.
 */
const SEGMENTS = 8;
/** Bytes per read, unless a frame is larger. */
const READ_BYTES = 4 * 1024 * 1024;

/** The journal of one node. All methods are for one process, on one thread. */
export class Journal {
  private readonly options: JournalOptions;
  private queue: Append[] = [];
  private queuedBytes = 0;
  private committing: Promise<void> | null = null;
  private file: JournalFile | null = null;
  /** Durable length of every segment, in bytes. */
  private readonly lengths: Map<number, number>;
  private sequence: number;
  private position: Position;
  /** Failed writes. */
  failures = 0;
  /** Why the last write failed; null after a success. */
  failing: Problem | null = null;
  /** Successful group commits. */
  commits = 0;
  /** Bytes found damaged while reading. */
  damagedBytes = 0;

  constructor(options: JournalOptions, recovered: Recovered) {
    this.options = options;
    this.lengths = new Map(recovered.lengths);
    this.sequence = recovered.lastSequence;
    this.position = recovered.position;
  }

  /** Size of all segments and pending appends, in bytes. */
  get bytes(): number {
    let bytes = this.queuedBytes;
    for (const length of this.lengths.values()) bytes += length;
    return bytes;
  }

  /** Whether this many more bytes fit. */
  hasRoom(bytes: number): boolean {
    return this.bytes + bytes <= this.options.maxBytes;
  }

  /** Room in bytes that is guaranteed once everything is stored: a nearly full segment may remain. */
  get most(): number {
    return Math.floor(this.options.maxBytes * (1 - 1 / SEGMENTS));
  }

  /** Position up to which everything is stored. */
  get drained(): Position {
    return this.position;
  }

  /** Position after the last durable frame. */
  get end(): Position {
    const segment = Math.max(this.position.segment, ...this.lengths.keys());
    return { segment, offset: this.lengths.get(segment) ?? this.position.offset };
  }

  /** Whether there are durable frames after the drained position. */
  get hasMore(): boolean {
    const { segment, offset } = this.position;
    for (const [sequence, length] of this.lengths) {
      if (sequence === segment ? length > offset : sequence > segment && length > SEGMENT_HEADER) return true;
    }
    return false;
  }

  /**
   * Appends frames; with none, waits for earlier appends. Resolves when they are durable. If the write fails, this and all
   * pending appends reject with a {@link ProblemError}; later appends use a new segment.
   * @param chunks the bytes of the frames
   * @param durable called with the segment's number as soon as they are durable
   */
  append(chunks: readonly Uint8Array[], durable: (segment: number) => void): Promise<void> {
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    return new Promise((resolve, reject) => {
      this.queue.push({ chunks, bytes, durable, resolve, reject });
      this.queuedBytes += bytes;
      this.committing ??= this.commitAll();
    });
  }

  private async commitAll(): Promise<void> {
    // Include appends of the same turn of the event loop.
    await Promise.resolve();
    while (this.queue.length > 0) {
      const batch = this.takeBatch();
      try {
        const segment = await this.commit(batch);
        for (const { bytes } of batch) this.queuedBytes -= bytes;
        for (const { durable } of batch) durable(segment);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        this.failures++;
        const failed = [...batch, ...this.queue];
        this.queue = [];
        this.queuedBytes = 0;
        this.failing = unwritable(error);
        const problem = new ProblemError(this.failing);
        for (const { reject } of failed) reject(problem);
      }
    }
    // In the same turn in which the queue was found empty, so that the next append starts a new loop.
    this.committing = null;
  }

  private takeBatch(): Append[] {
    let bytes = 0;
    let count = 0;
    while (count < this.queue.length && (count === 0 || bytes + this.queue[count].bytes <= COMMIT_BYTES))
      bytes += this.queue[count++].bytes;
    return this.queue.splice(0, count);
  }

  /** Writes a batch to the current segment. @returns the number of the segment */
  private async commit(batch: readonly Append[]): Promise<number> {
    const bytes = batch.reduce((sum, append) => sum + append.bytes, 0);
    if (bytes === 0) return this.sequence;
    this.options.assertHeld?.();
    const file = await this.segmentFor();
    const length = this.lengths.get(this.sequence) as number;
    try {
      await file.write(
        batch.flatMap((append) => append.chunks),
        length,
      );
      await file.sync();
    } catch (error) {
      await this.abandon(file, length);
      throw error;
    }
    this.commits++;
    this.failing = null;
    this.lengths.set(this.sequence, length + bytes);
    return this.sequence;
  }

  /** To be called when the disk has been found writable again, unless something was committed since `commits` was read. */
  proveWritable(commits: number): void {
    if (this.commits === commits) this.failing = null;
  }

  private async segmentFor(): Promise<JournalFile> {
    if (this.file !== null && !this.isFull()) return this.file;
    await this.closeSegment();
    const { directory, files } = this.options;
    const sequence = ++this.sequence;
    const path = segmentPath(directory, sequence);
    const file = await files.create(path);
    try {
      await file.write([segmentHeader(sequence)], 0);
      await file.sync();
      await files.syncFolder(directory);
    } catch (error) {
      await file.close().catch(() => {});
      await rm(path, { force: true }).catch(() => {});
      throw error;
    }
    this.lengths.set(sequence, SEGMENT_HEADER);
    this.file = file;
    return file;
  }

  /** Whether the current segment has reached its maximum size. */
  private isFull(): boolean {
    const { segmentBytes, maxBytes } = this.options;
    return (this.lengths.get(this.sequence) as number) >= Math.min(segmentBytes, maxBytes / SEGMENTS);
  }

  /** Closes the current segment; the next append starts another one. */
  private async closeSegment(): Promise<void> {
    const { file } = this;
    this.file = null;
    await file?.close();
  }

  /** Closes a segment after a failed write or sync, since its contents after the durable length are unknown. */
  private async abandon(file: JournalFile, length: number): Promise<void> {
    this.file = null;
    await file.truncate(length).catch(() => {});
    await file.close().catch(() => {});
  }

  /** Reads complete frames from a position on: at most `most` bytes, but at least one frame. @returns also the position after them */
  async read(from: Position, most = READ_BYTES): Promise<{ frames: JournalFrame[]; next: Position }> {
    let at = from;
    for (;;) {
      const length = this.lengths.get(at.segment);
      if (length !== undefined && at.offset < length) {
        const read = await this.readSegment(at, length, most);
        if (read.frames.length > 0) return read;
        at = read.next;
      }
      const later = [...this.lengths.keys()].filter((sequence) => sequence > at.segment);
      if (later.length === 0) return { frames: [], next: at };
      at = { segment: Math.min(...later), offset: SEGMENT_HEADER };
    }
  }

  private async readSegment(
    from: Position,
    length: number,
    most: number,
  ): Promise<{ frames: JournalFrame[]; next: Position }> {
    const { segment } = from;
    const handle = await open(segmentPath(this.options.directory, segment), 'r');
    try {
      const head = Buffer.alloc(FRAME_HEADER);
      const { bytesRead } = await handle.read(head, 0, FRAME_HEADER, from.offset);
      const first = bytesRead === FRAME_HEADER ? frameLength(head, 0) : null;
      // No frame begins here, so the segment is damaged: search the rest of it for frames.
      const room = first === null ? length - from.offset : Math.min(length - from.offset, Math.max(first, most));
      for (const size of [room, length - from.offset]) {
        const bytes = Buffer.alloc(size);
        const { bytesRead } = await handle.read(bytes, 0, size, from.offset);
        const read = framesOf(bytes.subarray(0, bytesRead), size === length - from.offset);
        if (read.frames.length === 0 && size < length - from.offset) continue;
        this.damagedBytes += read.damaged;
        return { frames: read.frames, next: { segment, offset: from.offset + read.at } };
      }
      throw new Error('invariant broken: a segment is read to its end');
    } finally {
      await handle.close();
    }
  }

  /** Records that everything before `position` is stored, and removes finished segments. @returns their numbers */
  async advance(position: Position): Promise<number[]> {
    this.position = position;
    const { directory, assertHeld } = this.options;
    assertHeld?.();
    // A full segment has no pending writes.
    if (this.file !== null && this.isFull()) await this.closeSegment();
    const done = [...this.lengths.keys()].filter(
      (sequence) =>
        sequence < position.segment ||
        (sequence === position.segment &&
          (sequence !== this.sequence || this.file === null) &&
          position.offset >= (this.lengths.get(sequence) as number)),
    );
    for (const sequence of done) {
      await rm(segmentPath(directory, sequence), { force: true });
      this.lengths.delete(sequence);
    }
    // After the removal, which frees space on a full disk, and without a sync: with an old position or none, more frames are
    // compared with the store at the next start.
    const path = join(directory, POSITION_FILE);
    try {
      await writeFile(`${path}.new`, encodePosition(position), { mode: 0o600 });
      await rename(`${path}.new`, path);
    } catch {
      this.failures++;
    }
    return done;
  }

  /** Waits for pending appends, closes the files, and removes the last segment if all of it is stored. */
  async close(): Promise<void> {
    await this.committing;
    await this.closeSegment();
    await this.advance(this.position);
  }
}

/** The complete frames in some bytes. @param isEnd whether the segment ends with these bytes */
function framesOf(bytes: Buffer, isEnd: boolean): { frames: JournalFrame[]; at: number; damaged: number } {
  const frames: JournalFrame[] = [];
  let at = 0;
  let damaged = 0;
  for (;;) {
    const frame = frameAt(bytes, at);
    if (frame !== null) {
      frames.push(frame);
      at += FRAME_HEADER + frame.payload.length;
      continue;
    }
    // Cut off by the read, not damaged: the next read starts here.
    if (!isEnd && frames.length > 0) return { frames, at, damaged };
    const next = nextFrame(bytes, at);
    damaged += (next < 0 ? bytes.length : next) - at;
    at = next < 0 ? bytes.length : next;
    if (next < 0) return { frames, at, damaged };
  }
}

/** The problem of a request that could not be written. */
export function unwritable(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const { code } = error as NodeJS.ErrnoException;
  return {
    code: 'unavailable',
    message: `Writing to the journal failed (${code ?? 'unknown error'}). Nothing of this request was accepted.`,
    hint: code === 'ENOSPC' ? 'The disk is full. Free some space, then send it again.' : 'Send it again later.',
  };
}
