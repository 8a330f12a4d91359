/**
 * Knows which exchange ids were accepted before. A filter says "certainly new" or "possibly known" (src/pipeline/duplicates.ts).
 * The exact answer comes from three sets: ids being written to the journal, ids in the journal, and ids in the store. The first
 * two are kept here, the store is queried (intake.ts).
 */
import { DuplicateFilter, suspectRows } from '../../pipeline/duplicates.ts';
import type { ExchangeStore } from '../../store/exchanges/exchange-store.ts';
import { IdTable } from './id-table.ts';

/** The ids known to one node. */
export class KnownIds {
  private readonly filter = new DuplicateFilter();
  /** Being written to the journal. */
  private readonly inFlight = new Set<bigint>();
  /** In the journal, by segment; dropped when the segment is stored. */
  private readonly journalled = new Map<number, IdTable>();
  private retired: IdTable[] = [];

  /** Adds all ids of the store. */
  async addStored(exchanges: Pick<ExchangeStore, 'ids'>): Promise<void> {
    for await (const ids of exchanges.ids()) for (const id of ids) this.addToFilter(id);
  }

  /** Adds an id found in the journal when it was opened. @returns true if it was already known */
  addRecovered(id: bigint, segment: number): boolean {
    const known = this.isJournalled(id);
    this.addToFilter(id);
    this.table(segment).add(id);
    return known;
  }

  /** Indices of the rows whose ids are possibly known, also from earlier rows of the same call; ascending. */
  suspects(rows: Uint8Array, count: number): number[] {
    return suspectRows(this.filter, rows, count);
  }

  /**
   * Begins a round of querying the store and claiming ids. Ids of segments that are stored during a round remain known until the
   * next one, since the store may have been queried before it had them.
   */
  beginRound(): void {
    this.retired = [];
  }

  /** Whether the id is durable in the journal. */
  isJournalled(id: bigint): boolean {
    for (const table of this.journalled.values()) if (table.has(id)) return true;
    for (const table of this.retired) if (table.has(id)) return true;
    return false;
  }

  /** Whether the id is claimed but not durable yet. */
  isInFlight(id: bigint): boolean {
    return this.inFlight.has(id);
  }

  /** Marks an id as being written to the journal. */
  claim(id: bigint): void {
    this.inFlight.add(id);
  }

  /** Turns claims into ids that are durable in this segment. */
  markDurable(ids: readonly bigint[], segment: number): void {
    const table = this.table(segment);
    for (const id of ids) {
      table.add(id);
      this.inFlight.delete(id);
    }
  }

  /** Drops claims whose write failed. */
  release(ids: readonly bigint[]): void {
    for (const id of ids) this.inFlight.delete(id);
  }

  /** To be called when all of a segment is in the store. */
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
