/** What must hold in the end: everything acknowledged is in the store, and nothing is there twice or was never sent. */
import { hash64BigInt } from '../../src/kernels/hash.ts';
import type { ExchangeStore } from '../../src/store/exchanges/exchange-store.ts';
import type { Load } from './load.ts';

export interface StoredIds {
  readonly acknowledged: number;
  readonly stored: number;
  /** Acknowledged, not due and not there. */
  readonly lost: readonly string[];
  /** Acknowledged, due and not there. */
  readonly deleted: number;
  /** Ids that are there more than once. */
  readonly twice: number;
  /** Rows that nobody sent. */
  readonly foreign: number;
  readonly broken: readonly string[];
}

export async function checkStoredIds(load: Load, exchanges: ExchangeStore): Promise<StoredIds> {
  const counts = new Map<bigint, number>();
  let stored = 0;
  for await (const ids of exchanges.ids()) {
    for (const id of ids) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
      stored++;
    }
  }
  const sent = new Set([...load.sent].map(hash64BigInt));
  return {
    acknowledged: load.acknowledged.size,
    stored,
    lost: [...load.acknowledged].filter((id) => !load.due.has(id) && !counts.has(hash64BigInt(id))).slice(0, 10),
    deleted: [...load.acknowledged].filter((id) => load.due.has(id) && !counts.has(hash64BigInt(id))).length,
    twice: [...counts.values()].filter((count) => count > 1).length,
    foreign: [...counts.keys()].filter((id) => !sent.has(id)).length,
    broken: load.broken.slice(0, 10),
  };
}

/** As a verdict has to be. */
export const UNHARMED = { lost: [], twice: 0, foreign: 0, broken: [] };
