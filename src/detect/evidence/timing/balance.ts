/**
 * Load balancing: different parties do equal shares of the same days' work, and what one did less of on one day it does
 * more of on another. Follows the load balancing of the February 2026 disclosure.
 * The statistic is Fisher's index of dispersion (1925) twice: of the parties' totals around equal shares of all the work
 * of the days each was there (so that late and replaced accounts are no exception), and of each day's counts around
 * their mean. Null model: days that are independent of each other, however even or uneven counts are by nature. Then both
 * indices estimate one number, and their ratio follows an F distribution. Parties of different size make the ratio
 * larger; only a dispatcher that keeps count makes it smaller. A tool's default or a quota, the same number every day,
 * has no dispersion to compare and shows nothing.
 * Equal volumes alone are a habit of programs and hardly count; how many others send as much explains them further.
 * Users who run a tutorial's hundred requests on one day share no days, and one scheduler of one verified organisation is
 * one party: neither is measured. Defeated by uneven shares, and by dealing out each day anew at random.
 */

import { rowRange } from '../../../aggregate/detect-input.ts';
import { DAY } from '../../../base/clock.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { TIMING_BALANCE_PARAMETERS } from '../../parameters/evidence/timing.ts';
import { clamp01, grouped, median, percentText, quantile, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { outsiderShare } from '../outsider-share.ts';

const {
  fullStrength,
  equalStrength,
  manyParties,
  manyEqualStrength,
  minDayDispersion,
  minParties,
  minMeasuredShare,
  enoughParties,
  minDays,
  minExpected,
  variationDeviations,
  variation: uneven,
  dispersionRatio,
  deviations,
  strangerDistance,
  strangerDeviations,
  maxStrangers,
  middleShare,
} = valuesOf(TIMING_BALANCE_PARAMETERS);

/** Strength 0..1 of balanced shares; null when too few parties were there for long enough. */
export function balanceMeasure(population: Population, group: Group): Measure | null {
  const parties = partyDays(population, group);
  for (const stranger of strangersIn(workOf(parties).shares)) parties.delete(stranger);
  const { shares: all, byDay, freedom } = workOf(parties);
  const shares = measurable(all);
  if (shares.length < minParties || shares.length < minMeasuredShare * group.parties) return null;
  const m = shares.length;
  const overall = dispersionOf(shares);
  const mean = shares.reduce((sum, s) => sum + s.expected, 0) / m;
  const noise = Math.sqrt(2 / (m - 1));
  const variation = Math.sqrt(Math.max(0, overall - 1 + variationDeviations * noise) / mean);
  const equal = 1 - ramp(variation, ...uneven);
  // The logarithm of an F ratio varies by about this much.
  const spread = Math.sqrt(2 / (m - 1) + 2 / Math.max(1, freedom));
  const ratio = byDay > 0 ? overall / byDay : 1;
  // 1e-6 keeps the logarithm finite.
  const below = -Math.log(Math.max(1e-6, ratio)) / spread;
  const madeUp = ramp(ratio, ...dispersionRatio) * ramp(below, ...deviations);
  const rates = shares.map((s) => s.sent / s.days);
  const low = quantile(rates, (1 - middleShare) / 2);
  const high = quantile(rates, (1 + middleShare) / 2);
  const elsewhere = shareWithRate(population, group, low, high);
  const beyond = clamp01((middleShare - elsewhere) / middleShare);
  const many = ramp(m, ...manyParties) * (byDay >= minDayDispersion ? 1 : 0);
  const alone = equalStrength + (manyEqualStrength - equalStrength) * many;
  const enough = ramp(m, ...enoughParties);
  return {
    name: 'balance',
    strength: enough * equal * Math.max(alone * beyond, fullStrength * madeUp),
    summary: `${grouped(m)} parties take equal shares of each day's work (${median(rates).toFixed(1)} exchanges a day) and even out uneven days: their totals vary ${ratio.toFixed(2)} times as much as their days do (1 or more for independent customers). ${percentText(elsewhere)} of all others send ${low.toFixed(1)} to ${high.toFixed(1)} a day.`,
    detail: {
      dispersion_of_totals: Number(overall.toFixed(3)),
      dispersion_of_days: Number(byDay.toFixed(3)),
      volume_variation_at_most: Number(variation.toFixed(3)),
      median_per_day: Number(median(rates).toFixed(2)),
      same_volume_elsewhere: percentText(elsewhere),
      parties_measured: m,
    },
  };
}

type PartyDays = Map<number, { first: number; last: number; counts: Map<number, number> }>;

interface Share {
  party: number;
  sent: number;
  /** What equal shares of the work of the days a party was there come to. */
  expected: number;
  days: number;
}

/** What each party sent on its whole days, and what it would have sent if those present had shared each day equally. */
function workOf(parties: PartyDays) {
  const days = new Map<number, { total: number; squares: number; present: number }>();
  for (const { first, last, counts } of parties.values()) {
    for (let day = first + 1; day < last; day++) {
      const n = counts.get(day) ?? 0;
      const entry = days.get(day) ?? { total: 0, squares: 0, present: 0 };
      entry.total += n;
      entry.squares += n * n;
      entry.present++;
      days.set(day, entry);
    }
  }
  let spread = 0;
  let freedom = 0;
  for (const { total, squares, present } of days.values()) {
    if (total < present || present < 2) continue;
    spread += (squares - (total * total) / present) / (total / present);
    freedom += present - 1;
  }
  const shares = [...parties].map(([party, { first, last, counts }]) => {
    const share: Share = { party, sent: 0, expected: 0, days: Math.max(0, last - first - 1) };
    for (let day = first + 1; day < last; day++) {
      const entry = days.get(day);
      share.sent += counts.get(day) ?? 0;
      if (entry) share.expected += entry.total / entry.present;
    }
    return share;
  });
  return { shares, byDay: freedom > 0 ? Math.max(0, spread / freedom) : 0, freedom };
}

/** Each party's exchanges by day, and the days on which it came and went: those are not whole. */
function partyDays(population: Population, group: Group): PartyDays {
  const { daily } = population.input;
  const parties: PartyDays = new Map();
  for (const i of group.members) {
    const { from, to } = rowRange(daily.unit, i);
    if (from === to) continue;
    const label = population.parties.of[i];
    const party = parties.get(label) ?? {
      first: daily.day[from],
      last: daily.day[to - 1],
      counts: new Map(),
    };
    party.first = Math.min(party.first, daily.day[from]);
    party.last = Math.max(party.last, daily.day[to - 1]);
    for (let r = from; r < to; r++)
      party.counts.set(daily.day[r], (party.counts.get(daily.day[r]) ?? 0) + daily.exchanges[r]);
    parties.set(label, party);
  }
  return parties;
}

function measurable(shares: readonly Share[]): Share[] {
  return shares.filter((s) => s.days >= minDays && s.expected >= minExpected);
}

/**
 * Parties far from the others' share. A group is seldom pure, and one stranger hides how even a queue is. At most a few are
 * left out, and none where shares vary as customers' do.
 */
function strangersIn(shares: readonly Share[]): number[] {
  const measured = measurable(shares);
  const part = (s: Share) => s.sent / s.expected;
  const middle = median(measured.map(part));
  const far = Math.max(strangerDistance, strangerDeviations * median(measured.map((s) => Math.abs(part(s) - middle))));
  const strangers = measured.filter((s) => Math.abs(part(s) - middle) > far);
  return strangers.length <= maxStrangers * measured.length ? strangers.map((s) => s.party) : [];
}

/** Fisher's index: 1 for Poisson counts around equal shares. */
function dispersionOf(shares: readonly Share[]): number {
  let sum = 0;
  for (const { sent, expected } of shares) sum += (sent - expected) ** 2 / expected;
  return sum / (shares.length - 1);
}

/** Share of the units outside that send between `low` and `high` exchanges a day. */
function shareWithRate(population: Population, group: Group, low: number, high: number): number {
  const { units } = population.input;
  let outside = 0;
  let alike = 0;
  for (let i = 0; i < units.count; i++) {
    if (group.inside[i]) continue;
    outside++;
    const rate = units.exchanges[i] / Math.max(1, (units.last[i] - units.first[i]) / DAY);
    if (rate >= low && rate <= high) alike++;
  }
  return outsiderShare(alike, outside);
}
