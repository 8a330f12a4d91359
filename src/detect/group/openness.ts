/** How far the accounts of a group show who runs them: this separates a firm that works as one from accounts that pose as strangers. */

import { countAtOneVenue, countByOneLink } from '../population/sign-up-event.ts';
import type { Group, Population } from './group.ts';

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

/** Accounts of which nothing is known. */
export const HIDDEN: Openness = { verified: 0, openlyLinked: 0, inTheOpen: 0 };

/** Measures how openly a group is run. */
export function measureOpenness(population: Population, group: Group): Openness {
  const { record } = population.input.units;
  const circles = new Map<number, number>();
  const payers = new Map<string, number>();
  let verified = 0;
  for (const i of group.members) {
    const verification = record[i]?.verification;
    if (verification === 'identity' || verification === 'business') verified++;
    circles.set(population.circles[i], (circles.get(population.circles[i]) ?? 0) + 1);
    for (const payer of new Set(record[i]?.payment)) payers.set(payer, (payers.get(payer) ?? 0) + 1);
  }
  const members = Math.max(1, group.members.length);
  const circle = Math.max(0, ...circles.values());
  const venue = countAtOneVenue(population, group.members);
  const link = countByOneLink(population, group.members);
  const ways = [circle, Math.max(0, ...payers.values()), venue, link].sort((a, b) => b - a);
  return {
    verified: verified / members,
    openlyLinked: Math.max(circle, venue, link) / members,
    inTheOpen: ways[1] / members,
  };
}
