/**
 * Memory of blocks, used again and again, that all threads see. What V8 counts as a thread's own is no good for what goes from one
 * to the other: with 64 MB more than there were, as when a few blocks come back, it collects everything that lives, which took a
 * fifth of the CPU of reading a log from standard input. Shared memory is not counted, so none of it is thrown away.
 */
export class BlockMemory {
  /** Size of one allocation in bytes: that of the longest block. */
  readonly bytes: number;
  private readonly spent: Uint8Array[] = [];

  /** @param blockBytes of the longest block, without the newline behind it */
  constructor(blockBytes: number) {
    this.bytes = blockBytes + 1;
  }

  /** Memory for a block, with anything in it. */
  take(): Uint8Array {
    return this.spent.pop() ?? new Uint8Array(new SharedArrayBuffer(this.bytes));
  }

  /** Takes a block's memory back that nobody looks at any more; what is not of {@link take} is let go of. */
  give({ buffer }: Uint8Array): void {
    if (buffer instanceof SharedArrayBuffer && buffer.byteLength === this.bytes)
      this.spent.push(new Uint8Array(buffer));
  }
}
