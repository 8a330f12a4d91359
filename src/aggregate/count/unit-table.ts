/** The sums over the exchanges of each unit. */
import { HOUR } from '../../base/clock.ts';
import type { Units } from '../detect-input.ts';
import { DistinctMessages } from './distinct-messages.ts';
import { AT, type RowChunk, STRIDE } from './row.ts';
import { SUMMANDS, Summands, totals } from './summands.ts';
import type { UnitSums } from './sums.ts';
import { UnitNumbers } from './unit-numbers.ts';

const FIRST = 2 ** 10;
const HOURS = 24;

export class UnitTable {
  private readonly numbers = new UnitNumbers();
  private readonly summands = new Summands();
  private readonly messages = new DistinctMessages();
  private exchanges = new Float64Array(FIRST);
  private first = new Float64Array(FIRST);
  private last = new Float64Array(FIRST);
  private sums = new Float64Array(SUMMANDS * FIRST);
  /** Exchanges by hour of the day, {@link HOURS} a unit. */
  private hours = new Float64Array(HOURS * FIRST);

  /** The number of a unit, by the halves of its key; the next one if it is new. */
  numberOf(low: number, high: number): number {
    const { count } = this.numbers;
    const unit = this.numbers.numberOf(low, high);
    if (unit < count) return unit;
    if (unit === this.exchanges.length) this.grow();
    this.first[unit] = Number.POSITIVE_INFINITY;
    this.last[unit] = Number.NEGATIVE_INFINITY;
    return unit;
  }

  /** An exchange of a unit. */
  add(unit: number, chunk: RowChunk, row: number): void {
    const { words } = chunk;
    const at = (row * STRIDE) >> 2;
    this.exchanges[unit]++;
    this.messages.add(unit, words[at + AT.body / 4]);
    const time = words[at + AT.time / 4] + (words[at + AT.time / 4 + 1] | 0) * 2 ** 32;
    if (time < this.first[unit]) this.first[unit] = time;
    if (time > this.last[unit]) this.last[unit] = time;
    this.hours[HOURS * unit + (Math.floor(time / HOUR) % HOURS)]++;
    this.summands.read(chunk, row);
    this.summands.addTo(this.sums, SUMMANDS * unit);
  }

  /** No more exchanges of a unit will come. */
  finish(unit: number): void {
    this.messages.release(unit);
  }

  /** The keys of units, ascending. */
  keys(): BigUint64Array {
    return this.numbers.inOrder().keys;
  }

  /** The sums of units, by key. */
  totals(): UnitSums {
    const { keys, unit } = this.numbers.inOrder();
    const inOrder = (column: Float64Array) => Float64Array.from(unit, (u) => column[u]);
    const exchanges = inOrder(this.exchanges);
    const hours = new Float64Array(HOURS * unit.length);
    unit.forEach((u, i) => {
      hours.set(this.hours.subarray(HOURS * u, HOURS * (u + 1)), HOURS * i);
    });
    const columns: Pick<Units, 'count' | 'exchanges' | 'first' | 'last' | 'bodies' | 'hours'> = {
      count: keys.length,
      exchanges,
      first: inOrder(this.first),
      last: inOrder(this.last),
      hours,
      // No more than there are exchanges: beyond a few thousand they are estimated.
      bodies: Float64Array.from(unit, (u) => Math.min(this.exchanges[u], this.messages.count(u))),
    };
    return { ...columns, ...totals({ table: this.sums, stride: SUMMANDS, places: unit }, exchanges) };
  }

  private grow(): void {
    const longer = (column: Float64Array<ArrayBuffer>) => {
      const grown = new Float64Array(2 * column.length);
      grown.set(column);
      return grown;
    };
    this.exchanges = longer(this.exchanges);
    this.first = longer(this.first);
    this.last = longer(this.last);
    this.sums = longer(this.sums);
    this.hours = longer(this.hours);
  }
}
