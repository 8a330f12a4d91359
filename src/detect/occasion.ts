/**
 * Occasions: what brings strangers to sign up together, for all to see. A hackathon or a workshop has a venue, with an
 * address or a few; a course, a talk or a post has a link. A factory has them as well: an occasion takes nothing from what
 * the accounts do, but that they came together is no proof of one hand.
 */
import type { Group, World } from './group.ts';
import { postingSize } from './input.ts';

/** A venue has at most so many addresses, and this many sign up at each. */
const VENUE_ADDRESSES = 3;
const AT_AN_ADDRESS = 4;
/** A link by which more than this share of everybody else came is everybody's. */
const POPULAR = 0.05;

/** Members that signed up at the few addresses at which most did. */
export function atOneVenue(world: World, group: Group): number {
  const { record } = world.input.units;
  const addresses = new Map<string, number>();
  for (const i of group.members) {
    const address = record[i]?.signupIp;
    if (address) addresses.set(address, (addresses.get(address) ?? 0) + 1);
  }
  return [...addresses.values()]
    .filter((count) => count >= AT_AN_ADDRESS)
    .sort((a, b) => b - a)
    .slice(0, VENUE_ADDRESSES)
    .reduce((sum, count) => sum + count, 0);
}

/** Members that came by the link by which most of them did, if it is one that few others follow. */
export function byOneLink(world: World, group: Group): number {
  const layer = world.layers.find(({ name }) => name === 'referrer');
  if (!layer) return 0;
  const { start, value } = layer.byUnit;
  const followed = new Map<number, number>();
  for (const i of group.members)
    for (let r = start[i]; r < start[i + 1]; r++) followed.set(value[r], (followed.get(value[r]) ?? 0) + 1);
  let most = 0;
  for (const [v, count] of followed) {
    const others = postingSize(layer.postings, v) - count;
    if (others <= POPULAR * (world.input.units.count - group.members.length)) most = Math.max(most, count);
  }
  return most;
}
