/** How far the accounts of a group show who runs them: this separates a firm that works as one from accounts that pose as strangers. */

import { valuesOf } from '../../model/parameter.ts';
import { OPENNESS_PARAMETERS } from '../parameters/group-formation.ts';
import { countAtOneVenue, countByOneLink } from '../population/sign-up-event.ts';
import type { Group, Population } from './group.ts';
import { organisationsAmong } from './organisations.ts';

const { openShare } = valuesOf(OPENNESS_PARAMETERS);

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

/** An organisation in the open: one mail domain or business with one payer or one venue. */
export interface OpenOrganisation {
  readonly members: ReadonlySet<number>;
  /** Its member to ask: verified if one is, and the oldest. */
  readonly contact: number;
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
  const circle = largestSet(group.members, organisationIn(population, group.members)).length;
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
 * The organisation that nearly all members of a group openly belong to, null if there is none. Its people are asked once. An
 * event or a course is in the open too, but its people have no one to answer for them.
 */
export function openOrganisation(population: Population, group: Group): OpenOrganisation | null {
  const { record } = population.input.units;
  const least = openShare * group.members.length;
  const members = largestSet(group.members, organisationIn(population, group.members));
  if (members.length < Math.max(2, least)) return null;
  const onOneCard = largestSet(members, (i) => record[i]?.payment ?? []).length;
  if (Math.max(onOneCard, countAtOneVenue(population, members)) < least) return null;
  const rank = (i: number) => (record[i]?.verification === 'business' || record[i]?.verification === 'identity' ? 0 : 1);
  const created = (i: number) => record[i]?.created ?? Number.POSITIVE_INFINITY;
  const contact = members.reduce((best, i) =>
    rank(i) < rank(best) || (rank(i) === rank(best) && created(i) < created(best)) ? i : best,
  );
  return { members: new Set(members), contact };
}

/** Gives the organisation of a member. */
function organisationIn({ input, circles }: Population, members: readonly number[]): (unit: number) => readonly number[] {
  const organisations = organisationsAmong(input.units, circles, members);
  const of = new Map(members.map((i, k) => [i, organisations[k]]));
  return (i) => [of.get(i) as number];
}

/** The units that hold the value which most of them hold. */
function largestSet<T>(units: readonly number[], values: (unit: number) => readonly T[]): number[] {
  const holders = new Map<T, number[]>();
  for (const i of units) {
    for (const value of new Set(values(i))) {
      const list = holders.get(value);
      if (list) list.push(i);
      else holders.set(value, [i]);
    }
  }
  return [...holders.values()].reduce((most, list) => (list.length > most.length ? list : most), []);
}
