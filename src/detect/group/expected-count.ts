/**
 * The null model of a trait: how many members of a group would have it if each had been drawn from the units outside the
 * group that are about as busy (direct standardisation). Who sends more is seen more: from more addresses, at more hours.
 */

import type { Units } from '../../aggregate/detect-input.ts';
import { once } from '../../base/memo.ts';
import { valuesOf } from '../../model/parameter.ts';
import { EXPECTED_COUNT_PARAMETERS } from '../parameters/group-formation.ts';
import { surplusOver } from '../population/numbers.ts';
import type { Group, Population } from './group.ts';

const { priorOutsiders } = valuesOf(EXPECTED_COUNT_PARAMETERS);

/** How often members show a trait, observed and expected; shares of the known members, 0..1. */
export interface TraitCount {
  /** Members of whom it is known. */
  readonly known: number;
  readonly count: number;
  readonly expected: number;
  /** Agreement beyond chance, shrunk toward 0 for few members. */
  readonly excess: number;
}

/** Classes of volume: powers of two. */
const CLASSES = 53;

/** @param has 1: has the trait, 0: has it not, anything else: not known. */
export function countTrait(population: Population, group: Group, has: ArrayLike<number>): TraitCount {
  const volume = volumeClasses(population.input.units);
  const members = new Float64Array(CLASSES);
  const others = new Float64Array(CLASSES);
  const having = new Float64Array(CLASSES);
  let known = 0;
  let count = 0;
  let allOthers = 0;
  let allHaving = 0;
  for (let i = 0; i < volume.length; i++) {
    if (has[i] !== 0 && has[i] !== 1) continue;
    if (group.inside[i]) {
      members[volume[i]]++;
      known++;
      count += has[i];
    } else if (!group.copied.is[i]) {
      others[volume[i]]++;
      having[volume[i]] += has[i];
      allOthers++;
      allHaving += has[i];
    }
  }
  const overall = (allHaving + 0.5) / (allOthers + 1);
  if (known === 0) return { known, count, expected: overall, excess: 0 };
  let expected = 0;
  for (let c = 0; c < CLASSES; c++)
    expected += (members[c] * (having[c] + priorOutsiders * overall)) / (others[c] + priorOutsiders);
  expected /= known;
  return { known, count, expected, excess: surplusOver(count, known, expected) };
}

const volumeClasses = once((units: Units) =>
  Uint8Array.from(units.exchanges, (n) => Math.min(CLASSES - 1, Math.floor(Math.log2(Math.max(1, n))))),
);
