/**
 * Rows on their way into the store: duplicates taken out, small blocks gathered into inserts that the engine likes.
 * One insert is under way at a time, while more rows are gathered; what flush() has resolved is durable.
 */
import { FINGERPRINT_STRIDE } from '../model/fingerprint-layout.ts';
import type { NamedHash } from '../model/named-hash.ts';
import { DuplicateFilter, rowId, suspectRows, withoutRows } from './duplicates.ts';

/** Rows gathered before they are inserted … */
const INSERT_ROWS = 65_536;
/**
 * … and twice as many when so many have been: an insert is a part of the table, and a query that reads rows in order holds
 * a piece of every part. Of 14 million rows in 224 parts that took 2.4 GB, in 112 parts 1.7 GB.
 */
const MANY_ROWS = 4_194_304;

/** The part of the exchange store that taking rows in needs. */
export interface RowStore {
  insert(rows: readonly Uint8Array[], count: number): Promise<void>;
  insertNames(names: readonly NamedHash[]): Promise<void>;
  known(ids: BigUint64Array): Promise<Set<bigint>>;
  ids(): AsyncIterable<BigUint64Array>;
}

export class RowLoader {
  private readonly store: RowStore;
  private readonly filter = new DuplicateFilter();
  private pending: { rows: Uint8Array; count: number }[] = [];
  private pendingRows = 0;
  private pendingNames: NamedHash[] = [];
  /** The insert under way: the next rows are gathered meanwhile. */
  private inserting: Promise<void> = Promise.resolve();
  /** Exchanges taken, and those left out because their id was there. */
  taken = 0;
  duplicates = 0;

  /**
   * Memory of rows that are stored, for whoever makes more: what is thrown away is memory that V8 looks for, and each 64 MB
   * of it are a collection of everything that lives. A tenth of the CPU of reading 20 million exchanges went there.
   */
  readonly freeBuffers: ArrayBuffer[] = [];

  private readonly insertRows: number;

  private constructor(store: RowStore, insertRows: number) {
    this.store = store;
    this.insertRows = insertRows;
  }

  /** Reads the ids that the store holds already. */
  static async open(store: RowStore, insertRows = INSERT_ROWS): Promise<RowLoader> {
    const intake = new RowLoader(store, insertRows);
    for await (const ids of store.ids()) {
      for (const id of ids) intake.filter.testAndSet(Number(id & 0xffffffffn), Number(id >> 32n));
    }
    return intake;
  }

  /** Takes one block's rows, and names that they may have. */
  async add(rows: Uint8Array, count: number, names: readonly NamedHash[] = []): Promise<void> {
    for (const name of names) this.pendingNames.push(name);
    if (count === 0) return this.recycle(rows);
    const suspects = suspectRows(this.filter, rows, count);
    const dropped = suspects.length > 0 ? await this.confirm(rows, count, suspects) : [];
    const kept = withoutRows(rows, count, dropped);
    this.duplicates += dropped.length;
    this.taken += kept.count;
    if (kept.rows !== rows) this.recycle(rows);
    if (kept.count === 0) return;
    this.pending.push(kept);
    this.pendingRows += kept.count;
    const enough = this.taken < MANY_ROWS ? this.insertRows : 2 * this.insertRows;
    if (this.pendingRows >= enough) await this.insert();
  }

  /** Makes everything taken so far durable. */
  async flush(): Promise<void> {
    await this.insert();
    await this.inserting;
  }

  /** Hands the pending rows to the store when it is done with those before. */
  private async insert(): Promise<void> {
    await this.inserting;
    const { pending, pendingNames: names, pendingRows: count } = this;
    this.pending = [];
    this.pendingNames = [];
    this.pendingRows = 0;
    this.inserting = this.keep(pending, count, names);
    // Whoever waits for it next meets a failure; until then it must not count as unhandled.
    this.inserting.catch(() => {});
  }

  private async keep(
    parts: readonly { rows: Uint8Array; count: number }[],
    count: number,
    names: readonly NamedHash[],
  ): Promise<void> {
    // Names first: whoever reads a row finds who sent it.
    if (names.length > 0) await this.store.insertNames(names);
    if (count === 0) return;
    const rows = parts.map((part) => part.rows.subarray(0, part.count * FINGERPRINT_STRIDE));
    await this.store.insert(rows, count);
    for (const part of parts) this.recycle(part.rows);
  }

  private recycle({ buffer }: Uint8Array): void {
    if (buffer.byteLength > 0) this.freeBuffers.push(buffer as ArrayBuffer);
  }

  /** Which suspects are really there: earlier in this block, in the pending rows, or in the store. */
  private async confirm(rows: Uint8Array, count: number, suspects: readonly number[]): Promise<number[]> {
    const ids = BigUint64Array.from(suspects, (i) => rowId(rows, i));
    // Rows on their way are neither pending nor surely found yet.
    await this.inserting;
    const known = await this.store.known(ids);
    const wanted = new Set(ids);
    for (const part of this.pending) {
      for (let i = 0; i < part.count; i++) {
        const id = rowId(part.rows, i);
        if (wanted.has(id)) known.add(id);
      }
    }
    const suspected = new Set(suspects);
    const inBlock = new Set<bigint>();
    const dropped: number[] = [];
    for (let i = 0; i < count; i++) {
      const id = rowId(rows, i);
      if (!wanted.has(id)) continue;
      if (known.has(id) || (suspected.has(i) && inBlock.has(id))) dropped.push(i);
      else inBlock.add(id);
    }
    return dropped;
  }
}
