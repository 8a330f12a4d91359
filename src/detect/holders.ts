/** The values that the members of a group hold in a layer. Touches the members' own postings only: linear in them. */
import type { Group } from './group.ts';
import { postingSize } from './input.ts';
import type { Layer } from './layers.ts';
import { beyondChance } from './numbers.ts';
import type { Parties } from './parties.ts';

/** Value -> its holders among the members. */
export function memberValues(group: Group, layer: Layer): Map<number, number[]> {
  const held = new Map<number, number[]>();
  for (const i of group.members) {
    for (let r = layer.byUnit.start[i]; r < layer.byUnit.start[i + 1]; r++) {
      const value = layer.byUnit.value[r];
      const holders = held.get(value);
      if (holders) holders.push(i);
      else held.set(value, [i]);
    }
  }
  return held;
}

/**
 * Values that members of at least two parties hold, and of whose holders at least `share` are members, beyond what a
 * group of this size among `units` would hold by chance.
 */
export function exclusiveValues(
  group: Group,
  layer: Layer,
  parties: Parties,
  share: number,
  units: number,
): Map<number, number[]> {
  const held = memberValues(group, layer);
  for (const [value, holders] of held) {
    const first = parties.of[holders[0]];
    const several = holders.some((i) => parties.of[i] !== first);
    const beyond = beyondChance(
      holders.length / postingSize(layer.postings, value),
      group.members.length / (units + 1),
    );
    if (!several || beyond < share) held.delete(value);
  }
  return held;
}
