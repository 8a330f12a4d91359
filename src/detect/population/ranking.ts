/**
 * Null models from the population at hand: how the members of a group rank among the units outside it. Only ranks are used, so no
 * distribution is assumed. The values of all units are sorted once a run; the members are taken
 * out of the ranks by counting, so that comparing a group costs its own size and not the population's.
 */

import { valuesOf } from '../../model/parameter.ts';
import { RANKING_PARAMETERS } from '../parameters/population-traffic.ts';
import { excessOver } from './numbers.ts';

const { unusualQuantiles, addedOutsiders } = valuesOf(RANKING_PARAMETERS);

/** One value a unit; NaN where a unit has none (too little traffic to tell). */
export class Ranking {
  private readonly values: Float64Array;
  private readonly sorted: Float64Array;

  constructor(values: Float64Array) {
    this.values = values;
    this.sorted = values.filter((x) => !Number.isNaN(x)).sort();
  }

  /** The value of unit i; NaN if it has none. */
  of(i: number): number {
    return this.values[i];
  }

  /** The values of some units against those of all others. */
  against(members: readonly number[]): Comparison {
    const own = new Float64Array(members.length);
    let known = 0;
    for (const i of members) if (!Number.isNaN(this.values[i])) own[known++] = this.values[i];
    return new Comparison(this.sorted, own.subarray(0, known).sort());
  }
}

/** The values of a group against those of all units outside it. */
export class Comparison {
  private readonly all: Float64Array;
  private readonly own: Float64Array;

  /** Both sorted; `own` is part of `all`. */
  constructor(all: Float64Array, own: Float64Array) {
    this.all = all;
    this.own = own;
  }

  /** The members' values, ascending. */
  get values(): Float64Array {
    return this.own;
  }

  /** Members that have a value. */
  get members(): number {
    return this.own.length;
  }

  get outsiders(): number {
    return this.all.length - this.own.length;
  }

  /** The members' median; 0 if there is no member. */
  get median(): number {
    return this.own.length === 0 ? 0 : this.own[this.own.length >> 1];
  }

  /** The outsiders' q-quantile (nearest rank); 0 if there is none. */
  quantile(q: number): number {
    const { outsiders } = this;
    if (outsiders === 0) return 0;
    const wanted = Math.min(outsiders, Math.floor(q * outsiders) + 1);
    let low = 0;
    let high = this.all.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const x = this.all[middle];
      if (notAbove(this.all, x) - notAbove(this.own, x) >= wanted) high = middle;
      else low = middle + 1;
    }
    return this.all[low];
  }

  /** Share of the outsiders below x, ties counted half, one of them on each side added: never 0 or 1. */
  shareBelow(x: number): number {
    const below = this.all.length - notBelow(this.all, x) - (this.own.length - notBelow(this.own, x));
    const upTo = notAbove(this.all, x) - notAbove(this.own, x);
    return ((below + upTo) / 2 + 1) / (this.outsiders + 2);
  }

  /** Share of the outsiders from `low` to `high`, one on each side added. */
  shareBetween(low: number, high: number): number {
    const within = (sorted: Float64Array) => notAbove(sorted, high) - (sorted.length - notBelow(sorted, low));
    return (within(this.all) - within(this.own) + 1) / (this.outsiders + 2);
  }

  /**
   * 0..1: how far more members than chance explains lie above what is unusual outside. A group drawn from the outsiders
   * gets about 0; a small group cannot get far.
   */
  excessAbove(): number {
    let most = 0;
    for (const q of unusualQuantiles) {
      const limit = this.quantile(q);
      const members = this.own.length - notAbove(this.own, limit);
      const outside = this.outsiders - (notAbove(this.all, limit) - notAbove(this.own, limit));
      // Two made-up outsiders as unusual as the members: where there are no others, nothing is unusual.
      const expected = (outside + addedOutsiders) / (this.outsiders + addedOutsiders);
      if (this.own.length > 0) most = Math.max(most, excessOver(members, this.own.length, expected));
    }
    return most;
  }
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

/** How many values of a sorted list are at least x. */
function notBelow(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < x) low = middle + 1;
    else high = middle;
  }
  return sorted.length - low;
}
