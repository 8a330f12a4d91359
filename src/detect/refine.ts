/**
 * From a community to a group that can be held to account. A member must be tied by what makes the group: an own
 * harvest segment, or several rare relational values. Then every unit outside that uses the group's own harvest
 * segments joins: a template is a better witness of membership than a border of modularity.
 */
import { type Group, profileGroup, type World } from './group.ts';
import { exclusiveValues } from './holders.ts';
import { isRelational, type Layer } from './layers.ts';

/** Own segments that look at least this much like a harvest decide on membership. */
const HARVEST = 0.35;
/** When at least this share of a community uses own harvest segments or replays signatures, that makes the group. */
const CONTENT_LED = 0.5;
/** A value counts as the group's when at least this share of its holders are members. */
const EXCLUSIVE = 0.6;
/** A template decides on members when this share of its users are members, and on outsiders when this share are. */
const SPECIFIC_FOR_MEMBERS = 0.6;
const SPECIFIC_FOR_OTHERS = 0.75;
/** Layers from this weight on hold a member; from this one on they hold it even in a group that a template makes. */
const LIGHT_LAYER = 0.5;
const PERSONAL_LAYER = 3;
/** A template stands in at least this many different messages. */
const MIN_BODIES = 8;
/** A group shows its operator when at least this share of the template's users are tied. */
const TIED_GROUP = 0.6;
/** … and then an untied user belongs only if the template makes this share of its exchanges. */
const MOSTLY_TEMPLATE = 0.5;
/** Below this share of its exchanges, or this many, a unit has met the template, not used it. */
const MIN_SHARE = 0.08;
const MIN_SHARE_TIED = 0.02;
const MIN_HARVESTED = 3;
const MAX_ROUNDS = 4;

export function refineGroup(world: World, community: readonly number[]): Group {
  let group = profileGroup(world, community);
  for (let round = 0; round < MAX_ROUNDS && group.members.length > 0; round++) {
    const core = coreMembers(world, group);
    if (core.length === group.members.length) break;
    group = profileGroup(world, core);
  }
  // Once, not until nothing changes: each round would lend its name to the next, wider one.
  const wider = withTemplateUsers(world, group);
  return wider.length === group.members.length ? group : profileGroup(world, wider);
}

/**
 * Members that use the group's harvest templates or are tied to it. Where a template makes the group, ties alone keep
 * only who shares what nobody shares by living or working near another: a card, a mailbox, a phone.
 */
function coreMembers(world: World, group: Group): number[] {
  const templates = harvestTemplates(world, group, SPECIFIC_FOR_MEMBERS);
  const replaying = countTies(world, group, (layer) => !isRelational(layer));
  const users = group.members.filter((i) => usesAny(world, i, templates) || replaying.has(i));
  const contentLed = users.length >= CONTENT_LED * group.members.length;
  const ties = countTies(world, group, (layer) => layer.weight >= LIGHT_LAYER);
  const belongs = belonging(world, group, templates, ties);
  const keeping = contentLed ? countTies(world, group, (layer) => layer.weight >= PERSONAL_LAYER) : ties;
  return group.members.filter((i) => (keeping.get(i) ?? 0) > 0 || belongs(i));
}

function withTemplateUsers(world: World, group: Group): number[] {
  const templates = harvestTemplates(world, group, SPECIFIC_FOR_OTHERS);
  const members = new Set(group.members);
  const { postings } = world.segments;
  const belongs = belonging(
    world,
    group,
    templates,
    countTies(world, group, (layer) => layer.weight >= LIGHT_LAYER),
  );
  for (const segment of templates) {
    for (let p = postings.start[segment]; p < postings.start[segment + 1]; p++) {
      if (belongs(postings.unit[p])) members.add(postings.unit[p]);
    }
  }
  return [...members].sort((a, b) => a - b);
}

/**
 * Whether the use of templates makes a unit a member. Where the operator shows in ties, somebody with none of them
 * must live off the templates to belong.
 */
function belonging(
  world: World,
  group: Group,
  templates: ReadonlySet<number>,
  ties: ReadonlyMap<number, number>,
): (unit: number) => boolean {
  const users = group.members.filter((i) => usesAny(world, i, templates));
  const tied = users.filter((i) => (ties.get(i) ?? 0) > 0).length >= TIED_GROUP * users.length;
  return (i) => {
    if (world.input.authorised.has(i)) return false;
    const share = templateShare(world, i, templates);
    const isTied = (ties.get(i) ?? 0) > 0;
    if (share < (isTied ? MIN_SHARE_TIED : MIN_SHARE)) return false;
    if (share * world.input.units.exchanges[i] < MIN_HARVESTED) return false;
    if (share >= MOSTLY_TEMPLATE) return true;
    // A verified business hides nothing: some of a template in its traffic is a coincidence.
    if (world.input.units.record[i]?.verification === 'business') return false;
    return !tied || isTied;
  };
}

/** Share of a unit's exchanges that carry these segments, each counted as far as it is a template and a harvest. */
function templateShare(world: World, unit: number, templates: ReadonlySet<number>): number {
  const { start, value, weight } = world.unitSegments;
  let sum = 0;
  for (let r = start[unit]; r < start[unit + 1]; r++) {
    const s = value[r];
    if (templates.has(s)) sum += weight[r] * world.segments.template[s] * world.harvest[s];
  }
  return Math.min(1, sum / world.input.units.exchanges[unit]);
}

/**
 * The group's own segments that look like a harvest. A template has differing bodies around it; a passage that two
 * people happen to quote has not.
 */
function harvestTemplates(world: World, group: Group, specificity: number): Set<number> {
  const { bodies } = world.segments;
  const templates = new Set<number>();
  for (const own of group.own) {
    const s = own.segment;
    if (own.specificity < specificity || world.harvest[s] < HARVEST) continue;
    if (bodies[s] >= MIN_BODIES) templates.add(s);
  }
  return templates;
}

function usesAny(world: World, unit: number, segments: ReadonlySet<number>): boolean {
  const { start, value } = world.unitSegments;
  for (let r = start[unit]; r < start[unit + 1]; r++) if (segments.has(value[r])) return true;
  return false;
}

/** For each member, in how many of the chosen layers it shares a value that is mostly the group's. */
function countTies(world: World, group: Group, chosen: (layer: Layer) => boolean): Map<number, number> {
  const ties = new Map<number, number>();
  for (const layer of world.layers) {
    if (!chosen(layer)) continue;
    const tied = new Set<number>();
    for (const holders of exclusiveValues(
      group,
      layer,
      world.parties,
      EXCLUSIVE,
      world.input.units.count,
    ).values()) {
      for (const i of holders) tied.add(i);
    }
    for (const i of tied) ties.set(i, (ties.get(i) ?? 0) + 1);
  }
  return ties;
}
