/**
 * The population's activity hour by hour of the log, beside what each unit's own habit by hour of the day leads one to
 * expect. Units are sorted by the time of day at which they are active, since a public holiday in one time zone is an ordinary day
 * in another. Counted once a detection run in linear time; a group takes its own share out again.
 */

import { type DetectInput, rowRange, type Units } from '../../aggregate/detect-input.ts';
import { DAY } from '../../base/clock.ts';
import { once } from '../../base/memo.ts';
import { valuesOf } from '../../model/parameter.ts';
import { HOURLY_CURVE_PARAMETERS } from '../parameters/population-traffic.ts';

const { flatLength, nearHours, priorActive } = valuesOf(HOURLY_CURVE_PARAMETERS);

/** A kind for each hour round which a unit's day centres, and one for units that are active all day. */
const KINDS = 25;
const FLAT = 24;
const EVERY_KIND = Array.from({ length: KINDS }, (_, kind) => kind);

/** Where a unit was active, and how it usually is: by slot, which is an hour of the log counted from midnight of its first day. */
export interface Presence {
  /** First day of the unit in days of the log, and how many days it was there. */
  readonly from: number;
  readonly days: number;
  /** Bit h for each hour h in which it was active, by day since its first. */
  readonly hours: Uint32Array;
  /** On how many of its days it was active in each hour of the day. */
  readonly usual: Float64Array;
}

/** The days of a log. */
export interface LogDays {
  readonly first: number;
  readonly count: number;
}

/** The days that the log of an input touches. */
export function logDays({ window }: DetectInput): LogDays {
  if (window === null) return { first: 0, count: 0 };
  const first = Math.floor(window.from / DAY);
  return { first, count: Math.floor(window.to / DAY) - first + 1 };
}

/** The presence of some units together: they are active where any of them is. Null if none is. */
export function presenceOf(input: DetectInput, units: readonly number[]): Presence | null {
  const { daily } = input;
  const days = logDays(input);
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const rows = units.map((i) => rowRange(daily.unit, i)).filter(({ from, to }) => from < to);
  for (const { from, to } of rows) {
    first = Math.min(first, daily.day[from]);
    last = Math.max(last, daily.day[to - 1]);
  }
  if (rows.length === 0) return null;
  const hours = new Uint32Array(last - first + 1);
  for (const { from, to } of rows) for (let r = from; r < to; r++) hours[daily.day[r] - first] |= daily.hours[r];
  const usual = new Float64Array(24);
  for (const bits of hours) for (let h = 0; h < 24; h++) usual[h] += (bits >>> h) & 1;
  return { from: first - days.first, days: hours.length, hours, usual };
}

/** Sums over units, by kind and slot. */
interface Activity {
  readonly active: Float64Array;
  readonly expected: Float64Array;
}

/**
 * By slot, how much more active than usual at that hour the units outside a group are, of the kinds that its members are of.
 * About 1; the fewer there are, the nearer to what everybody else does.
 */
export function curveOutside(input: DetectInput, members: readonly number[]): Float64Array {
  const slots = 24 * logDays(input).count;
  const all = activityOf(input);
  const own = newActivity(slots);
  const weight = new Float64Array(KINDS);
  const kinds = kindsOf(input.units);
  for (const i of members) {
    addActivity(own, slots, kinds[i], presenceOf(input, [i]));
    weight[kinds[i]] += 1 / members.length;
  }
  const active = remainder(all.active, own.active);
  const expected = remainder(all.expected, own.expected);
  const everybody = new Float64Array(slots);
  for (let slot = 0; slot < slots; slot++) {
    everybody[slot] = sumAt(active, slots, slot, EVERY_KIND) / sumAt(expected, slots, slot, EVERY_KIND);
  }
  const curve = new Float64Array(slots);
  for (let kind = 0; kind < KINDS; kind++) {
    if (weight[kind] === 0) continue;
    const near = kindsNear(kind);
    for (let slot = 0; slot < slots; slot++) {
      const like = sumAt(active, slots, slot, near, priorActive * everybody[slot]);
      curve[slot] += (weight[kind] * like) / sumAt(expected, slots, slot, near);
    }
  }
  return curve;
}

/** What is left of sums without some units' part. */
function remainder(all: Float64Array, own: Float64Array): Float64Array {
  const rest = new Float64Array(all.length);
  for (let k = 0; k < rest.length; k++) rest[k] = Math.max(0, all[k] - own[k]);
  return rest;
}

/** A slot's sum over some kinds, on top of a prior. */
function sumAt(sums: Float64Array, slots: number, slot: number, kinds: readonly number[], prior = priorActive): number {
  let sum = prior;
  for (let k = 0; k < kinds.length; k++) sum += sums[kinds[k] * slots + slot];
  return sum;
}

const activityOf = once((input: DetectInput): Activity => {
  const slots = 24 * logDays(input).count;
  const kinds = kindsOf(input.units);
  const sums = newActivity(slots);
  for (let i = 0; i < input.units.count; i++) addActivity(sums, slots, kinds[i], presenceOf(input, [i]));
  return sums;
});

function newActivity(slots: number): Activity {
  return { active: new Float64Array(KINDS * slots), expected: new Float64Array(KINDS * slots) };
}

function addActivity({ active, expected }: Activity, slots: number, kind: number, presence: Presence | null): void {
  if (presence === null) return;
  const { from, days, hours, usual } = presence;
  for (let d = 0; d < days; d++) {
    const at = kind * slots + 24 * (from + d);
    for (let h = 0; h < 24; h++) {
      active[at + h] += (hours[d] >>> h) & 1;
      expected[at + h] += usual[h] / days;
    }
  }
}

/** The kind of each unit: the hour of the day round which its traffic centres, or {@link FLAT}. */
const kindsOf = once((units: Units) =>
  Uint8Array.from({ length: units.count }, (_, i) => {
    let x = 0;
    let y = 0;
    for (let h = 0; h < 24; h++) {
      x += units.hours[24 * i + h] * Math.cos((2 * Math.PI * h) / 24);
      y += units.hours[24 * i + h] * Math.sin((2 * Math.PI * h) / 24);
    }
    if (Math.hypot(x, y) < flatLength * units.exchanges[i]) return FLAT;
    return (Math.round((24 * Math.atan2(y, x)) / (2 * Math.PI)) + 24) % 24;
  }),
);

function kindsNear(kind: number): number[] {
  if (kind === FLAT) return [FLAT];
  return Array.from({ length: 2 * nearHours + 1 }, (_, k) => (kind + k - nearHours + 24) % 24);
}
