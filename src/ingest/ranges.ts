/**
 * Divides an uncompressed file of wire lines into byte ranges, at the same places as a BlockCutter: a range begins with a line and
 * ends with the last line that ends within the size of a block. Only the ends of blocks are read here; the workers read their
 * ranges themselves, so that no bytes have to be sent between threads.
 */
import { open } from 'node:fs/promises';
import { BLOCK_LIMITS, type BlockLimits } from './blocks.ts';
import type { FileRange } from './format.ts';

const NEWLINE = 10;
/** Bytes searched at once for the end of a line; most lines are shorter. */
const LOOK_BYTES = 64 * 1024;

/** Whether the file itself begins with `head`, that is, is neither compressed nor in another encoding. */
export async function isPlain(path: string, head: Uint8Array): Promise<boolean> {
  if (path === '-') return false;
  const handle = await open(path, 'r');
  try {
    if (!(await handle.stat()).isFile()) return false;
    const start = Buffer.alloc(Math.min(head.length, LOOK_BYTES));
    const { bytesRead } = await handle.read(start, 0, start.length, 0);
    return bytesRead === start.length && start.equals(head.subarray(0, start.length));
  } finally {
    await handle.close();
  }
}

export interface RangeOptions {
  readonly signal?: AbortSignal | undefined;
  readonly limits?: BlockLimits | undefined;
  /** Ranges are to be read past the system's cache. */
  readonly uncached?: boolean | undefined;
}

/** The file's ranges in order; a line that no block holds is a range of its own, with its fault. */
export async function* fileRanges(
  path: string,
  { signal, limits = BLOCK_LIMITS, uncached }: RangeOptions,
): AsyncGenerator<FileRange> {
  // As a BlockCutter's: one more for the newline behind a line of exactly the limit.
  const capacity = limits.blockBytes + 1;
  const handle = await open(path, 'r');
  const buffer = Buffer.allocUnsafeSlow(LOOK_BYTES);
  const range = (from: number, to: number, fault?: FileRange['fault']): FileRange => ({
    file: path,
    format: 'stillwatch',
    origin: 'stillwatch',
    from,
    to,
    consumed: to,
    ...(uncached ? { uncached } : {}),
    ...(fault ? { fault } : {}),
  });

  /** Place behind the last newline in [from, to), or -1. */
  const lastLineEnd = async (from: number, to: number): Promise<number> => {
    for (let end = to; end > from; ) {
      const start = Math.max(from, end - LOOK_BYTES);
      const { bytesRead } = await handle.read(buffer, 0, end - start, start);
      const at = bytesRead === 0 ? -1 : buffer.lastIndexOf(NEWLINE, bytesRead - 1);
      if (at >= 0) return start + at + 1;
      end = start;
    }
    return -1;
  };
  /** Place behind the first newline at or behind `from`, or the file's end. */
  const firstLineEnd = async (from: number): Promise<number> => {
    for (let start = from; ; ) {
      const { bytesRead } = await handle.read(buffer, 0, LOOK_BYTES, start);
      if (bytesRead === 0) return start;
      const at = buffer.subarray(0, bytesRead).indexOf(NEWLINE);
      if (at >= 0) return start + at + 1;
      start += bytesRead;
    }
  };

  try {
    let { size } = await handle.stat();
    for (let from = 0; !signal?.aborted; ) {
      // A log that is still written to is read as far as it goes by then.
      if (size - from < capacity) size = (await handle.stat()).size;
      if (from >= size) return;
      if (size - from < capacity) {
        yield range(from, size);
        return;
      }
      const end = await lastLineEnd(from, from + capacity);
      if (end > 0) {
        yield range(from, end);
        from = end;
      } else {
        const behind = await firstLineEnd(from + capacity);
        yield range(from, behind, {
          reason: 'line_too_long',
          expected: `a line of at most ${limits.blockBytes} bytes`,
          got: 'a longer one, which was skipped',
        });
        from = behind;
      }
    }
  } finally {
    await handle.close();
  }
}
