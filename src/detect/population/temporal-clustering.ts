/**
 * Times that lie closer together than a curve explains: what share of sorted times has another one within reach, against
 * the chance that one of as many draws from everybody's times does. A launch day or the start of a term is in the curve.
 */
import { excessOver } from './numbers.ts';

/** Shares of times, 0..1, that have another one within reach. */
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
export function closeInTime(times: Float64Array, others: Float64Array, reach: number, amongThem = false): Closeness {
  return closeness(times, countNear(times, others, reach), others.length, reach, amongThem);
}

/**
 * The same for times of which it is known how many of all `total` times are near each ({@link countNear}): who asks for
 * many sets of the same times counts once.
 */
export function closeness(
  times: Float64Array,
  near: Float64Array,
  total: number,
  reach: number,
  amongThem: boolean,
): Closeness {
  const m = times.length;
  if (m === 0) return { observed: 0, expected: 0, excess: 0 };
  const n = total - (amongThem ? m : 0) + 1;
  const own = amongThem ? countNear(times, times, reach) : null;
  let close = 0;
  let expected = 0;
  for (let i = 0; i < m; i++) {
    const t = times[i];
    if ((i > 0 && t - times[i - 1] <= reach) || (i < m - 1 && times[i + 1] - t <= reach)) close++;
    const density = (near[i] - (own === null ? 0 : own[i]) + 0.5) / n;
    expected += 1 - Math.exp(-(m - 1) * density);
  }
  expected /= m;
  return { observed: close / m, expected, excess: excessOver(close, m, expected) };
}

/** For each of the sorted times how many of the sorted others are in (t - reach, t + reach]: one walk along both. */
export function countNear(times: Float64Array, others: Float64Array, reach: number): Float64Array {
  const near = new Float64Array(times.length);
  let low = 0;
  let high = 0;
  for (let i = 0; i < times.length; i++) {
    low = rankFrom(others, times[i] - reach, low);
    high = rankFrom(others, times[i] + reach, high);
    near[i] = high - low;
  }
  return near;
}

/** {@link countAtMost}, known to be at least `from`: strides that double find the place, then it is narrowed down. */
function rankFrom(sorted: Float64Array, x: number, from: number): number {
  let low = from;
  let stride = 1;
  while (low + stride <= sorted.length && sorted[low + stride - 1] <= x) {
    low += stride;
    stride *= 2;
  }
  let high = Math.min(sorted.length, low + stride - 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the sorted values are at most x. */
export function countAtMost(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The window of the given length that holds most of the sorted times. */
export function densest(times: Float64Array, length: number): { count: number; from: number } {
  let count = 0;
  let from = times[0] ?? 0;
  for (let i = 0, j = 0; i < times.length; i++) {
    while (j < times.length && times[j] <= times[i] + length) j++;
    if (j - i > count) {
      count = j - i;
      from = times[i];
    }
  }
  return { count, from };
}
