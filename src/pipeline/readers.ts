/** The worker threads that read blocks. They need no store: an analysis starts them while its stores are being opened. */
import { availableParallelism } from 'node:os';
import { INPUTS } from '../fingerprint/inputs.ts';
import type { BlockResult, BlockTask, WorkerSettings } from './block-task.ts';
import { workerPool } from './worker-pool.ts';

export interface Readers {
  readonly threads: number;
  /** Reads a block; what is in `transfer` changes hands. */
  read(task: BlockTask, transfer: ArrayBuffer[]): Promise<BlockResult>;
  /** Ends the threads; may be called again. */
  close(): Promise<void>;
}

/** @param threads absent: as many as the machine has cores */
export function startReaders(settings: WorkerSettings, threads = availableParallelism()): Readers {
  const many = Math.max(1, threads);
  // One that is read, and those whose bytes come from the disk.
  const pool = workerPool(import.meta.url, settings, many, INPUTS);
  let closing: Promise<void> | null = null;
  return {
    threads: many,
    read: (task, transfer) => pool.run(task, { transferList: transfer }),
    close() {
      closing ??= pool.destroy();
      return closing;
    },
  };
}
