/**
 * Parties: who openly runs which units. The verified accounts of one organisation are one party: a team is one customer, not
 * a group. Groups are measured in parties: a campaign hides its operator behind many of them. An account that was not verified
 * is excused by nothing, whatever domain and card it has in common with verified ones. docs/decisions/0033 has the reasons.
 *
 * Places: a verified school explains why its people share a mail domain and networks. They are no party, they are people;
 * but what the campus explains says little about them (sharing.ts).
 */

import type { Units } from '../../aggregate/detect-input.ts';
import type { AccountRecord } from '../../model/account-record.ts';
import { valuesOf } from '../../model/parameter.ts';
import { PARTY_PARAMETERS } from '../parameters/population-values.ts';

const { businessDomainShare, minCampus, educationShare, campusNetworkShare, maxCampusCardShare } =
  valuesOf(PARTY_PARAMETERS);

/** The party of each unit: labels 0 .. k-1. */
export interface Parties {
  readonly of: Uint32Array;
  readonly count: number;
  /** 1 where the unit belongs to a verified organisation of several accounts. */
  readonly organisation: Uint8Array;
  /** The campus of each unit, counted from 0; -1 for none. */
  readonly place: Int32Array;
}

/** The party and the campus of each unit. A unit that nothing groups is a party by itself. */
export function findParties(units: Units): Parties {
  const domains = byDomain(units);
  const of = new Uint32Array(units.count);
  const organisation = new Uint8Array(units.count);
  const place = new Int32Array(units.count).fill(-1);
  const shared = new Int32Array(units.count).fill(-1);
  let organisations = 0;
  let places = 0;
  for (const accounts of domains.values()) {
    const records = accounts.map((i) => units.record[i] as AccountRecord);
    const staff = staffOf(records);
    if (staff.some((belongs) => belongs)) {
      const label = organisations++;
      const several = staff.filter((belongs) => belongs).length > 1 ? 1 : 0;
      staff.forEach((belongs, k) => {
        if (!belongs) return;
        shared[accounts[k]] = label;
        organisation[accounts[k]] = several;
      });
    } else if (isCampus(records)) {
      records.forEach((record, k) => {
        if (record.program === 'education') place[accounts[k]] = places;
      });
      places++;
    }
  }
  // Labels in the order of the units, so that they do not depend on the order of domains.
  const named = new Map<number, number>();
  let next = 0;
  for (let i = 0; i < units.count; i++) {
    if (shared[i] < 0) {
      of[i] = next++;
      continue;
    }
    const party = named.get(shared[i]) ?? next++;
    named.set(shared[i], party);
    of[i] = party;
  }
  return { of, count: next, organisation, place };
}

/** How many parties the members belong to. */
export function countParties(members: readonly number[], parties: Parties): number {
  const seen = new Set<number>();
  for (const i of members) seen.add(parties.of[i]);
  return seen.size;
}

/** True when the units are not all of one party: what one customer's accounts share is no tie. */
export function severalParties(holders: ArrayLike<number>, parties: Parties): boolean {
  for (let k = 1; k < holders.length; k++) if (parties.of[holders[k]] !== parties.of[holders[0]]) return true;
  return false;
}

/** The campus that most of the units belong to, or -1. */
export function mainPlace(units: ArrayLike<number>, parties: Parties): number {
  const counts = new Map<number, number>();
  for (let k = 0; k < units.length; k++) {
    const place = parties.place[units[k]];
    if (place < 0) continue;
    const count = (counts.get(place) ?? 0) + 1;
    if (2 * count > units.length) return place;
    counts.set(place, count);
  }
  return -1;
}

function byDomain(units: Units): Map<string, number[]> {
  const domains = new Map<string, number[]>();
  for (let i = 0; i < units.count; i++) {
    const domain = units.record[i]?.emailDomain;
    if (!domain) continue;
    const list = domains.get(domain);
    if (list) list.push(i);
    else domains.set(domain, [i]);
  }
  return domains;
}

/**
 * Which of a domain's accounts one verified organisation answers for: those that were verified as a business, where most were.
 * A colleague who was not verified is a party of its own, and what half a firm shows excuses nothing.
 */
function staffOf(records: readonly AccountRecord[]): boolean[] {
  const businesses = records.filter((r) => r.verification === 'business').length;
  const known = businesses >= records.length * businessDomainShare;
  return records.map((r) => known && r.verification === 'business');
}

/** Whether a domain is a verified school's: a programme alone is what its people say of themselves. */
function isCampus(records: readonly AccountRecord[]): boolean {
  if (records.length < minCampus) return false;
  const education = records.filter((r) => r.program === 'education').length;
  if (education < educationShare * records.length) return false;
  if (!records.some((r) => r.verification === 'business')) return false;
  const networks = records.map((r) => (r.signupNet ? [r.signupNet] : []));
  const fromNetworks = networks.filter((list) => list.length > 0).length;
  if (fromNetworks === 0 || sharers(networks) < campusNetworkShare * fromNetworks) return false;
  return sharers(records.map((r) => r.payment)) <= maxCampusCardShare * records.length;
}

/** How many of the lists have a value that another list has too. */
function sharers(lists: readonly (readonly string[])[]): number {
  const counts = new Map<string, number>();
  for (const list of lists) for (const value of list) counts.set(value, (counts.get(value) ?? 0) + 1);
  return lists.filter((list) => list.some((value) => (counts.get(value) ?? 0) > 1)).length;
}
