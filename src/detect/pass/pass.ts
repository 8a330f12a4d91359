/**
 * Everything that is counted exchange by exchange, here and not in the engine: the rows, sorted by unit, lie in a file that is
 * gone through three times. The engine would copy each exchange's columns for each of its sixteen anchors, and group
 * eleven times as many rows as there are exchanges: on 672,411 of these its four queries took 5.0 s of CPU, this takes 3.1.
 *
 * More exchanges may come in, in files of their own. They alone are counted then, and of those before only what they make
 * count: anchors that nobody else had sent, and now somebody has. The result is that of all exchanges at once.
 */
import { assert } from '../../base/assert.ts';
import { ANCHOR_SLOTS } from '../../model/fingerprint-layout.ts';
import type { SpooledRows } from '../columns.ts';
import type { Postings } from '../input.ts';
import { AnchorPlaces } from './anchor-places.ts';
import { AnchorRecords } from './anchor-records.ts';
import { AnchorUses } from './anchor-uses.ts';
import { type CountedFile, eachPiece, Turns } from './counted-file.ts';
import { growUint32 } from './grow.ts';
import { AT, STRIDE } from './row.ts';
import { SharedFilter } from './shared-filter.ts';
import { means, Summands, totals } from './summands.ts';
import type { AnchorSums, UnitSums } from './sums.ts';
import { TogetherSample } from './together-sample.ts';
import { UnitTable } from './unit-table.ts';

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

export class Pass {
  private readonly units = new UnitTable();
  private readonly uses = new AnchorUses();
  private readonly sample = new TogetherSample();
  private readonly records = new AnchorRecords();
  private readonly files: CountedFile[] = [];
  /** So many of the files are in the records. */
  private summed = 0;
  /** The record of each entry of the uses, + 1; 0 if it has none. */
  private recordOf = new Uint32Array(1);
  /** The records of anchors. */
  private places: AnchorPlaces | null = null;
  private filter: SharedFilter | null = null;
  /** Exchanges so far. */
  exchanges = 0;
  /** Those with text that recurs. */
  private recurring = 0;

  private readonly more: boolean;

  /** @param more whether more exchanges may come in behind the first */
  constructor(more: boolean) {
    this.more = more;
  }

  /**
   * Takes exchanges and their file over, and meets their units. {@link count} comes next. A pass that failed is of no use
   * any more but to be closed.
   */
  async meet(rows: SpooledRows): Promise<void> {
    const occurrences = this.more ? Number.POSITIVE_INFINITY : rows.rows * ANCHOR_SLOTS;
    this.filter ??= new SharedFilter(occurrences);
    const file = { rows, units: new Uint32Array() };
    this.files.push(file);
    this.exchanges += rows.rows;
    file.units = await this.meetUnits(rows, this.filter);
  }

  /** Units that were met, by the hashes of their names, ascending. */
  unitKeys(): BigUint64Array {
    return this.units.inOrder().keys;
  }

  /** Counts the exchanges that were met last. */
  async count(): Promise<void> {
    const { files, filter } = this;
    const file = files.at(-1);
    assert(file !== undefined && filter !== null, 'exchanges are met before they are counted');
    this.sample.expect(this.recurring);
    await this.countAll(file, filter);
    if (filter.fresh > 0) for (const earlier of files.slice(0, -1)) await this.countFresh(earlier, filter);
    filter.settle();
  }

  unitSums(): UnitSums {
    return this.units.totals();
  }

  /** Not while exchanges are taken in. */
  async anchorSums(): Promise<AnchorSums> {
    this.uses.gather();
    const counting = this.counting();
    const { all, fresh } = this.makeRecords(counting);
    for (let f = 0; f < this.files.length; f++) {
      const shown = f < this.summed ? fresh : all;
      if (shown !== null) await this.sum(this.files[f], shown);
    }
    this.summed = this.files.length;
    const { key, entry, exchanges } = counting;
    const place = entry.map((e) => this.recordOf[e] - 1);
    const sums = this.records.sums(place);
    const turnOf = new Int32Array(this.records.count).fill(-1);
    place.forEach((record, a) => {
      turnOf[record] = a;
    });
    const { shapes } = totals(sums, exchanges);
    return {
      key,
      postings: this.postings(counting),
      exchanges: Float64Array.from(exchanges),
      bodies: Float64Array.from(place, (record, a) => this.records.messages(record, exchanges[a])),
      ...means(sums),
      shapes,
      together: this.sample.together((low, high) => {
        const record = all.find(low, high);
        return record < 0 ? -1 : turnOf[record];
      }, key.length),
    };
  }

  /** Removes the files. */
  async close(): Promise<void> {
    await Promise.all(this.files.map(({ rows }) => rows.remove()));
  }

  /** First: who there is, and which anchors may be several units'. */
  private async meetUnits(rows: SpooledRows, filter: SharedFilter): Promise<Uint32Array<ArrayBuffer>> {
    const turns = new Turns();
    let units = new Uint32Array(2 ** 10);
    let unit = 0;
    await eachPiece(rows, (piece) => {
      const { words, bytes } = piece;
      for (let row = 0; row < piece.rows; row++) {
        if (turns.begins(piece, row)) {
          unit = this.units.numberOf(turns.unitLow, turns.unitHigh);
          if (turns.count > units.length) units = growUint32(units);
          units[turns.count - 1] = unit;
        }
        if (bytes[row * STRIDE + AT.shared] > 0) this.recurring++;
        for (let a = (row * STRIDE + AT.anchors) >> 2, k = 0; k < ANCHOR_SLOTS; k++, a += 2) {
          if ((words[a] | words[a + 1]) === 0) break;
          filter.add(words[a], words[a + 1], unit);
        }
      }
    });
    return units.slice(0, turns.count);
  }

  /** Second: units, and who sends which anchor. */
  private async countAll({ rows, units }: CountedFile, filter: SharedFilter): Promise<void> {
    const { uses, sample } = this;
    const turns = new Turns();
    const kept = new Uint32Array(2 * ANCHOR_SLOTS);
    let unit = 0;
    await eachPiece(rows, (piece) => {
      const { words, bytes } = piece;
      for (let row = 0; row < piece.rows; row++) {
        if (turns.begins(piece, row)) {
          if (!this.more && turns.count > 1) this.units.finish(unit);
          unit = units[turns.count - 1];
          uses.next(unit);
        }
        this.units.add(unit, piece, row);
        let used = 0;
        for (let a = (row * STRIDE + AT.anchors) >> 2, k = 0; k < ANCHOR_SLOTS; k++, a += 2) {
          const low = words[a];
          const high = words[a + 1];
          if ((low | high) === 0) break;
          const shared = filter.mayBeShared(low, high);
          if (shared) uses.add(low, high);
          // What is one unit's now may be somebody else's too when more has come.
          if (!shared && !this.more) continue;
          kept[used++] = low;
          kept[used++] = high;
        }
        if (bytes[row * STRIDE + AT.shared] > 0)
          sample.offer(words[(row * STRIDE + AT.id) >> 2], kept.subarray(0, used));
      }
    });
  }

  /** Who sent what is shared from now on, in exchanges that came before. */
  private async countFresh({ rows, units }: CountedFile, filter: SharedFilter): Promise<void> {
    const { uses } = this;
    const turns = new Turns();
    await eachPiece(rows, (piece) => {
      const { words } = piece;
      for (let row = 0; row < piece.rows; row++) {
        if (turns.begins(piece, row)) uses.next(units[turns.count - 1]);
        for (let a = (row * STRIDE + AT.anchors) >> 2, k = 0; k < ANCHOR_SLOTS; k++, a += 2) {
          const low = words[a];
          const high = words[a + 1];
          if ((low | high) === 0) break;
          if (filter.mayBeFresh(low, high)) uses.add(low, high);
        }
      }
    });
  }

  /** Third: what the exchanges around anchors are like. */
  private async sum({ rows }: CountedFile, shown: AnchorPlaces): Promise<void> {
    const { records } = this;
    const summands = new Summands();
    await eachPiece(rows, (piece) => {
      const { words } = piece;
      for (let row = 0; row < piece.rows; row++) {
        const at = (row * STRIDE) >> 2;
        let read = false;
        for (let a = at + AT.anchors / 4, k = 0; k < ANCHOR_SLOTS; k++, a += 2) {
          const low = words[a];
          const high = words[a + 1];
          if ((low | high) === 0) break;
          const record = shown.find(low, high);
          if (record < 0) continue;
          if (!read) summands.read(piece, row);
          read = true;
          records.add(
            record,
            summands,
            words[at + AT.id / 4 + 1],
            words[at + AT.body / 4],
            words[at + AT.body / 4 + 1],
          );
        }
      }
    });
  }

  private counting(): Counting {
    const { uses } = this;
    let count = 0;
    const entries = new Uint32Array(uses.count);
    for (let entry = 0; entry < uses.count; entry++) {
      if (uses.unitsOf(entry) >= MIN_UNITS && uses.exchangesOf(entry) >= MIN_EXCHANGES)
        entries[count++] = entry;
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
  private postings({ entry }: Counting): Postings {
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
    let u = 0;
    const put = (e: number, exchanges: number): void => {
      const place = placeOf[e];
      if (place === NOWHERE) return;
      const to = cursor[place]++;
      unit[to] = u;
      weight[to] = exchanges;
    };
    const order = this.units.inOrder().unit;
    for (u = 0; u < order.length; u++) uses.eachPair(order[u], put);
    return { values: entry.length, start, unit, weight };
  }
}
