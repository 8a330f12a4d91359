/**
 * The same odd hours: different parties are active in the same hours of the log, day after day anew, where neither the time of
 * day nor the day explains it. An operator's workers start and stop together. Only whether a party was active in an hour
 * counts, so that one loud account makes no hour busy.
 * Null model: a party keeps its own hours of the day, on days chosen among its own as the others with such hours choose theirs
 * (population/hourly-curve.ts): this explains time zones, office hours, weekends, holidays and daily jobs. What comes back
 * a week later is a timetable, of a class or a meeting, and is taken off. How far chance reaches is learned from the
 * parties themselves, each with its days shifted by another span. An event is over in a day or three and
 * a job of the clock runs at one hour, so the odd hours must lie on more days and more hours of the day; a campus, or an
 * organisation, is one party.
 * Defeated by hours that vary account by account, or come back every week.
 */

import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { TIMING_CO_ACTIVITY_PARAMETERS } from '../../parameters/evidence/timing.ts';
import { curveOutside, logDays, type Presence, presenceOf } from '../../population/hourly-curve.ts';
import { clamp01, grouped, percentText, ramp } from '../../population/numbers.ts';
import { beyondSignUpEvent } from '../../population/sign-up-event.ts';
import type { Measure } from '../measure.ts';

const P = valuesOf(TIMING_CO_ACTIVITY_PARAMETERS);
const WEEK = 7;

/** Strength 0..1 of parties keeping the same odd hours; null for few parties, or a log too short to tell a timetable. */
export function coActivityMeasure(population: Population, group: Group): Measure | null {
  const { input } = population;
  const days = logDays(input).count;
  if (days < P.minDays || group.parties < P.minParties) return null;
  const parties = partiesOf(population, group);
  if (parties.length < P.minParties) return null;
  const curve = curveOutside(input, group.members);
  const chances = parties.map((party) => chancesOf(party, curve));
  const slots = 24 * days;
  const expected = new Float64Array(slots);
  const expectedAlone = new Float64Array(slots);
  parties.forEach(({ from }, k) => {
    chances[k].forEach((p, at) => {
      expected[24 * from + at] += p;
      expectedAlone[24 * from + at] += p * p;
    });
  });
  const seen = activeBySlot(parties, slots, () => 0);
  const together = pairs(seen);
  const byChance = expected.reduce((sum, p, slot) => sum + p * p - expectedAlone[slot], 0);
  if (byChance < P.minPairs) return null;
  const ratio = together / byChance;
  const timetable = weekLater(seen) / weekLater(expected);
  // What comes back a week later as surely as it happens at once is explained by the week.
  const odd = 1 + (ratio - 1) * (1 - clamp01((timetable - 1) / Math.max(ratio - 1, Number.EPSILON)));
  const deviations = deviationsOf(parties, slots, together);
  const taking = takingPart(parties, chances, seen, expected) / parties.length;
  const { days: onDays, hours: atHours } = spreadOf(seen, expected, expectedAlone);
  return {
    name: 'co_activity',
    strength:
      P.fullStrength *
      beyondSignUpEvent(group.signUpEvent) *
      ramp(odd, ...P.ratio) *
      ramp(deviations, ...P.deviations) *
      ramp(taking, ...P.share) *
      ramp(onDays, ...P.days) *
      ramp(atHours, ...P.hours),
    summary: `${grouped(parties.length)} parties are active in the same hours of the log, ${ratio.toFixed(1)} times as often as their times of day and other accounts with such hours explain, on ${onDays.toFixed(1)} different days; ${percentText(taking)} of the parties take part.`,
    detail: {
      same_hours_over_chance: Number(ratio.toFixed(2)),
      same_hours_without_timetable: Number(odd.toFixed(2)),
      odd_days: Number(onDays.toFixed(1)),
      parties_in_odd_hours: percentText(taking),
    },
  };
}

/** The presence of each party of a group; a campus is one. */
function partiesOf({ input, parties: { of, place } }: Population, group: Group): Presence[] {
  const units = new Map<number, number[]>();
  for (const i of group.members) {
    const party = place[i] >= 0 ? -1 - place[i] : of[i];
    const list = units.get(party);
    if (list) list.push(i);
    else units.set(party, [i]);
  }
  return [...units.values()].map((list) => presenceOf(input, list)).filter((one): one is Presence => one !== null);
}

/** The chance that a party is active in each hour of its days: those of each hour of the day add up to what it did. */
function chancesOf({ from, days, usual }: Presence, curve: Float64Array): Float64Array {
  const chances = new Float64Array(24 * days);
  for (let h = 0; h < 24; h++) {
    if (usual[h] === 0) continue;
    let sum = 0;
    for (let d = 0; d < days; d++) sum += curve[24 * (from + d) + h];
    for (let d = 0; d < days; d++) chances[24 * d + h] = Math.min(1, (usual[h] * curve[24 * (from + d) + h]) / sum);
  }
  return chances;
}

/** How many parties are active in each slot, party k's days being moved on by a number of days among its own. */
function activeBySlot(parties: readonly Presence[], slots: number, shift: (k: number) => number): Float64Array {
  const active = new Float64Array(slots);
  parties.forEach(({ from, days, hours }, k) => {
    const by = shift(k);
    for (let d = 0; d < days; d++) {
      const at = 24 * (from + ((d + by) % days));
      for (let bits = hours[d]; bits !== 0; bits &= bits - 1) active[at + 31 - Math.clz32(bits & -bits)]++;
    }
  });
  return active;
}

/** Ordered pairs of parties that are active in one slot. */
function pairs(active: Float64Array): number {
  let sum = 0;
  for (const n of active) sum += n * (n - 1);
  return sum;
}

/** Pairs of one active now and one, or the same, a week later. */
function weekLater(active: Float64Array): number {
  let sum = 0;
  for (let slot = 24 * WEEK; slot < active.length; slot++) sum += active[slot] * active[slot - 24 * WEEK];
  return Math.max(sum, Number.EPSILON);
}

/** By how many standard deviations the pairs exceed those of the same parties on other days of theirs; ratios vary by factors. */
function deviationsOf(parties: readonly Presence[], slots: number, together: number): number {
  const logs: number[] = [];
  for (let s = 1; s <= P.surrogates; s++)
    logs.push(Math.log(pairs(activeBySlot(parties, slots, (k) => s * (2 * k + 1) + k * k)) + 1));
  const mean = logs.reduce((a, b) => a + b, 0) / logs.length;
  const variance = logs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / logs.length;
  return (Math.log(together + 1) - mean) / (Math.sqrt(variance) + P.minDeviation);
}

/** How many parties are active with others more often than chance explains. */
function takingPart(
  parties: readonly Presence[],
  chances: readonly Float64Array[],
  seen: Float64Array,
  expected: Float64Array,
): number {
  let count = 0;
  parties.forEach(({ from, days, hours }, k) => {
    let company = 0;
    let byChance = 0;
    for (let d = 0; d < days; d++) {
      for (let h = 0; h < 24; h++) {
        const slot = 24 * (from + d) + h;
        const p = chances[k][24 * d + h];
        if ((hours[d] >>> h) & 1) company += seen[slot] - 1;
        byChance += p * (expected[slot] - p);
      }
    }
    if (company > P.ownRatio * byChance) count++;
  });
  return count;
}

/** Over how many days, and hours of the day, the pairs beyond chance are spread: inverse Simpson indices. */
function spreadOf(seen: Float64Array, expected: Float64Array, expectedAlone: Float64Array) {
  const days = new Float64Array(seen.length / 24);
  const hours = new Float64Array(24);
  for (let slot = 0; slot < seen.length; slot++) {
    const excess = seen[slot] * (seen[slot] - 1) - (expected[slot] ** 2 - expectedAlone[slot]);
    if (excess <= 0) continue;
    days[Math.floor(slot / 24)] += excess;
    hours[slot % 24] += excess;
  }
  return { days: inverseSimpson(days), hours: inverseSimpson(hours) };
}

function inverseSimpson(weights: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return squares === 0 ? 0 : sum ** 2 / squares;
}
