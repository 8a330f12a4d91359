/**
 * A value cut in time: its holders tie each other when they use it at about the same time. A household's address that
 * another customer has weeks later ties nobody (SynchroTrap, Cao et al., CCS 2014, counts an action on one target within
 * a window of time).
 */
import { gather } from './columns.ts';
import type { Postings } from './input.ts';

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
 * Cuts each value where nobody uses it for longer than `gap`. Leases with one holder are left out. A holder that comes
 * back counts from its first use to its last.
 */
export function splitByTime(postings: SpanPostings, gap: number): Leases {
  const { start, unit, weight, first, last } = postings;
  const of: number[] = [];
  const starts = [0];
  const kept = new Uint32Array(unit.length);
  let count = 0;
  const byFirst = (a: number, b: number) => first[a] - first[b] || a - b;
  for (let v = 0; v + 1 < start.length; v++) {
    const holders = ordered(start[v], start[v + 1], byFirst);
    let from = 0;
    let end = last[holders[0]];
    for (let k = 1; k <= holders.length; k++) {
      const p = holders[k];
      if (k < holders.length && first[p] <= end + gap) {
        if (last[p] > end) end = last[p];
        continue;
      }
      if (k - from > 1) {
        // Holders stand in the order of their units.
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
    unit: rows.map((p) => unit[p]),
    weight: gather(weight, rows),
  };
}

/** The places from one up to another, in order; most values have few. */
function ordered(from: number, to: number, compare: (a: number, b: number) => number): Uint32Array {
  const places = new Uint32Array(to - from);
  if (places.length > FEW) return Uint32Array.from({ length: to - from }, (_, k) => from + k).sort(compare);
  for (let k = 0; k < places.length; k++) {
    let hole = k;
    for (; hole > 0 && compare(from + k, places[hole - 1]) < 0; hole--) places[hole] = places[hole - 1];
    places[hole] = from + k;
  }
  return places;
}

const FEW = 32;
