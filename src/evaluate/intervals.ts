/**
 * Confidence intervals of a proportion: k of n. Wilson's for the tables (sound at small n and near 0 and 1),
 * Clopper-Pearson's where a guarantee is needed (exact, wider). Both at 95% by default.
 * Sources: Wilson, JASA 22 (1927); Clopper & Pearson, Biometrika 26 (1934); the incomplete beta function
 * by Lentz's continued fraction as in Numerical Recipes, section 6.4.
 */
import { assert } from '../base/assert.ts';

/** Bounds of a share, 0 to 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A count with its share and the 95% interval around it. */
export interface Proportion {
  readonly count: number;
  readonly of: number;
  /** null when `of` is 0: there is nothing to take a share of. */
  readonly share: number | null;
  readonly interval: Interval | null;
}

/** The 97.5% point of the standard normal distribution. */
const Z95 = 1.959963984540054;

/** Wilson's interval for `count` of `of`, at `z` standard deviations. */
export function wilson(count: number, of: number, z: number = Z95): Interval {
  assert(of > 0 && count >= 0 && count <= of, `wilson needs 0 <= count <= of, got ${count} of ${of}`);
  const share = count / of;
  const z2 = z * z;
  const centre = share + z2 / (2 * of);
  const spread = z * Math.sqrt((share * (1 - share) + z2 / (4 * of)) / of);
  const scale = 1 + z2 / of;
  return {
    low: count === 0 ? 0 : Math.max(0, (centre - spread) / scale),
    high: count === of ? 1 : Math.min(1, (centre + spread) / scale),
  };
}

/** The exact interval: each side excludes at most alpha / 2 of the binomial distribution. */
export function clopperPearson(count: number, of: number, alpha = 0.05): Interval {
  assert(of > 0 && count >= 0 && count <= of, `clopperPearson needs 0 <= count <= of, got ${count} of ${of}`);
  return {
    low: count === 0 ? 0 : betaQuantile(alpha / 2, count, of - count + 1),
    high: count === of ? 1 : betaQuantile(1 - alpha / 2, count + 1, of - count),
  };
}

/** The share with Wilson's 95% interval; both null when there is nothing to take a share of. */
export function proportion(count: number, of: number): Proportion {
  if (of === 0) return { count, of, share: null, interval: null };
  return { count, of, share: count / of, interval: wilson(count, of) };
}

/** The x at which the regularised incomplete beta function reaches p: bisection, to the last bits of a double. */
function betaQuantile(p: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (regularisedBeta(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function regularisedBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  // The fraction converges fast on this side of the mean only; the other side follows by symmetry.
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const nonZero = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let sum = d;
  // About sqrt(max(a, b)) rounds are needed: 100,000 is enough for ten billion accounts.
  for (let m = 1; m <= 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    sum *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const step = d * c;
    sum *= step;
    if (Math.abs(step - 1) < 1e-15) return sum;
  }
  return sum;
}

/** Lanczos approximation (g = 7, nine terms), good to about 15 digits. */
function logGamma(x: number): number {
  let sum = LANCZOS[0] as number;
  for (let i = 1; i < LANCZOS.length; i++) sum += (LANCZOS[i] as number) / (x - 1 + i);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
