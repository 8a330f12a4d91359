/** The worker threads that read blocks. They need no store: an analysis starts them while its stores are being opened. */
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { INPUTS } from '../fingerprint/inputs.ts';
import type { BlockResult, BlockTask, WorkerSettings } from './block-task.ts';

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
  const source = import.meta.url.endsWith('.ts');
  const pool = new Piscina({
    filename: new URL(source ? './worker.ts' : './worker.js', import.meta.url).href,
    minThreads: many,
    maxThreads: many,
    // One that is read, and those whose bytes come from the disk.
    concurrentTasksPerWorker: INPUTS,
    workerData: settings,
    // From a checkout without a build (tests) the worker is TypeScript as well.
    ...(source ? { execArgv: ['--import', 'tsx'] } : {}),
  });
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
