/**
 * Null models from the population at hand: how the members of a group rank among the units outside it. Only ranks are used, so no
 * distribution is assumed. The values of all units are sorted once a run; the members are taken
 * out of the ranks by counting, so that comparing a group costs its own size and not the population's. Earlier windows may be
 * outsiders as well, by their quantiles.
 */

import { valuesOf } from '../../model/parameter.ts';
import { RANKING_PARAMETERS } from '../parameters/population-traffic.ts';
import { excessOver } from './numbers.ts';
import { wholeWeight } from './unit-weights.ts';

const { unusualQuantiles, addedOutsiders, earlierShare } = valuesOf(RANKING_PARAMETERS);

/** Values in ascending order, each (of equal ones, the last) with the weight of it and all before it. */
interface Ranked {
  readonly value: Float64Array;
  readonly upTo: Float64Array;
}

/** One value a unit; NaN where a unit has none (too little traffic to tell). */
export class Ranking {
  private readonly units: number;
  /** Of the units, then of earlier windows. */
  private readonly values: Float64Array;
  private readonly weights: Float64Array;
  private readonly sorted: Ranked;

  /**
   * @param weights how much each unit counts as an outsider (unit-weights.ts): fractions whose sums are exact; absent: 1
   * @param earlier values at equal steps that units had in earlier windows: outsiders that count as much as all units together
   */
  constructor(
    values: Float64Array,
    weights: Float64Array = new Float64Array(values.length).fill(1),
    earlier: readonly number[] = [],
  ) {
    this.units = values.length;
    this.values = concat(values, earlier);
    let present = 0;
    for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) present += weights[i];
    const each = wholeWeight((earlierShare * present) / (1 - earlierShare) / earlier.length);
    this.weights = concat(weights, new Array<number>(earlier.length).fill(each));
    this.sorted = this.ranked(Uint32Array.from(this.values, (_, i) => i));
  }

  /** The units' values at equal steps of their weight, the middle of each; earlier windows are left out. Empty if no unit has one. */
  quantiles(steps: number): number[] {
    const { value, upTo } = this.ranked(Uint32Array.from({ length: this.units }, (_, i) => i));
    if (value.length === 0) return [];
    const sum = upTo[upTo.length - 1];
    let at = 0;
    return Array.from({ length: steps }, (_, k) => {
      while (upTo[at] < ((k + 0.5) / steps) * sum) at++;
      return value[at];
    });
  }

  /** The value of unit i; NaN if it has none. */
  of(i: number): number {
    return this.values[i];
  }

  /** The median over all units and earlier windows; null if there is no value. */
  get median(): number | null {
    const all = this.against([]);
    return all.outsiders === 0 ? null : all.quantile(0.5);
  }

  /** The values of some units against those of all others. */
  against(members: readonly number[]): Comparison {
    return new Comparison(this.sorted, this.ranked(members));
  }

  /** Numbers are sorted without a comparison function, which would take several times as long. */
  private ranked(units: ArrayLike<number>): Ranked {
    const { values, weights } = this;
    const own = new Float64Array(units.length);
    let known = 0;
    for (let k = 0; k < units.length; k++) if (!Number.isNaN(values[units[k]])) own[known++] = values[units[k]];
    const value = own.subarray(0, known).sort();
    const upTo = new Float64Array(known);
    for (let k = 0; k < units.length; k++)
      if (!Number.isNaN(values[units[k]])) upTo[notAbove(value, values[units[k]]) - 1] += weights[units[k]];
    for (let k = 1; k < known; k++) upTo[k] += upTo[k - 1];
    return { value, upTo };
  }
}

/** The values of a group against those of all units outside it, which count by their weights. */
export class Comparison {
  private readonly all: Ranked;
  private readonly own: Ranked;

  /** @param own part of `all` */
  constructor(all: Ranked, own: Ranked) {
    this.all = all;
    this.own = own;
  }

  /** The members' values, ascending. */
  get values(): Float64Array {
    return this.own.value;
  }

  /** Members that have a value. */
  get members(): number {
    return this.values.length;
  }

  /** The weight of the units outside. */
  get outsiders(): number {
    return this.all.value.length === this.members ? 0 : total(this.all) - total(this.own);
  }

  /** The members' median; 0 if there is no member. */
  get median(): number {
    return this.members === 0 ? 0 : this.values[this.members >> 1];
  }

  /** The outsiders' q-quantile: the smallest value up to which more than that share of their weight lies; 0 if there is none. */
  quantile(q: number): number {
    const { outsiders } = this;
    if (outsiders === 0) return 0;
    const wanted = q * outsiders;
    const { value } = this.all;
    let low = 0;
    let high = value.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.outsidersUpTo(value[middle]) > wanted) high = middle;
      else low = middle + 1;
    }
    return value[low];
  }

  /** Share of the outsiders below x, ties counted half, one of them on each side added: never 0 or 1. */
  shareBelow(x: number): number {
    return ((this.outsidersBelow(x) + this.outsidersUpTo(x)) / 2 + 1) / (this.outsiders + 2);
  }

  /** Share of the outsiders from `low` to `high`, one on each side added. */
  shareBetween(low: number, high: number): number {
    return (this.outsidersUpTo(high) - this.outsidersBelow(low) + 1) / (this.outsiders + 2);
  }

  /**
   * 0..1: how far more members than chance explains lie above what is unusual outside. A group drawn from the outsiders
   * gets about 0; a small group cannot get far.
   */
  excessAbove(): number {
    let most = 0;
    const { outsiders, members } = this;
    for (const q of unusualQuantiles) {
      const limit = this.quantile(q);
      const above = members - notAbove(this.values, limit);
      const outside = Math.max(0, outsiders - this.outsidersUpTo(limit));
      // Two made-up outsiders as unusual as the members: where there are no others, nothing is unusual.
      const expected = (outside + addedOutsiders) / (outsiders + addedOutsiders);
      if (members > 0) most = Math.max(most, excessOver(above, members, expected));
    }
    return most;
  }

  private outsidersUpTo(x: number): number {
    return weightOf(this.all, notAbove(this.all.value, x)) - weightOf(this.own, notAbove(this.own.value, x));
  }

  private outsidersBelow(x: number): number {
    return weightOf(this.all, below(this.all.value, x)) - weightOf(this.own, below(this.own.value, x));
  }
}

/** A figure of the present and the same of earlier windows, as much of each as a ranking has. */
export function blended(present: number, earlier: number): number {
  return (1 - earlierShare) * present + earlierShare * earlier;
}

function concat(values: Float64Array, more: readonly number[]): Float64Array {
  const all = new Float64Array(values.length + more.length);
  all.set(values);
  all.set(more, values.length);
  return all;
}

function total(ranked: Ranked): number {
  return weightOf(ranked, ranked.upTo.length);
}

/** The weight of the first `count` values. */
function weightOf({ upTo }: Ranked, count: number): number {
  return count === 0 ? 0 : upTo[count - 1];
}

/** How many values of a sorted list are at most x. */
function notAbove(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many values of a sorted list are less than x. */
function below(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
