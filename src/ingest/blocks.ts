/**
 * Cuts a stream of lines into blocks of whole lines. Where a block ends depends on the content only, not on
 * how the bytes arrived. A line that does not fit into a block is skipped without being held.
 */
import { LIMITS } from '../base/limits.ts';
import { BlockMemory } from './block-memory.ts';
import type { FormatName, LineBlock, SourcePosition } from './format.ts';

export interface BlockLimits {
  /** Bytes of a block, and so of the longest line. */
  readonly blockBytes: number;
}

/** The limits outside of tests. */
export const BLOCK_LIMITS: BlockLimits = { blockBytes: Math.min(LIMITS.blockBytes, LIMITS.lineBytes) };
const FIRST_BYTES = 256 * 1024;
const NEWLINE = 10;

/** Cuts one stream. */
export class BlockCutter {
  private readonly file: string;
  private readonly format: FormatName;
  private readonly origin: FormatName;
  private readonly capacity: number;
  private readonly memory: BlockMemory;
  private readonly onLongLine: (line: number) => void;
  private buffer: Uint8Array = new Uint8Array(0);
  private fill = 0;
  private line: number;
  private skipping = false;
  private places: SourcePosition[] = [];
  /** Raw bytes of the file read so far; set by the owner before it adds. */
  rawRead = 0;

  /** @param memory of blocks that were read: their bytes are one more, for the newline behind a line of exactly the limit */
  constructor(
    file: string,
    format: FormatName,
    origin: FormatName,
    onLongLine: (line: number) => void,
    firstLine = 1,
    memory = new BlockMemory(BLOCK_LIMITS.blockBytes),
  ) {
    this.file = file;
    this.format = format;
    this.origin = origin;
    this.onLongLine = onLongLine;
    this.line = firstLine;
    this.memory = memory;
    this.capacity = memory.bytes;
  }

  /** Takes in bytes in any chunks and gives the blocks that are full. */
  *add(bytes: Uint8Array): Generator<LineBlock> {
    let at = 0;
    while (at < bytes.length) {
      if (this.skipping) {
        const newline = bytes.indexOf(NEWLINE, at);
        if (newline < 0) return;
        this.skipping = false;
        this.line++;
        at = newline + 1;
        continue;
      }
      const take = Math.min(bytes.length - at, this.capacity - this.fill);
      this.reserve(this.fill + take);
      this.buffer.set(bytes.subarray(at, at + take), this.fill);
      this.fill += take;
      at += take;
      if (this.fill === this.capacity) {
        const block = this.cut();
        if (block !== undefined) yield block;
      }
    }
  }

  /** Takes in one line with its own place: for joined records. */
  *addLine(line: Uint8Array, place: SourcePosition): Generator<LineBlock> {
    if (this.fill + line.length + 1 > this.capacity && this.fill > 0) yield* this.end();
    if (line.length + 1 > this.capacity) {
      this.onLongLine(place.line);
      return;
    }
    this.reserve(this.fill + line.length + 1);
    this.buffer.set(line, this.fill);
    this.fill += line.length;
    this.buffer[this.fill++] = NEWLINE;
    this.places.push(place);
  }

  /** The last block: what is left, whether or not it ends in a newline. */
  *end(): Generator<LineBlock> {
    if (this.fill > 0) yield this.take(this.fill);
  }

  private cut(): LineBlock | undefined {
    const end = this.buffer.lastIndexOf(NEWLINE, this.fill - 1) + 1;
    if (end > 0) return this.take(end);
    this.onLongLine(this.line);
    this.fill = 0;
    this.skipping = true;
    return undefined;
  }

  private take(end: number): LineBlock {
    const full = this.buffer;
    const rest = this.fill - end;
    // A nearly empty buffer is copied to size, so that small files do not each pin a large one.
    const copied = end * 2 < full.length;
    const bytes = copied ? full.slice(0, end) : full.subarray(0, end);
    const next = rest > 0 ? this.memory.take() : new Uint8Array(0);
    next.set(full.subarray(end, this.fill));
    const lines = countLines(full, end);
    if (copied) this.memory.give(full);
    const block: LineBlock = {
      file: this.file,
      format: this.format,
      origin: this.origin,
      firstLine: this.line,
      bytes,
      consumed: this.rawRead,
    };
    if (this.places.length > 0) block.places = this.places;
    this.places = [];
    this.line += lines;
    this.buffer = next;
    this.fill = rest;
    return block;
  }

  private reserve(size: number): void {
    if (size <= this.buffer.length) return;
    const wanted = Math.max(FIRST_BYTES, size, this.buffer.length * 4);
    const grown = wanted < this.capacity ? allocate(wanted) : this.memory.take();
    grown.set(this.buffer.subarray(0, this.fill));
    this.buffer = grown;
  }
}

/** Memory of its own, not zeroed and not from Node's shared pool, so that it can be transferred. */
function allocate(size: number): Uint8Array {
  const buffer = Buffer.allocUnsafeSlow(size);
  return new Uint8Array(buffer.buffer, buffer.byteOffset, size);
}

function countLines({ buffer, byteOffset }: Uint8Array, end: number): number {
  // A Buffer looks sixteen bytes and more at a time, a plain array byte by byte.
  const bytes = Buffer.from(buffer, byteOffset, end);
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
