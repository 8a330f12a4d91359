/** The thread of {@link startShareThread}: one share, three times through the rows. */
import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../base/assert.ts';
import type { SpooledRows } from '../../store/exchanges/spooled-rows.ts';
import { spooledRows } from '../../store/exchanges/spooled-rows.ts';
import { AnchorShare } from './anchor-share.ts';
import { eachChunk } from './counted-file.ts';
import { STRIDE } from './row.ts';
import { ShareTooLarge } from './share-kernel.ts';
import type { ShareOutcome, ShareTask } from './share-thread.ts';
import type { ShareSums } from './sums.ts';

assert(parentPort !== null, 'a worker thread has a parent');
const { path, bytes, share } = workerData as ShareTask;

try {
  const rows = spooledRows(path, bytes, STRIDE);
  const byKernels = await sumsByKernels(rows);
  const sums = byKernels ?? (await sumsOf(new AnchorShare(share, false), rows));
  const outcome: ShareOutcome = { sums, byKernels: byKernels !== null };
  parentPort.postMessage(outcome, buffersOf(sums));
} catch (error) {
  parentPort.postMessage({ error } satisfies ShareOutcome);
}

async function sumsOf(anchors: AnchorShare, rows: SpooledRows): Promise<ShareSums> {
  await eachChunk(rows, [anchors.registerUnits(rows)], anchors.chunkMemory());
  await eachChunk(rows, [anchors.count()], anchors.chunkMemory());
  return anchors.sums();
}

/** Null when there is no room for it: the rows are then counted again without kernels. */
async function sumsByKernels(rows: SpooledRows): Promise<ShareSums | null> {
  try {
    const anchors = new AnchorShare(share, false);
    anchors.useKernel(rows.rows);
    return await sumsOf(anchors, rows);
  } catch (error) {
    if (error instanceof ShareTooLarge) return null;
    throw error;
  }
}

/** All that is big, to be handed over and not copied. */
function buffersOf(sums: ShareSums): ArrayBuffer[] {
  const { shapes, postings, ...columns } = sums;
  const { start, unit, weight, harvest } = postings;
  const arrays = [...Object.values(columns), ...Object.values(shapes), start, unit, weight, harvest];
  return arrays.map((array) => array.buffer as ArrayBuffer);
}
