/**
 * Complementary days: what one party does less of, the others do more of, so that the group's total is steadier than its
 * parts. One task list with a daily quota has this effect, no matter who gets which task.
 * The statistic is Schluter's variance ratio (Ecology 1984): the variance of the total over the sum of the variances.
 * Null model: independent parties give 1; common weekends, launches and lessons make it larger, never smaller, so that
 * honest rhythms err on the safe side. How far the ratio may fall by chance is estimated twice, and the milder answer
 * counts: from the group itself, each party's days shifted round the window by another span, and by Schluter's chi-square
 * with as many degrees of freedom as days (made a normal deviate after Wilson and Hilferty 1931).
 * Defeated by a total that varies, or by perfectly equal shares (timing/balance.ts).
 */

import { rowRange } from '../../../aggregate/detect-input.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { SHARDING_COMPLEMENT_PARAMETERS } from '../../parameters/evidence/sharding.ts';
import { median, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

const {
  fullStrength,
  minParties,
  minDays,
  surrogates: surrogateCount,
  ratio: steady,
  deviations,
  minRatio,
  strangerVariance,
  maxStrangers,
  dominantShare,
} = valuesOf(SHARDING_COMPLEMENT_PARAMETERS);

/** Strength 0..1 of a total steadier than independent parties make it; null for few parties or days. */
export function complementMeasure(population: Population, group: Group): Measure | null {
  const { window } = population.input;
  if (!window || group.parties < minParties) return null;
  const series = withoutStrangers(dailySeries(population, group));
  const days = series[0]?.length ?? 0;
  if (series.length < minParties || days < minDays) return null;
  const parts = series.map(variance);
  const sum = parts.reduce((a, b) => a + b, 0);
  if (sum === 0 || Math.max(...parts) > dominantShare * sum) return null;
  const ratio = variance(totals(series, () => 0)) / sum;
  const surrogates: number[] = [];
  for (let s = 1; s <= surrogateCount; s++)
    surrogates.push(variance(totals(series, (k) => (s * (2 * k + 1) + k * k) % days)) / sum);
  const mean = average(surrogates);
  // Ratios of variances vary by factors, so deviations are those of their logarithms.
  const logs = surrogates.map((r) => Math.log(Math.max(minRatio, r)));
  const centre = average(logs);
  const deviation = Math.sqrt(average(logs.map((l) => (l - centre) ** 2)));
  const bySurrogates = (centre - Math.log(Math.max(minRatio, ratio))) / (deviation + minRatio);
  const below = Math.min(bySurrogates, -chiSquareDeviate(ratio, days));
  return {
    name: 'complement',
    strength: fullStrength * ramp(ratio, ...steady) * ramp(below, ...deviations),
    summary: `The daily volumes of ${series.length} parties complement each other: the variance of their total is ${ratio.toFixed(2)} of the sum of their variances (${mean.toFixed(2)} for independent customers, more for people with the same weekends).`,
    detail: {
      variance_ratio: Number(ratio.toFixed(3)),
      variance_ratio_independent: Number(mean.toFixed(3)),
      parties_measured: series.length,
    },
  };
}

/** Exchanges a day of each party, over the whole days that the group was there. */
function dailySeries(population: Population, group: Group): Float64Array[] {
  const { daily } = population.input;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const rows = group.members.map((i) => ({ party: population.parties.of[i], ...rowRange(daily.unit, i) }));
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

/** Leaves out the few parties whose days vary many times as much as the median party's: a group is seldom pure. */
function withoutStrangers(series: readonly Float64Array[]): readonly Float64Array[] {
  const typical = median(series.map(variance));
  const quiet = series.filter((one) => variance(one) <= strangerVariance * typical);
  return quiet.length >= (1 - maxStrangers) * series.length ? quiet : series;
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
