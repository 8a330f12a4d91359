/**
 * Looks in a worker thread: seconds of decoding and detection that would hold the event loop. The thread has no store; the
 * embedded engine has one connection a process, and that stays here. One look at a time; a thread that dies is replaced at
 * the next, and with it goes what was kept from look to look.
 */
import { MessageChannel, type Worker } from 'node:worker_threads';
import { assert } from '../../base/assert.ts';
import { ProblemError } from '../../base/problem.ts';
import { startWorker } from '../../base/worker-thread.ts';
import { type DetectionRun, RunParts, type RunReply, type RunTask } from './run-protocol.ts';
import { errorOf } from './store-client.ts';
import { type ServedStores, serveStores } from './store-server.ts';

export interface DetectionThread {
  look(task: RunTask): Promise<DetectionRun>;
  /** Gives back what is kept between looks, unless one is under way: the next counts everything. */
  rest(): Promise<void>;
  /** Ends the thread; a look under way fails. */
  close(): Promise<void>;
}

interface Thread {
  readonly worker: Worker;
  /** Where the parts of the look under way go. */
  parts: RunParts;
  whole: DetectionRun | null;
}

export function createDetectionThread(stores: ServedStores): DetectionThread {
  let thread: Thread | null = null;
  let looking = false;

  const start = (): Thread => {
    const { port1, port2 } = new MessageChannel();
    const worker = startWorker(import.meta.url, './worker', {
      workerData: { port: port2 },
      transferList: [port2],
    });
    const started: Thread = { worker, parts: new RunParts(), whole: null };
    serveStores(port1, stores, (part) => {
      started.whole = started.parts.add(part);
    });
    worker.once('exit', () => {
      port1.close();
      if (thread === started) thread = null;
    });
    // Whoever waits for a look hears of it; between two looks nobody does.
    worker.on('error', () => {});
    return started;
  };

  const outcomeOf = (worker: Worker, task: RunTask): Promise<RunReply> =>
    new Promise((resolve, reject) => {
      const onMessage = (outcome: RunReply): void => settle(() => resolve(outcome));
      const onError = (error: Error): void => settle(() => reject(lost(error.message)));
      const onExit = (code: number): void => settle(() => reject(lost(`exit code ${code}`)));
      const settle = (how: () => void): void => {
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        how();
      };
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(task);
    });

  return {
    async look(task) {
      assert(!looking, 'one look at a time');
      looking = true;
      try {
        thread ??= start();
        const current = thread;
        current.parts = new RunParts();
        current.whole = null;
        const outcome = await outcomeOf(current.worker, task);
        if (!('value' in outcome)) throw errorOf(outcome);
        const { whole } = current;
        assert(whole !== null, 'a look that succeeded has handed over its result');
        current.parts = new RunParts();
        current.whole = null;
        return whole;
      } finally {
        looking = false;
      }
    },
    async rest() {
      if (!looking) await thread?.worker.terminate();
    },
    async close() {
      await thread?.worker.terminate();
    },
  };
}

function lost(how: string): ProblemError {
  return new ProblemError({
    code: 'look_lost',
    message: `Expected a look at the exchanges to end, got a thread that ended before it: ${how}.`,
    hint: 'The look is repeated by itself. If memory ran out, look at a shorter window.',
  });
}
