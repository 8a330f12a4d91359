/**
 * Detection runs in a worker thread: seconds of decoding and detection that would hold the event loop. The thread has no
 * store; the embedded engine has one connection a process, and that stays here. One run at a time. A thread that dies is
 * replaced at the next run, and what it kept from run to run is lost.
 */
import { MessageChannel, type Worker } from 'node:worker_threads';
import { assert } from '../../base/assert.ts';
import { ProblemError } from '../../base/problem.ts';
import { startWorker } from '../../base/worker-thread.ts';
import { type DetectionRun, RunParts, type RunReply, type RunTask } from './run-protocol.ts';
import { errorOf } from './store-client.ts';
import { type ServedStores, serveStores } from './store-server.ts';

export interface DetectionThread {
  /** @throws ProblemError `look_lost` if the thread ended first, or what the run failed with */
  run(task: RunTask): Promise<DetectionRun>;
  /** Frees what is kept between runs, unless one is under way: the next run counts everything. */
  rest(): Promise<void>;
  /** Ends the thread; a run under way fails, and so does one that has yet to start. */
  close(): Promise<void>;
}

interface Thread {
  readonly worker: Worker;
  /** Collects the parts of the run under way. */
  parts: RunParts;
  whole: DetectionRun | null;
}

/** Gives a thread that starts with its first run. */
export function createDetectionThread(stores: ServedStores): DetectionThread {
  let thread: Thread | null = null;
  let running = false;
  let closed = false;

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
    // A run under way listens itself; between two runs the exit says enough.
    worker.on('error', () => {});
    return started;
  };

  const outcomeOf = (worker: Worker, task: RunTask): Promise<RunReply> =>
    new Promise((resolve, reject) => {
      const onMessage = (outcome: RunReply): void => finish(() => resolve(outcome));
      const onError = (error: Error): void => finish(() => reject(lost(error.message)));
      const onExit = (code: number): void => finish(() => reject(lost(`exit code ${code}`)));
      const finish = (how: () => void): void => {
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        how();
      };
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(task);
    });

  return {
    async run(task) {
      assert(!running, 'one detection run at a time');
      // A run may still have been reading when it was to end: a thread that started now would never end.
      if (closed) throw lost('it was closed before');
      running = true;
      try {
        thread ??= start();
        const current = thread;
        current.parts = new RunParts();
        current.whole = null;
        const outcome = await outcomeOf(current.worker, task);
        if (!('value' in outcome)) throw errorOf(outcome);
        const { whole } = current;
        assert(whole !== null, 'a run that succeeded has handed over its result');
        current.parts = new RunParts();
        current.whole = null;
        return whole;
      } finally {
        running = false;
      }
    },
    async rest() {
      if (!running) await thread?.worker.terminate();
    },
    async close() {
      closed = true;
      await thread?.worker.terminate();
    },
  };
}

function lost(how: string): ProblemError {
  return new ProblemError({
    code: 'look_lost',
    message: `Expected a detection run to end, got a thread that ended before it: ${how}.`,
    hint: 'The run is repeated automatically. If memory ran out, shorten `detection.window_days`.',
  });
}
