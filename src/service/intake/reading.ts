/**
 * The reading threads, and which bodies go to them together. While the threads are busy bodies gather: what each costs by
 * itself is shared, and more prompts are compared with each other. A task is bounded by what its bodies may become, not by
 * what they were sent as.
 */
import type { WorkerSettings } from '../../pipeline/block-task.ts';
import { workerPool } from '../../pipeline/worker-pool.ts';
import type { ReadResult, ReadTask, UnreadBody } from './body-task.ts';
import { mostPlainBytes } from './inflate.ts';

/** Plain bytes that the bodies of one task may become at most, unless it is one body. */
const TASK_BYTES = 16 * 1024 * 1024;
const TASK_BODIES = 1_024;
/** Names that a thread remembers to have sent. */
const NAMES = 500_000;

export interface ReadingThreads {
  read(task: ReadTask): Promise<ReadResult>;
  close(): Promise<void>;
}

/** Resolves when every thread is ready: the first request is answered as fast as any. */
export async function startReading(
  threads: number,
  identityKey: Uint8Array,
  now: number,
): Promise<ReadingThreads> {
  const settings: WorkerSettings = { identityKey, now, names: NAMES, recent: true };
  const pool = workerPool(import.meta.url, settings, threads);
  await Promise.all(Array.from({ length: threads }, () => pool.run({ now, bodies: [] })));
  return {
    read: (task) => pool.run(task),
    close: () => pool.destroy(),
  };
}

/** How many of the waiting bodies make the next task, taken from the front; at least one. */
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
