/**
 * Load balancing: different parties do nearly equal shares of the same days' work. Independent customers differ by orders
 * of magnitude, and people by the day; a queue that is dealt out differs by no more than chance, on every day.
 * Follows the load balancing of the February 2026 disclosure; the statistic is Fisher's index of dispersion (1925), once
 * around equal shares of all the work of the days a party was there (so that late and replaced accounts are no
 * exception), once around each day's mean: below 1 is more even than independent draws can be.
 * Null model: how many others send about as much a day as the group's middle four fifths. Where everybody runs into one
 * quota, or a popular job has one default, equal volumes are explained. Strangers who left one tool at its default send the
 * very same number day after day, which a queue hardly does: that says less. Who runs a tutorial's hundred requests on
 * one day shares no days, and is not looked at; nor is one scheduler of one verified organisation, which is one party.
 * Defeated by uneven shares.
 */
import { DAY } from '../../../base/clock.ts';
import type { Group, World } from '../../group.ts';
import { rowsOf } from '../../input.ts';
import { clamp01, grouped, median, percent, quantile, ramp } from '../../numbers.ts';
import type { Measure } from '../measure.ts';

const TRUST = 0.7;
const MIN_PARTIES = 6;
/** Whole days that a party must be there, and exchanges that an equal share must come to, to be told from chance. */
const MIN_DAYS = 3;
const MIN_EXPECTED = 8;
/** Variation of the shares beyond chance: of a dealt-out queue, and of people. */
const VARIATION: readonly [number, number] = [0.15, 0.6];
/** Dispersion of a day's counts: of a dealt-out queue, and of people, who come in visits. */
const DISPERSION: readonly [number, number] = [1.2, 2.5];
/** What equal shares say when the days are as uneven as people's. */
const BY_THE_DAY = 0.5;
/** Share of all parties' days with the very same count, from which it looks like a default, and what that leaves. */
const DEFAULT: readonly [number, number] = [0.85, 0.97];
const DEFAULT_LEAVES = 0.35;
/** The group's own range of volumes holds this share of it by construction. */
const MIDDLE = 0.8;

export function balanceMeasure(world: World, group: Group): Measure | null {
  const work = workOf(world, group);
  const shares = work.shares.filter((s) => s.days >= MIN_DAYS && s.expected >= MIN_EXPECTED);
  if (shares.length < MIN_PARTIES || shares.length < group.parties / 2) return null;
  const variation = variationBeyondChance(shares);
  const even = 1 - ramp(variation, ...VARIATION);
  const daily = 1 - ramp(work.dispersion, ...DISPERSION);
  const rates = shares.map((s) => s.sent / s.days);
  const low = quantile(rates, (1 - MIDDLE) / 2);
  const high = quantile(rates, (1 + MIDDLE) / 2);
  const elsewhere = shareWithRate(world, group, low, high);
  const beyond = clamp01((MIDDLE - elsewhere) / MIDDLE);
  const left = 1 - (1 - DEFAULT_LEAVES) * ramp(work.sameCount, ...DEFAULT);
  const enough = ramp(shares.length, MIN_PARTIES / 2, 2 * MIN_PARTIES);
  return {
    name: 'balance',
    strength: TRUST * even * beyond * enough * left * (BY_THE_DAY + (1 - BY_THE_DAY) * daily),
    summary: `${grouped(shares.length)} parties do nearly equal shares of each day's work: ${median(rates).toFixed(1)} exchanges a day with a variation of ${variation.toFixed(2)} beyond chance (independent customers: about 1) and a dispersion of ${work.dispersion.toFixed(1)} within a day (independent draws: 1); ${percent(elsewhere)} of all others send ${low.toFixed(1)} to ${high.toFixed(1)} a day.`,
    detail: {
      volume_variation: Number(variation.toFixed(3)),
      daily_dispersion: Number(work.dispersion.toFixed(2)),
      median_per_day: Number(median(rates).toFixed(2)),
      same_volume_elsewhere: percent(elsewhere),
      days_with_the_very_same_count: percent(work.sameCount),
      parties_measured: shares.length,
    },
  };
}

interface Share {
  sent: number;
  /** What equal shares of the work of the days a party was there come to. */
  expected: number;
  days: number;
}

/** What each party sent on its whole days, and what it would have sent if those present had shared each day equally. */
function workOf(world: World, group: Group) {
  const days = new Map<number, { total: number; squares: number; present: number }>();
  const parties = partyDays(world, group);
  const often = new Map<number, number>();
  for (const { first, last, counts } of parties.values()) {
    for (let day = first + 1; day < last; day++) {
      const n = counts.get(day) ?? 0;
      often.set(n, (often.get(n) ?? 0) + 1);
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
  const shares = [...parties.values()].map(({ first, last, counts }) => {
    const share = { sent: 0, expected: 0, days: Math.max(0, last - first - 1) };
    for (let day = first + 1; day < last; day++) {
      const entry = days.get(day);
      share.sent += counts.get(day) ?? 0;
      if (entry) share.expected += entry.total / entry.present;
    }
    return share;
  });
  let wholeDays = 0;
  for (const n of often.values()) wholeDays += n;
  return {
    shares,
    dispersion: freedom > 0 ? spread / freedom : Number.POSITIVE_INFINITY,
    sameCount: wholeDays > 0 ? Math.max(...often.values()) / wholeDays : 0,
  };
}

/** Each party's exchanges by day, and the days on which it came and went: those are not whole. */
function partyDays(world: World, group: Group) {
  const { daily } = world.input;
  const parties = new Map<number, { first: number; last: number; counts: Map<number, number> }>();
  for (const i of group.members) {
    const { from, to } = rowsOf(daily.unit, i);
    if (from === to) continue;
    const label = world.parties.of[i];
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

/** The variation of the shares around equal ones that is left when that of chance is taken off. */
function variationBeyondChance(shares: readonly Share[]): number {
  let beyond = 0;
  for (const { sent, expected } of shares) beyond += ((sent - expected) ** 2 - expected) / expected ** 2;
  return Math.sqrt(Math.max(0, beyond / (shares.length - 1)));
}

function shareWithRate(world: World, group: Group, low: number, high: number): number {
  const { units } = world.input;
  let outside = 0;
  let alike = 0;
  for (let i = 0; i < units.count; i++) {
    if (group.inside[i]) continue;
    outside++;
    const rate = units.exchanges[i] / Math.max(1, (units.last[i] - units.first[i]) / DAY);
    if (rate >= low && rate <= high) alike++;
  }
  return (alike + 0.5) / (outside + 1);
}
