/**
 * Packs a folder into a gzipped tar archive (ustar, POSIX.1-1988), a file at a time: whatever its size, no more than a few
 * buffers are in memory. Files and folders only, which is what PGlite's directory has. Names begin with a slash, as PGlite
 * writes and reads them.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { assert } from '../../base/assert.ts';

const BLOCK = 512;
const NAME_BYTES = 100;
/** Eleven octal digits. */
const MOST_BYTES = 8 ** 11 - 1;

/** Packs a directory into a new gzipped tar file. Throws if the file exists or at the signal. */
export async function packFolder(folder: string, archive: string, signal: AbortSignal): Promise<void> {
  await pipeline(blocksOf(folder), createGzip({ level: 1 }), createWriteStream(archive, { mode: 0o600, flags: 'wx' }), {
    signal,
  });
}

async function* blocksOf(folder: string): AsyncGenerator<Buffer> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => ({ path: join(entry.parentPath, entry.name), folder: entry.isDirectory() }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, folder: isFolder } of paths) {
    const name = `/${relative(folder, path).split(sep).join('/')}`;
    const { size } = await stat(path);
    yield header(name, isFolder ? null : size);
    if (isFolder || size === 0) continue;
    let sent = 0;
    for await (const chunk of createReadStream(path, { end: size - 1, highWaterMark: 256 * 1024 })) {
      sent += chunk.length;
      yield chunk;
    }
    assert(sent === size, 'a file that is packed keeps its length');
    if (size % BLOCK > 0) yield Buffer.alloc(BLOCK - (size % BLOCK));
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** @param size of a file; null: a folder */
function header(name: string, size: number | null): Buffer {
  const block = Buffer.alloc(BLOCK);
  assert(Buffer.byteLength(name) <= NAME_BYTES, `a name in the archive has at most ${NAME_BYTES} bytes`);
  assert((size ?? 0) <= MOST_BYTES, 'a file in the archive has less than 8 GiB');
  const octal = (value: number, at: number, digits: number): void => {
    block.write(`${value.toString(8).padStart(digits, '0')}\0`, at, 'latin1');
  };
  block.write(name, 0, 'utf8');
  octal(size === null ? 0o700 : 0o600, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size ?? 0, 124, 11);
  octal(0, 136, 11);
  block.write('        ', 148, 'latin1');
  block.write(size === null ? '5' : '0', 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  // The sum is over the block with its own place full of spaces.
  octal(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    6,
  );
  return block;
}
