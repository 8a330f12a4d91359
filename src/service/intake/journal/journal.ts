/**
 * The journal: what was taken in and is not stored yet, durable before anybody is told so. Appended by group commit: while
 * one write is made durable, what comes next gathers for one write of its own. Read from the front by whoever stores it,
 * which says how far it came; whole segments behind that are removed. docs/formats/journal.md has the layout.
 *
 * Leaves out what the frames hold (frames.ts) and the finding of what a killed process left (recovery.ts).
 */
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Problem, ProblemError } from '../../../base/problem.ts';
import type { JournalFile, JournalFiles } from './files.ts';
import {
  encodePosition,
  FRAME_HEADER,
  type Frame,
  frameAt,
  frameLength,
  nextFrame,
  type Position,
  SEGMENT_HEADER,
  segmentHeader,
} from './frame.ts';
import { POSITION_FILE, type Recovered, segmentPath } from './recovery.ts';

export interface JournalOptions {
  readonly directory: string;
  readonly files: JournalFiles;
  /** A segment that is longer gets no more frames; nor does one of an eighth of `maxBytes`. */
  readonly segmentBytes: number;
  /** Most bytes of all segments together. */
  readonly maxBytes: number;
}

interface Append {
  readonly chunks: readonly Uint8Array[];
  readonly bytes: number;
  /** Called once it is durable, before anything else happens. */
  readonly durable: (segment: number) => void;
  readonly resolve: () => void;
  readonly reject: (problem: ProblemError) => void;
}

/** Bytes of one group commit, unless one append is longer. */
const COMMIT_BYTES = 16 * 1024 * 1024;
/**
 * The segment that is written stays when all of it is stored, and counts: were it as large as everything may be together,
 * nothing would be taken in any more, and so nothing would ever begin another one.
 */
const SEGMENTS = 8;
/** Bytes read at once; a longer frame is read whole. */
const READ_BYTES = 4 * 1024 * 1024;

export class Journal {
  private readonly options: JournalOptions;
  private queue: Append[] = [];
  private queuedBytes = 0;
  private committing: Promise<void> | null = null;
  private file: JournalFile | null = null;
  /** Length of every segment that is there, as far as it is durable; the last may be written. */
  private readonly lengths: Map<number, number>;
  private sequence: number;
  private position: Position;
  /** Writes that failed. */
  failures = 0;
  commits = 0;
  /** Bytes met while reading that were written whole and are none now. */
  damagedBytes = 0;

  constructor(options: JournalOptions, recovered: Recovered) {
    this.options = options;
    this.lengths = new Map(recovered.lengths);
    this.sequence = recovered.lastSequence;
    this.position = recovered.position;
  }

  /** Bytes of the segments that are there, and of what waits to be written. */
  get bytes(): number {
    let bytes = this.queuedBytes;
    for (const length of this.lengths.values()) bytes += length;
    return bytes;
  }

  hasRoom(bytes: number): boolean {
    return this.bytes + bytes <= this.options.maxBytes;
  }

  /** Most bytes that there is room for when all is stored: a segment that is nearly full may stay. */
  get most(): number {
    return Math.floor(this.options.maxBytes * (1 - 1 / SEGMENTS));
  }

  /** Everything before it is stored. */
  get drained(): Position {
    return this.position;
  }

  /** Behind everything that is durable now. */
  get end(): Position {
    const segment = Math.max(this.position.segment, ...this.lengths.keys());
    return { segment, offset: this.lengths.get(segment) ?? this.position.offset };
  }

  /** Whether there is a durable frame behind the drained position. */
  get hasMore(): boolean {
    const { segment, offset } = this.position;
    for (const [sequence, length] of this.lengths) {
      if (sequence === segment ? length > offset : sequence > segment && length > SEGMENT_HEADER) return true;
    }
    return false;
  }

  /**
   * Appends frames (none: waits for what was appended before). Resolves when they are durable; when they cannot be, this
   * and everything that was appended meanwhile fails, and later appends start anew.
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
    // What is appended in the same turn of the event loop goes along.
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
        const problem = new ProblemError(unwritable(error));
        for (const { reject } of failed) reject(problem);
      }
    }
    // In the turn in which the queue was seen empty: whoever appends next starts anew.
    this.committing = null;
  }

  private takeBatch(): Append[] {
    let bytes = 0;
    let count = 0;
    while (count < this.queue.length && (count === 0 || bytes + this.queue[count].bytes <= COMMIT_BYTES))
      bytes += this.queue[count++].bytes;
    return this.queue.splice(0, count);
  }

  /** Writes a batch into the current segment; gives its number. */
  private async commit(batch: readonly Append[]): Promise<number> {
    const bytes = batch.reduce((sum, append) => sum + append.bytes, 0);
    if (bytes === 0) return this.sequence;
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
    this.lengths.set(this.sequence, length + bytes);
    return this.sequence;
  }

  private async segmentFor(): Promise<JournalFile> {
    if (this.file !== null && !this.isFull()) return this.file;
    await this.letGo();
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

  /** Whether the segment that is written gets no more frames. */
  private isFull(): boolean {
    const { segmentBytes, maxBytes } = this.options;
    return (this.lengths.get(this.sequence) as number) >= Math.min(segmentBytes, maxBytes / SEGMENTS);
  }

  /** Closes the segment that is written: the next frame begins another one. */
  private async letGo(): Promise<void> {
    const { file } = this;
    this.file = null;
    await file?.close();
  }

  /** After a failed write or sync nobody knows what the file holds behind its durable length: it gets no more frames. */
  private async abandon(file: JournalFile, length: number): Promise<void> {
    this.file = null;
    await file.truncate(length).catch(() => {});
    await file.close().catch(() => {});
  }

  /** Whole frames from a position on, as many as `most` bytes hold but at least one, and where the next begins. */
  async read(from: Position, most = READ_BYTES): Promise<{ frames: Frame[]; next: Position }> {
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
  ): Promise<{ frames: Frame[]; next: Position }> {
    const { segment } = from;
    const handle = await open(segmentPath(this.options.directory, segment), 'r');
    try {
      const head = Buffer.alloc(FRAME_HEADER);
      const { bytesRead } = await handle.read(head, 0, FRAME_HEADER, from.offset);
      const first = bytesRead === FRAME_HEADER ? frameLength(head, 0) : null;
      // Where no frame begins there is damage: the rest of the segment is searched for frames.
      const room =
        first === null ? length - from.offset : Math.min(length - from.offset, Math.max(first, most));
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

  /** Everything before `position` is stored: remembers it, and removes the segments that are done with; gives their numbers. */
  async advance(position: Position): Promise<number[]> {
    this.position = position;
    const { directory } = this.options;
    // No write is under way in a full one.
    if (this.file !== null && this.isFull()) await this.letGo();
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
    // Behind the removal, which a full disk waits for, and not synced: an old position, or none, only means that more is
    // compared with the store when the journal is opened.
    const path = join(directory, POSITION_FILE);
    try {
      await writeFile(`${path}.new`, encodePosition(position), { mode: 0o600 });
      await rename(`${path}.new`, path);
    } catch {
      this.failures++;
    }
    return done;
  }

  /** Waits for what was appended, closes the files, and removes the last segment when all of it is stored. */
  async close(): Promise<void> {
    await this.committing;
    await this.letGo();
    await this.advance(this.position);
  }
}

/** The whole frames of some bytes; `isEnd` if no more follow in the segment. */
function framesOf(bytes: Buffer, isEnd: boolean): { frames: Frame[]; at: number; damaged: number } {
  const frames: Frame[] = [];
  let at = 0;
  let damaged = 0;
  for (;;) {
    const frame = frameAt(bytes, at);
    if (frame !== null) {
      frames.push(frame);
      at += FRAME_HEADER + frame.payload.length;
      continue;
    }
    // Cut off by what was read, not by damage: read again from here.
    if (!isEnd && frames.length > 0) return { frames, at, damaged };
    const next = nextFrame(bytes, at);
    damaged += (next < 0 ? bytes.length : next) - at;
    at = next < 0 ? bytes.length : next;
    if (next < 0) return { frames, at, damaged };
  }
}

function unwritable(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const { code } = error as NodeJS.ErrnoException;
  return {
    code: 'unavailable',
    message: `The journal could not be written (${code ?? 'unknown error'}): nothing of this request was taken.`,
    hint: code === 'ENOSPC' ? 'The disk is full: free some, then send it again.' : 'Send it again later.',
  };
}
