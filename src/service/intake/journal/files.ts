/** The few things that the journal asks of a file system, so that a test can let them fail. */
import { type FileHandle, open } from 'node:fs/promises';

export interface JournalFile {
  /** All of the pieces, at this place, or an error after any part of them. */
  write(pieces: readonly Uint8Array[], at: number): Promise<void>;
  /** What was written outlives a power cut once this resolves. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

export interface JournalFiles {
  /** A new file; one that is there is an error. */
  create(path: string): Promise<JournalFile>;
  /** Makes names in a folder durable. */
  syncFolder(path: string): Promise<void>;
}

export const systemFiles: JournalFiles = {
  async create(path) {
    const handle = await open(path, 'wx', 0o600);
    return {
      write: (pieces, at) => writeAll(handle, pieces, at),
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

/** Most pieces of one system call (IOV_MAX is 1024). */
const PIECES = 512;

async function writeAll(handle: FileHandle, pieces: readonly Uint8Array[], at: number): Promise<void> {
  let place = at;
  for (let from = 0; from < pieces.length; from += PIECES) {
    let rest: Uint8Array[] = pieces.slice(from, from + PIECES).filter((piece) => piece.length > 0);
    while (rest.length > 0) {
      const { bytesWritten } = await handle.writev(rest, place);
      place += bytesWritten;
      rest = behind(rest, bytesWritten);
    }
  }
}

function behind(pieces: readonly Uint8Array[], written: number): Uint8Array[] {
  let left = written;
  for (let i = 0; i < pieces.length; i++) {
    if (left < pieces[i].length) return [pieces[i].subarray(left), ...pieces.slice(i + 1)];
    left -= pieces[i].length;
  }
  return [];
}
