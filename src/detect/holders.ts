/** The values that the members of a group hold in a layer. Touches the members' own postings only: linear in them. */
import { assert } from '../base/assert.ts';
import type { Layer } from './layers.ts';
import { once } from './once.ts';

/**
 * Values by the members who hold them, in flat arrays: a group of thousands holds millions of addresses. The arrays may be longer
 * than what they hold.
 */
export interface HeldValues {
  readonly count: number;
  /** Value k, in the order in which they are met along the members. */
  readonly value: Uint32Array;
  /** How many members hold value k. */
  readonly holders: Uint32Array;
  /** Member p holds values row[rowStart[p] .. rowStart[p + 1]), by value. */
  readonly rowStart: Uint32Array;
  readonly row: Uint32Array;
  /** The other way round; takes as long as all the rest, so only who needs it asks. */
  byValue(): ValueHolders;
}

/** Value k is held by the members at places[start[k] .. start[k + 1]) of the group, ascending. */
export interface ValueHolders {
  readonly start: Uint32Array;
  readonly places: Uint32Array;
}

/** Members of a group: whoever asks with the same list again is answered at once. */
export interface Members {
  readonly members: readonly number[];
}

/**
 * A dozen tests ask the same of one group, one after the other. An answer is good until another group is asked about: the memory
 * is used again. What is thrown away by the megabyte makes V8 go through everything that lives, a tenth of detection's time.
 */
export function memberValues({ members }: Members, layer: Layer): HeldValues {
  return collectorOf(layer).held(members);
}

class Collector {
  private readonly layer: Layer;
  /** For each value of the layer its place among those met, + 1; 0 between two uses. */
  private readonly met: Uint32Array;
  private readonly memory = Array.from({ length: 7 }, () => new Uint32Array(0));
  private members: readonly number[] | null = null;
  private last: HeldValues | null = null;

  constructor(layer: Layer) {
    this.layer = layer;
    this.met = new Uint32Array(layer.postings.values);
  }

  held(members: readonly number[]): HeldValues {
    if (this.last === null || this.members !== members) {
      this.members = members;
      this.last = this.collect(members);
    }
    return this.last;
  }

  private collect(members: readonly number[]): HeldValues {
    const { met } = this;
    const { start, value } = this.layer.byUnit;
    const rowStart = this.room(0, members.length + 1);
    rowStart[0] = 0;
    for (let p = 0; p < members.length; p++)
      rowStart[p + 1] = rowStart[p] + start[members[p] + 1] - start[members[p]];
    const rows = rowStart[members.length];
    const row = this.room(1, rows);
    const values = this.room(2, rows);
    const holders = this.room(3, rows);
    let count = 0;
    let at = 0;
    for (let p = 0; p < members.length; p++) {
      const end = start[members[p] + 1];
      for (let r = start[members[p]]; r < end; r++) {
        const v = value[r];
        let k = met[v];
        if (k === 0) {
          holders[count] = 0;
          values[count++] = v;
          met[v] = k = count;
        }
        row[at++] = k - 1;
        holders[k - 1]++;
      }
    }
    for (let k = 0; k < count; k++) met[values[k]] = 0;
    let turned: ValueHolders | null = null;
    const byValue = (): ValueHolders => {
      assert(this.members === members, 'what a group holds is asked for before another group is asked about');
      turned ??= this.turn(members.length, count, holders, rowStart, row);
      return turned;
    };
    return { count, value: values, holders, rowStart, row, byValue };
  }

  private turn(
    members: number,
    count: number,
    holders: Uint32Array,
    rowStart: Uint32Array,
    row: Uint32Array,
  ): ValueHolders {
    const start = this.room(4, count + 1);
    const cursor = this.room(5, count);
    start[0] = 0;
    for (let k = 0; k < count; k++) {
      cursor[k] = start[k];
      start[k + 1] = start[k] + holders[k];
    }
    const places = this.room(6, rowStart[members]);
    for (let p = 0; p < members; p++)
      for (let r = rowStart[p]; r < rowStart[p + 1]; r++) places[cursor[row[r]]++] = p;
    return { start, places };
  }

  /** At least as long as asked; what is in it is of an earlier use. */
  private room(which: number, length: number): Uint32Array {
    if (this.memory[which].length < length) this.memory[which] = new Uint32Array(Math.ceil(1.5 * length));
    return this.memory[which];
  }
}

const collectorOf = once((layer: Layer) => new Collector(layer));

/** The holders of value k, as units. */
export function holdersOf({ members }: Members, { start, places }: ValueHolders, k: number): Uint32Array {
  const holders = new Uint32Array(start[k + 1] - start[k]);
  for (let h = 0, p = start[k]; h < holders.length; h++, p++) holders[h] = members[places[p]];
  return holders;
}

/**
 * 1 for each value whose holders are not all of one class, 0 for all others.
 * @param classOf the class of each unit: a number below 2 ** 32 - 1
 * @param wanted 1 for each value that is looked at; absent: all are
 */
export function heldAcross(
  { members }: Members,
  { count, rowStart, row }: HeldValues,
  classOf: ArrayLike<number>,
  wanted?: Uint8Array,
): Uint8Array {
  const across = new Uint8Array(count);
  /** The class of the first holder of each value, + 1. */
  const first = new Uint32Array(count);
  for (let p = 0; p < members.length; p++) {
    const own = classOf[members[p]] + 1;
    for (let r = rowStart[p]; r < rowStart[p + 1]; r++) {
      const k = row[r];
      if (wanted?.[k] === 0 || across[k] === 1 || first[k] === own) continue;
      if (first[k] === 0) first[k] = own;
      else across[k] = 1;
    }
  }
  return across;
}
