/**
 * Accounts that carry the texts of two campaigns: one operator lends them to another, or both rent them. Such an account
 * belongs to those it was opened with, since sign-ups of one operator come in waves. How surely is a likelihood ratio: the
 * density of the other campaign's sign-ups at that moment over that of its present one's. Each is estimated from accounts that
 * work for one campaign only, and divided by how many there are, so that the larger campaign is not nearer to everything.
 * Everybody's sign-ups are the floor of both: who signed up with nobody in particular stays. So does who shares a card, a
 * mailbox or a phone with its present campaign and none with the other or those who would move there as well.
 */
import { once } from '../../base/memo.ts';
import { valuesOf } from '../../model/parameter.ts';
import type { Group, Population } from '../group/group.ts';
import { SHARED_ORIGIN_PARAMETERS } from '../parameters/campaign-acceptance.ts';
import { isSomebodys } from '../population/layers.ts';
import { median } from '../population/numbers.ts';

const { minUseShare, minTemplate, minOpened, waveMs, everybodyMs, everybodyShare, minRatio } =
  valuesOf(SHARED_ORIGIN_PARAMETERS);
/** An exponential kernel is nothing from so many widths on. */
const REACH = 30;

/** [unit, from, to] for each account of one group that was opened with another one's accounts and sends its texts too. */
export function membersOfOtherOrigin(population: Population, groups: readonly Group[]): [number, number, number][] {
  const uses = groups.map((group) => useOf(population, group));
  const typical = groups.map((group, k) => median(group.members.map((i) => uses[k][i]).filter((n) => n > 0)));
  const worksFor = (i: number, k: number) => uses[k][i] > 0 && uses[k][i] >= minUseShare * typical[k];
  const undisputed = groups.map((group, k) =>
    group.members.filter((i) => !groups.some((_, other) => other !== k && worksFor(i, other))),
  );
  const opened = undisputed.map((members) => openingTimes(population, members));
  const everybody = everybodysTimes(population);
  const moves: [number, number, number][] = [];
  groups.forEach((group, from) => {
    if (opened[from].length < minOpened) return;
    for (const i of group.members) {
      const created = population.input.units.record[i]?.created;
      if (created === undefined || created === null) continue;
      const floor = everybodyShare * density(everybody, created, everybodyMs);
      const likelihood = (k: number) => floor + (1 - everybodyShare) * density(opened[k], created, waveMs);
      let to = from;
      let best = minRatio * likelihood(from);
      for (let k = 0; k < groups.length; k++) {
        if (k === from || opened[k].length < minOpened || !worksFor(i, k)) continue;
        const other = likelihood(k);
        if (other < best) continue;
        best = other;
        to = k;
      }
      if (to !== from) moves.push([i, from, to]);
    }
  });
  const tiedTo = undisputed.map((members) => tiesTo(population, members));
  const wouldBe = undisputed.map((members, k) =>
    tiesTo(population, [...members, ...moves.filter((move) => move[2] === k).map(([i]) => i)]),
  );
  return moves.filter(([i, from, to]) => wouldBe[to](i) || !tiedTo[from](i));
}

/** By unit: the share of its exchanges that carry the group's most used text of it. */
function useOf(population: Population, group: Group): Float64Array {
  const { postings, template } = population.segments;
  const { exchanges, count } = population.input.units;
  const use = new Float64Array(count);
  for (const { segment } of group.own) {
    if (template[segment] < minTemplate) continue;
    for (let p = postings.start[segment]; p < postings.start[segment + 1]; p++) {
      const i = postings.unit[p];
      use[i] = Math.max(use[i], postings.weight[p] / exchanges[i]);
    }
  }
  return use;
}

/** Whether a unit has a card, a mailbox or a phone in common with another one of these. */
function tiesTo(population: Population, members: readonly number[]): (unit: number) => boolean {
  const layers = population.layers.filter(isSomebodys).map((layer) => {
    const holders = new Map<number, number>();
    for (const i of members) {
      for (let r = layer.byUnit.start[i]; r < layer.byUnit.start[i + 1]; r++)
        holders.set(layer.byUnit.value[r], (holders.get(layer.byUnit.value[r]) ?? 0) + 1);
    }
    return { layer, holders };
  });
  const own = new Set(members);
  return (i) =>
    layers.some(({ layer: { byUnit }, holders }) => {
      for (let r = byUnit.start[i]; r < byUnit.start[i + 1]; r++)
        if ((holders.get(byUnit.value[r]) ?? 0) > (own.has(i) ? 1 : 0)) return true;
      return false;
    });
}

function openingTimes(population: Population, members: Iterable<number>): Float64Array {
  const times: number[] = [];
  for (const i of members) {
    const created = population.input.units.record[i]?.created;
    if (created !== undefined && created !== null) times.push(created);
  }
  return Float64Array.from(times).sort();
}

const everybodysTimes = once((population: Population) =>
  openingTimes(
    population,
    Array.from({ length: population.input.units.count }, (_, i) => i),
  ),
);

/** Density of sorted times at a moment, per ms: each spreads as a two-sided exponential of this width. */
function density(times: Float64Array, at: number, width: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle] < at - REACH * width) low = middle + 1;
    else high = middle;
  }
  let sum = 0;
  for (let k = low; k < times.length && times[k] <= at + REACH * width; k++)
    sum += Math.exp(-Math.abs(times[k] - at) / width);
  return times.length === 0 ? 0 : sum / (2 * width * times.length);
}
