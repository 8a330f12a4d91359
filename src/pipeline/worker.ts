/**
 * Worker thread: reads a block of lines and sends rows back. It is given the next blocks while it reads one, so that the bytes
 * of a file's ranges come from the disk meanwhile: a thread that waits for 16 MB at a time waits for a quarter of its time.
 */
import { move, Piscina, workerData } from 'piscina';
import { INPUTS } from '../fingerprint/inputs.ts';
import { BlockReader } from './block-reader.ts';
import type { BlockResult, BlockTask, WorkerSettings } from './block-task.ts';

/**
 * Made before there is a block: its tables take a moment, and so does opening the stores. Whoever sends a block is told why it
 * could not be made.
 */
const reader = Promise.resolve().then(() => new BlockReader(workerData as WorkerSettings));
reader.catch(() => {});
/** The block before is read, or its failure told. */
let before: Promise<unknown> = Promise.resolve();
let input = 0;

/** Handles one block; called by the pool, for at most {@link INPUTS} at a time. They are read in the order in which they came. */
export default function handleBlock(task: BlockTask): Promise<BlockResult> {
  const result = read(task, before);
  before = result.catch(() => {});
  return result;
}

async function read(task: BlockTask, turn: Promise<unknown>): Promise<BlockResult> {
  const blocks = await reader;
  input = (input + 1) % INPUTS;
  const reading = 'bytes' in task ? Promise.resolve({ input, at: 0, filled: 0 }) : blocks.readAhead(task, input);
  // A failure is met when its turn comes; until then it must not count as unhandled.
  reading.catch(() => {});
  await turn;
  return handOver(blocks.read(task, await reading));
}

/** The rows' memory changes hands instead of being copied; the pool unwraps the value on the other side. */
function handOver(result: BlockResult): BlockResult {
  const transferable = {
    [Piscina.transferableSymbol]: [result.rows.buffer],
    [Piscina.valueSymbol]: result,
  };
  return move(transferable as never) as unknown as BlockResult;
}
