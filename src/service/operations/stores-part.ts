/**
 * The stores as a part: whether they answer, how often they refused, and their closing, which comes after everything
 * else. Hands out the same stores with their failures counted.
 */
import { type Kysely, sql } from 'kysely';
import type { ExchangeStore } from '../../store/exchange-store.ts';
import type { RecordStore } from '../../store/record-store.ts';
import type { RecordTables } from '../../store/record-tables.ts';
import type { Part, PartStats } from '../part.ts';

/** What both tiers have in common. */
export interface OpenStores {
  readonly exchanges: ExchangeStore;
  readonly records: RecordStore;
  database(): Promise<Kysely<RecordTables>>;
  /** Counts of their own, if they have any. */
  stats?(): object;
  close(): Promise<void>;
}

export interface StoresPart<S extends OpenStores> {
  readonly part: Part;
  /** What other parts are given: the same, counting. */
  readonly stores: S;
}

export function createStoresPart<S extends OpenStores>(opened: S): StoresPart<S> {
  const errors = { exchanges: 0, records: 0 };
  const stores: S = {
    ...opened,
    exchanges: countFailures(opened.exchanges, () => errors.exchanges++),
    records: countFailures(opened.records, () => errors.records++),
  };
  return {
    stores,
    part: {
      name: 'stores',
      async start() {
        // A new directory's record store is still being made when it is handed out.
        await opened.database();
      },
      async ready() {
        const asked = await Promise.allSettled([
          opened.exchanges.rows('SELECT 1'),
          opened.database().then((db) => sql`SELECT 1`.execute(db)),
        ]);
        const silent = ['exchange', 'record'].filter((_, i) => asked[i]?.status === 'rejected');
        if (silent.length === 0) return { ready: true };
        return { ready: false, reason: `No answer from the ${silent.join(' store and the ')} store.` };
      },
      stop: () => opened.close(),
      stats: () => ({ ...(opened.stats?.() as PartStats | undefined), errors }),
    },
  };
}

/** The same object, telling of each call that was rejected; iterations count as well. */
function countFailures<T extends object>(target: T, failed: () => void): T {
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
