/**
 * Whether two sets of accounts are one pool: personal values (cards, mailboxes, sign-up places) lie across them as if
 * there were no border. Each pair of accounts that share a value counts, a value's pairs together as
 * many times as it has holders but one; were the border drawn at random, pairs would cross it in proportion to the sizes
 * of the sets (the null model of Newman's modularity, PNAS 2006). One operator who gives its accounts different work
 * mixes them; two customers of one seller each get their lots and cross less, or, served at random, work in ways of their
 * own.
 */

import { valuesOf } from '../../model/parameter.ts';
import { gapBetween } from '../group/behaviour-similarity.ts';
import type { Population } from '../group/group.ts';
import { tiesByLayer } from '../group/ties.ts';
import { POOL_PARAMETERS } from '../parameters/campaign-acceptance.ts';
import { isSomebodys } from '../population/layers.ts';

const { minExpectedPairs, mixedShare, maxBehaviourGap } = valuesOf(POOL_PARAMETERS);

/** Whether two sets of accounts draw on one pool and work alike, as the accounts of one operator do. */
export function ofOnePool(population: Population, a: readonly number[], b: readonly number[]): boolean {
  const { observed, expected } = crossing(population, a, b);
  return (
    expected >= minExpectedPairs &&
    observed >= mixedShare * expected &&
    gapBetween(population.traits, a, b) <= maxBehaviourGap
  );
}

/** Pairs tied across two sets without a common member, and how many there would be without a border. */
export function crossing(
  population: Population,
  a: readonly number[],
  b: readonly number[],
): { observed: number; expected: number } {
  const first = new Uint8Array(population.input.units.count);
  for (const i of a) first[i] = 1;
  const members = [...a, ...b].sort((x, y) => x - y);
  const inside = new Uint8Array(population.input.units.count);
  for (const i of members) inside[i] = 1;
  let observed = 0;
  let pairs = 0;
  for (const ties of tiesByLayer(population, { members, inside, core: inside }, isSomebodys)) {
    const tied = new Uint32Array(ties.held.count);
    const ofFirst = new Uint32Array(ties.held.count);
    const order = ties.held.order();
    ties.each((p, v) => {
      const k = order[v];
      tied[k]++;
      ofFirst[k] += first[members[p]];
    });
    for (let k = 0; k < tied.length; k++) {
      if (tied[k] < 2) continue;
      observed += (ofFirst[k] * (tied[k] - ofFirst[k])) / (tied[k] - 1);
      pairs += tied[k] / 2;
    }
  }
  const n = members.length;
  return { observed, expected: n < 2 ? 0 : (pairs * 2 * a.length * b.length) / (n * (n - 1)) };
}
