/**
 * Which exchange ids were taken before: a filter that says "new" for sure or "perhaps" (src/pipeline/duplicates.ts), and
 * behind it the exact answer, from three places: ids on their way into the journal, ids in the journal, ids in the store.
 * The first two are here, the third is asked. Leaves out the order in which bodies are judged (intake.ts).
 */

import { DuplicateFilter, suspectRows } from '../../pipeline/duplicates.ts';
import type { ExchangeStore } from '../../store/exchanges/exchange-store.ts';
import { IdTable } from './id-table.ts';

export class KnownIds {
  private readonly filter = new DuplicateFilter();
  /** On their way into the journal. */
  private readonly inFlight = new Set<bigint>();
  /** In the journal, by segment; a segment that is stored is forgotten. */
  private readonly journalled = new Map<number, IdTable>();
  private retired: IdTable[] = [];

  /** Ids of everything that the store holds. */
  async addStored(exchanges: Pick<ExchangeStore, 'ids'>): Promise<void> {
    for await (const ids of exchanges.ids()) for (const id of ids) this.addToFilter(id);
  }

  /** An id found in the journal when it was opened; true if it had been there already. */
  addRecovered(id: bigint, segment: number): boolean {
    const known = this.isJournalled(id);
    this.addToFilter(id);
    this.table(segment).add(id);
    return known;
  }

  /** Indices of the rows that were perhaps taken before, earlier rows of the same call included; ascending. */
  suspects(rows: Uint8Array, count: number): number[] {
    return suspectRows(this.filter, rows, count);
  }

  /**
   * Begins a round of judging: asks the store, judges, claims. Ids of segments that are stored meanwhile stay known until
   * the next round, since the store may have been asked before it had them.
   */
  beginRound(): void {
    this.retired = [];
  }

  /** Whether it is durable, outside of the store. */
  isJournalled(id: bigint): boolean {
    for (const table of this.journalled.values()) if (table.has(id)) return true;
    for (const table of this.retired) if (table.has(id)) return true;
    return false;
  }

  isInFlight(id: bigint): boolean {
    return this.inFlight.has(id);
  }

  claim(id: bigint): void {
    this.inFlight.add(id);
  }

  /** Claims that are durable now, in this segment. */
  markDurable(ids: readonly bigint[], segment: number): void {
    const table = this.table(segment);
    for (const id of ids) {
      table.add(id);
      this.inFlight.delete(id);
    }
  }

  /** Claims that came to nothing. */
  release(ids: readonly bigint[]): void {
    for (const id of ids) this.inFlight.delete(id);
  }

  /** The segment is stored. */
  retire(segment: number): void {
    const table = this.journalled.get(segment);
    if (table === undefined) return;
    this.journalled.delete(segment);
    this.retired.push(table);
  }

  private table(segment: number): IdTable {
    let table = this.journalled.get(segment);
    if (table === undefined) {
      table = new IdTable();
      this.journalled.set(segment, table);
    }
    return table;
  }

  private addToFilter(id: bigint): void {
    this.filter.testAndSet(Number(id & 0xffffffffn), Number(id >> 32n));
  }
}
