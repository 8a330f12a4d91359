/** How far the accounts of a group show who runs them: this separates a firm that works as one from accounts that pose as strangers. */

import { valuesOf } from '../../model/parameter.ts';
import { OPENNESS_PARAMETERS } from '../parameters/group-formation.ts';
import { countAtOneVenue, countByOneLink } from '../population/sign-up-event.ts';
import type { Group, Population } from './group.ts';
import { organisationsAmong } from './organisations.ts';

const { openShare, minOpen, minOnOnePayer } = valuesOf(OPENNESS_PARAMETERS);

/** Shares of a group's members, 0..1 each. */
export interface Openness {
  /** Their operator's identity or business was verified. */
  readonly verified: number;
  /**
   * They are openly linked: share in the largest circle (ties.ts), which is one mail domain or one business, or share that signed
   * up at one venue, which has an address or a few, or by the link of a course.
   */
  readonly openlyLinked: number;
  /**
   * They are in the open: linked in at least two of the ways that an operator who hides avoids, which are one mail domain or
   * business, one payer, one venue, and the link of a course. The second largest of the shares.
   */
  readonly inTheOpen: number;
}

/** Members that are in the open by themselves, whoever else is in the group; by their place in it. */
export interface OpenMembers {
  /** 1 for each member of an organisation, an event or a course in the open. */
  readonly open: Uint8Array;
  /** The unit that is asked for the member's organisation; -1 if the member is asked itself. */
  readonly contact: Int32Array;
}

/** Accounts of which nothing is known. */
export const HIDDEN: Openness = { verified: 0, openlyLinked: 0, inTheOpen: 0 };

/** Measures how openly a group is run. */
export function measureOpenness(population: Population, group: Group): Openness {
  const { record } = population.input.units;
  const verified = group.members.filter((i) => {
    const verification = record[i]?.verification;
    return verification === 'identity' || verification === 'business';
  }).length;
  const organisations = new Map<number, number>();
  for (const one of organisationsAmong(population.input.units, population.circles, group.members))
    organisations.set(one, (organisations.get(one) ?? 0) + 1);
  const circle = Math.max(0, ...organisations.values());
  const payer = largestSet(group.members, (i) => record[i]?.payment ?? []).length;
  const venue = countAtOneVenue(population, group.members);
  const link = countByOneLink(population, group.members);
  const [, second] = [circle, payer, venue, link].sort((a, b) => b - a);
  const members = Math.max(1, group.members.length);
  return {
    verified: verified / members,
    openlyLinked: Math.max(circle, venue, link) / members,
    inTheOpen: second / members,
  };
}

/**
 * Finds the sets of members that are in the open: an organisation (one mail domain or business) with one payer or one venue, the
 * people of a course or an event (one link and one venue), and many accounts on one payer at one venue. Strangers who join the
 * group change nothing for them. An organisation is asked once; the people of an event have no one to answer for them.
 */
export function openMembers(population: Population, { members }: Group): OpenMembers {
  const { record } = population.input.units;
  const place = new Map(members.map((i, k) => [i, k]));
  const found: OpenMembers = { open: new Uint8Array(members.length), contact: new Int32Array(members.length).fill(NOBODY) };
  const mark = (set: readonly number[], contact: number) => {
    for (const i of set) {
      const k = place.get(i) as number;
      found.open[k] = 1;
      if (contact !== NOBODY && i !== contact && found.contact[k] === NOBODY) found.contact[k] = contact;
    }
  };
  const payersOf = (i: number) => record[i]?.payment ?? [];
  const atVenue = (set: readonly number[]) => nearly(set, countAtOneVenue(population, set));
  const organisations = organisationsAmong(population.input.units, population.circles, members);
  const nearly = (set: readonly number[], count: number) => count >= openShare * set.length;
  const personal = (i: number) => [...payersOf(i), record[i]?.email, record[i]?.phone].filter((value) => value);
  const held = holdersBy(members, personal);
  for (const list of setsOf(members, minOpen, (i) => [organisations[place.get(i) as number]])) {
    // Who pays for several firms, or has a mailbox in them, is none of them: the firms are a front.
    const set = new Set(list);
    const front = [...new Set(list.flatMap(personal))].filter((value) => {
      const holders = held.get(value) ?? [];
      return !nearly(holders, holders.filter((j) => set.has(j)).length);
    });
    const behind = new Set(front.flatMap((value) => held.get(value) ?? []));
    if (!nearly(list, list.filter((i) => !behind.has(i)).length)) continue;
    if (nearly(list, largestSet(list, payersOf).length) || atVenue(list)) mark(list, contactOf(population, list));
  }
  for (const set of setsOf(members, minOnOnePayer, payersOf)) if (atVenue(set)) mark(set, NOBODY);
  for (const set of setsOf(members, minOpen, (i) => [record[i]?.referrer].filter((link) => link != null)))
    if (nearly(set, countByOneLink(population, set)) && atVenue(set)) mark(set, NOBODY);
  return found;
}

const NOBODY = -1;

/** Whom to ask for an organisation: a verified account if there is one, and the oldest. */
export function contactOf({ input }: Population, members: readonly number[]): number {
  const { record } = input.units;
  const rank = (i: number) => (record[i]?.verification === 'business' || record[i]?.verification === 'identity' ? 0 : 1);
  const created = (i: number) => record[i]?.created ?? Number.POSITIVE_INFINITY;
  return members.reduce((best, i) =>
    rank(i) < rank(best) || (rank(i) === rank(best) && created(i) < created(best)) ? i : best,
  );
}

/** The sets of at least so many units that hold one value. */
function setsOf<T>(units: readonly number[], least: number, values: (unit: number) => readonly T[]): number[][] {
  return [...holdersBy(units, values).values()].filter((list) => list.length >= least);
}

/** The units that hold the value which most of them hold. */
function largestSet<T>(units: readonly number[], values: (unit: number) => readonly T[]): number[] {
  return [...holdersBy(units, values).values()].reduce((most, list) => (list.length > most.length ? list : most), []);
}

function holdersBy<T>(units: readonly number[], values: (unit: number) => readonly T[]): Map<T, number[]> {
  const holders = new Map<T, number[]>();
  for (const i of units) {
    for (const value of new Set(values(i))) {
      const list = holders.get(value);
      if (list) list.push(i);
      else holders.set(value, [i]);
    }
  }
  return holders;
}
