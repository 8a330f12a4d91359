/**
 * Separates operators who harvest with one text: a prompt that is public, or was sold, makes one group of them all. Parts are
 * different operators' when no personal value lies across them, where many would among accounts of one pool
 * (pool-overlap.ts), and when they work in different ways throughout: other software, hours, volumes, networks. The pools that
 * one operator opens one after the other have cards of their own too, and are worked alike. Each part must be a campaign by
 * itself; the others' users of the text are then no strangers to whom it is common.
 */
import { DisjointSets } from '../../graph/disjoint-sets.ts';
import { valuesOf } from '../../model/parameter.ts';
import { behaviourSimilarity, gapBetween } from '../group/behaviour-similarity.ts';
import type { Population } from '../group/group.ts';
import { tiesByLayer } from '../group/ties.ts';
import { OPERATOR_PARAMETERS } from '../parameters/campaign-acceptance.ts';
import { isSomebodys } from '../population/layers.ts';
import { median } from '../population/numbers.ts';
import type { Trait } from '../population/traits.ts';
import { crossing } from './pool-overlap.ts';

const { minPart, minPartedShare, minExpectedPairs, maxCrossingShare, minBehaviourGap, minOverlapInTime } =
  valuesOf(OPERATOR_PARAMETERS);

/** Traits in which an operator's second pool differs from its first because it came later. */
const PASSING: readonly string[] = ['age of the account', 'days of use', 'share of its busiest day'];

/** The operators' parts of a campaign's members, largest first; one part when they are one operator's. */
export function operatorsOf(population: Population, members: readonly number[]): number[][] {
  const sets = tiedTogether(population, members);
  const cores = sets.filter((set) => set.length >= minPart);
  const held = cores.reduce((sum, core) => sum + core.length, 0);
  if (cores.length < 2 || held < minPartedShare * members.length) return [[...members]];
  const steady = population.traits.filter(({ name }) => !PASSING.includes(name));
  const parts = joined(population, steady, cores);
  if (parts.length < 2) return [[...members]];
  const models = parts.map((part) => behaviourSimilarity(steady, part));
  for (const set of sets) {
    if (set.length >= minPart) continue;
    const like = models.map((model) => set.reduce((sum, i) => sum + model.of(i), 0));
    parts[like.indexOf(Math.max(...like))].push(...set);
  }
  return parts.map((part) => part.sort((a, b) => a - b)).sort((a, b) => b.length - a.length || a[0] - b[0]);
}

const NOBODY = -1;

/** Sets of members that personal values tie, directly or through others. */
function tiedTogether(population: Population, members: readonly number[]): number[][] {
  const inside = new Uint8Array(population.input.units.count);
  for (const i of members) inside[i] = 1;
  const sets = new DisjointSets(members);
  for (const ties of tiesByLayer(population, { members, inside, core: inside }, isSomebodys)) {
    const first = new Int32Array(ties.held.count).fill(NOBODY);
    const order = ties.held.order();
    ties.each((p, v) => {
      const k = order[v];
      if (first[k] === NOBODY) first[k] = members[p];
      else sets.join(members[p], first[k]);
    });
  }
  return sets.sets();
}

/** Joins the two most similar of the parts that cannot be separated, until all can. */
function joined(population: Population, traits: readonly Trait[], cores: readonly (readonly number[])[]): number[][] {
  const parts = cores.map((core) => [...core]);
  for (;;) {
    let pair: [number, number] | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (let a = 0; a < parts.length; a++) {
      for (let b = a + 1; b < parts.length; b++) {
        const gap = gapBetween(traits, parts[a], parts[b]);
        const { observed, expected } = crossing(population, parts[a], parts[b]);
        const apart =
          gap >= minBehaviourGap &&
          expected >= minExpectedPairs &&
          observed <= maxCrossingShare * expected &&
          atOneTime(population, parts[a], parts[b]);
        if (!apart && gap < least) [pair, least] = [[a, b], gap];
      }
    }
    if (pair === null) return parts;
    const [a, b] = pair;
    parts[a].push(...parts[b]);
    parts.splice(b, 1);
  }
}

/** Whether two parts work at one time; pools of one operator follow one another. */
function atOneTime(population: Population, a: readonly number[], b: readonly number[]): boolean {
  const { first, last } = population.input.units;
  const from = [a, b].map((part) => median(part.map((i) => first[i])));
  const to = [a, b].map((part) => median(part.map((i) => last[i])));
  const shorter = Math.min(to[0] - from[0], to[1] - from[1]);
  return Math.min(...to) - Math.max(...from) >= minOverlapInTime * shorter;
}
