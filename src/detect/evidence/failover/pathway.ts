/**
 * Another pathway: from one day to the next the group's work moves from one surface to another (an API to a cloud
 * platform, one router to the next) and continues at about the same volume. Follows the "automated fail-over between
 * pathways" of advisory AA26-251A.
 * Null model: everybody else's move on the same day (an outage, a launch), and how much the group's mix differs between
 * odd and even days anyway. Several parties must leave and several arrive: one customer's change of platform concerns
 * that customer only. Defeated by moving over weeks, or account by account.
 */

import { type DetectInput, type Pathways, rowRange } from '../../../aggregate/detect-input.ts';
import { DAY } from '../../../base/clock.ts';
import { once } from '../../../base/memo.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { FAILOVER_PATHWAY_PARAMETERS } from '../../parameters/evidence/failover.ts';
import { percentText, ramp } from '../../population/numbers.ts';
import type { Parties } from '../../population/parties.ts';
import type { Measure } from '../measure.ts';

const {
  fullStrength,
  sideDays,
  minParties,
  moved: movedShare,
  minVolumeKept,
  sharpness,
} = valuesOf(FAILOVER_PATHWAY_PARAMETERS);

/** Strength 0..1 of the day with the clearest move; null for few parties, one surface or a short log. */
export function pathwayMeasure(population: Population, group: Group): Measure | null {
  const { input, parties } = population;
  const everybody = surfaceMixOfAll(input);
  if (group.parties < minParties || everybody.surfaces < 2 || everybody.days < 2 * sideDays) return null;
  const inside = new SurfaceMix(everybody.first, everybody.days, everybody.surfaces);
  for (const i of group.members) inside.add(input.pathways, rowRange(input.pathways.unit, i));
  const others = everybody.without(inside);
  const noise = distance(inside.sum(0, inside.days, 0), inside.sum(0, inside.days, 1));
  let best = { moved: 0, general: 0, day: 0 };
  for (let cut = sideDays; cut + sideDays <= inside.days; cut++) {
    const before = inside.sum(0, cut);
    const after = inside.sum(cut, inside.days);
    const whole = distance(before, after);
    const near = distance(inside.sum(cut - sideDays, cut), inside.sum(cut, cut + sideDays));
    if (near < sharpness * whole || !keepsVolume(total(before) / cut, total(after) / (inside.days - cut))) continue;
    const general = distance(others.sum(0, cut), others.sum(cut, others.days));
    const moved = whole - general - noise;
    if (moved <= best.moved) continue;
    const day = inside.first + cut;
    if (partiesMoved(input.pathways, group, parties, before, after, day)) best = { moved, general, day };
  }
  return {
    name: 'pathway',
    strength: fullStrength * ramp(best.moved, ...movedShare),
    summary: `${percentText(best.moved)} of the group's work moved to another surface around ${new Date(best.day * DAY).toISOString().slice(0, 10)} and stayed there; ${percentText(best.general)} of everyone else's did.`,
    detail: { moved_surface: percentText(best.moved), moved_surface_elsewhere: percentText(best.general) },
  };
}

/** Exchanges by day and surface. */
class SurfaceMix {
  readonly first: number;
  readonly days: number;
  readonly surfaces: number;
  private readonly counts: Float64Array;

  constructor(first: number, days: number, surfaces: number) {
    this.first = first;
    this.days = days;
    this.surfaces = surfaces;
    this.counts = new Float64Array(days * surfaces);
  }

  add(pathways: Pathways, rows: { from: number; to: number }): void {
    for (let r = rows.from; r < rows.to; r++)
      this.counts[(pathways.day[r] - this.first) * this.surfaces + pathways.surface[r]] += pathways.exchanges[r];
  }

  without(part: SurfaceMix): SurfaceMix {
    const rest = new SurfaceMix(this.first, this.days, this.surfaces);
    for (let k = 0; k < this.counts.length; k++) rest.counts[k] = this.counts[k] - part.counts[k];
    return rest;
  }

  /** By surface over days [from, to), all of them or those that are even (odd). */
  sum(from: number, to: number, parity?: 0 | 1): Float64Array {
    const sum = new Float64Array(this.surfaces);
    for (let day = from; day < to; day++) {
      if (parity !== undefined && (day & 1) !== parity) continue;
      for (let s = 0; s < this.surfaces; s++) sum[s] += this.counts[day * this.surfaces + s];
    }
    return sum;
  }
}

const surfaceMixOfAll = once(({ pathways }: DetectInput) => {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let surfaces = 0;
  for (let r = 0; r < pathways.unit.length; r++) {
    first = Math.min(first, pathways.day[r]);
    last = Math.max(last, pathways.day[r]);
    surfaces = Math.max(surfaces, pathways.surface[r] + 1);
  }
  if (pathways.unit.length === 0) return new SurfaceMix(0, 0, 0);
  const mix = new SurfaceMix(first, last - first + 1, surfaces);
  mix.add(pathways, { from: 0, to: pathways.unit.length });
  return mix;
});

/** Total variation of two mixes: the share of one that must move to make the other; 0 when either is empty. */
function distance(a: Float64Array, b: Float64Array): number {
  const totalA = total(a);
  const totalB = total(b);
  if (totalA === 0 || totalB === 0) return 0;
  let sum = 0;
  for (let s = 0; s < a.length; s++) sum += Math.abs(a[s] / totalA - b[s] / totalB);
  return sum / 2;
}

function total(mix: Float64Array): number {
  let sum = 0;
  for (const n of mix) sum += n;
  return sum;
}

/** Whether the daily volumes before and after a move are about as large. */
function keepsVolume(before: number, after: number): boolean {
  return after >= minVolumeKept * before && before >= minVolumeKept * after;
}

/** Whether several parties used the surface that lost most before the move, and several the one that won most after it. */
function partiesMoved(
  pathways: Pathways,
  group: Group,
  parties: Parties,
  before: Float64Array,
  after: Float64Array,
  day: number,
): boolean {
  const change = before.map((n, s) => after[s] / total(after) - n / total(before));
  const lost = change.indexOf(Math.min(...change));
  const won = change.indexOf(Math.max(...change));
  const left = new Set<number>();
  const arrived = new Set<number>();
  for (const i of group.members) {
    const { from, to } = rowRange(pathways.unit, i);
    for (let r = from; r < to; r++) {
      if (pathways.surface[r] === lost && pathways.day[r] < day) left.add(parties.of[i]);
      if (pathways.surface[r] === won && pathways.day[r] >= day) arrived.add(parties.of[i]);
    }
  }
  return left.size >= minParties && arrived.size >= minParties;
}
