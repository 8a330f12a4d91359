/**
 * The units' half of the count: who there is, what each one's exchanges are like, and the exchanges whose anchors are
 * looked at together.
 */
import { ANCHOR_SLOTS } from '../../model/fingerprint-layout.ts';
import type { CoOccurrences } from '../detect-input.ts';
import { AnchorPlaces } from './anchor-places.ts';
import { TogetherSample } from './co-occurrence-sample.ts';
import { type TurnUnits, UnitChanges, type Visit } from './counted-file.ts';
import { AT, STRIDE } from './row.ts';
import type { UnitSums } from './sums.ts';
import { UnitTable } from './unit-table.ts';

export class UnitSide {
  private readonly table = new UnitTable();
  private readonly sample = new TogetherSample();
  /** Exchanges with text that recurs, so far. */
  private recurring = 0;

  private readonly more: boolean;

  /** @param more whether more rows may come in behind the first */
  constructor(more: boolean) {
    this.more = more;
  }

  /** First: who there is. */
  registerUnits(units: TurnUnits): Visit {
    const turns = new UnitChanges();
    return (chunk) => {
      const { bytes } = chunk;
      for (let row = 0; row < chunk.rows; row++) {
        if (turns.begins(chunk, row)) units.set(turns.count, this.table.numberOf(turns.unitLow, turns.unitHigh));
        if (bytes[row * STRIDE + AT.shared] > 0) this.recurring++;
      }
    };
  }

  /** Second: what the exchanges are like, of rows that were met. */
  count(units: TurnUnits): Visit {
    const { table, sample } = this;
    const turns = new UnitChanges();
    let unit = 0;
    sample.expect(this.recurring);
    return (chunk) => {
      const { bytes, words } = chunk;
      for (let row = 0; row < chunk.rows; row++) {
        if (turns.begins(chunk, row)) {
          if (!this.more && turns.count > 1) table.finish(unit);
          unit = units.of(turns.count);
        }
        table.add(unit, chunk, row);
        if (bytes[row * STRIDE + AT.shared] === 0) continue;
        const id = words[(row * STRIDE + AT.id) >> 2];
        if (!sample.wants(id)) continue;
        const anchors = (row * STRIDE + AT.anchors) >> 2;
        let used = 0;
        while (used < ANCHOR_SLOTS && (words[anchors + 2 * used] | words[anchors + 2 * used + 1]) !== 0) used++;
        sample.take(id, words.subarray(anchors, anchors + 2 * used));
      }
    };
  }

  /** Units that were met, by the hashes of their names, ascending. */
  keys(): BigUint64Array {
    return this.table.keys();
  }

  sums(): UnitSums {
    return this.table.totals();
  }

  /** Which of these anchors stand in one exchange. */
  together(key: BigUint64Array): CoOccurrences {
    const halves = new Uint32Array(key.buffer, key.byteOffset, 2 * key.length);
    const places = new AnchorPlaces(key.length);
    for (let a = 0; a < key.length; a++) places.set(halves[2 * a], halves[2 * a + 1], a);
    return this.sample.together((low, high) => places.find(low, high), key.length);
  }
}
