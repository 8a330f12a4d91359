/**
 * Benign explanations of a shared value, derived from all its holders; there is no list of carriers or banks.
 *
 * A crowd: many units on one address that have nothing of their own in common (no card, no mailbox, no small mail domain,
 * no common hour of sign-up) are customers of one carrier, VPN or cloud gateway. The more of them, the less the address
 * says. pollinations#8899, a gateway that banned 277 bot accounts, names carriers' and VPNs' exits as its false positives.
 *
 * A region: a bank's or a mail provider's customers who also share their internet providers far more than any two units
 * do live in one part of the world. Where people live is never evidence, so such a value keeps little of its weight. A throw-away
 * mail domain or a virtual card behind rotating exits has holders from everywhere.
 */

import { type ByUnit, type DetectInput, invert, type Postings, postingSize } from '../../aggregate/detect-input.ts';
import { once } from '../../base/memo.ts';
import { valuesOf } from '../../model/parameter.ts';
import { BENIGN_EXPLANATION_PARAMETERS } from '../parameters/population-values.ts';
import { ramp } from './numbers.ts';
import { closeness, countNear } from './temporal-clustering.ts';

const {
  crowdSize,
  crowdFall,
  crowdOwnShare,
  signUpsTogetherMs,
  regionLeaves,
  regionPriorPairs,
  minRegionHolders,
  regionalRatio,
} = valuesOf(BENIGN_EXPLANATION_PARAMETERS);

interface OwnLayer {
  readonly postings: Postings;
  readonly byUnit: ByUnit;
}

interface PublicLayer {
  readonly postings: Postings;
  /** All who ever held a value: who is not there at the time is one of the crowd all the same. */
  readonly holders: ArrayLike<number>;
}

/**
 * For each value what is left of it once a crowd of strangers is thought of.
 *
 * @param own layers of values that strangers do not share.
 * @param created when each unit signed up; null if unknown.
 */
export function beyondCrowds(
  { postings, holders: everHeld }: PublicLayer,
  own: readonly OwnLayer[],
  created: readonly (number | null)[],
): Float32Array {
  const left = new Float32Array(postings.values).fill(1);
  const acquaintances = new Acquaintances(own, created.length);
  const signUps = new SignUps(created);
  for (let v = 0; v < postings.values; v++) {
    const degree = everHeld[v];
    if (degree <= crowdSize) continue;
    const holders = postings.unit.subarray(postings.start[v], postings.start[v + 1]);
    left[v] = Math.max((crowdSize / degree) ** crowdFall, acquaintances.share(holders), signUps.excessTogether(holders));
  }
  return left;
}

/** Counts by value of every own layer; they are cleared after every value. */
class Acquaintances {
  /** The values of all own layers, numbered through: unit i has value[start[i]] .. value[start[i + 1] - 1]. */
  private readonly start: Uint32Array;
  private readonly value: Uint32Array;
  /** Holders in the crowd from which a value is the crowd's own. */
  private readonly enough: Float64Array;
  private readonly here: Uint32Array;

  constructor(own: readonly OwnLayer[], units: number) {
    const values = own.reduce((sum, { postings }) => sum + postings.values, 0);
    this.start = new Uint32Array(units + 1);
    this.value = new Uint32Array(own.reduce((sum, { byUnit }) => sum + byUnit.value.length, 0));
    this.enough = new Float64Array(values);
    this.here = new Uint32Array(values);
    let first = 0;
    const offsets = own.map(({ postings }) => {
      const offset = first;
      for (let v = 0; v < postings.values; v++) this.enough[first++] = Math.max(2, crowdOwnShare * postingSize(postings, v));
      return offset;
    });
    let to = 0;
    for (let i = 0; i < units; i++) {
      own.forEach(({ byUnit }, k) => {
        for (let r = byUnit.start[i]; r < byUnit.start[i + 1]; r++) this.value[to++] = offsets[k] + byUnit.value[r];
      });
      this.start[i + 1] = to;
    }
  }

  /** Share of the holders that have a value of their own in common with another holder. */
  share(holders: Uint32Array): number {
    const { start, value, enough, here } = this;
    for (const i of holders) for (let r = start[i]; r < start[i + 1]; r++) here[value[r]]++;
    let tied = 0;
    for (const i of holders) {
      for (let r = start[i]; r < start[i + 1]; r++) {
        if (here[value[r]] < enough[value[r]]) continue;
        tied++;
        break;
      }
    }
    for (const i of holders) for (let r = start[i]; r < start[i + 1]; r++) here[value[r]] = 0;
    return tied / holders.length;
  }
}

/** All sign-up times in order, and how many lie near each: the same for every value. */
class SignUps {
  /** The place of each unit in the order of sign-up; -1 where it is not known. */
  private readonly place: Int32Array;
  private readonly time: Float64Array;
  private readonly near: Float64Array;

  constructor(created: readonly (number | null)[]) {
    const time = (i: number) => created[i] as number;
    const known = Uint32Array.from(created.keys()).filter((i) => created[i] !== null);
    known.sort((a, b) => time(a) - time(b));
    this.place = new Int32Array(created.length).fill(-1);
    known.forEach((i, k) => {
      this.place[i] = k;
    });
    this.time = Float64Array.from(known, time);
    this.near = countNear(this.time, this.time, signUpsTogetherMs);
  }

  /** 0..1: how far the holders signed up at the same times, beyond chance. */
  excessTogether(holders: Uint32Array): number {
    const places = new Uint32Array(holders.length);
    let count = 0;
    for (const i of holders) if (this.place[i] >= 0) places[count++] = this.place[i];
    if (count * 2 <= holders.length) return 0;
    const times = new Float64Array(count);
    const near = new Float64Array(count);
    places.subarray(0, count).sort();
    for (let k = 0; k < count; k++) {
      times[k] = this.time[places[k]];
      near[k] = this.near[places[k]];
    }
    return closeness(times, near, this.time.length, signUpsTogetherMs, true).excess;
  }
}

/** The autonomous system that each unit sends through most, and how often two units share theirs. */
interface Regions {
  /** -1 if unknown. */
  readonly main: Int32Array;
  readonly collision: number;
}

/** The internet provider that each unit sends through most; made once for each input. */
export const regionsOf = once((input: DetectInput) => findRegions(input.systems, input.units.count));

function findRegions(systems: Postings, units: number): Regions {
  const byUnit = invert(systems, units);
  const main = new Int32Array(units).fill(-1);
  const counts = new Float64Array(systems.values);
  let known = 0;
  for (let i = 0; i < units; i++) {
    let most = 0;
    for (let r = byUnit.start[i]; r < byUnit.start[i + 1]; r++) {
      if (byUnit.weight[r] <= most) continue;
      most = byUnit.weight[r];
      main[i] = byUnit.value[r];
    }
    if (main[i] < 0) continue;
    counts[main[i]]++;
    known++;
  }
  return { main, collision: collision(counts, known) };
}

/** For each value what is left of it once a common region of its holders is thought of. */
export function beyondRegions(postings: Postings, regions: Regions): Float32Array {
  const left = new Float32Array(postings.values).fill(1);
  if (regions.collision === 0) return left;
  for (let v = 0; v < postings.values; v++) {
    const counts = new Map<number, number>();
    let known = 0;
    for (let p = postings.start[v]; p < postings.start[v + 1]; p++) {
      const system = regions.main[postings.unit[p]];
      if (system < 0) continue;
      counts.set(system, (counts.get(system) ?? 0) + 1);
      known++;
    }
    if (known < minRegionHolders) continue;
    const pairs = (known * (known - 1)) / 2;
    const often =
      (pairs * collision([...counts.values()], known) + regionPriorPairs * regions.collision) / (pairs + regionPriorPairs);
    const regional = ramp(Math.log(often / regions.collision), Math.log(regionalRatio[0]), Math.log(regionalRatio[1]));
    left[v] = 1 - (1 - regionLeaves) * regional;
  }
  return left;
}

/** Chance that two of `n` units fall into one class. */
function collision(counts: ArrayLike<number>, n: number): number {
  if (n < 2) return 0;
  let pairs = 0;
  for (let k = 0; k < counts.length; k++) pairs += counts[k] * (counts[k] - 1);
  return pairs / (n * (n - 1));
}
