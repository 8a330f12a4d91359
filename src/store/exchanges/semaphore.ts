/** Lets works begin in the order in which they ask, at most so many at a time. */

export type Semaphore = <T>(work: () => Promise<T>) => Promise<T>;

export function createSemaphore(most: number): Semaphore {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    // Who is let in by the one before takes over its place: nobody slips in between.
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
