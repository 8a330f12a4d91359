/**
 * The null model of a trait: how many members of a group would have it if each had been drawn from the units outside the
 * group that are about as busy (direct standardisation). Who sends more is seen more: from more addresses, at more hours.
 */
import type { Group, World } from './group.ts';
import { surplusOver } from './numbers.ts';

export interface TraitCount {
  /** Members of whom it is known. */
  readonly known: number;
  readonly count: number;
  readonly expected: number;
  /** Agreement beyond chance, shrunk toward 0 for few members. */
  readonly excess: number;
}

/** Outsiders with the trait and without it, as all outsiders have it, added to every class. */
const PRIOR = 2;

/** @param has 1: has the trait, 0: has it not, anything else: not known. */
export function countTrait(world: World, group: Group, has: ArrayLike<number>): TraitCount {
  const { units } = world.input;
  const classes = new Map<number, { known: number; having: number; members: number }>();
  const all = { known: 0, having: 0 };
  let known = 0;
  let count = 0;
  for (let i = 0; i < units.count; i++) {
    if (has[i] !== 0 && has[i] !== 1) continue;
    const level = Math.floor(Math.log2(Math.max(1, units.exchanges[i])));
    const entry = classes.get(level) ?? { known: 0, having: 0, members: 0 };
    classes.set(level, entry);
    if (group.inside[i]) {
      entry.members++;
      known++;
      count += has[i];
      continue;
    }
    entry.known++;
    entry.having += has[i];
    all.known++;
    all.having += has[i];
  }
  const overall = (all.having + 0.5) / (all.known + 1);
  let expected = 0;
  for (const { known: n, having, members } of classes.values())
    expected += (members * (having + PRIOR * overall)) / (n + PRIOR);
  expected = known === 0 ? overall : expected / known;
  return { known, count, expected, excess: known === 0 ? 0 : surplusOver(count, known, expected) };
}
