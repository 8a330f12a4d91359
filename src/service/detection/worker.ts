/**
 * The thread that looks: a task comes in, questions and the parts of the result go out over the port of the stores. What one
 * look counted is kept here for the next.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../base/assert.ts';
import { look } from './run.ts';
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
    for (const part of resultParts(await look(stores, kept, task, () => performance.now())))
      await stores.give(part);
  } catch (error) {
    outcome = failure(error);
  }
  parent.postMessage(outcome);
});
