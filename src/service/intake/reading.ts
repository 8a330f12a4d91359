/**
 * Starts the reading threads and decides which bodies form a task. While the threads are busy, waiting bodies are combined: this
 * shares the fixed cost and compares more prompts with each other. The size of a task is limited by the decompressed size that
 * its bodies can have.
 */
import type { WorkerSettings } from '../../pipeline/block-task.ts';
import { workerPool } from '../../pipeline/worker-pool.ts';
import type { ReadResult, ReadTask, UnreadBody } from './body-task.ts';
import { mostPlainBytes } from './inflate.ts';

/** Maximum decompressed size of the bodies of a task, in bytes, unless it is a single body. */
const TASK_BYTES = 16 * 1024 * 1024;
const TASK_BODIES = 1_024;
/** Number of names that a thread remembers having sent. */
const NAMES = 500_000;

export interface ReadingThreads {
  /** Reads a task in the next free thread. Rejects if the thread fails. */
  read(task: ReadTask): Promise<ReadResult>;
  close(): Promise<void>;
}

/**
 * Starts the threads. Resolves when all are ready, so that the first request is not slower than others.
 * @param now ms since the epoch
 * @param rawIdentifiers store personal identifiers as they are
 */
export async function startReading(
  threads: number,
  identityKey: Uint8Array,
  now: number,
  rawIdentifiers: boolean,
): Promise<ReadingThreads> {
  const settings: WorkerSettings = { identityKey, now, names: NAMES, recent: true, rawIdentifiers };
  const pool = workerPool(import.meta.url, settings, threads);
  await Promise.all(Array.from({ length: threads }, () => pool.run({ now, bodies: [] })));
  return {
    read: (task) => pool.run(task),
    close: () => pool.destroy(),
  };
}

/** How many waiting bodies, from the front, form the next task; at least one. */
export function taskSize(waiting: readonly { readonly body: UnreadBody; readonly alone: boolean }[]): number {
  let bytes = 0;
  let count = 0;
  while (count < waiting.length && count < TASK_BODIES) {
    if (waiting[count].alone) return Math.max(1, count);
    const { encoding, bytes: sent } = waiting[count].body;
    bytes += encoding === 'identity' ? sent.length : mostPlainBytes(sent.length);
    if (count > 0 && bytes > TASK_BYTES) break;
    count++;
  }
  return count;
}
