/** Lines to a file: big chunks, back-pressure, optional gzip. Holds two chunks at most. */
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

const CHUNK_BYTES = 1024 * 1024;

export class LineWriter {
  readonly path: string;
  private readonly sink: Writable;
  private readonly done: Promise<unknown>;
  private chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  private used = 0;
  private readonly ready: Buffer[] = [];
  private failure: Error | null = null;

  constructor(path: string, compress: 'none' | 'gzip') {
    this.path = path;
    const file = createWriteStream(path);
    if (compress === 'gzip') {
      const gzip = createGzip({ level: 4 });
      gzip.pipe(file);
      this.sink = gzip;
    } else {
      this.sink = file;
    }
    this.done = finished(file);
    this.done.catch((error: Error) => {
      this.failure = error;
    });
  }

  /** Takes one line; call {@link drain} when it returns true. */
  write(line: string): boolean {
    // A UTF-16 unit takes at most 3 bytes of UTF-8.
    const bound = line.length * 3 + 1;
    if (this.used + bound > this.chunk.length) {
      this.ready.push(this.chunk.subarray(0, this.used));
      this.chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, bound));
      this.used = 0;
    }
    this.used += this.chunk.write(line, this.used, 'utf8');
    this.chunk[this.used++] = 0x0a;
    return this.ready.length > 0;
  }

  /** Waits until the full chunks are taken by the stream. Throws the stream's error. */
  async drain(): Promise<void> {
    for (const chunk of this.ready.splice(0)) {
      if (this.failure) throw this.failure;
      if (!this.sink.write(chunk)) await Promise.race([once(this.sink, 'drain'), this.done]);
    }
    if (this.failure) throw this.failure;
  }

  /** Writes what is left and closes the file. */
  async close(): Promise<void> {
    this.ready.push(this.chunk.subarray(0, this.used));
    this.chunk = Buffer.alloc(0);
    this.used = 0;
    await this.drain();
    this.sink.end();
    await this.done;
  }
}

function once(stream: Writable, event: string): Promise<void> {
  return new Promise((resolve) => stream.once(event, () => resolve()));
}
