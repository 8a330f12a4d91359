/** Worker thread: reads a block of lines and sends rows back. */
import { move, Piscina, workerData } from 'piscina';
import { BlockReader } from './block-reader.ts';
import type { BlockResult, BlockTask, WorkerSettings } from './block-task.ts';

let reader: BlockReader | null = null;

/** Handles one block; called by the pool. */
export default function handleBlock(task: BlockTask): BlockResult {
  reader ??= new BlockReader(workerData as WorkerSettings);
  return handOver(reader.read(task));
}

/** The rows' memory changes hands instead of being copied; the pool unwraps the value on the other side. */
function handOver(result: BlockResult): BlockResult {
  const transferable = {
    [Piscina.transferableSymbol]: [result.rows.buffer],
    [Piscina.valueSymbol]: result,
  };
  return move(transferable as never) as unknown as BlockResult;
}
