/**
 * The detection thread: a task comes in; queries and the parts of the result go out over the port of the stores. What one
 * run counted is kept here for the next.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../base/assert.ts';
import { runDetection } from './run.ts';
import { type RunReply, type RunTask, resultParts } from './run-protocol.ts';
import { createStoreClient } from './store-client.ts';
import { failure } from './store-server.ts';
import { WindowInput } from './window-input.ts';

assert(parentPort !== null, 'a worker thread has a parent');
const parent = parentPort;
const stores = createStoreClient((workerData as { port: MessagePort }).port);
const kept = new WindowInput();

parent.on('message', async (task: RunTask) => {
  let outcome: RunReply = { value: null };
  try {
    const run = await runDetection(stores, kept, task, () => performance.now());
    for (const part of resultParts(run)) await stores.give(part);
  } catch (error) {
    outcome = failure(error);
  }
  parent.postMessage(outcome);
});
