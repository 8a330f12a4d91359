/** Reading thread of the intake: bodies in, rows out. */
import { move, Piscina, workerData } from 'piscina';
import type { WorkerSettings } from '../../pipeline/block-task.ts';
import { BodyReader } from './body-reader.ts';
import type { ReadResult, ReadTask } from './body-task.ts';

let reader: BodyReader | null = null;

/** Reads the bodies of one task; called by the pool. */
export default function readBodies(task: ReadTask): ReadResult {
  reader ??= new BodyReader(workerData as WorkerSettings);
  let result: ReadResult;
  try {
    result = reader.read(task);
  } catch (error) {
    // What it was in the middle of must not meet the next task.
    reader = null;
    throw error;
  }
  // The rows' memory changes hands instead of being copied.
  const transferable = {
    [Piscina.transferableSymbol]: [result.rows.buffer],
    [Piscina.valueSymbol]: result,
  };
  return move(transferable as never) as unknown as ReadResult;
}
