/** A thread that counts a share of the anchors, from the file of rows to its sums. */
import { startWorker } from '../../base/worker-thread.ts';
import type { SpooledRows } from '../../store/exchanges/spooled-rows.ts';
import type { HashShare } from './hash-share.ts';
import type { ShareSums } from './sums.ts';

/** A share, and whether kernels counted it; without memory for their tables TypeScript does. */
export interface CountedShare {
  readonly sums: ShareSums;
  readonly byKernels: boolean;
}

export interface ShareThread {
  readonly counted: Promise<CountedShare>;
  /** Ends it, whether it is done or not. */
  close(): Promise<void>;
}

/** What the thread is given. */
export interface ShareTask {
  readonly path: string;
  readonly bytes: number;
  readonly share: HashShare;
}

/** What it gives. */
export type ShareOutcome = CountedShare | { readonly error: unknown };

export function startShareThread({ path, bytes }: SpooledRows, share: HashShare): ShareThread {
  const task: ShareTask = { path, bytes, share };
  const worker = startWorker(import.meta.url, './share-worker', { workerData: task });
  const counted = new Promise<CountedShare>((resolve, reject) => {
    worker.once('message', (outcome: ShareOutcome) => {
      if ('sums' in outcome) resolve(outcome);
      else reject(outcome.error);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`a thread that counts anchors ended with ${code} before it was done`));
    });
  });
  // Whoever asks for them meets a failure; until then it must not count as unhandled.
  counted.catch(() => {});
  return {
    counted,
    async close() {
      await worker.terminate();
    },
  };
}
