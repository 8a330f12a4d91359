/**
 * Worker thread: reads a block of lines and sends rows back. It is given the next blocks while it reads one, so that the bytes
 * of a file's ranges come from the disk meanwhile: a thread that waits for 16 MB at a time waits for a quarter of its time.
 */
import { move, Piscina, workerData } from 'piscina';
import { INPUTS } from '../fingerprint/inputs.ts';
import { BlockReader } from './block-reader.ts';
import type { BlockResult, BlockTask, WorkerSettings } from './block-task.ts';

let reader: BlockReader | null = null;
/** The block before is read, or its failure told. */
let before: Promise<unknown> = Promise.resolve();
let input = 0;

/** Handles one block; called by the pool, for at most {@link INPUTS} at a time. They are read in the order in which they came. */
export default function handleBlock(task: BlockTask): Promise<BlockResult> {
  reader ??= new BlockReader(workerData as WorkerSettings);
  const result = read(reader, task, before);
  before = result.catch(() => {});
  return result;
}

async function read(reader: BlockReader, task: BlockTask, turn: Promise<unknown>): Promise<BlockResult> {
  input = (input + 1) % INPUTS;
  const reading = 'bytes' in task ? Promise.resolve({ input, filled: 0 }) : reader.readAhead(task, input);
  // A failure is met when its turn comes; until then it must not count as unhandled.
  reading.catch(() => {});
  await turn;
  return handOver(reader.read(task, await reading));
}

/** The rows' memory changes hands instead of being copied; the pool unwraps the value on the other side. */
function handOver(result: BlockResult): BlockResult {
  const transferable = {
    [Piscina.transferableSymbol]: [result.rows.buffer],
    [Piscina.valueSymbol]: result,
  };
  return move(transferable as never) as unknown as BlockResult;
}
