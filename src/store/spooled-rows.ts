/** Rows of a fixed width in a file, gone through as often as is wanted, in one piece of memory. */
import { open, rm } from 'node:fs/promises';
import { assert } from '../base/assert.ts';

export interface SpooledRows {
  readonly rows: number;
  readonly path: string;
  readonly bytes: number;
  /** Whole rows, at most so many at a time, in memory that the next piece takes over; it begins where 8-byte numbers may. */
  pieces(rows: number): AsyncIterable<Uint8Array>;
  /** Removes the file. */
  remove(): Promise<void>;
}

/** @param stride bytes of a row */
export function spooledRows(path: string, bytes: number, stride: number): SpooledRows {
  assert(bytes % stride === 0, `a result is whole rows of ${stride} bytes, got ${bytes} bytes`);
  return {
    rows: bytes / stride,
    path,
    bytes,
    async *pieces(rows) {
      const buffer = new Uint8Array(Math.min(rows * stride, bytes));
      const file = await open(path, 'r');
      try {
        for (let at = 0; at < bytes; at += buffer.length) {
          const wanted = Math.min(buffer.length, bytes - at);
          for (let filled = 0; filled < wanted; ) {
            const { bytesRead } = await file.read(buffer, filled, wanted - filled, at + filled);
            assert(bytesRead > 0, `a spooled result has ${bytes} bytes, got ${at + filled}`);
            filled += bytesRead;
          }
          yield buffer.subarray(0, wanted);
        }
      } finally {
        await file.close();
      }
    },
    remove: () => rm(path, { force: true }),
  };
}
