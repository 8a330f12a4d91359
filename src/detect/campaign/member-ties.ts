/** What ties the members of a campaign to its core: as reasons for each member, and as values to draw. */

import { valuesOf } from '../../model/parameter.ts';
import type { Group, Population } from '../group/group.ts';
import { tiesByLayer } from '../group/ties.ts';
import { PICTURE_PARAMETERS } from '../parameters/campaign-report.ts';
import { isRelational, type Layer } from '../population/layers.ts';
import { grouped } from '../population/numbers.ts';

const { minReasonWeight, maxReasons, maxValues } = valuesOf(PICTURE_PARAMETERS);

/** A reason why a member is tied. */
export interface Tie {
  readonly reason: string;
  readonly relational: boolean;
}

/** A value that ties members, with those members. */
export interface TyingValue {
  readonly id: string;
  readonly label: string;
  readonly family: string;
  readonly members: readonly number[];
}

/** The ties of a campaign. */
export interface MemberTies {
  /** Values that tie members, of each family the strongest {@link maxValues}: strongest first. */
  readonly values: readonly TyingValue[];
  /** The values that tie a member. */
  readonly of: ReadonlyMap<number, Tie[]>;
}

/**
 * Finds the ties of a group's members to its core.
 *
 * @param core 1 for each unit of the core
 */
export function memberTies(population: Population, group: Group, core: Uint8Array): MemberTies {
  const of = new Map<number, Tie[]>();
  const strongest = new Map<string, Ranked[]>();
  for (const ties of tiesByLayer(population, { ...group, core }, () => true)) {
    const { layer, held } = ties;
    const members: number[][] = Array.from({ length: held.count }, () => []);
    const named: (Tie | undefined)[] = new Array(held.count);
    const order = held.order();
    ties.each((p, v) => {
      const i = group.members[p];
      const k = order[v];
      members[k].push(i);
      if (layer.weight < minReasonWeight) return;
      const list = of.get(i);
      if (list !== undefined && list.length >= maxReasons) return;
      named[k] ??= {
        reason: `shares ${layer.label(v)} with ${grouped(held.holders[v] - 1)} other members`,
        relational: isRelational(layer),
      };
      if (list === undefined) of.set(i, [named[k]]);
      else list.push(named[k]);
    });
    const family = strongest.get(layer.family) ?? [];
    strongest.set(layer.family, family);
    for (let k = 0; k < held.count; k++) {
      if (members[k].length === 0) continue;
      const weight = layer.weight * members[k].length;
      if (family.length < maxValues || weight >= family[family.length - 1].weight)
        keepStrongest(family, { layer, value: held.value[k], members: members[k], weight });
    }
  }
  const values = [...strongest.values()]
    .flat()
    .sort(byStrength)
    .map(({ layer, value, members }) => ({
      id: idOf(layer, value),
      label: layer.label(value),
      family: layer.family,
      members,
    }));
  return { values, of };
}

interface Ranked {
  readonly layer: Layer;
  readonly value: number;
  readonly members: readonly number[];
  readonly weight: number;
}

function idOf(layer: Layer, value: number): string {
  return `${layer.name}-${value}`;
}

function byStrength(a: Ranked, b: Ranked): number {
  return b.weight - a.weight || (idOf(a.layer, a.value) < idOf(b.layer, b.value) ? -1 : 1);
}

function keepStrongest(family: Ranked[], value: Ranked): void {
  family.push(value);
  family.sort(byStrength);
  if (family.length > maxValues) family.pop();
}
