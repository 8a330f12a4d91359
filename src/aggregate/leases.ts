/**
 * A value cut in time: its holders tie each other when they use it at about the same time. A household's address that
 * another customer has weeks later is no tie (SynchroTrap, Cao et al., CCS 2014, counts an action on one target within
 * a window of time).
 */
import { gather, gatherWhole } from './columns.ts';
import type { Postings } from './detect-input.ts';

/** Postings whose holders each have a span of use. */
export interface SpanPostings {
  readonly start: Uint32Array;
  readonly unit: Uint32Array;
  readonly weight: Float64Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
}

/** Each lease is a value of its own. */
export interface Leases extends Postings {
  /** The value that a lease is a part of. */
  readonly of: Uint32Array;
  /** All holders of that value, at any time. */
  readonly holders: Uint32Array;
}

/**
 * Cuts each value where it is unused for longer than `gap` (ms). Leases with one holder are left out. A holder that comes
 * back counts from its first use to its last.
 */
export function splitByTime(postings: SpanPostings, gap: number): Leases {
  const { start, unit, weight, first, last } = postings;
  const of: number[] = [];
  const starts = [0];
  const kept = new Uint32Array(unit.length);
  let count = 0;
  for (let v = 0; v + 1 < start.length; v++) {
    const holders = ordered(start[v], start[v + 1], first);
    let from = 0;
    let end = last[holders[0]];
    for (let k = 1; k <= holders.length; k++) {
      const p = holders[k];
      if (k < holders.length && first[p] <= end + gap) {
        if (last[p] > end) end = last[p];
        continue;
      }
      if (k - from > 1) {
        // Holders are kept in the order of their units.
        kept.set(holders.subarray(from, k).sort(), count);
        count += k - from;
        starts.push(count);
        of.push(v);
      }
      from = k;
      end = last[p];
    }
  }
  const rows = kept.subarray(0, count);
  return {
    values: of.length,
    of: Uint32Array.from(of),
    holders: Uint32Array.from(of, (v) => start[v + 1] - start[v]),
    start: Uint32Array.from(starts),
    unit: gatherWhole(unit, rows),
    weight: gather(weight, rows),
  };
}

/** Up to this number, holders are sorted by insertion; most values have few. */
const FEW = 32;

/** The places of holders from one up to another, in the order of their first use; those of one moment as they stand. */
function ordered(from: number, to: number, first: Float64Array): Uint32Array {
  const count = to - from;
  if (count <= FEW) return insertionSorted(from, to, first);
  let earliest = first[from];
  let latest = first[from];
  let whole = true;
  for (let p = from; p < to; p++) {
    earliest = Math.min(earliest, first[p]);
    latest = Math.max(latest, first[p]);
    whole &&= Number.isInteger(first[p]);
  }
  // One number for time and place, as long as it is exact: numbers are sorted ten times as fast as a function compares.
  if (!whole || (latest - earliest + 1) * count > Number.MAX_SAFE_INTEGER)
    return Uint32Array.from({ length: count }, (_, k) => from + k).sort((a, b) => first[a] - first[b] || a - b);
  const keys = new Float64Array(count);
  for (let k = 0; k < count; k++) keys[k] = (first[from + k] - earliest) * count + k;
  keys.sort();
  const places = new Uint32Array(count);
  for (let k = 0; k < count; k++) places[k] = from + (keys[k] % count);
  return places;
}

function insertionSorted(from: number, to: number, first: Float64Array): Uint32Array {
  const places = new Uint32Array(to - from);
  for (let k = 0; k < places.length; k++) {
    let hole = k;
    for (; hole > 0 && first[from + k] < first[places[hole - 1]]; hole--) places[hole] = places[hole - 1];
    places[hole] = from + k;
  }
  return places;
}
