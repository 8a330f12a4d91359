/** The values that the members of a group hold in a layer. Touches the members' own postings only: linear in them. */
import { assert } from '../../base/assert.ts';
import { once } from '../../base/memo.ts';
import type { Layer } from './layers.ts';

/**
 * Values by the members who hold them, in flat arrays: a group of thousands holds millions of addresses. What a member holds
 * is read from the layer's `byUnit` and not copied. The arrays may be longer than what they hold.
 */
export interface HeldValues {
  readonly count: number;
  /** The k-th value, in the order in which they are met along the members. */
  readonly value: Uint32Array;
  /** How many members hold each value of the layer. */
  readonly holders: Uint32Array;
  /** The k of each value of the layer that a member holds. */
  order(): Uint32Array;
  /** The holders of each value. Takes longer than all the rest, so it is made on demand only. */
  byValue(): ValueHolders;
}

/** The k-th value is held by the members at places[start[k] .. start[k + 1]) of the group, ascending. */
export interface ValueHolders {
  readonly start: Uint32Array;
  readonly places: Uint32Array;
}

/** Members of a group. A second question with the same list is answered from the first. */
export interface Members {
  readonly members: readonly number[];
}

/**
 * The values that the members of a group hold in a layer. A dozen tests ask the same of one group, one after the other. An answer is
 * valid until another group is asked about, since its memory is used again: garbage by the megabyte makes V8 scan the whole heap,
 * which cost a tenth of detection's time.
 */
export function memberValues({ members }: Members, layer: Layer): HeldValues {
  return collectorOf(layer).held(members);
}

class Collector {
  private readonly layer: Layer;
  private readonly value: Uint32Array;
  private readonly holders: Uint32Array;
  private readonly orders: Uint32Array;
  private readonly memory = Array.from({ length: 3 }, () => new Uint32Array(0));
  private members: readonly number[] | null = null;
  private last: HeldValues | null = null;

  constructor(layer: Layer) {
    const { values } = layer.postings;
    this.layer = layer;
    this.value = new Uint32Array(values);
    this.holders = new Uint32Array(values);
    this.orders = new Uint32Array(values);
  }

  held(members: readonly number[]): HeldValues {
    if (this.last === null || this.members !== members) {
      this.forget();
      this.members = members;
      this.last = this.collect(members);
    }
    return this.last;
  }

  /** Clears what the last group left: no more than it held. */
  private forget(): void {
    for (let k = 0; k < (this.last?.count ?? 0); k++) this.holders[this.value[k]] = 0;
  }

  private collect(members: readonly number[]): HeldValues {
    const { value: values, holders } = this;
    const { start, value } = this.layer.byUnit;
    let count = 0;
    for (let p = 0; p < members.length; p++) {
      const end = start[members[p] + 1];
      for (let r = start[members[p]]; r < end; r++) {
        const v = value[r];
        if (holders[v]++ === 0) values[count++] = v;
      }
    }
    const current = (): void =>
      assert(this.members === members, 'what a group holds is asked for before another group is asked about');
    let ordered = false;
    let turned: ValueHolders | null = null;
    return {
      count,
      value: values,
      holders,
      order: () => {
        current();
        if (!ordered) for (let k = 0; k < count; k++) this.orders[values[k]] = k;
        ordered = true;
        return this.orders;
      },
      byValue: () => {
        current();
        turned ??= this.turn(members, count);
        return turned;
      },
    };
  }

  private turn(members: readonly number[], count: number): ValueHolders {
    const { value: values, holders } = this;
    const byUnit = this.layer.byUnit;
    const start = this.room(0, count + 1);
    const cursor = this.room(1, values.length);
    start[0] = 0;
    for (let k = 0; k < count; k++) {
      cursor[values[k]] = start[k];
      start[k + 1] = start[k] + holders[values[k]];
    }
    const places = this.room(2, start[count]);
    for (let p = 0; p < members.length; p++) {
      const end = byUnit.start[members[p] + 1];
      for (let r = byUnit.start[members[p]]; r < end; r++) places[cursor[byUnit.value[r]]++] = p;
    }
    return { start, places };
  }

  /** At least as long as asked; what is in it is of an earlier use. */
  private room(which: number, length: number): Uint32Array {
    if (this.memory[which].length < length) this.memory[which] = new Uint32Array(Math.ceil(1.5 * length));
    return this.memory[which];
  }
}

const collectorOf = once((layer: Layer) => new Collector(layer));

/** The holders of the k-th value, as units. */
export function holdersOf({ members }: Members, { start, places }: ValueHolders, k: number): Uint32Array {
  const holders = new Uint32Array(start[k + 1] - start[k]);
  for (let h = 0, p = start[k]; h < holders.length; h++, p++) holders[h] = members[places[p]];
  return holders;
}

/**
 * 1 for each value that members hold and whose holders among them are not all of one class, 0 for the others that they hold; what
 * entries of values that no member holds are meaningless. Valid until the next call for the layer.
 * @param classOf the class of each unit: a number below 2 ** 32 - 1
 * @param wanted 1 for each value to examine; absent: all
 */
export function heldAcross(
  { members }: Members,
  layer: Layer,
  { count, value: values }: HeldValues,
  classOf: ArrayLike<number>,
  wanted?: Uint8Array,
): Uint8Array {
  const { across, first } = acrossOf(layer);
  for (let k = 0; k < count; k++) across[values[k]] = first[values[k]] = 0;
  const { start, value } = layer.byUnit;
  for (let p = 0; p < members.length; p++) {
    const own = classOf[members[p]] + 1;
    const end = start[members[p] + 1];
    for (let r = start[members[p]]; r < end; r++) {
      const v = value[r];
      if (wanted?.[v] === 0 || across[v] === 1 || first[v] === own) continue;
      if (first[v] === 0) first[v] = own;
      else across[v] = 1;
    }
  }
  return across;
}

/** By value: whether its holders are of several classes, and the class of the first one + 1. */
const acrossOf = once(({ postings }: Layer) => ({
  across: new Uint8Array(postings.values),
  first: new Uint32Array(postings.values),
}));
