/**
 * From a community to a group that can be held to account. A member must be tied by what makes the group: an own
 * harvest segment, or several rare relational values. Then every unit outside that uses the group's own harvest
 * segments joins: a template is a better witness of membership than a border of modularity.
 */
import { type Group, profileGroup, type World } from './group.ts';
import { exclusiveValues } from './holders.ts';

/** Own segments that look at least this much like a harvest decide on membership. */
const HARVEST = 0.35;
/** When at least this share of a community uses own harvest segments, the template is what makes the group. */
const TEMPLATE_LED = 0.5;
/** A value counts as the group's when at least this share of its holders are members. */
const EXCLUSIVE = 0.6;
/** Exclusive relational values that keep a member without a template. */
const TIES_NEEDED = 2;
/** Layers too light to hold a member. */
const LIGHT_LAYER = 0.5;
const MAX_ROUNDS = 4;

export function refineGroup(world: World, community: readonly number[]): Group {
  let group = profileGroup(world, community);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = membersOf(world, group);
    if (next.length === group.members.length && next.every((i) => group.inside[i] === 1)) break;
    group = profileGroup(world, next);
    if (next.length === 0) break;
  }
  return group;
}

function membersOf(world: World, group: Group): number[] {
  const templates = new Set(group.own.filter((o) => world.harvest[o.segment] >= HARVEST).map((o) => o.segment));
  const users = group.members.filter((i) => usesAny(world, i, templates));
  const templateLed = users.length >= TEMPLATE_LED * group.members.length;
  const kept = new Set<number>(users);
  const needed = templateLed ? TIES_NEEDED : 1;
  for (const [i, ties] of countTies(world, group)) if (ties >= needed) kept.add(i);
  if (templates.size > 0 && users.length > 0) {
    for (const segment of templates) {
      const { postings } = world.segments;
      for (let p = postings.start[segment]; p < postings.start[segment + 1]; p++) kept.add(postings.unit[p]);
    }
  }
  return [...kept].sort((a, b) => a - b);
}

function usesAny(world: World, unit: number, segments: ReadonlySet<number>): boolean {
  const { start, value } = world.unitSegments;
  for (let r = start[unit]; r < start[unit + 1]; r++) if (segments.has(value[r])) return true;
  return false;
}

/** For each member, the layers of weight in which it shares a value that is mostly the group's. */
function countTies(world: World, group: Group): Map<number, number> {
  const ties = new Map<number, number>();
  for (const layer of world.layers) {
    if (layer.weight < LIGHT_LAYER) continue;
    const tied = new Set<number>();
    for (const holders of exclusiveValues(group, layer, world.parties, EXCLUSIVE).values()) {
      for (const i of holders) tied.add(i);
    }
    for (const i of tied) ties.set(i, (ties.get(i) ?? 0) + 1);
  }
  return ties;
}
