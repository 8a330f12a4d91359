/** Small numeric helpers shared by the tests of groups. */

import { valuesOf } from '../../model/parameter.ts';
import { CHANCE_PARAMETERS } from '../parameters/population-traffic.ts';

const { priorMembers, surplusDeviations } = valuesOf(CHANCE_PARAMETERS);

/** `x` limited to 0..1; NaN gives 0. */
export function clamp01(x: number): number {
  return x < 0 || Number.isNaN(x) ? 0 : Math.min(x, 1);
}

/** 0 up to `low`, 1 from `high` on, straight between. */
export function ramp(x: number, low: number, high: number): number {
  return clamp01((x - low) / (high - low));
}

/** {@link ramp} between the two ends of a parameter. */
export function rampOver(x: number, ends: readonly [number, number]): number {
  return ramp(x, ends[0], ends[1]);
}

/** Logistic function: log odds to a probability. */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Agreement beyond chance (Cohen 1960): 0 when the observed share is what the null model expects, 1 when it is 1. */
export function beyondChance(observed: number, expected: number): number {
  return expected >= 1 ? 0 : clamp01((observed - expected) / (1 - expected));
}

/**
 * Agreement beyond chance of `count` among `m` members, shrunk toward chance; at least one whole member must be beyond
 * it, or a group in which all do what nearly everybody does would count as agreeing.
 */
export function excessOver(count: number, m: number, expected: number): number {
  return beyondChance((Math.max(0, count - 1) + priorMembers * expected) / (m + priorMembers), expected);
}

/**
 * Like {@link excessOver}, and beyond what chance varies by: where nearly everybody does something anyway, a few members
 * more are no sign.
 *
 * @param spread standard deviations of the count in those of independent draws: above 1 where members do it together.
 */
export function surplusOver(count: number, m: number, expected: number, spread = 1): number {
  const deviation = spread * Math.sqrt(Math.max(0, m * expected * (1 - expected)));
  return excessOver(count - Math.max(0, surplusDeviations * deviation - 1), m, expected);
}

/** Joins independent reasons: 1 - product of (1 - strength). */
export function noisyOr(strengths: readonly number[]): number {
  let none = 1;
  for (const strength of strengths) none *= 1 - clamp01(strength);
  return 1 - none;
}

/** The median (nearest rank); 0 for no values. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** The q-quantile (nearest rank); 0 for no values. */
export function quantile(values: ArrayLike<number>, q: number): number {
  return quantileOf(new Float64Array(values), q);
}

/** The same of numbers that may be put in another order on the way. */
export function quantileOf(values: Float64Array, q: number): number {
  const { length } = values;
  return length === 0 ? 0 : selected(values, Math.min(length - 1, Math.floor(q * length)));
}

/**
 * The number that would stand at a place if all were sorted: Hoare's FIND (1961), linear where sorting is not. None may be
 * NaN.
 */
function selected(values: Float64Array, place: number): number {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const pivot = middleOf(values[from], values[(from + to) >>> 1], values[to]);
    let low = from;
    let high = to;
    while (low <= high) {
      while (values[low] < pivot) low++;
      while (values[high] > pivot) high--;
      if (low > high) break;
      const value = values[low];
      values[low++] = values[high];
      values[high--] = value;
    }
    if (place <= high) to = high;
    else if (place >= low) from = low;
    else break;
  }
  return values[place];
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

/** Standard deviation over mean; 0 for fewer than two values. */
export function variationCoefficient(values: ArrayLike<number>): number {
  const n = values.length;
  if (n < 2) return 0;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i];
  const mean = sum / n;
  if (mean === 0) return 0;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i] - mean) ** 2;
  return Math.sqrt(squares / (n - 1)) / mean;
}

/** A share 0..1 as text: 12%, 3.4%. */
export function percentText(share: number): string {
  const value = 100 * share;
  return `${value >= 10 || value === 0 ? Math.round(value) : value.toFixed(1)}%`;
}

const WHOLE = new Intl.NumberFormat('en-US');

/** 12,345 */
export function grouped(n: number): string {
  return WHOLE.format(Math.round(n));
}
