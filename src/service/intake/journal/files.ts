/** The file system operations of the journal, as an interface so that tests can make them fail. */
import { type FileHandle, open } from 'node:fs/promises';

export interface JournalFile {
  /** Writes all chunks at this offset, or throws after writing any part of them. */
  write(chunks: readonly Uint8Array[], at: number): Promise<void>;
  /** Makes all writes durable, even against a power failure. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

export interface JournalFiles {
  /** Creates a file; fails if it exists. */
  create(path: string): Promise<JournalFile>;
  /** Makes the file names in a directory durable. */
  syncFolder(path: string): Promise<void>;
}

/** The real file system. */
export const systemFiles: JournalFiles = {
  async create(path) {
    const handle = await open(path, 'wx', 0o600);
    return {
      write: (chunks, at) => writeAll(handle, chunks, at),
      sync: () => handle.datasync(),
      truncate: (length) => handle.truncate(length),
      close: () => handle.close(),
    };
  },
  async syncFolder(path) {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
};

/** Maximum number of chunks per system call (IOV_MAX is 1024). */
const CHUNKS = 512;

async function writeAll(handle: FileHandle, chunks: readonly Uint8Array[], at: number): Promise<void> {
  let place = at;
  for (let from = 0; from < chunks.length; from += CHUNKS) {
    let rest: Uint8Array[] = chunks.slice(from, from + CHUNKS).filter((chunk) => chunk.length > 0);
    while (rest.length > 0) {
      const { bytesWritten } = await handle.writev(rest, place);
      place += bytesWritten;
      rest = behind(rest, bytesWritten);
    }
  }
}

function behind(chunks: readonly Uint8Array[], written: number): Uint8Array[] {
  let left = written;
  for (let i = 0; i < chunks.length; i++) {
    if (left < chunks[i].length) return [chunks[i].subarray(left), ...chunks.slice(i + 1)];
    left -= chunks[i].length;
  }
  return [];
}
