/** The values that the members of a group hold in a layer. Touches the members' own postings only: linear in them. */
import type { Group } from './group.ts';
import type { Layer } from './layers.ts';

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
