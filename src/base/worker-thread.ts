/** Starts a worker thread from a compiled module, or from a checkout without a build. */
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * @param from the `import.meta.url` of whoever starts it
 * @param name the module, relative to that, without its extension
 * @param options the thread's data and what is handed over with it
 */
export function startWorker(
  from: string,
  name: string,
  options: Pick<WorkerOptions, 'workerData' | 'transferList'>,
): Worker {
  const source = from.endsWith('.ts');
  const entry = new URL(`${name}${source ? '.ts' : '.js'}`, from);
  return new Worker(source ? throughLoader(entry.href) : entry, {
    ...options,
    eval: source,
    // Without this process's own flags: a loader or an input type given on its command line is not for this thread.
    execArgv: [],
  });
}

/** From a checkout without a build (tests) the worker is TypeScript as well: a script that imports it through the loader. */
function throughLoader(entry: string): string {
  return `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(entry)}); });`;
}
