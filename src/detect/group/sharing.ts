/**
 * The null model of sharing: how many members of a group would share a value of a layer with another member if
 * the group had been drawn at random from everybody else. A value's popularity is its share of the units outside the
 * group, so a carrier's address or a big company's card explains itself, and a card that only the group holds does not.
 * What has a benign explanation counts less: a crowd of strangers, a region (benign-explanations.ts), a campus,
 * an event (sign-up-event.ts).
 * Each party counts once, however many accounts it has in the group. Where a group spans several circles (ties.ts), what only
 * one circle shares is no sharing: four firms with a card each are not one operator.
 */

import { valuesOf } from '../../model/parameter.ts';
import { SHARING_PARAMETERS } from '../parameters/group-formation.ts';
import { holdersOf, memberValues } from '../population/holders.ts';
import { isPlace, type Layer } from '../population/layers.ts';
import { surplusOver } from '../population/numbers.ts';
import { mainPlace } from '../population/parties.ts';
import { beyondSignUpEvent } from '../population/sign-up-event.ts';
import { strangersHolding } from './copied.ts';
import type { Group, Population } from './group.ts';
import { organisationsAmong } from './organisations.ts';

const { maxTopValues, mutualSpread, oneCircleShare, maxStrangers } = valuesOf(SHARING_PARAMETERS);
/** What a campus leaves of what its people share; it does not explain a card, a mailbox or a phone. */
export const { campusLeaves } = valuesOf(SHARING_PARAMETERS);

/** How far members share values of one layer. */
export interface Sharing {
  /** Members that have any value of the layer. */
  readonly known: number;
  /** Members that share one with a member of another party. */
  readonly sharing: number;
  readonly observed: number;
  readonly expected: number;
  /** 0..1: what benign explanations leave of the sharing, on average over those who share. */
  readonly unexplained: number;
  /** 0..1: agreement beyond chance and benign explanations, shrunk toward 0 for few members. */
  readonly excess: number;
  /** Values shared by members, most members first. */
  readonly top: readonly { readonly value: number; readonly members: number; readonly outside: number }[];
}

const NONE = -1;

/**
 * Measures how far the members of a group share values of a layer.
 *
 * @param covered how many members carry a record of this kind at all; members without one are no evidence either way.
 */
export function measureSharing(population: Population, group: Group, layer: Layer, covered: number): Sharing {
  const outsiders = Math.max(1, population.input.units.count - group.members.length - group.copied.units.length);
  const parties = partySizes(population, group);
  const m = Math.max(1, (covered * parties.size) / Math.max(1, group.members.length));
  const event = beyondSignUpEvent(group.signUpEvent);
  const classes = classesIn(population, group);
  const { members } = group;
  // For each member: log of the chance that no other of m - 1 random units has one of its values.
  const logNone = new Float64Array(members.length);
  /** What is left of the best value that each member shares; less than 0 if it shares none. */
  const shares = new Float64Array(members.length).fill(NONE);
  const top: { value: number; members: number; outside: number }[] = [];
  const held = memberValues(group, layer);
  const byValue = held.byValue();
  const { places } = byValue;
  for (let k = 0; k < held.count; k++) {
    const v = held.value[k];
    const from = byValue.start[k];
    const to = byValue.start[k + 1];
    const outside = strangersHolding(layer, v, to - from, group.copied);
    const popularity = Math.min(0.999, (outside + 0.5) / (outsiders + 1));
    const alone = (m - 1) * Math.log1p(-popularity);
    for (let h = from; h < to; h++) logNone[places[h]] += alone;
    if (to - from < layer.crowd) continue;
    if (!acrossClasses(classes, places, from, to)) continue;
    const holders = holdersOf(group, byValue, k);
    const placed = !layer.personal && mainPlace(holders, population.parties) >= 0;
    const crowd = group.copied.units.length > 0 && isPlace(layer) && outside <= maxStrangers * (to - from);
    const left = (crowd ? 1 : layer.unexplained[v]) * Math.min(placed ? campusLeaves : 1, layer.personal ? 1 : event);
    for (let h = from; h < to; h++) shares[places[h]] = Math.max(shares[places[h]], left);
    top.push({ value: v, members: to - from, outside });
  }
  let expected = 0;
  let left = 0;
  let sharing = 0;
  let sharers = 0;
  members.forEach((i, p) => {
    const weight = 1 / (parties.get(population.parties.of[i]) ?? 1);
    expected += weight * (1 - Math.exp(logNone[p]));
    if (shares[p] === NONE) return;
    left += weight * shares[p];
    sharing += weight;
    sharers++;
  });
  expected /= m;
  top.sort((a, b) => b.members - a.members || a.value - b.value);
  const unexplained = sharing > 0 ? left / sharing : 1;
  return {
    known: covered,
    sharing: sharers,
    observed: sharing / m,
    expected,
    unexplained,
    excess: unexplained * surplusOver(sharing, m, expected, mutualSpread),
    top: top.slice(0, maxTopValues),
  };
}

/**
 * The class of each member by its place: what only one class shares is no sharing. Classes are parties; in a group that is not
 * of one organisation, they are organisations.
 */
function classesOf({ parties, input, circles }: Population, members: readonly number[]): Uint32Array {
  const organisations = organisationsAmong(input.units, circles, members);
  const sizes = new Map<number, number>();
  for (const organisation of organisations) sizes.set(organisation, (sizes.get(organisation) ?? 0) + 1);
  const largest = Math.max(...sizes.values());
  return largest >= oneCircleShare * members.length ? Uint32Array.from(members, (i) => parties.of[i]) : organisations;
}

/** A dozen layers are measured for one group. */
function classesIn(population: Population, group: Group): Uint32Array {
  let classes = knownClasses.get(group);
  if (classes === undefined) {
    classes = classesOf(population, group.members);
    knownClasses.set(group, classes);
  }
  return classes;
}

const knownClasses = new WeakMap<Group, Uint32Array>();

function acrossClasses(classes: Uint32Array, places: Uint32Array, from: number, to: number): boolean {
  for (let h = from + 1; h < to; h++) if (classes[places[h]] !== classes[places[from]]) return true;
  return false;
}

/** How many members each party has. */
function partySizes(population: Population, group: Group): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const i of group.members) {
    const party = population.parties.of[i];
    sizes.set(party, (sizes.get(party) ?? 0) + 1);
  }
  return sizes;
}
