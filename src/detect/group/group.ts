/**
 * A group under test: its members, the segments that are its own (used by many members and hardly by anybody
 * else), and the slice of its traffic that carries them. A mixed-in stream of honest requests is outside the slice.
 */

import { type ByUnit, type DetectInput, postingSize } from '../../aggregate/detect-input.ts';
import { once } from '../../base/memo.ts';
import { valuesOf } from '../../model/parameter.ts';
import { CAPABILITIES, INTENTS } from '../../model/vocabulary.ts';
import { GROUP_PARAMETERS } from '../parameters/group-membership.ts';
import type { Baseline } from '../population/baseline.ts';
import type { Slice } from '../population/harvest.ts';
import type { Layer } from '../population/layers.ts';
import { beyondChance } from '../population/numbers.ts';
import { countParties, type Parties } from '../population/parties.ts';
import type { Segments } from '../population/segments.ts';
import { explainedByEvent, type SignUpEvents } from '../population/sign-up-event.ts';
import type { Trait } from '../population/traits.ts';
import { type CopiedPeople, copiedPeople } from './copied.ts';
import { SegmentTally } from './segment-tally.ts';

const { ownShare, minUsingShare, minUsingMembers, minUsingParties, minHarvest, mostMembersShare, maxCountedTimes } =
  valuesOf(GROUP_PARAMETERS);

/** What is normal in a log, and everything else that tests of a group read; made once a detection run (population.ts). */
export interface Population {
  readonly input: DetectInput;
  readonly baseline: Baseline;
  readonly layers: readonly Layer[];
  /** How many units share any value of each layer. */
  readonly sharers: ReadonlyMap<Layer, number>;
  readonly segments: Segments;
  /** How much each segment looks like a harvest (harvest.ts), or like a text put before other people's requests (relay.ts). */
  readonly harvest: Float64Array;
  readonly parties: Parties;
  /** The circle of each unit (ties.ts): units of one circle are visibly connected. */
  readonly circles: Uint32Array;
  readonly traits: readonly Trait[];
  readonly events: SignUpEvents;
  /** The segments of each unit that are templates: nine tenths of its segments are passages, which identify no group. */
  readonly unitTemplates: ByUnit;
}

/** A segment that many members use and hardly any other unit does. */
export interface OwnSegment {
  readonly segment: number;
  /** Members that use it. */
  readonly members: number;
  /** The members' share of all its users. */
  readonly specificity: number;
  /** Its exchanges by members. */
  readonly exchanges: number;
}

/** A group under test. */
export interface Group {
  readonly members: readonly number[];
  readonly inside: Uint8Array;
  readonly parties: number;
  readonly own: readonly OwnSegment[];
  /** Exchanges of each member that carry an own segment (same order as members). */
  readonly harvested: Float64Array;
  readonly exchanges: number;
  readonly slice: Slice;
  /** The own segments that the slice is made of; none when it is all traffic. */
  readonly sliceSegments: readonly OwnSegment[];
  /** Users of a text behind which the group harvests: null models leave them out. */
  readonly copied: CopiedPeople;
  /** 0..1: how far an event explains that the members came together (sign-up-event.ts). */
  readonly signUpEvent: number;
}

/**
 * Makes the profile of a group.
 *
 * @param kin units that are neither members nor strangers: those of another operator who sends the same text
 */
export function profileGroup(population: Population, members: readonly number[], kin: readonly number[] = []): Group {
  const inside = new Uint8Array(population.input.units.count);
  for (const i of members) inside[i] = 1;
  const own = ownSegments(population, members, kin);
  const harvested = harvestedExchanges(population, members, own);
  const sliceOf = own.length > 0 ? sliceSegments(population, members, own) : [];
  let exchanges = 0;
  for (const i of members) exchanges += population.input.units.exchanges[i];
  return {
    members,
    inside,
    parties: countParties(members, population.parties),
    own,
    harvested,
    exchanges,
    slice: sliceOf.length > 0 ? segmentSlice(population.segments, sliceOf) : trafficSlice(population, members),
    sliceSegments: sliceOf,
    copied: copiedPeople(population, members, inside, own),
    signUpEvent: explainedByEvent(population, members),
  };
}

/** Share of the members that have part in the slice; all of them when the slice is the whole traffic. */
export function coverage(group: Group): number {
  if (group.own.length === 0) return 1;
  return group.harvested.filter((n) => n > 0).length / group.members.length;
}

/** Segments of a set of units, most used first. */
function ownSegments(population: Population, members: readonly number[], kin: readonly number[]): OwnSegment[] {
  const { segments, unitTemplates } = population;
  const tally = tallyOf(segments);
  for (const i of members) {
    for (let r = unitTemplates.start[i]; r < unitTemplates.start[i + 1]; r++)
      tally.add(unitTemplates.value[r], unitTemplates.weight[r], population.parties.of[i]);
  }
  for (const i of kin)
    for (let r = unitTemplates.start[i]; r < unitTemplates.start[i + 1]; r++) tally.addKin(unitTemplates.value[r]);
  const own: OwnSegment[] = [];
  const least = Math.max(minUsingMembers, minUsingShare * members.length);
  for (const segment of tally.met()) {
    const used = tally.members[segment];
    if (used < least) continue;
    if (tally.parties[segment] < minUsingParties) continue;
    const specificity = used / (postingSize(segments.postings, segment) - tally.kin[segment]);
    // In a group of half of everybody, half of any segment's users are members: only what is beyond that is its own.
    if (beyondChance(specificity, members.length / (population.input.units.count + 1)) < ownShare) continue;
    own.push({ segment, members: used, specificity, exchanges: tally.exchanges[segment] });
  }
  tally.clear();
  return own.sort((a, b) => b.exchanges - a.exchanges || a.segment - b.segment);
}

/** One tally for all groups of a run: making one takes longer than what most groups put into it. */
const tallyOf = once((segments: Segments) => new SegmentTally(segments.postings.values));

/** An exchange may carry several segments: the most used one of a unit is a lower bound, their sum an upper one. */
function harvestedExchanges(population: Population, members: readonly number[], own: readonly OwnSegment[]): Float64Array {
  const harvested = new Float64Array(members.length);
  if (own.length === 0) return harvested;
  const { unitTemplates, segments } = population;
  const { start, value, weight } = unitTemplates;
  /** Of each own segment, how many times an exchange that carries it may be counted; 0 for the others. */
  const times = new Uint8Array(segments.postings.values);
  for (const { segment } of own) times[segment] = Math.max(1, Math.min(maxCountedTimes, segments.anchors[segment]));
  for (let k = 0; k < members.length; k++) {
    const i = members[k];
    let sum = 0;
    let most = 0;
    for (let r = start[i]; r < start[i + 1]; r++) {
      const counted = times[value[r]];
      if (counted === 0) continue;
      sum += weight[r] / counted;
      most = Math.max(most, weight[r]);
    }
    harvested[k] = Math.min(population.input.units.exchanges[i], Math.max(most, sum));
  }
  return harvested;
}

/**
 * The own segments that make up the slice: those that look like a harvest, if most members send such; otherwise all.
 * A tool's requests under one workspace are the group's own as well, and many times as many.
 */
function sliceSegments(
  population: Population,
  members: readonly number[],
  own: readonly OwnSegment[],
): readonly OwnSegment[] {
  const harvesting = own.filter(({ segment }) => population.harvest[segment] >= minHarvest);
  if (harvesting.length === 0 || harvesting.length === own.length) return own;
  const among = new Uint8Array(population.segments.postings.values);
  for (const { segment } of harvesting) among[segment] = 1;
  const { start, value } = population.unitTemplates;
  let senders = 0;
  for (const i of members) {
    for (let r = start[i]; r < start[i + 1]; r++) {
      if (among[value[r]] === 0) continue;
      senders++;
      break;
    }
  }
  return senders >= mostMembersShare * members.length ? harvesting : own;
}

function segmentSlice(segments: Segments, own: readonly OwnSegment[]): Slice {
  const intents = new Float64Array(INTENTS.length);
  const capabilities = new Float64Array(CAPABILITIES.length);
  const sums = { bodies: 0, followUps: 0, toolResults: 0, refused: 0, reasoning: 0, output: 0 };
  let total = 0;
  let widest = 0;
  let mostBodies = 0;
  for (const { segment: s, exchanges: w } of own) {
    total += w;
    widest = Math.max(widest, segments.exchanges[s]);
    mostBodies = Math.max(mostBodies, segments.bodies[s]);
    for (let k = 0; k < INTENTS.length; k++) intents[k] += w * segments.intents[s * INTENTS.length + k];
    for (let k = 0; k < CAPABILITIES.length; k++) capabilities[k] += w * segments.capabilities[s * CAPABILITIES.length + k];
    sums.bodies += w * Math.min(1, segments.bodies[s] / segments.exchanges[s]);
    sums.followUps += w * segments.followUps[s];
    sums.toolResults += w * segments.toolResults[s];
    sums.refused += w * segments.refused[s];
    sums.reasoning += w * segments.reasoningInInput[s];
    sums.output += w * segments.outputTokens[s];
  }
  return {
    exchanges: widest,
    uniqueBodies: sums.bodies / total,
    bodies: mostBodies,
    intents: intents.map((x) => x / total),
    capabilities: capabilities.map((x) => x / total),
    followUps: sums.followUps / total,
    toolResults: sums.toolResults / total,
    refused: sums.refused / total,
    reasoningInInput: sums.reasoning / total,
    outputTokens: sums.output / total,
  };
}

/** The slice of all the traffic of some units. */
export function trafficSlice(population: Population, members: readonly number[]): Slice {
  const { units } = population.input;
  const intents = new Float64Array(INTENTS.length);
  const capabilities = new Float64Array(CAPABILITIES.length);
  let n = 0;
  let bodies = 0;
  let followUps = 0;
  let toolResults = 0;
  let refused = 0;
  let reasoning = 0;
  let output = 0;
  for (const i of members) {
    n += units.exchanges[i];
    bodies += units.bodies[i];
    followUps += units.followUps[i];
    toolResults += units.toolResults[i];
    refused += units.refused[i];
    reasoning += units.reasoningInInput[i];
    output += units.outputTokens[i];
    for (let k = 0; k < INTENTS.length; k++) intents[k] += units.intents[i * INTENTS.length + k];
    for (let k = 0; k < CAPABILITIES.length; k++) capabilities[k] += units.capabilities[i * CAPABILITIES.length + k];
  }
  const per = Math.max(1, n);
  return {
    exchanges: n,
    uniqueBodies: Math.min(1, bodies / per),
    bodies,
    intents: intents.map((x) => x / per),
    capabilities: capabilities.map((x) => x / per),
    followUps: followUps / per,
    toolResults: toolResults / per,
    refused: refused / per,
    reasoningInInput: reasoning / per,
    outputTokens: output / per,
  };
}
