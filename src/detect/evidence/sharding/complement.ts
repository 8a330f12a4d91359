/**
 * Complementary days: what one party does less of, the others do more of, so that the group's total is steadier than its
 * parts. One task list with a daily quota makes it so, whoever gets which task.
 * The statistic is Schluter's variance ratio (Ecology 1984): the variance of the total over the sum of the variances.
 * Null model: independent parties give 1; common weekends, launches and lessons make it larger, never smaller, so that
 * honest rhythms are on the safe side. How far it may fall by chance is said twice, and the milder answer counts: by the
 * group itself, each party's days shifted round the window by another span, and by Schluter's chi-square with as many
 * degrees of freedom as days (Wilson and Hilferty 1931 make it a normal deviate). Defeated by a total that varies, or by perfectly equal shares (timing's balance.ts).
 */

import { rowRange } from '../../../aggregate/detect-input.ts';
import type { Group, Population } from '../../group/group.ts';
import { median, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

const TRUST = 0.6;
const MIN_PARTIES = 5;
const MIN_DAYS = 8;
/** Surrogates of the group, for the spread of the ratio among independent parties. */
const SURROGATES = 64;
/** The ratio from which parties complete each other, and surely do; and standard deviations below independence. */
const RATIO: readonly [number, number] = [0.5, 0.2];
const DEVIATIONS: readonly [number, number] = [3, 4.5];
/** Ratios are told apart down to this. */
const LEAST = 0.02;
/** Strangers' days vary so many times as much; at most this part of the parties are strangers. */
const LOUD = 8;
const STRANGERS = 0.2;
/** A party that makes this much of the variance is the group by itself. */
const DOMINANT = 0.5;

export function complementMeasure(world: Population, group: Group): Measure | null {
  const { window } = world.input;
  if (!window || group.parties < MIN_PARTIES) return null;
  const series = withoutLoud(dailySeries(world, group));
  const days = series[0]?.length ?? 0;
  if (series.length < MIN_PARTIES || days < MIN_DAYS) return null;
  const parts = series.map(variance);
  const sum = parts.reduce((a, b) => a + b, 0);
  if (sum === 0 || Math.max(...parts) > DOMINANT * sum) return null;
  const ratio = variance(totals(series, () => 0)) / sum;
  const surrogates: number[] = [];
  for (let s = 1; s <= SURROGATES; s++)
    surrogates.push(variance(totals(series, (k) => (s * (2 * k + 1) + k * k) % days)) / sum);
  const mean = average(surrogates);
  // Ratios of variances vary by factors: deviations are taken from their logarithms.
  const logs = surrogates.map((r) => Math.log(Math.max(LEAST, r)));
  const centre = average(logs);
  const deviation = Math.sqrt(average(logs.map((l) => (l - centre) ** 2)));
  const bySurrogates = (centre - Math.log(Math.max(LEAST, ratio))) / (deviation + LEAST);
  const below = Math.min(bySurrogates, -chiSquareDeviate(ratio, days));
  return {
    name: 'complement',
    strength: TRUST * ramp(-ratio, -RATIO[0], -RATIO[1]) * ramp(below, ...DEVIATIONS),
    summary: `The days of ${series.length} parties complete each other: the variance of their total is ${ratio.toFixed(2)} of the sum of their variances (independent customers: ${mean.toFixed(2)}; people with the same weekends: more).`,
    detail: {
      variance_ratio: Number(ratio.toFixed(3)),
      variance_ratio_independent: Number(mean.toFixed(3)),
      parties_measured: series.length,
    },
  };
}

/** Exchanges a day of each party, over the whole days that the group was there. */
function dailySeries(world: Population, group: Group): Float64Array[] {
  const { daily } = world.input;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const rows = group.members.map((i) => ({ party: world.parties.of[i], ...rowRange(daily.unit, i) }));
  for (const { from, to } of rows) {
    if (from === to) continue;
    first = Math.min(first, daily.day[from]);
    last = Math.max(last, daily.day[to - 1]);
  }
  // The first and the last day are cut off by the log.
  const days = last - first - 1;
  if (!(days >= 1)) return [];
  const series = new Map<number, Float64Array>();
  for (const { party, from, to } of rows) {
    const one = series.get(party) ?? new Float64Array(days);
    series.set(party, one);
    for (let r = from; r < to; r++) {
      const day = daily.day[r] - first - 1;
      if (day >= 0 && day < days) one[day] += daily.exchanges[r];
    }
  }
  return [...series.values()];
}

/** A group is seldom pure: without the few parties whose days vary many times as much as the median party's. */
function withoutLoud(series: readonly Float64Array[]): readonly Float64Array[] {
  const typical = median(series.map(variance));
  const quiet = series.filter((one) => variance(one) <= LOUD * typical);
  return quiet.length >= (1 - STRANGERS) * series.length ? quiet : series;
}

/** The total of each day when party k's days are shifted round the window. */
function totals(series: readonly Float64Array[], shift: (k: number) => number): Float64Array {
  const days = series[0].length;
  const sum = new Float64Array(days);
  series.forEach((one, k) => {
    const by = shift(k);
    for (let day = 0; day < days; day++) sum[day] += one[(day + by) % days];
  });
  return sum;
}

/** The deviate of a mean square of `n` standard normal numbers. */
function chiSquareDeviate(meanSquare: number, n: number): number {
  return (Math.cbrt(meanSquare) - (1 - 2 / (9 * n))) / Math.sqrt(2 / (9 * n));
}

function average(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function variance(values: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const x of values) {
    sum += x;
    squares += x * x;
  }
  return Math.max(0, squares / values.length - (sum / values.length) ** 2);
}
