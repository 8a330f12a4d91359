/**
 * PGlite's file system on a real directory, with what it leaves out: `fsync`. PGlite starts PostgreSQL with fsync off, and its
 * WebAssembly build ignores `fsync` and `fdatasync` anyway, so that a power cut takes commits that were answered. With this file system
 * and {@link DURABLE_START}, a commit returns once its write-ahead log is on the disk, as on a server (PostgreSQL
 * documentation, "Reliability and the Write-Ahead Log"). A commit takes one fsync, on the calling thread.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/**
 * PGlite's parameters without `-F` (fsync off). Emscripten answers `fdatasync`, PostgreSQL's default for its log, without asking the
 * file system; `fsync` it passes on.
 */
export const DURABLE_START: readonly string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
];

/** An open file or directory of Emscripten's NODEFS; directories have no descriptor. */
interface Stream {
  readonly nfd?: number;
  readonly node: object;
}

/** The part of Emscripten's NODEFS that is used here. */
interface NodeFileSystem {
  stream_ops: { fsync?: (stream: Stream) => number };
  realPath(node: object): string;
  /** Throws errors of Node.js as the errno of Emscripten. */
  tryFSOperation<T>(operation: () => T): T;
}

type Started = Parameters<NodeFS['init']>;

export class SyncedFileSystem extends NodeFS {
  override async init(...[pg, options]: Started): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const { preRun = [] } = emscriptenOpts;
    const addSync = (module: object): void => {
      const files = (module as { NODEFS: NodeFileSystem }).NODEFS;
      files.stream_ops.fsync = ({ nfd, node }) => {
        // A full or broken disk is an errno that PostgreSQL answers to; an error of Node.js would leave it in the middle of a call.
        files.tryFSOperation(() => (nfd === undefined ? syncPath(files.realPath(node)) : fsyncSync(nfd)));
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [addSync, ...[preRun].flat()] } };
  }
}

function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
