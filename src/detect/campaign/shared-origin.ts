/**
 * Accounts that carry the texts of two campaigns: one operator lends them to another, or both rent them. Such an account
 * belongs to those it was opened with: sign-ups of one operator come in waves, and no other sign-ups are as near.
 */
import { valuesOf } from '../../model/parameter.ts';
import type { Group, Population } from '../group/group.ts';
import { SHARED_ORIGIN_PARAMETERS } from '../parameters/campaign-acceptance.ts';
import { median } from '../population/numbers.ts';

const { minUseShare, openedWithinMs, timesNearer, minTemplate } = valuesOf(SHARED_ORIGIN_PARAMETERS);

/** [unit, from, to] for each account of one group that was opened with another one's accounts and sends its texts too. */
export function membersOfOtherOrigin(population: Population, groups: readonly Group[]): [number, number, number][] {
  const uses = groups.map((group) => useOf(population, group));
  const typical = groups.map((group, k) => median(group.members.map((i) => uses[k][i]).filter((n) => n > 0)));
  const worksFor = (i: number, k: number) => uses[k][i] > 0 && uses[k][i] >= minUseShare * typical[k];
  const disputed = (i: number, own: number) => groups.some((_, k) => k !== own && worksFor(i, k));
  const opened = groups.map((group, k) =>
    openingTimes(
      population,
      group.members.filter((i) => !disputed(i, k)),
    ),
  );
  const moves: [number, number, number][] = [];
  groups.forEach((group, from) => {
    for (const i of group.members) {
      const created = population.input.units.record[i]?.created;
      if (created === undefined || created === null) continue;
      let to = from;
      let best = nearest(opened[from], created) / timesNearer;
      for (let k = 0; k < groups.length; k++) {
        if (k === from || !worksFor(i, k)) continue;
        const distance = nearest(opened[k], created);
        if (distance > openedWithinMs || distance >= best) continue;
        best = distance;
        to = k;
      }
      if (to !== from) moves.push([i, from, to]);
    }
  });
  return moves;
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

function openingTimes(population: Population, members: readonly number[]): Float64Array {
  const times: number[] = [];
  for (const i of members) {
    const created = population.input.units.record[i]?.created;
    if (created !== undefined && created !== null) times.push(created);
  }
  return Float64Array.from(times).sort();
}

/** Distance to the nearest other of the sorted times; one equal time may be the account's own. */
function nearest(times: Float64Array, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle] < at) low = middle + 1;
    else high = middle;
  }
  const before = low > 0 ? at - times[low - 1] : Number.POSITIVE_INFINITY;
  const own = times[low] === at ? 1 : 0;
  const after = low + own < times.length ? times[low + own] - at : Number.POSITIVE_INFINITY;
  return Math.min(before, after);
}
