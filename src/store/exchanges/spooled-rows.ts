/** Rows of a fixed width in a file, gone through as often as is wanted, in one block of memory. */
import { readSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { assert } from '../../base/assert.ts';

/** RowBinary rows in a file until they are removed. */
export interface SpooledRows {
  readonly rows: number;
  /** Where they are, for another thread of this machine, and their bytes. */
  readonly path: string;
  readonly bytes: number;
  /**
   * Whole rows, as many at a time as the memory has room for, at its beginning. The next chunk takes it over.
   *
   * @param into begins where 8-byte numbers may
   */
  chunks(into: Uint8Array): AsyncIterable<Uint8Array>;
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
    async *chunks(into) {
      const most = Math.floor(into.length / stride) * stride;
      assert(most > 0, `a chunk has room for a row of ${stride} bytes, got ${into.length}`);
      const file = await open(path, 'r');
      try {
        for (let at = 0; at < bytes; at += most) {
          const wanted = Math.min(most, bytes - at);
          for (let filled = 0; filled < wanted; ) {
            // From the system's cache as a rule: handing it to another thread takes longer than the copy.
            const bytesRead = readSync(file.fd, into, filled, wanted - filled, at + filled);
            assert(bytesRead > 0, `a spooled result has ${bytes} bytes, got ${at + filled}`);
            filled += bytesRead;
          }
          yield into.subarray(0, wanted);
          await setImmediate();
        }
      } finally {
        await file.close();
      }
    },
    remove: () => rm(path, { force: true }),
  };
}
