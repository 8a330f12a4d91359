/**
 * Ties: which members of a group share a value that is the group's own, layer by layer. A tie leads to the core, the
 * members that make it a group: two acquaintances who share a mailbox are tied to each other and not to a campaign that both
 * happen to be near. And a layer ties only where the core shares more than everybody else does:
 * of the ties that a core shows at rate s in a population that shows them at rate b, (s - b) / s are the operator's.
 * Accounts under one small mail domain are a circle that anybody can see: what only they share ties them to each other
 * and not to a hidden operator. Linear in the members' own values.
 */

import { postingSize, type Units } from '../../aggregate/detect-input.ts';
import { once } from '../../base/memo.ts';
import { valuesOf } from '../../model/parameter.ts';
import { TIE_PARAMETERS } from '../parameters/group-formation.ts';
import { type HeldValues, heldAcross, memberValues } from '../population/holders.ts';
import type { Layer } from '../population/layers.ts';
import { beyondChance } from '../population/numbers.ts';
import type { Parties } from '../population/parties.ts';
import type { Population } from './group.ts';

const { exclusiveShare, coreShare, operatorShare, maxCircle, maxCircleShare, minCircleLimit } = valuesOf(TIE_PARAMETERS);

/** The members of a group and its core. */
export interface GroupCore {
  readonly members: readonly number[];
  /** 1 for each member, by unit. */
  readonly inside: Uint8Array;
  /** 1 for each member of the core, by unit. */
  readonly core: Uint8Array;
}

/** The ties of a group through one layer. Valid until another group is asked about (holders.ts). */
export class LayerTies {
  readonly layer: Layer;
  readonly held: HeldValues;
  private readonly group: GroupCore;
  private readonly cores: Uint32Array;
  private readonly tying: Uint8Array;

  constructor(layer: Layer, held: HeldValues, group: GroupCore, cores: Uint32Array, tying: Uint8Array) {
    this.layer = layer;
    this.held = held;
    this.group = group;
    this.cores = cores;
    this.tying = tying;
  }

  /** Every tie to the core in the order of members: the place of a member in the group, and the value. */
  each(sink: (place: number, value: number) => void): void {
    const { cores, tying } = this;
    const { start, value } = this.layer.byUnit;
    const { members, core } = this.group;
    for (let p = 0; p < members.length; p++) {
      const own = core[members[p]];
      const end = start[members[p] + 1];
      for (let r = start[members[p]]; r < end; r++) {
        const v = value[r];
        // A holder in the core besides the member itself.
        if (tying[v] === 1 && cores[v] > own) sink(p, v);
      }
    }
  }
}

/** The layers that tie members to the core, in their order. */
export function* tiesByLayer(
  population: Population,
  group: GroupCore,
  chosen: (layer: Layer) => boolean,
): Generator<LayerTies> {
  for (const layer of population.layers) {
    if (!chosen(layer)) continue;
    const held = memberValues(group, layer);
    const cores = countCore(group, layer, held);
    if (!tells(population, group, layer, cores)) continue;
    const tying = tyingValues(population, group, layer, held, cores);
    if (tying !== null) yield new LayerTies(layer, held, group, cores, tying);
  }
}

/** 1 for each unit that is tied to the core in any of the chosen layers. */
export function tiedUnits(population: Population, group: GroupCore, chosen: (layer: Layer) => boolean): Uint8Array {
  const tied = new Uint8Array(population.input.units.count);
  for (const ties of tiesByLayer(population, group, chosen)) {
    ties.each((p) => {
      tied[group.members[p]] = 1;
    });
  }
  return tied;
}

/** How many holders of each value are of the core. */
function countCore({ members, inside, core }: GroupCore, layer: Layer, held: HeldValues): Uint32Array {
  if (core === inside) return held.holders;
  const { cores } = countsOf(layer);
  for (let k = 0; k < held.count; k++) cores[held.value[k]] = 0;
  const { start, value } = layer.byUnit;
  for (let p = 0; p < members.length; p++) {
    if (core[members[p]] === 0) continue;
    const end = start[members[p] + 1];
    for (let r = start[members[p]]; r < end; r++) cores[value[r]]++;
  }
  return cores;
}

/** By value, for one group at a time; what is there of values that no member holds is of an earlier one. */
const countsOf = once(({ postings }: Layer) => ({
  cores: new Uint32Array(postings.values),
  own: new Uint8Array(postings.values),
}));

/** 1 for each value that is the group's own and led by its core; null if none is. */
function tyingValues(
  population: Population,
  group: GroupCore,
  layer: Layer,
  held: HeldValues,
  cores: Uint32Array,
): Uint8Array | null {
  const { count, value, holders } = held;
  const { own } = countsOf(layer);
  const share = group.members.length / (population.input.units.count + 1);
  let any = false;
  for (let k = 0; k < count; k++) {
    const v = value[k];
    own[v] = 0;
    // A value with one holder here is no tie.
    if (holders[v] < 2 || cores[v] === 0 || cores[v] < coreShare * holders[v]) continue;
    if (beyondChance(holders[v] / postingSize(layer.postings, v), share) < exclusiveShare) continue;
    own[v] = 1;
    any = true;
  }
  return any ? heldAcross(group, layer, held, population.circles, own) : null;
}

/** Whether a value has few enough holders to be the own value of a group of `members` units. */
export function mayTie(layer: Layer, value: number, members: number): boolean {
  return exclusiveShare * postingSize(layer.postings, value) <= members;
}

/** Whether the core shares values of the layer much more often than everybody else does. */
function tells(population: Population, group: GroupCore, layer: Layer, cores: Uint32Array): boolean {
  let core = 0;
  let sharing = 0;
  let outsideSharing = population.sharers.get(layer) ?? 0;
  const { start, value } = layer.byUnit;
  for (const i of group.members) {
    if (start[i + 1] > start[i]) outsideSharing--;
    if (group.core[i] === 0) continue;
    core++;
    for (let r = start[i]; r < start[i + 1]; r++) {
      if (cores[value[r]] < 2) continue;
      sharing++;
      break;
    }
  }
  const outside = population.input.units.count - group.members.length;
  const own = core === 0 ? 0 : sharing / core;
  const base = (outsideSharing + 0.5) / (outside + 1);
  return own > 0 && (own - base) / own >= operatorShare;
}

/** The circle of each unit: its mail domain if that is a small one, otherwise its party. */
export function findCircles(units: Units, parties: Parties): Uint32Array {
  const holders = new Map<string, number>();
  for (const record of units.record) {
    if (record?.emailDomain) holders.set(record.emailDomain, (holders.get(record.emailDomain) ?? 0) + 1);
  }
  const most = Math.min(maxCircle, Math.max(minCircleLimit, maxCircleShare * units.count));
  const named = new Map<string, number>();
  return Uint32Array.from(parties.of, (party, i) => {
    const domain = units.record[i]?.emailDomain;
    if (!domain || (holders.get(domain) ?? 0) > most) return party;
    const circle = named.get(domain) ?? parties.count + named.size;
    named.set(domain, circle);
    return circle;
  });
}

/** How many units share any value of each layer. */
export function countSharers(layers: readonly Layer[], units: number): Map<Layer, number> {
  const sharers = new Map<Layer, number>();
  for (const layer of layers) {
    const { start } = layer.byUnit;
    let count = 0;
    for (let i = 0; i < units; i++) if (start[i + 1] > start[i]) count++;
    sharers.set(layer, count);
  }
  return sharers;
}
