/**
 * The null model of sharing: how many members of a group would share a value of a layer with another member if
 * the group had been drawn at random from everybody else. A value's popularity is its share of the units outside the
 * group, so a carrier's address or a big company's card explains itself, and a card that only the group holds does not.
 */
import type { Group, World } from './group.ts';
import { memberValues } from './holders.ts';
import { postingSize } from './input.ts';
import type { Layer } from './layers.ts';
import { excessOver } from './numbers.ts';

export interface Sharing {
  /** Members that have any value of the layer. */
  readonly known: number;
  /** Members that share one with a member of another party. */
  readonly sharing: number;
  readonly observed: number;
  readonly expected: number;
  /** Agreement beyond chance, shrunk toward 0 for few members. */
  readonly excess: number;
  /** Values shared by members, most members first. */
  readonly top: readonly { readonly value: number; readonly members: number; readonly outside: number }[];
}

const TOP = 8;

/**
 * @param covered how many members carry a record of this kind at all; members without one are no evidence either way.
 */
export function measureSharing(world: World, group: Group, layer: Layer, covered: number): Sharing {
  const { postings } = layer;
  const outsiders = Math.max(1, world.input.units.count - group.members.length);
  const m = Math.max(1, covered);
  // For each member: log of the chance that no other of m - 1 random units has one of its values.
  const logNone = new Map<number, number>();
  const shares = new Set<number>();
  const top: { value: number; members: number; outside: number }[] = [];
  for (const [v, holders] of memberValues(group, layer)) {
    const firstParty = world.parties.of[holders[0]];
    const crowded = holders.length >= layer.crowd && holders.some((i) => world.parties.of[i] !== firstParty);
    const outside = postingSize(postings, v) - holders.length;
    const popularity = Math.min(0.999, (outside + 0.5) / (outsiders + 1));
    for (const i of holders) {
      logNone.set(i, (logNone.get(i) ?? 0) + (m - 1) * Math.log1p(-popularity));
      if (crowded) shares.add(i);
    }
    if (crowded) top.push({ value: v, members: holders.length, outside });
  }
  let expected = 0;
  for (const value of logNone.values()) expected += 1 - Math.exp(value);
  expected /= m;
  const observed = shares.size / m;
  top.sort((a, b) => b.members - a.members || a.value - b.value);
  return {
    known: covered,
    sharing: shares.size,
    observed,
    expected,
    excess: excessOver(shares.size, m, expected),
    top: top.slice(0, TOP),
  };
}
