/**
 * From a community to a group that can be held to account. A member must be tied by what makes the group: an own
 * harvest segment, or several rare relational values. Then every unit outside that uses the group's own harvest
 * segments joins: a template is a better witness of membership than a border of modularity.
 */
import { DAY } from '../base/clock.ts';
import { type Group, profileGroup, type World } from './group.ts';
import { isRelational, type Layer } from './layers.ts';
import { median } from './numbers.ts';
import { resemblance } from './resemblance.ts';
import { countTies } from './ties.ts';

/** Own segments that look at least this much like a harvest decide on membership … */
const HARVEST = 0.35;
/** … and so do, of a harvest's shape alone, whole templates that hardly anybody else sends. */
const HARVEST_SHAPE = 0.2;
const WHOLE_TEMPLATE = 0.5;
const HARDLY_ANYBODY = 0.85;
/** When at least this share of a community uses own harvest segments or replays signatures, that makes the group. */
const CONTENT_LED = 0.5;
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
/** … and then an untied user belongs only if it sends this part of what a tied one typically does. */
const LIKE_A_MEMBER = 0.5;
/** Where no ties show, a user sends at least this part of what users typically do. */
const SOMEWHAT_LIKE = 0.2;
/**
 * An account that lives a day sends little. From so many of the group's segments on, this part of what is typical is
 * asked of a day of it instead: who tries a script that the group uses too has one or two of its texts.
 */
const BROAD = 6;
/**
 * Who nothing ties must send this part of as many texts as members do, and one of them in this part of the share of its
 * traffic that the members' main text has of theirs.
 */
const SOME_OF_IT = 0.25;
/** Tied users are models for the others when there are so many of them, and this share of all users. */
const MODELS = 5;
const MODELS_SHARE = 0.25;
/** So many users of a template under one mail domain of a school or a firm are there for all to see. */
const INSTITUTION = 3;
/** Below this share of its exchanges, or this many, a unit has met the template, not used it. */
const MIN_SHARE = 0.08;
const MIN_SHARE_TIED = 0.02;
const MIN_HARVESTED = 3;
const MIN_HARVESTED_TIED = 1;
const MAX_ROUNDS = 4;

export function refineGroup(world: World, community: readonly number[]): Group {
  let group = profileGroup(world, community);
  for (let round = 0; round < MAX_ROUNDS && group.members.length > 0; round++) {
    const held = heldMembers(world, group);
    if (held.length === group.members.length) break;
    group = profileGroup(world, held);
  }
  // Once, not until nothing changes: each round would lend its name to the next, wider one.
  const wider = withTemplateUsers(world, group);
  return wider.length === group.members.length ? group : profileGroup(world, wider);
}

/** What a group stands on. */
export interface Standing {
  /** A template or replayed signatures make the group; otherwise its ties do. */
  readonly contentLed: boolean;
  /** 1 for each unit of the core: members that live by the templates or replay, or all members where ties make the group. */
  readonly core: Uint8Array;
  /** 1 for each member that lives by the group's harvest templates or replays signatures. */
  readonly byContent: Uint8Array;
}

export function standingOf(world: World, group: Group): Standing {
  const templates = harvestTemplates(world, group, SPECIFIC_FOR_MEMBERS);
  const everybody = { ...group, core: group.inside };
  const replaying = countTies(world, everybody, (layer) => !isRelational(layer));
  const belongs = belonging(world, group, templates, countTies(world, everybody, isHolding));
  const byContent = new Uint8Array(world.input.units.count);
  const { sent } = templateUse(world, templates);
  let users = 0;
  for (const i of group.members) {
    if (sent[i] > 0 || replaying.has(i)) users++;
    if (belongs(i) || replaying.has(i)) byContent[i] = 1;
  }
  const contentLed = users >= CONTENT_LED * group.members.length;
  return { contentLed, byContent, core: contentLed ? byContent : group.inside };
}

/**
 * Members that live by the group's harvest templates, and who is tied to them. Where a template makes the group, only
 * what nobody shares by living or working near another keeps a member without it: a card, a mailbox, a phone.
 */
function heldMembers(world: World, group: Group): number[] {
  const { contentLed, core, byContent } = standingOf(world, group);
  const holds = contentLed ? (layer: Layer) => layer.weight >= PERSONAL_LAYER : isHolding;
  const ties = countTies(world, { ...group, core }, holds);
  return group.members.filter((i) => byContent[i] === 1 || ties.has(i));
}

function isHolding(layer: Layer): boolean {
  return layer.weight >= LIGHT_LAYER;
}

function withTemplateUsers(world: World, group: Group): number[] {
  const templates = harvestTemplates(world, group, SPECIFIC_FOR_OTHERS);
  const members = new Set(group.members);
  const { postings } = world.segments;
  const ties = countTies(world, { ...group, core: group.inside }, isHolding);
  const belongs = belonging(world, group, templates, ties);
  const asked = new Uint8Array(world.input.units.count);
  for (let segment = 0; segment < templates.length; segment++) {
    if (templates[segment] === 0) continue;
    for (let p = postings.start[segment]; p < postings.start[segment + 1]; p++) {
      const i = postings.unit[p];
      if (asked[i] === 0 && belongs(i)) members.add(i);
      asked[i] = 1;
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
  templates: Uint8Array,
  ties: ReadonlyMap<number, number>,
): (unit: number) => boolean {
  const { sent, breadth, most } = templateUse(world, templates);
  const { exchanges, first, last } = world.input.units;
  const daily = (i: number) => sent[i] / Math.max(1, (last[i] - first[i]) / DAY);
  const users = group.members.filter((i) => sent[i] > 0);
  const tied = users.filter((i) => ties.has(i)).length >= TIED_GROUP * users.length;
  const models = users.filter((i) => !tied || ties.has(i));
  const typical = median(models.map((i) => sent[i]));
  const typicalDaily = median(models.map(daily));
  const typicalMost = median(models.map((i) => most[i] / exchanges[i]));
  const typicalBreadth = median(models.map((i) => breadth[i]));
  const sameTexts = (i: number) =>
    most[i] >= SOME_OF_IT * typicalMost * exchanges[i] && breadth[i] >= SOME_OF_IT * typicalBreadth;
  const institution = institutions(world, sent);
  const tiedUsers = users.filter((i) => ties.has(i));
  const resembles =
    tiedUsers.length >= Math.max(MODELS, MODELS_SHARE * users.length)
      ? resemblance(world.traits, tiedUsers)
      : () => 0;
  const part = tied ? LIKE_A_MEMBER : SOMEWHAT_LIKE;
  const likeThem = (i: number) =>
    sent[i] >= part * typical || (breadth[i] >= BROAD && daily(i) >= part * typicalDaily);
  return (i) => {
    if (world.input.authorised.has(i)) return false;
    const share = sent[i] / exchanges[i];
    const isTied = ties.has(i);
    if (share < (isTied ? MIN_SHARE_TIED : MIN_SHARE)) return false;
    if (sent[i] < (isTied ? MIN_HARVESTED_TIED : MIN_HARVESTED)) return false;
    // A verified business that nothing ties hides nothing: a template it has in common is a tool's, or a coincidence.
    if (!isTied && world.input.units.record[i]?.verification === 'business') return false;
    if (!isTied && institution(i)) return false;
    return isTied || (likeThem(i) && sameTexts(i) && resembles(i) >= 0);
  };
}

/** Whether a unit stands in a circle (ties.ts) of a school, a laboratory or a firm of which several send the templates. */
function institutions(world: World, sent: Float64Array): (unit: number) => boolean {
  const { record } = world.input.units;
  const { circles } = world;
  const open = (i: number) => {
    const program = record[i]?.program;
    return program === 'education' || program === 'research' || program === 'enterprise';
  };
  const users = new Map<number, number>();
  for (let i = 0; i < sent.length; i++)
    if (sent[i] > 0 && open(i)) users.set(circles[i], (users.get(circles[i]) ?? 0) + 1);
  return (i) => open(i) && (users.get(circles[i]) ?? 0) >= INSTITUTION;
}

/** By unit. */
interface TemplateUse {
  /** Exchanges that carry a template, each counted as far as it is a template and a harvest. */
  readonly sent: Float64Array;
  /** Templates used. */
  readonly breadth: Uint32Array;
  /** Exchanges that carry the most used one. */
  readonly most: Float64Array;
}

function templateUse(world: World, templates: Uint8Array): TemplateUse {
  const { postings, template } = world.segments;
  const { exchanges, count } = world.input.units;
  const sent = new Float64Array(count);
  const breadth = new Uint32Array(count);
  const most = new Float64Array(count);
  for (let s = 0; s < templates.length; s++) {
    if (templates[s] === 0) continue;
    const part = template[s] * world.harvest[s];
    for (let p = postings.start[s]; p < postings.start[s + 1]; p++) {
      sent[postings.unit[p]] += part * postings.weight[p];
      breadth[postings.unit[p]]++;
      most[postings.unit[p]] = Math.max(most[postings.unit[p]], postings.weight[p]);
    }
  }
  for (let i = 0; i < count; i++) sent[i] = Math.min(sent[i], exchanges[i]);
  return { sent, breadth, most };
}

/**
 * The group's own segments that look like a harvest. A template has differing bodies around it; a passage that two
 * people happen to quote has not.
 */
function harvestTemplates(world: World, group: Group, specificity: number): Uint8Array {
  const { bodies, postings } = world.segments;
  const templates = new Uint8Array(postings.values);
  for (const own of group.own) {
    const s = own.segment;
    if (own.specificity < specificity) continue;
    const whole = world.segments.template[s] >= WHOLE_TEMPLATE && own.specificity >= HARDLY_ANYBODY;
    if (world.harvest[s] < (whole ? HARVEST_SHAPE : HARVEST)) continue;
    if (bodies[s] >= MIN_BODIES) templates[s] = 1;
  }
  return templates;
}
