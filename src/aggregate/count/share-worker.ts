/** The thread of {@link startShareThread}: one share, three times through the rows. */
import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../base/assert.ts';
import { spooledRows } from '../../store/exchanges/spooled-rows.ts';
import { AnchorShare } from './anchor-share.ts';
import { eachPiece } from './counted-file.ts';
import { STRIDE } from './row.ts';
import type { ShareOutcome, ShareTask } from './share-thread.ts';
import type { ShareSums } from './sums.ts';

assert(parentPort !== null, 'a worker thread has a parent');
const { path, bytes, share } = workerData as ShareTask;

try {
  const rows = spooledRows(path, bytes, STRIDE);
  const anchors = new AnchorShare(share, false);
  await eachPiece(rows, [anchors.registerUnits(rows)]);
  await eachPiece(rows, [anchors.count()]);
  const sums = await anchors.sums();
  parentPort.postMessage({ sums } satisfies ShareOutcome, buffersOf(sums));
} catch (error) {
  parentPort.postMessage({ error } satisfies ShareOutcome);
}

/** All that is big, to be handed over and not copied. */
function buffersOf(sums: ShareSums): ArrayBuffer[] {
  const { shapes, postings, ...columns } = sums;
  const arrays = [
    ...Object.values(columns),
    ...Object.values(shapes),
    postings.start,
    postings.unit,
    postings.weight,
  ];
  return arrays.map((array) => array.buffer as ArrayBuffer);
}
