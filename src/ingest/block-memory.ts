/**
 * Reusable memory for blocks, shared by all threads. Transferring ordinary buffers between threads is expensive: whenever 64 MB
 * have come back, V8 runs a full collection, which took a fifth of the CPU time of reading a log from standard input. Shared
 * memory does not count towards that limit.
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

  /** Takes back the memory of a block that is no longer in use. Memory that is not from {@link take} is ignored. */
  give({ buffer }: Uint8Array): void {
    if (buffer instanceof SharedArrayBuffer && buffer.byteLength === this.bytes) this.spent.push(new Uint8Array(buffer));
  }
}
