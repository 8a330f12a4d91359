/** Limits how many asynchronous tasks run at once, and starts them in the order of their arrival. */

/** Runs `work` when there is room, and returns its result. */
export type Semaphore = <T>(work: () => Promise<T>) => Promise<T>;

/** @param most maximum number of tasks at once */
export function createSemaphore(most: number): Semaphore {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    // A task that finishes hands its place directly to the next one, so that none can jump the queue.
    if (running < most) running++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
