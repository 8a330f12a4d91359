/**
 * Traits: how an account behaves and what it is, whatever it sends. Each is cut into a few kinds with the population's
 * own shares, so that a trait can be compared between a handful of accounts and everybody else (behaviour-similarity.ts) without
 * any assumption about its distribution. What a text decides by itself (length, follow-ups, intent) is no trait, and
 * neither are country and language.
 */

import type { DetectInput, Units } from '../../aggregate/detect-input.ts';
import { valuesOf } from '../../model/parameter.ts';
import { TRAIT_PARAMETERS } from '../parameters/population-traffic.ts';
import { hourEvenness } from './baseline.ts';

const { quantiles, minExchanges, namedKinds } = valuesOf(TRAIT_PARAMETERS);

/**
 * A unit of which a trait is not known. An end user of a router has none: what a router shows of one is neither software
 * nor network, and a few requests are much from an end user and little from an account.
 */
export const UNKNOWN = 0xff;

/** One trait of all units, cut into kinds. */
export interface Trait {
  readonly name: string;
  /** Kind of each unit, or {@link UNKNOWN}. */
  readonly kind: Uint8Array;
  /** Share of the units with a known kind that are of each; no kind has none. */
  readonly share: Float64Array;
  /** Neighbouring kinds are alike: the trait is a number. */
  readonly ordered: boolean;
}

/** The traits of all units. A trait of which all units show one kind is left out. */
export function measureTraits(input: DetectInput): Trait[] {
  const { units } = input;
  const days = daysOf(input);
  const isAccount = (i: number) => units.subAccount[i] === null;
  const number = (name: string, of: (i: number) => number): Trait =>
    ordered(name, units.count, (i) => (isAccount(i) ? of(i) : Number.NaN));
  const name = (name: string, of: (i: number) => string | null): Trait =>
    named(name, units.count, (i) => (isAccount(i) ? of(i) : null));
  const enough = (i: number) => units.exchanges[i] >= minExchanges;
  return [
    number('hours of the day', (i) => (enough(i) ? hourEvenness(units.hours.subarray(24 * i, 24 * i + 24)) : Number.NaN)),
    number('exchanges a day', (i) => units.exchanges[i] / Math.max(1, days.active[i])),
    number('share of its busiest day', (i) => (enough(i) ? days.most[i] / units.exchanges[i] : Number.NaN)),
    number('days of use', (i) => days.active[i]),
    number('networks a day', (i) => (days.networks[i] > 0 ? days.networks[i] / days.active[i] : Number.NaN)),
    number('age of the account', (i) => ageOf(units, i)),
    name('program', (i) => units.record[i]?.program ?? null),
    name('verification', (i) => units.record[i]?.verification ?? null),
    name(
      'software',
      mainOf(input.software, (r) => `${input.software.agent[r]}/${input.software.tls[r]}`),
    ),
    name(
      'surface',
      mainOf(input.pathways, (r) => String(input.pathways.surface[r])),
    ),
  ].filter((trait) => trait.share.length > 1);
}

/** ms from the account's creation to its first exchange in the window; NaN if unknown. */
function ageOf(units: Units, i: number): number {
  const record = units.record[i];
  return record ? units.first[i] - record.created : Number.NaN;
}

interface Days {
  readonly active: Float64Array;
  readonly most: Float64Array;
  readonly networks: Float64Array;
}

function daysOf({ daily, units }: DetectInput): Days {
  const active = new Float64Array(units.count);
  const most = new Float64Array(units.count);
  const networks = new Float64Array(units.count);
  for (let r = 0; r < daily.unit.length; r++) {
    const i = daily.unit[r];
    active[i]++;
    most[i] = Math.max(most[i], daily.exchanges[r]);
    networks[i] += daily.networks[r];
  }
  return { active, most, networks };
}

/** For each unit the value in which most of its exchanges came; null where there is none. */
function mainOf(
  rows: { readonly unit: Uint32Array; readonly exchanges: Float64Array },
  read: (row: number) => string,
): (i: number) => string | null {
  const sums = new Map<number, Map<string, number>>();
  for (let r = 0; r < rows.unit.length; r++) {
    const of = sums.get(rows.unit[r]) ?? new Map<string, number>();
    of.set(read(r), (of.get(read(r)) ?? 0) + rows.exchanges[r]);
    sums.set(rows.unit[r], of);
  }
  return (i) => {
    let main: string | null = null;
    let most = 0;
    for (const [value, n] of sums.get(i) ?? []) if (n > most) [main, most] = [value, n];
    return main;
  };
}

function ordered(name: string, count: number, of: (i: number) => number): Trait {
  const values = Float64Array.from({ length: count }, (_, i) => of(i));
  const sorted = values.filter((x) => !Number.isNaN(x)).sort();
  const limits = Array.from({ length: quantiles - 1 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / quantiles)]);
  const kind = Uint8Array.from(values, (x) =>
    Number.isNaN(x) ? UNKNOWN : limits.reduce((k, limit) => k + (x >= limit ? 1 : 0), 0),
  );
  return { name, ordered: true, ...withoutEmpty(kind, quantiles) };
}

function named(name: string, count: number, of: (i: number) => string | null): Trait {
  const values = Array.from({ length: count }, (_, i) => of(i));
  const holders = new Map<string, number>();
  for (const value of values) if (value !== null) holders.set(value, (holders.get(value) ?? 0) + 1);
  const common = [...holders].sort((a, b) => b[1] - a[1]).slice(0, namedKinds);
  const number = new Map(common.map(([value], k) => [value, k]));
  const kind = Uint8Array.from(values, (value) => (value === null ? UNKNOWN : (number.get(value) ?? namedKinds)));
  return { name, ordered: false, ...withoutEmpty(kind, namedKinds + 1) };
}

/** Kinds renumbered without those that no unit is of. */
function withoutEmpty(kind: Uint8Array, kinds: number): { kind: Uint8Array; share: Float64Array } {
  const counts = new Float64Array(kinds);
  let known = 0;
  for (const k of kind) {
    if (k === UNKNOWN) continue;
    counts[k]++;
    known++;
  }
  const place = new Uint8Array(256).fill(UNKNOWN);
  const share: number[] = [];
  counts.forEach((n, k) => {
    if (n === 0) return;
    place[k] = share.length;
    share.push(n / known);
  });
  return { kind: kind.map((k) => place[k]), share: Float64Array.from(share) };
}
