/**
 * The stores as a part: whether they answer, how often they refused, and their closing, which comes after everything
 * else. Hands out the same stores with their failures counted.
 */
import { sql } from 'kysely';
import type { DataDirectory } from '../../store/data-directory.ts';
import type { Part } from '../part.ts';

export interface StoresPart {
  readonly part: Part;
  /** What other parts are given: the directory, counting. */
  readonly directory: DataDirectory;
}

export function createStoresPart(directory: DataDirectory): StoresPart {
  const errors = { exchanges: 0, records: 0 };
  const counted: DataDirectory = {
    ...directory,
    exchanges: countFailures(directory.exchanges, () => errors.exchanges++),
    records: countFailures(directory.records, () => errors.records++),
  };
  return {
    directory: counted,
    part: {
      name: 'stores',
      async start() {
        // A new directory's record store is still being made when it is handed out.
        await directory.database();
      },
      async ready() {
        const asked = await Promise.allSettled([
          counted.exchanges.rows('SELECT 1'),
          directory.database().then((db) => sql`SELECT 1`.execute(db)),
        ]);
        const silent = ['exchange', 'record'].filter((_, i) => asked[i]?.status === 'rejected');
        return silent.length === 0
          ? { ready: true }
          : { ready: false, reason: `The ${silent.join(' and the ')} store does not answer.` };
      },
      stop: () => directory.close(),
      stats: () => ({ errors }),
    },
  };
}

/** The same object, telling of each call that was rejected; iterations count as well. */
export function countFailures<T extends object>(target: T, failed: () => void): T {
  return new Proxy(target, {
    get(object, name, receiver) {
      const member: unknown = Reflect.get(object, name, receiver);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(member, object, args);
        if (result instanceof Promise) result.catch(failed);
        return isIterable(result) ? counting(result, failed) : result;
      };
    },
  });
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function* counting(items: AsyncIterable<unknown>, failed: () => void): AsyncIterable<unknown> {
  try {
    yield* items;
  } catch (error) {
    failed();
    throw error;
  }
}
