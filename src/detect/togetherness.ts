/**
 * Times that lie closer together than a curve explains: what share of sorted times has another one within reach, against
 * the chance that one of as many draws from everybody's times does. A launch day or the start of a term is in the curve.
 */
import { excessOver } from './numbers.ts';

export interface Closeness {
  readonly observed: number;
  readonly expected: number;
  /** Agreement beyond chance, shrunk toward 0 for few times. */
  readonly excess: number;
}

/**
 * Both sorted.
 *
 * @param amongThem `others` holds the times themselves as well: what is left of it without them is the curve.
 */
export function closeInTime(
  times: Float64Array,
  others: Float64Array,
  reach: number,
  amongThem = false,
): Closeness {
  const m = times.length;
  if (m === 0) return { observed: 0, expected: 0, excess: 0 };
  const n = others.length - (amongThem ? m : 0) + 1;
  let close = 0;
  let expected = 0;
  for (let i = 0; i < m; i++) {
    const t = times[i];
    if ((i > 0 && t - times[i - 1] <= reach) || (i < m - 1 && times[i + 1] - t <= reach)) close++;
    let near = rank(others, t + reach) - rank(others, t - reach);
    if (amongThem) near -= rank(times, t + reach) - rank(times, t - reach);
    const density = (near + 0.5) / n;
    expected += 1 - Math.exp(-(m - 1) * density);
  }
  expected /= m;
  return { observed: close / m, expected, excess: excessOver(close, m, expected) };
}

/** How many of the sorted values are at most x. */
export function rank(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
