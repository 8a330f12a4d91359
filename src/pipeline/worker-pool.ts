/** Threads that read what is sent to them: the pool under the readers of a log and under those of the service. */
import { Piscina } from 'piscina';

/**
 * Starts `threads` threads of the module `worker` beside the one at `url`.
 * @param tasks that a thread is given at once
 */
export function workerPool(url: string, settings: object, threads: number, tasks = 1): Piscina {
  const source = url.endsWith('.ts');
  return new Piscina({
    filename: new URL(source ? './worker.ts' : './worker.js', url).href,
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: tasks,
    workerData: settings,
    // From a checkout without a build (tests) the worker is TypeScript as well.
    ...(source ? { execArgv: ['--import', 'tsx'] } : {}),
  });
}
