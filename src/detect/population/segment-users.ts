/** Which units use each segment, derived from those that send its anchors. */
import type { TextPostings } from '../../aggregate/detect-input.ts';
import { valuesOf } from '../../model/parameter.ts';
import { SEGMENT_USER_PARAMETERS } from '../parameters/population-traffic.ts';
import { quantileOf } from './numbers.ts';

const { occasionalShare, heavyQuantile, severalExchanges, smallAccount, maxNeededAnchors, constantShare } =
  valuesOf(SEGMENT_USER_PARAMETERS);

/** The anchors of segment s, ascending: anchor[start[s]] .. anchor[start[s + 1] - 1]. Nearly all segments are one anchor. */
export interface Joined {
  readonly start: Uint32Array;
  readonly anchor: Uint32Array;
}

/**
 * Users of each segment with their exchanges. A unit with one anchor of many has met a passage of the template: a user of a long
 * segment sends several of its anchors, or one all the time: behind a long text of its own, a row has no room for more. A unit that sent once what others send all day is no user either.
 */
export function segmentUsers(postings: TextPostings, joined: Joined, unitExchanges: Float64Array): TextPostings {
  const several = new SeveralAnchors(postings, unitExchanges.length);
  const values = new Float64Array(unitExchanges.length);
  const count = joined.start.length - 1;
  const start = new Uint32Array(count + 1);
  const unit = new Uint32Array(postings.unit.length);
  const weight = new Float64Array(postings.unit.length);
  const harvest = new Float32Array(postings.unit.length);
  let to = 0;
  for (let s = 0; s < count; s++) {
    const list = joined.anchor.subarray(joined.start[s], joined.start[s + 1]);
    const one = list.length === 1;
    const needed = Math.min(maxNeededAnchors, Math.max(1, Math.floor(list.length / 3)));
    const users = one ? postings.unit : several.unit;
    const uses = one ? postings.weight : several.weight;
    const intents = one ? postings.harvest : several.harvest;
    const from = one ? postings.start[list[0]] : 0;
    const end = one ? postings.start[list[0] + 1] : several.gather(list);
    const least = leastOf(uses, from, end, values);
    // Only where that is more than an exchange can a lighter unit be a user for its share.
    const leastShare = least > 1 ? leastShareOf(users, uses, from, end, unitExchanges, values) : 0;
    for (let p = from; p < end; p++) {
      const n = uses[p];
      const all = unitExchanges[users[p]];
      if (n < least && ((n < severalExchanges && (one || all > smallAccount)) || n < leastShare * all)) continue;
      if (!one && several.anchors[p] < needed && n < constantShare * all) continue;
      unit[to] = users[p];
      harvest[to] = intents[p];
      weight[to++] = n;
    }
    start[s + 1] = to;
  }
  return {
    values: count,
    start,
    unit: unit.slice(0, to),
    weight: weight.slice(0, to),
    harvest: harvest.slice(0, to),
  };
}

/** The users of several anchors, with the exchanges of the one that each sends most, their harvest intent, and how many it sends. */
class SeveralAnchors {
  readonly unit: Uint32Array;
  readonly weight: Float64Array;
  readonly harvest: Float32Array;
  readonly anchors: Uint32Array;
  private readonly postings: TextPostings;
  /** Columns over units, cleared behind each segment. */
  private readonly count: Uint32Array;
  private readonly exchanges: Float64Array;
  private readonly intent: Float32Array;

  constructor(postings: TextPostings, units: number) {
    this.postings = postings;
    this.unit = new Uint32Array(units);
    this.weight = new Float64Array(units);
    this.harvest = new Float32Array(units);
    this.anchors = new Uint32Array(units);
    this.count = new Uint32Array(units);
    this.exchanges = new Float64Array(units);
    this.intent = new Float32Array(units);
  }

  /** @returns how many there are; they fill the beginning of the columns, ascending */
  gather(list: Uint32Array): number {
    const { start, unit, weight, harvest } = this.postings;
    let users = 0;
    for (const a of list) {
      for (let p = start[a]; p < start[a + 1]; p++) {
        const i = unit[p];
        if (this.count[i]++ === 0) this.unit[users++] = i;
        if (weight[p] <= this.exchanges[i]) continue;
        this.exchanges[i] = weight[p];
        this.intent[i] = harvest[p];
      }
    }
    this.unit.subarray(0, users).sort();
    for (let k = 0; k < users; k++) {
      const i = this.unit[k];
      this.weight[k] = this.exchanges[i];
      this.harvest[k] = this.intent[i];
      this.anchors[k] = this.count[i];
      this.exchanges[i] = 0;
      this.count[i] = 0;
    }
    return users;
  }
}

/** Exchanges from which a unit is certainly a user. */
function leastOf(uses: Float64Array, from: number, end: number, values: Float64Array): number {
  let fewest = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let p = from, k = 0; p < end; p++, k++) {
    values[k] = uses[p];
    fewest = Math.min(fewest, uses[p]);
    most = Math.max(most, uses[p]);
  }
  // Whatever the heaviest tenth is, all are users: the case of most passages, which users send once or twice.
  if (fewest >= occasionalShare * most) return 0;
  return occasionalShare * quantileOf(values.subarray(0, end - from), heavyQuantile);
}

/** The same as a share of what a unit sends. */
function leastShareOf(
  users: Uint32Array,
  uses: Float64Array,
  from: number,
  end: number,
  unitExchanges: Float64Array,
  values: Float64Array,
): number {
  for (let p = from, k = 0; p < end; p++, k++) values[k] = uses[p] / unitExchanges[users[p]];
  return occasionalShare * quantileOf(values.subarray(0, end - from), heavyQuantile);
}
