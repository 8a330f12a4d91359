/**
 * Everything that is counted exchange by exchange, here and not in the engine: the rows, sorted by unit, lie in a file that is
 * gone through three times. The engine would copy each exchange's columns for each of its sixteen anchors, and group
 * eleven times as many rows as there are exchanges: on 672,411 of these its four queries took 5.0 s of CPU, this takes 3.1.
 *
 * More exchanges may come in, in files of their own. They alone are counted then, and of those before only what they make
 * count: anchors that nobody else had sent, and now somebody has. The result is that of all exchanges at once.
 */
import { assert } from '../../base/assert.ts';
import type { Detour } from '../../model/summary.ts';
import type { SpooledRows } from '../../store/exchanges/spooled-rows.ts';
import { AnchorShare } from './anchor-share.ts';
import { eachChunk, TurnUnits } from './counted-file.ts';
import { ALL_ANCHORS } from './hash-share.ts';
import { joined } from './joined-shares.ts';
import { type ShareThread, startShareThread } from './share-thread.ts';
import type { AnchorSums, ShareSums, UnitSums } from './sums.ts';
import { UnitSide } from './unit-side.ts';

/** From so many exchanges on, threads of their own are worth their start. */
const MANY_ROWS = 500_000;
/** Bits of a hash that shares are told apart by, at most: each goes through all rows for its anchors. */
const MOST_BITS = 3;

export interface AnchorCountOptions {
  /** Whether more exchanges may come in behind the first: all are counted on this thread then. */
  readonly more: boolean;
  /** Threads that count anchors of many exchanges; any number gives the same. */
  readonly threads: number;
  /** From so many exchanges on. */
  readonly manyRows?: number;
  /** Called for each share that was counted a longer way, when all are. */
  onDetour?(detour: Detour): void;
}

export class AnchorCount {
  /** Exchanges so far. */
  exchanges = 0;
  private readonly options: AnchorCountOptions;
  private readonly units: UnitSide;
  /** Absent: threads count the anchors. */
  private anchors: AnchorShare | null = null;
  private threads: readonly ShareThread[] = [];
  private readonly files: { readonly rows: SpooledRows; readonly units: TurnUnits }[] = [];
  private closed = false;

  constructor(options: AnchorCountOptions) {
    this.options = options;
    this.units = new UnitSide(options.more);
  }

  /**
   * Takes over exchanges and their file, and registers their units. Call {@link count} next. After a failure the only valid
   * call is {@link close}.
   */
  async registerUnits(rows: SpooledRows): Promise<void> {
    if (this.closed) {
      await rows.remove();
      throw new Error('the count was closed before its exchanges were there');
    }
    const { more, threads, manyRows = MANY_ROWS } = this.options;
    assert(more || this.files.length === 0, 'more exchanges come in only where it was said');
    const units = new TurnUnits();
    this.files.push({ rows, units });
    this.exchanges += rows.rows;
    const bits = Math.min(MOST_BITS, Math.floor(Math.log2(Math.max(1, threads))));
    if (!more && bits > 0 && rows.rows >= manyRows) {
      this.threads = Array.from({ length: 2 ** bits }, (_, index) => startShareThread(rows, { bits, index }));
      return eachChunk(rows, [this.units.registerUnits(units)]);
    }
    this.anchors ??= new AnchorShare(ALL_ANCHORS, more);
    await eachChunk(rows, [this.units.registerUnits(units), this.anchors.registerUnits(rows)]);
  }

  /** Units that were met, by the hashes of their names, ascending. */
  unitKeys(): BigUint64Array {
    return this.units.keys();
  }

  /** Counts the exchanges that were met last. */
  async count(): Promise<void> {
    const file = this.files.at(-1);
    assert(file !== undefined, 'exchanges are met before they are counted');
    const { rows, units } = file;
    if (this.anchors === null) return eachChunk(rows, [this.units.count(units)]);
    await eachChunk(rows, [this.units.count(units), this.anchors.count()]);
    await this.anchors.countFresh();
  }

  unitSums(): UnitSums {
    return this.units.sums();
  }

  /** Not while exchanges are taken in. */
  async anchorSums(): Promise<AnchorSums> {
    const sums = this.anchors === null ? joined(await this.countedByThreads()) : await this.anchors.sums();
    return { ...sums, coOccurrences: this.units.together(sums.key) };
  }

  private async countedByThreads(): Promise<ShareSums[]> {
    const shares = await Promise.all(this.threads.map(({ counted }) => counted));
    for (const { byKernels } of shares) if (!byKernels) this.options.onDetour?.('anchors_without_kernels');
    return shares.map(({ sums }) => sums);
  }

  /** Ends the threads and removes the files; those of exchanges that still come, as when a load is stopped, at once. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.threads.map((thread) => thread.close()));
    await Promise.all(this.files.map(({ rows }) => rows.remove()));
  }
}
