/**
 * Turns a community into a group that can be tested. A member must be tied by what makes the group: an own
 * harvest segment, or several rare relational values. Then every unit outside that uses the group's own harvest
 * segments joins: a template is better evidence of membership than a border of modularity.
 */

import { valuesOf } from '../../model/parameter.ts';
import { REFINE_PARAMETERS } from '../parameters/group-membership.ts';
import { isRelational, type Layer } from '../population/layers.ts';
import { type Group, type Population, profileGroup } from './group.ts';
import { handedSignatures } from './handed-signatures.ts';
import { type MembershipTies, membership, ownConduct, type TemplateUse, templateUse } from './membership.ts';
import { type GroupCore, tiedUnits } from './ties.ts';

const {
  minHarvest,
  minHarvestShape,
  wholeTemplate,
  privateShare,
  contentLedShare,
  memberSpecificity,
  outsiderSpecificity,
  minHoldingWeight,
  personalWeight,
  minMessages,
  maxRounds,
} = valuesOf(REFINE_PARAMETERS);

/** Refines a community: drops members that nothing holds, then adds the other users of its templates once. */
export function refineGroup(population: Population, community: readonly number[]): Group {
  let group = profileGroup(population, community);
  for (let round = 0; round < maxRounds && group.members.length > 0; round++) {
    const held = heldMembers(population, group);
    if (held.length === group.members.length) break;
    group = profileGroup(population, held);
  }
  // Once, not until nothing changes: each round would lend its name to the next, wider one.
  const wider = withTemplateUsers(population, group);
  return wider.length === group.members.length ? group : profileGroup(population, wider);
}

/** What makes a group one. */
export interface MembershipCore {
  /** A template or replayed signatures make the group; otherwise its ties do. */
  readonly contentLed: boolean;
  /** 1 for each unit of the core: members that live by the templates or replay, or all members where ties make the group. */
  readonly core: Uint8Array;
  /** 1 for each member that lives by the group's harvest templates or replays signatures. */
  readonly byContent: Uint8Array;
  /** 1 for each unit that sends the text of those templates, and does not harvest with it. */
  readonly bystander: Uint8Array;
  /**
   * 1 for each member that lives by the templates and presents signatures issued to another circle's member. Two facts, where
   * presenting alone is one: it then counts as content and as no relation.
   */
  readonly bySignature: Uint8Array;
}

/** The core of a group: the members that make it a group. */
export function membershipCore(population: Population, group: Group): MembershipCore {
  const templates = harvestTemplates(population, group, memberSpecificity);
  const replaying = tiedUnits(population, { ...group, core: group.inside }, (layer) => !isRelational(layer));
  const use = templateUse(population, templates);
  const belongs = membership(population, group, use, holdingTies(population, group));
  const byContent = new Uint8Array(population.input.units.count);
  const bySignature = new Uint8Array(population.input.units.count);
  const { presenter } = handedSignatures(population, group.inside);
  let users = 0;
  for (const i of group.members) {
    // Not who issued them: anybody may present the signatures of a published transcript.
    const replays = replaying[i] === 1 && presenter[i] === 1;
    if (use.sent[i] > 0 || replays) users++;
    const living = belongs(i);
    if (living || replays) byContent[i] = 1;
    if (living && presenter[i] === 1) bySignature[i] = 1;
  }
  const contentLed = users >= contentLedShare * group.members.length;
  const bystander = bystanders(population, group, templates, use, byContent);
  return { contentLed, byContent, bystander, bySignature, core: contentLed ? byContent : group.inside };
}

/** Units that send the same text as a group and do not harvest: users of the other part of a split segment, or of the same one. */
function bystanders(
  population: Population,
  group: Group,
  templates: readonly number[],
  use: TemplateUse,
  byContent: Uint8Array,
): Uint8Array {
  const { postings, others } = population.segments;
  const found = new Uint8Array(population.input.units.count);
  const harvests = ownConduct(
    use,
    group.members.filter((i) => use.sent[i] > 0),
  );
  for (const i of group.members) if (use.sent[i] > 0 && !harvests(i)) found[i] = 1;
  for (const s of templates) {
    if (others[s] < 0) continue;
    for (let p = postings.start[others[s]]; p < postings.start[others[s] + 1]; p++) {
      const i = postings.unit[p];
      if (byContent[i] === 0 && use.sent[i] === 0) found[i] = 1;
    }
  }
  return found;
}

/**
 * Members that live by the group's harvest templates, and who is tied to them. Where a template makes the group, only
 * what people do not share by living or working near each other keeps a member without it: a card, a mailbox, a phone. The same
 * alone keeps one that sends the text and does not harvest.
 */
function heldMembers(population: Population, group: Group): number[] {
  const { contentLed, core, byContent, bystander } = membershipCore(population, group);
  const personal = tiedUnits(population, { ...group, core: contentLed ? core : byContent }, isPersonal);
  const ties = contentLed ? personal : holdingTies(population, group).any;
  const senders = group.members.filter((i) => byContent[i] === 1);
  const tied = group.members.filter((i) => byContent[i] === 0 && (bystander[i] === 1 ? personal[i] : ties[i]) === 1);
  if (!contentLed && senders.length > 0 && !areTied(population, group, senders, tied)) return tied;
  return [...senders, ...tied].sort((a, b) => a - b);
}

/**
 * Whether anything ties some members to others: where ties make a group, who sends a text of its own belongs to it by a tie. Some
 * families and some researchers that a community holds are no operator with a card and a text.
 */
function areTied(population: Population, group: Group, some: readonly number[], others: readonly number[]): boolean {
  return [some, others].some((list) => {
    const core = new Uint8Array(population.input.units.count);
    for (const i of list) core[i] = 1;
    const ties = tiedUnits(population, { ...group, core }, (layer) => layer.weight >= minHoldingWeight);
    return (list === some ? others : some).some((i) => ties[i] === 1);
  });
}

/** Layers of what people do not share by living or working near another. */
const isPersonal = (layer: Layer): boolean => layer.weight >= personalWeight;

/** Who is tied to the others in a layer that holds a member: asked several times of a group, and long to find. */
function holdingTies(population: Population, group: Group): MembershipTies {
  let ties = foundTies.get(group);
  if (ties === undefined) {
    ties = tiesTo(population, { ...group, core: group.inside });
    foundTies.set(group, ties);
  }
  return ties;
}

/** 1 for each member, by unit, that a card, a mailbox or a phone ties to another member. */
export function personallyTied(population: Population, group: Group): Uint8Array {
  return holdingTies(population, group).personal;
}

function tiesTo(population: Population, core: GroupCore): MembershipTies {
  return {
    any: tiedUnits(population, core, (layer) => layer.weight >= minHoldingWeight),
    personal: tiedUnits(population, core, isPersonal),
  };
}

const foundTies = new WeakMap<Group, MembershipTies>();

function withTemplateUsers(population: Population, group: Group): number[] {
  const templates = harvestTemplates(population, group, outsiderSpecificity);
  const use = templateUse(population, templates);
  const inside = group.inside.slice();
  for (let i = 0; i < inside.length; i++) if (use.sent[i] > 0) inside[i] = 1;
  const wider: number[] = [];
  for (let i = 0; i < inside.length; i++) if (inside[i] === 1) wider.push(i);
  if (wider.length === group.members.length) return wider;
  const belongs = membership(population, group, use, tiesTo(population, { members: wider, inside, core: group.inside }));
  return wider.filter((i) => group.inside[i] === 1 || belongs(i));
}

/**
 * The group's own segments that look like a harvest, ascending. A template has differing bodies around it; a passage that two
 * people happen to quote has not.
 */
function harvestTemplates(population: Population, group: Group, specificity: number): readonly number[] {
  const { bodies } = population.segments;
  const templates: number[] = [];
  for (const own of group.own) {
    const s = own.segment;
    if (own.specificity < specificity) continue;
    const whole = population.segments.template[s] >= wholeTemplate && own.specificity >= privateShare;
    if (population.harvest[s] < (whole ? minHarvestShape : minHarvest)) continue;
    if (bodies[s] >= minMessages) templates.push(s);
  }
  return templates.sort((a, b) => a - b);
}
