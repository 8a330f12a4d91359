/**
 * A share of the anchors counted by kernels (src/wire/assembly/count.ts), in a thread of its own. Its tables have room for the most that
 * the rows may hold, up to a bound: address space, of which only what is written becomes memory. {@link AnchorShare} reads
 * what it counted in place, and counts by itself when there is no room.
 */
import { readFileSync } from 'node:fs';
import { assert } from '../../base/assert.ts';
import { type StartedModule, startModule, type WasmGlobal } from '../../kernels/wasm.ts';
import { ANCHOR_SLOTS } from '../../model/fingerprint-layout.ts';
import { AnchorPlaces } from './anchor-places.ts';
import { AnchorRecords } from './anchor-records.ts';
import { AnchorUses, PAIR_WORDS } from './anchor-uses.ts';
import type { ShareMask } from './hash-share.ts';
import { CHUNK_ROWS, type RowChunk, STRIDE } from './row.ts';
import { bucketsFor } from './shared-filter.ts';

const PAGE = 65_536;
/** Most anchors, pairs of an anchor and a unit, and units: 2.2 GB of address space. */
const MOST_ENTRIES = 2 ** 25;
const MOST_PAIRS = 2 ** 26;
const MOST_GROUPS = 2 ** 22;
const FIRST_SLOTS = 2 ** 16;
/** Bytes of an entry (anchor-uses.ts). */
const ENTRY = 32;

interface CountExports {
  readonly heapBase: WasmGlobal;
  readonly entryCount: WasmGlobal;
  readonly pairs: WasmGlobal;
  readonly groups: WasmGlobal;
  readonly beginRound: () => void;
  readonly setSlots: (many: number) => void;
  readonly registerUnits: (from: number, end: number) => void;
  readonly countUses: (from: number, end: number) => number;
  readonly sum: (from: number, end: number) => void;
  readonly [place: string]: unknown;
}

/** There is more to count than a kernel has room for, or than this process gets memory for. */
export class ShareTooLarge extends Error {}

export class ShareKernel {
  private readonly started: StartedModule;
  private readonly exports: CountExports;
  private memory: ArrayBuffer;
  private readonly rows: number;
  private end: number;
  private readonly at: Readonly<Record<'slots' | 'entries' | 'pairEntry' | 'pairSums' | 'groupUnit' | 'groupFrom', number>>;

  /**
   * @param rows how many rows there are going to be
   * @param unit the number of a unit, by the halves of its key
   * @throws ShareTooLarge when the process gets no such address space
   */
  constructor({ mask, bits }: ShareMask, shares: number, rows: number, unit: (low: number, high: number) => number) {
    const anchors = Math.ceil((rows * ANCHOR_SLOTS) / shares);
    const entries = Math.min(MOST_ENTRIES, anchors);
    const slots = Math.max(FIRST_SLOTS, 2 ** Math.ceil(Math.log2(2 * entries + 2)));
    const pairs = Math.min(MOST_PAIRS, anchors);
    const groups = Math.min(MOST_GROUPS, rows);
    const buckets = bucketsFor(rows * ANCHOR_SLOTS, shares);
    // Above the module's own data, whose end is known when it is there.
    let end = PAGE;
    const room = (bytes: number): number => {
      const at = end;
      end = Math.ceil((at + bytes) / 16) * 16;
      return at;
    };
    this.rows = room(CHUNK_ROWS * STRIDE);
    const bucketsAt = room(2 * buckets);
    this.at = {
      slots: room(4 * slots),
      entries: room(ENTRY * (entries + 1)),
      pairEntry: room(4 * pairs),
      pairSums: room(4 * PAIR_WORDS * (pairs + 1)),
      groupUnit: room(4 * groups),
      groupFrom: room(4 * groups),
    };
    this.end = Math.ceil(end / PAGE) * PAGE;
    this.started = inRoom(() =>
      startModule(readFileSync(new URL('../../wire/count.wasm', import.meta.url)), this.end / PAGE, {
        host: { unit: (low: number, high: number) => unit(low >>> 0, high >>> 0), log: Math.log },
      }),
    );
    this.exports = this.started.exports as CountExports;
    this.memory = this.started.memory;
    assert(this.exports.heapBase.value <= PAGE, `the module's data ends below ${PAGE}, got ${this.exports.heapBase.value}`);
    this.set({
      ...this.at,
      buckets: bucketsAt,
      bucketMask: buckets - 1,
      mostSlots: slots,
      mostEntries: entries,
      mostPairs: pairs,
      mostGroups: groups,
      shareMask: mask,
      shareBits: bits,
    });
    this.exports.setSlots(FIRST_SLOTS);
  }

  /** Where chunks are read to; good until {@link makeRoom}. */
  chunkMemory(): Uint8Array {
    return new Uint8Array(this.memory, this.rows, CHUNK_ROWS * STRIDE);
  }

  /** The rounds: each is shown all rows, in their order, in {@link chunkMemory}. */
  beginRound(): void {
    this.exports.beginRound();
  }

  registerUnits(chunk: RowChunk): void {
    this.exports.registerUnits(this.rows, this.endOf(chunk));
  }

  /** @throws ShareTooLarge */
  count(chunk: RowChunk): void {
    if (this.exports.countUses(this.rows, this.endOf(chunk)) === 0) throw new ShareTooLarge();
  }

  sum(chunk: RowChunk): void {
    this.exports.sum(this.rows, this.endOf(chunk));
  }

  /** What was counted; good until {@link makeRoom}. */
  uses(): AnchorUses {
    const { at, exports } = this;
    const [entries, pairs, groups] = [exports.entryCount, exports.pairs, exports.groups].map(({ value }) => value >>> 0);
    const column = (from: number, length: number) => new Uint32Array(this.memory, from, length);
    let slots = FIRST_SLOTS;
    while (slots < 2 * entries) slots *= 2;
    return AnchorUses.counted({
      count: entries,
      pairs,
      pairEntry: column(at.pairEntry, pairs),
      pairSums: column(at.pairSums, PAIR_WORDS * pairs),
      groupUnit: column(at.groupUnit, groups),
      groupFrom: column(at.groupFrom, groups),
      entries: column(at.entries, (ENTRY / 4) * entries),
      slots: column(at.slots, slots),
    });
  }

  /**
   * Makes room for the sums of anchors in so many exchanges each.
   *
   * @throws ShareTooLarge
   */
  makeRoom(records: AnchorRecords, exchanges: Uint32Array): AnchorPlaces {
    const words = AnchorRecords.wordsFor(exchanges.length, exchanges);
    const placeWords = AnchorPlaces.wordsFor(exchanges.length);
    const recordsAt = this.end;
    const bitmapsAt = recordsAt + 4 * words.records;
    const placesAt = bitmapsAt + 4 * words.bitmaps;
    const pages = Math.ceil((placesAt + 4 * placeWords - this.end) / PAGE);
    this.memory = inRoom(() => this.started.grow(pages));
    this.end += pages * PAGE;
    this.set({ records: recordsAt, bitmaps: bitmapsAt, places: placesAt, placeMask: placeWords / 3 - 1 });
    records.takeMemory(
      new Int32Array(this.memory, recordsAt, words.records),
      new Int32Array(this.memory, bitmapsAt, words.bitmaps),
    );
    return new AnchorPlaces(exchanges.length, new Uint32Array(this.memory, placesAt, placeWords));
  }

  private endOf({ bytes }: RowChunk): number {
    assert(bytes.buffer === this.memory && bytes.byteOffset === this.rows, "a chunk lies in the kernel's memory");
    return this.rows + bytes.length;
  }

  private set(globals: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(globals)) (this.exports[name] as WasmGlobal).value = value;
  }
}

/** Takes memory; says {@link ShareTooLarge} when there is none. */
function inRoom<T>(take: () => T): T {
  try {
    return take();
  } catch (error) {
    if (error instanceof RangeError) throw new ShareTooLarge();
    throw error;
  }
}
