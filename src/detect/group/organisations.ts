/**
 * Which members of a group openly belong together: under one small mail domain or business, which is a circle (ties.ts), or
 * under a large domain most of whose accounts are members. A mail provider has most of its accounts elsewhere.
 */
import type { Units } from '../../aggregate/detect-input.ts';
import { once } from '../../base/memo.ts';

/** The organisation of each member by its place, as numbers that only compare: its own domain's, or its circle's. */
export function organisationsAmong(units: Units, circles: Uint32Array, members: readonly number[]): Uint32Array {
  const inside = new Map<string, number>();
  for (const i of members) {
    const domain = units.record[i]?.emailDomain;
    if (domain) inside.set(domain, (inside.get(domain) ?? 0) + 1);
  }
  const everywhere = domainSizes(units);
  const numbers = new Map<string, number>();
  const first = firstFree(circles);
  return Uint32Array.from(members, (i) => {
    const domain = units.record[i]?.emailDomain;
    if (!domain || 2 * (inside.get(domain) ?? 0) <= (everywhere.get(domain) ?? 0)) return circles[i];
    const number = numbers.get(domain) ?? first + numbers.size;
    numbers.set(domain, number);
    return number;
  });
}

/** The first number that is no circle's. */
const firstFree = once((circles: Uint32Array): number => circles.reduce((most, circle) => Math.max(most, circle), 0) + 1);

/** Accounts of each mail domain. */
export const domainSizes = once(({ record }: Units): ReadonlyMap<string, number> => {
  const sizes = new Map<string, number>();
  for (const one of record) if (one?.emailDomain) sizes.set(one.emailDomain, (sizes.get(one.emailDomain) ?? 0) + 1);
  return sizes;
});
