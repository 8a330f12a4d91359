/**
 * The anchors' half of the count, or a share of it. Shares have nothing in common, so they are counted by as many threads,
 * and put behind each other they are as one.
 */
import { assert } from '../../base/assert.ts';
import { ANCHOR_SLOTS } from '../../model/fingerprint-layout.ts';
import type { SpooledRows } from '../../store/exchanges/spooled-rows.ts';
import type { TextPostings } from '../detect-input.ts';
import { AnchorPlaces } from './anchor-places.ts';
import { AnchorRecords } from './anchor-records.ts';
import { AnchorUses } from './anchor-uses.ts';
import { chunkMemory, eachChunk, TurnUnits, UnitChanges, type Visit } from './counted-file.ts';
import { growUint32 } from './grow.ts';
import { type HashShare, maskOf } from './hash-share.ts';
import { AT, STRIDE } from './row.ts';
import { ShareKernel } from './share-kernel.ts';
import { SharedFilter } from './shared-filter.ts';
import { harvestByte, means, Summands, totals } from './summands.ts';
import type { ShareSums } from './sums.ts';
import { UnitNumbers } from './unit-numbers.ts';

/** An anchor counts when at least this many units send it, in at least this many exchanges. */
const MIN_UNITS = 3;
const MIN_EXCHANGES = 6;

const NOWHERE = 0xffffffff;

/** Anchors that count, by their hashes, ascending. */
interface Counting {
  readonly key: BigUint64Array;
  readonly entry: Uint32Array;
  readonly exchanges: Uint32Array;
}

interface RegisteredRows {
  readonly rows: SpooledRows;
  readonly units: TurnUnits;
}

export class AnchorShare {
  private readonly numbers = new UnitNumbers();
  private uses = new AnchorUses();
  private readonly records = new AnchorRecords();
  private readonly files: RegisteredRows[] = [];
  /** So many of the files are in the records. */
  private summed = 0;
  /** The record of each entry of the uses, + 1; 0 if it has none. */
  private recordOf = new Uint32Array(1);
  /** The records of anchors. */
  private places: AnchorPlaces | null = null;
  private filter: SharedFilter | null = null;

  private readonly share: HashShare;
  /** An anchor is of the share if the high half of its hash has these bits under this mask. */
  private readonly mask: number;
  private readonly bits: number;
  private readonly more: boolean;
  /** Counts the exchanges in this one's place; null: nobody does. */
  private kernel: ShareKernel | null = null;

  /** @param more whether more rows may come in behind the first */
  constructor(share: HashShare, more: boolean) {
    this.share = share;
    ({ mask: this.mask, bits: this.bits } = maskOf(share));
    this.more = more;
  }

  /**
   * Has kernels count so many rows, all there are.
   *
   * @throws ShareTooLarge when there is no room for their tables
   */
  useKernel(rows: number): void {
    assert(!this.more && this.files.length === 0, 'kernels count all rows at once');
    this.kernel = new ShareKernel(maskOf(this.share), 2 ** this.share.bits, rows, (low, high) =>
      this.numbers.numberOf(low, high),
    );
  }

  /** Where a round's chunks are to be read to: kernels see no other memory than theirs. For one round. */
  chunkMemory(): Uint8Array {
    return this.kernel?.chunkMemory() ?? chunkMemory();
  }

  /** First: which anchors may be several units'. */
  registerUnits(rows: SpooledRows): Visit {
    const { kernel } = this;
    if (kernel !== null) {
      this.files.push({ rows, units: new TurnUnits() });
      kernel.beginRound();
      return (chunk) => kernel.registerUnits(chunk);
    }
    const occurrences = this.more ? Number.POSITIVE_INFINITY : rows.rows * ANCHOR_SLOTS;
    this.filter ??= new SharedFilter(occurrences, this.share.bits);
    const { filter, mask, bits } = this;
    const units = new TurnUnits();
    this.files.push({ rows, units });
    const turns = new UnitChanges();
    let unit = 0;
    return (chunk) => {
      const { words } = chunk;
      for (let row = 0; row < chunk.rows; row++) {
        if (turns.begins(chunk, row)) {
          unit = this.numbers.numberOf(turns.unitLow, turns.unitHigh);
          units.set(turns.count, unit);
        }
        for (let a = (row * STRIDE + AT.anchors) >> 2, k = 0; k < ANCHOR_SLOTS; k++, a += 2) {
          if ((words[a] | words[a + 1]) === 0) break;
          if ((words[a + 1] & mask) === bits) filter.add(words[a], words[a + 1], unit);
        }
      }
    };
  }

  /** Second: who sends which anchor, of the rows that were met last. */
  count(): Visit {
    const { filter, kernel, uses, mask, bits } = this;
    if (kernel !== null) {
      kernel.beginRound();
      return (chunk) => kernel.count(chunk);
    }
    const met = this.files.at(-1);
    assert(met !== undefined && filter !== null, 'exchanges are met before they are counted');
    const turns = new UnitChanges();
    return (chunk) => {
      const { words } = chunk;
      for (let row = 0; row < chunk.rows; row++) {
        if (turns.begins(chunk, row)) uses.next(met.units.of(turns.count));
        const harvest = harvestByte(chunk.bytes, row);
        for (let a = (row * STRIDE + AT.anchors) >> 2, k = 0; k < ANCHOR_SLOTS; k++, a += 2) {
          const low = words[a];
          const high = words[a + 1];
          if ((low | high) === 0) break;
          if ((high & mask) === bits && filter.mayBeShared(low, high)) uses.add(low, high, harvest);
        }
      }
    };
  }

  /** And in rows that came before, who sent what is shared only since. */
  async countFresh(): Promise<void> {
    const { filter } = this;
    if (filter === null) return;
    if (filter.fresh > 0)
      for (const earlier of this.files.slice(0, -1))
        await eachChunk(earlier.rows, [this.countFreshIn(earlier.units, filter)]);
    filter.freeze();
  }

  /** Not while rows are taken in. */
  async sums(): Promise<ShareSums> {
    if (this.kernel !== null) this.uses = this.kernel.uses();
    this.uses.gather();
    const counting = this.counting();
    if (this.kernel !== null) {
      this.places = this.kernel.makeRoom(this.records, counting.exchanges);
      this.uses = this.kernel.uses();
    }
    const { all, fresh } = this.makeRecords(counting);
    for (let f = 0; f < this.files.length; f++) {
      const shown = f < this.summed ? fresh : all;
      if (shown !== null) await eachChunk(this.files[f].rows, [this.sum(shown)], this.chunkMemory());
    }
    this.summed = this.files.length;
    const { key, entry, exchanges } = counting;
    const place = entry.map((e) => this.recordOf[e] - 1);
    const sums = this.records.sums(place);
    const { shapes } = totals(sums, exchanges);
    return {
      key,
      postings: this.postings(counting),
      exchanges: Float64Array.from(exchanges),
      bodies: Float64Array.from(place, (record, a) => this.records.messages(record, exchanges[a])),
      ...means(sums),
      shapes,
    };
  }

  private countFreshIn(units: TurnUnits, filter: SharedFilter): Visit {
    const { uses, mask, bits } = this;
    const turns = new UnitChanges();
    return (chunk) => {
      const { words } = chunk;
      for (let row = 0; row < chunk.rows; row++) {
        if (turns.begins(chunk, row)) uses.next(units.of(turns.count));
        const harvest = harvestByte(chunk.bytes, row);
        for (let a = (row * STRIDE + AT.anchors) >> 2, k = 0; k < ANCHOR_SLOTS; k++, a += 2) {
          const low = words[a];
          const high = words[a + 1];
          if ((low | high) === 0) break;
          if ((high & mask) === bits && filter.mayBeFresh(low, high)) uses.add(low, high, harvest);
        }
      }
    };
  }

  /** Third: what the exchanges around anchors are like. */
  private sum(shown: AnchorPlaces): Visit {
    const { kernel, records, mask, bits } = this;
    if (kernel !== null) return (chunk) => kernel.sum(chunk);
    const summands = new Summands();
    return (chunk) => {
      const { words } = chunk;
      for (let row = 0; row < chunk.rows; row++) {
        const at = (row * STRIDE) >> 2;
        let read = false;
        for (let a = at + AT.anchors / 4, k = 0; k < ANCHOR_SLOTS; k++, a += 2) {
          const low = words[a];
          const high = words[a + 1];
          if ((low | high) === 0) break;
          if ((high & mask) !== bits) continue;
          const record = shown.find(low, high);
          if (record < 0) continue;
          if (!read) summands.read(chunk, row);
          read = true;
          records.add(record, summands, words[at + AT.id / 4 + 1], words[at + AT.body / 4], words[at + AT.body / 4 + 1]);
        }
      }
    };
  }

  private counting(): Counting {
    const { uses } = this;
    let count = 0;
    const entries = new Uint32Array(uses.count);
    for (let entry = 0; entry < uses.count; entry++) {
      if (uses.unitsOf(entry) >= MIN_UNITS && uses.exchangesOf(entry) >= MIN_EXCHANGES) entries[count++] = entry;
    }
    const key = new BigUint64Array(count);
    const halves = new Uint32Array(key.buffer);
    for (let k = 0; k < count; k++) {
      halves[2 * k] = uses.lowOf(entries[k]);
      halves[2 * k + 1] = uses.highOf(entries[k]);
    }
    key.sort();
    const entry = Uint32Array.from({ length: count }, (_, k) => uses.find(halves[2 * k], halves[2 * k + 1]));
    return { key, entry, exchanges: entry.map((e) => uses.exchangesOf(e)) };
  }

  /**
   * Gives each anchor that counts a record that is made for so many exchanges. `fresh` has those that are to be shown the
   * exchanges again that are summed already.
   */
  private makeRecords({ entry, exchanges }: Counting): { all: AnchorPlaces; fresh: AnchorPlaces | null } {
    const { uses, records } = this;
    while (this.recordOf.length < uses.count) this.recordOf = growUint32(this.recordOf);
    const wanted: number[] = [];
    entry.forEach((e, a) => {
      if (this.recordOf[e] === 0 || !records.fits(this.recordOf[e] - 1, exchanges[a])) wanted.push(a);
    });
    if (this.kernel === null)
      records.reserve(
        entry.length,
        wanted.map((a) => exchanges[a]),
      );
    const all = this.places ?? new AnchorPlaces(entry.length);
    this.places = all;
    const fresh = this.summed > 0 && wanted.length > 0 ? new AnchorPlaces(wanted.length) : null;
    for (const a of wanted) {
      const e = entry[a];
      const low = uses.lowOf(e);
      const high = uses.highOf(e);
      if (this.recordOf[e] === 0) {
        this.recordOf[e] = records.make(exchanges[a]) + 1;
        all.set(low, high, this.recordOf[e] - 1);
      } else records.begin(this.recordOf[e] - 1, exchanges[a]);
      fresh?.set(low, high, this.recordOf[e] - 1);
    }
    return { all, fresh };
  }

  /** Pairs by anchor, the units of each ascending by key: units are gone through in that order, so one counting sort does. */
  private postings({ entry }: Counting): TextPostings {
    const { uses } = this;
    const placeOf = new Uint32Array(uses.count).fill(NOWHERE);
    const start = new Uint32Array(entry.length + 1);
    entry.forEach((e, a) => {
      placeOf[e] = a;
      start[a + 1] = uses.unitsOf(e);
    });
    for (let a = 0; a < entry.length; a++) start[a + 1] += start[a];
    const cursor = start.slice(0, entry.length);
    const unit = new Uint32Array(start[entry.length]);
    const weight = new Float64Array(start[entry.length]);
    const harvest = new Float32Array(start[entry.length]);
    let u = 0;
    const put = (e: number, exchanges: number, harvested: number): void => {
      const place = placeOf[e];
      if (place === NOWHERE) return;
      const to = cursor[place]++;
      unit[to] = u;
      weight[to] = exchanges;
      harvest[to] = harvested / (255 * exchanges);
    };
    const order = this.numbers.inOrder().unit;
    for (u = 0; u < order.length; u++) uses.eachPair(order[u], put);
    return { values: entry.length, start, unit, weight, harvest };
  }
}
