/**
 * Parties: who stands openly behind units. Accounts that a verified business holds under its own mail domain are
 * one party: a team with a corporate card is one customer, not a group. Groups are measured in parties: a campaign
 * hides its operator behind many of them.
 */
import type { Units } from './input.ts';

/** A domain with more parties than this that are not verified businesses is a mail provider, not an organisation. */
const PROVIDER_SHARE = 0.5;

/** The party of each unit: labels 0 .. k-1. */
export interface Parties {
  readonly of: Uint32Array;
  readonly count: number;
  /** True where the unit belongs to a verified organisation of several accounts. */
  readonly organisation: Uint8Array;
}

export function findParties(units: Units): Parties {
  const domains = new Map<string, { verified: number; all: number }>();
  for (let i = 0; i < units.count; i++) {
    const record = units.record[i];
    if (!record?.emailDomain) continue;
    const entry = domains.get(record.emailDomain) ?? { verified: 0, all: 0 };
    entry.all++;
    if (record.verification === 'business') entry.verified++;
    domains.set(record.emailDomain, entry);
  }
  const of = new Uint32Array(units.count);
  const organisation = new Uint8Array(units.count);
  const named = new Map<string, number>();
  let next = 0;
  for (let i = 0; i < units.count; i++) {
    const record = units.record[i];
    const domain = record?.emailDomain;
    const entry = domain ? domains.get(domain) : undefined;
    const open = record?.verification === 'business' && entry && entry.verified >= entry.all * PROVIDER_SHARE;
    if (!open) {
      of[i] = next++;
      continue;
    }
    let party = named.get(domain as string);
    if (party === undefined) {
      party = next++;
      named.set(domain as string, party);
    }
    of[i] = party;
    organisation[i] = entry.verified > 1 ? 1 : 0;
  }
  return { of, count: next, organisation };
}

export function countParties(members: readonly number[], parties: Parties): number {
  const seen = new Set<number>();
  for (const i of members) seen.add(parties.of[i]);
  return seen.size;
}
