/** The values that the members of a group hold in a layer. Touches the members' own postings only: linear in them. */
import type { Group } from './group.ts';
import type { Layer } from './layers.ts';
import { once } from './once.ts';

/** Values with their holders, in flat arrays: a group of thousands holds a million addresses, most of them alone. */
export interface HeldValues {
  readonly count: number;
  /** In the order in which they are met along the members. */
  readonly value: Uint32Array;
  /** Value k is held by the members at places[start[k] .. start[k + 1]) of the group, ascending. */
  readonly start: Uint32Array;
  readonly places: Uint32Array;
}

export function memberValues(group: Group, layer: Layer): HeldValues {
  const { members } = group;
  const { start, value } = layer.byUnit;
  const met = meetings(layer);
  let rows = 0;
  for (const i of members) rows += start[i + 1] - start[i];
  const values = new Uint32Array(rows);
  const holders = new Uint32Array(rows);
  let count = 0;
  for (const i of members) {
    for (let r = start[i]; r < start[i + 1]; r++) {
      if (met[value[r]] === 0) {
        values[count++] = value[r];
        met[value[r]] = count;
      }
      holders[met[value[r]] - 1]++;
    }
  }
  const from = new Uint32Array(count + 1);
  for (let k = 0; k < count; k++) from[k + 1] = from[k] + holders[k];
  const cursor = from.slice(0, count);
  const places = new Uint32Array(rows);
  for (let p = 0; p < members.length; p++) {
    for (let r = start[members[p]]; r < start[members[p] + 1]; r++) places[cursor[met[value[r]] - 1]++] = p;
  }
  for (let k = 0; k < count; k++) met[values[k]] = 0;
  return { count, value: values.subarray(0, count), start: from, places };
}

/** The holders of value k, as units. */
export function holdersOf({ members }: Group, { start, places }: HeldValues, k: number): Uint32Array {
  const holders = new Uint32Array(start[k + 1] - start[k]);
  for (let h = 0, p = start[k]; h < holders.length; h++, p++) holders[h] = members[places[p]];
  return holders;
}

/** For each value of a layer its place among those met, + 1; 0 between two uses. */
const meetings = once((layer: Layer) => new Uint32Array(layer.postings.values));
