/**
 * Reads a file or standard input as uncompressed bytes, in chunks. gzip and Zstandard are recognised by their first bytes and
 * decompressed as a stream, so a decompression bomb costs time but not memory.
 */
import { open } from 'node:fs/promises';
import { constants, createGunzip, type Gunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { ZstdError, ZstdFrames } from './zstd-frames.ts';

/** A chunk of uncompressed bytes. `raw` is the number of bytes of the file read so far. */
export interface ByteChunk {
  bytes: Uint8Array;
  raw: number;
}

/** An input stream. A chunk is valid until the next one is requested. */
export interface ByteInput extends AsyncIterable<Uint8Array | string> {
  /** Ends the wait for more. */
  destroy?(): unknown;
}

/** How the bytes of a file are compressed, told from its first bytes. */
export type Compression = 'none' | 'gzip' | 'zstd';

export interface ByteStreamOptions {
  stdin?: ByteInput;
  signal?: AbortSignal;
  /** Called once, when the first bytes have told. */
  onCompression?(compression: Compression): void;
  /** The file ends early or goes wrong in the middle; what came before has been handed over. */
  onDamage(reason: 'truncated' | 'damaged', got: string): void;
}

const READ_BYTES = 1024 * 1024;
/** Compressed bytes taken at once: gzip makes at most 1032 times as much of them. */
const GZIP_BYTES = 16 * 1024;

/** The uncompressed bytes of a file ('-' is standard input). A chunk is valid until the next one is requested. */
export async function* readPlain(path: string, options: ByteStreamOptions): AsyncGenerator<ByteChunk> {
  const raw = path === '-' ? readStream(options) : readFile(path, options);
  const begun = await startsWith(raw, 4);
  const [a, b, c, d] = begun.head;
  const isFrame = a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd;
  const isSkippable = (a & 0xf0) === 0x50 && b === 0x2a && c === 0x4d && d === 0x18;
  const compression = a === 0x1f && b === 0x8b ? 'gzip' : isFrame || isSkippable ? 'zstd' : 'none';
  options.onCompression?.(compression);
  if (compression === 'gzip') yield* gunzip(begun.chunks, options);
  else if (compression === 'zstd') yield* unzstd(begun.chunks, options);
  else yield* begun.chunks;
}

async function* readFile(path: string, options: ByteStreamOptions): AsyncGenerator<ByteChunk> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
    let raw = 0;
    while (!options.signal?.aborted) {
      const { bytesRead } = await handle.read(buffer, 0, READ_BYTES, null);
      if (bytesRead === 0) return;
      raw += bytesRead;
      yield { bytes: buffer.subarray(0, bytesRead), raw };
    }
  } finally {
    await handle.close();
  }
}

async function* readStream({ stdin, signal }: ByteStreamOptions): AsyncGenerator<ByteChunk> {
  if (stdin === undefined) return;
  if (signal?.aborted) return;
  // The sender may be silent for hours, and the wait must still end at the signal.
  const stop = (): void => {
    stdin.destroy?.();
  };
  signal?.addEventListener('abort', stop, { once: true });
  let raw = 0;
  try {
    for await (const chunk of stdin) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      raw += bytes.length;
      yield { bytes, raw };
    }
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** The first bytes of a stream, and the stream with them still in it. */
async function startsWith(
  chunks: AsyncGenerator<ByteChunk>,
  size: number,
): Promise<{ head: Uint8Array; chunks: AsyncGenerator<ByteChunk> }> {
  let head = Buffer.alloc(0);
  let raw = 0;
  let done = false;
  while (head.length < size && !done) {
    const next = await chunks.next();
    done = next.done === true;
    if (next.done !== true) {
      head = Buffer.concat([head, next.value.bytes]);
      raw = next.value.raw;
    }
  }
  async function* whole(): AsyncGenerator<ByteChunk> {
    try {
      if (head.length > 0) yield { bytes: head, raw };
      if (!done) yield* chunks;
    } finally {
      await chunks.return(undefined);
    }
  }
  return { head: head.subarray(0, size), chunks: whole() };
}

async function* gunzip(chunks: AsyncGenerator<ByteChunk>, options: ByteStreamOptions): AsyncGenerator<ByteChunk> {
  // Members that follow each other are read by zlib itself.
  const stream = createGunzip({ chunkSize: 256 * 1024 });
  const made: Buffer[] = [];
  let failure: NodeJS.ErrnoException | undefined;
  stream.on('data', (data: Buffer) => made.push(data));
  stream.on('error', (error: NodeJS.ErrnoException) => {
    failure = error;
  });
  let raw = 0;
  try {
    for await (const chunk of chunks) {
      raw = chunk.raw;
      for (let at = 0; at < chunk.bytes.length && failure === undefined; at += GZIP_BYTES) {
        await write(stream, chunk.bytes.subarray(at, at + GZIP_BYTES));
        for (const bytes of made.splice(0)) yield { bytes, raw };
      }
      if (failure !== undefined) break;
    }
    if (failure === undefined) await finish(stream);
    for (const bytes of made.splice(0)) yield { bytes, raw };
  } finally {
    stream.destroy();
  }
  if (failure !== undefined) {
    const cut = failure.errno === constants.Z_BUF_ERROR;
    if (cut) options.onDamage('truncated', 'gzip data that ends early');
    else options.onDamage('damaged', 'gzip data with an error in it');
  }
}

/** One write; resolves when all of its output has been handed over or the stream has failed. */
function write(stream: Gunzip, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    stream.once('error', resolve);
    stream.write(bytes, () => {
      stream.off('error', resolve);
      resolve();
    });
  });
}

function finish(stream: Gunzip): Promise<void> {
  return new Promise((resolve) => {
    stream.once('error', () => resolve());
    stream.once('end', () => resolve());
    stream.end();
  });
}

async function* unzstd(chunks: AsyncGenerator<ByteChunk>, options: ByteStreamOptions): AsyncGenerator<ByteChunk> {
  const made: Uint8Array[] = [];
  const create = (): Decompress =>
    new Decompress((bytes) => {
      if (bytes.length > 0) made.push(bytes);
    });
  // A decoder per frame, since the library holds back short frames until they are complete.
  let decoder = create();
  const frames = new ZstdFrames();
  let failure: string | undefined;
  for await (const { bytes: compressed, raw } of chunks) {
    try {
      for (const chunk of frames.add(compressed)) {
        decoder.push(chunk.bytes, chunk.endsFrame);
        if (chunk.endsFrame) decoder = create();
        for (const bytes of made.splice(0)) yield { bytes, raw };
      }
    } catch (error) {
      failure = error instanceof ZstdError ? error.message : 'Zstandard data with an error in it';
      break;
    }
  }
  if (failure !== undefined) options.onDamage('damaged', failure);
  else if (!frames.complete) options.onDamage('truncated', 'Zstandard data that ends early');
}
