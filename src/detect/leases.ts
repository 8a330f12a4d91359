/**
 * A value cut in time: its holders tie each other when they use it at about the same time. A household's address that
 * another customer has weeks later ties nobody (SynchroTrap, Cao et al., CCS 2014, counts an action on one target within
 * a window of time).
 */
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
  const kept: number[] = [];
  for (let v = 0; v + 1 < start.length; v++) {
    const holders = Array.from({ length: start[v + 1] - start[v] }, (_, k) => start[v] + k).sort(
      (a, b) => first[a] - first[b] || unit[a] - unit[b],
    );
    let run: number[] = [];
    let end = Number.NEGATIVE_INFINITY;
    const close = () => {
      if (run.length > 1) {
        for (const p of run.sort((a, b) => unit[a] - unit[b])) kept.push(p);
        starts.push(kept.length);
        of.push(v);
      }
      run = [];
    };
    for (const p of holders) {
      if (first[p] > end + gap) close();
      run.push(p);
      end = Math.max(end, last[p]);
    }
    close();
  }
  return {
    values: of.length,
    of: Uint32Array.from(of),
    holders: Uint32Array.from(of, (v) => start[v + 1] - start[v]),
    start: Uint32Array.from(starts),
    unit: Uint32Array.from(kept, (p) => unit[p]),
    weight: Float64Array.from(kept, (p) => weight[p]),
  };
}
