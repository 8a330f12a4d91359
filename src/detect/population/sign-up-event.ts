/**
 * Sign-up events: what brings strangers to sign up together, in plain sight. A hackathon or a workshop has a venue, with an
 * address or a few; a course, a talk or a post has a link. A factory of accounts has both as well, and a factory's accounts
 * are made by one machine and work on for weeks: people come in their own browsers, do at an event what it is about, as
 * busy as people are, and most are gone when it is over.
 */

import { type DetectInput, postingSize, type Units } from '../../aggregate/detect-input.ts';
import { DAY } from '../../base/clock.ts';
import { DisjointSets } from '../../graph/disjoint-sets.ts';
import { valuesOf } from '../../model/parameter.ts';
import { SIGN_UP_EVENT_PARAMETERS } from '../parameters/population-values.ts';
import type { Layer } from './layers.ts';
import { beyondChance, median, rampOver } from './numbers.ts';
import { densest } from './temporal-clustering.ts';

const {
  maxVenueAddresses,
  minAtAddress,
  popularLinkShare,
  minAttending,
  signUpSpanMs,
  stayMs,
  goneShare,
  nearlyAllShare,
  maxDailyExchanges,
  eventLeaves,
} = valuesOf(SIGN_UP_EVENT_PARAMETERS);

/** What these functions need of a population. */
interface Population {
  readonly input: DetectInput;
  readonly layers: readonly Layer[];
}

/** Events of a log: people who signed up within two days at one venue or by one link. */
export interface SignUpEvents {
  /** The event of each unit, -1 for none. */
  readonly of: Int32Array;
  /** 0..1 for each: how far its people behaved as people at an event do. */
  readonly strength: readonly number[];
}

/** The sign-up events of a log, from shared sign-up addresses and referral links. */
export function findSignUpEvents(units: Units, layers: readonly Layer[]): SignUpEvents {
  const gatherings = layers.flatMap((layer) => gatheringsOf(units, layer));
  // Gatherings with a member in common are one.
  const people = new DisjointSets(gatherings.flat());
  for (const [first, ...others] of gatherings) for (const i of others) people.join(i, first);
  const sets = people.sets().filter((list) => list.length >= minAttending);
  const of = new Int32Array(units.count).fill(-1);
  sets.forEach((list, event) => {
    for (const i of list) of[i] = event;
  });
  return { of, strength: sets.map((list) => likePeople(units, layers, list)) };
}

/** 0..1: how far one event explains that the members came together. */
export function explainedByEvent(
  { events, input }: Population & { readonly events: SignUpEvents },
  members: readonly number[],
): number {
  const attending = new Map<number, number[]>();
  for (const i of members) {
    if (events.of[i] < 0) continue;
    const list = attending.get(events.of[i]);
    if (list) list.push(i);
    else attending.set(events.of[i], [i]);
  }
  // A venue with a few addresses and no link is a few events of one day.
  const venues = [...attending].sort(([a, x], [b, y]) => y.length - x.length || a - b).slice(0, maxVenueAddresses);
  const people = venues.flatMap(([, list]) => list);
  if (people.length < nearlyAllShare[0] * members.length) return 0;
  const created = Float64Array.from(people, (i) => input.units.record[i]?.created ?? 0).sort();
  const signedUpTogether = densest(created, signUpSpanMs).count;
  const behaved = venues.reduce((sum, [event, list]) => sum + events.strength[event] * list.length, 0);
  return (behaved / people.length) * rampOver(signedUpTogether / members.length, nearlyAllShare);
}

/** For each address and each link that brought several within two days, and mostly then: who they were. */
function gatheringsOf({ record, count }: Units, { name, postings }: Layer): number[][] {
  if (name !== 'signup_address' && name !== 'referrer') return [];
  const found: number[][] = [];
  const created = (i: number) => record[i]?.created ?? 0;
  for (let v = 0; v < postings.values; v++) {
    const size = postingSize(postings, v);
    if (size < minAtAddress || (name === 'referrer' && size > popularLinkShare * count)) continue;
    const holders = Array.from(postings.unit.subarray(postings.start[v], postings.start[v + 1]));
    const { count: most, from } = densest(Float64Array.from(holders, created).sort(), signUpSpanMs);
    if (most < minAtAddress || 2 * most < size) continue;
    found.push(holders.filter((i) => created(i) >= from && created(i) <= from + signUpSpanMs));
  }
  return found;
}

function likePeople(units: Units, layers: readonly Layer[], people: readonly number[]): number {
  const { record, last } = units;
  if (median(people.map((i) => aDay(units, i))) > maxDailyExchanges) return 0;
  const gone = people.filter((i) => last[i] - (record[i]?.created ?? 0) <= stayMs).length;
  const browser = oneBrowser(units, layers, people);
  return (1 - rampOver(browser, nearlyAllShare)) * rampOver(gone / people.length, goneShare);
}

/**
 * What an event leaves of the evidence that its people came and stayed together, 0..1.
 *
 * @param explained how far the event explains the group, 0..1 ({@link explainedByEvent})
 */
export function beyondSignUpEvent(explained: number): number {
  return 1 - (1 - eventLeaves) * explained;
}

/** How many members signed up at the few addresses at which most did. */
export function countAtOneVenue(population: Population, members: readonly number[]): number {
  const { record } = population.input.units;
  const addresses = new Map<string, number>();
  for (const i of members) {
    const address = record[i]?.signupIp;
    if (address) addresses.set(address, (addresses.get(address) ?? 0) + 1);
  }
  return [...addresses.values()]
    .filter((count) => count >= minAtAddress)
    .sort((a, b) => b - a)
    .slice(0, maxVenueAddresses)
    .reduce((sum, count) => sum + count, 0);
}

/** How many members came by the group's most common link, if few others follow it; 0 otherwise. */
export function countByOneLink(population: Population, members: readonly number[]): number {
  const layer = population.layers.find(({ name }) => name === 'referrer');
  if (!layer) return 0;
  const { start, value } = layer.byUnit;
  const followed = new Map<number, number>();
  for (const i of members)
    for (let r = start[i]; r < start[i + 1]; r++) followed.set(value[r], (followed.get(value[r]) ?? 0) + 1);
  let most = 0;
  for (const [v, count] of followed) {
    const others = postingSize(layer.postings, v) - count;
    if (others <= popularLinkShare * (population.input.units.count - members.length)) most = Math.max(most, count);
  }
  return most;
}

/** The share of the members that signed up with one client, beyond its share of everybody else. */
function oneBrowser(units: Units, layers: readonly Layer[], members: readonly number[]): number {
  const layer = layers.find(({ name }) => name === 'signup_client');
  if (!layer) return 0;
  const { start, value } = layer.byUnit;
  const counts = new Map<number, number>();
  for (const i of members)
    for (let r = start[i]; r < start[i + 1]; r++) counts.set(value[r], (counts.get(value[r]) ?? 0) + 1);
  const outside = Math.max(1, units.count - members.length);
  let most = 0;
  for (const [v, count] of counts) {
    const elsewhere = (postingSize(layer.postings, v) - count) / outside;
    most = Math.max(most, beyondChance(count / members.length, elsewhere));
  }
  return most;
}

function aDay({ exchanges, first, last }: Units, i: number): number {
  return exchanges[i] / Math.max(1, (last[i] - first[i]) / DAY);
}
