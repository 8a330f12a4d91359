/**
 * Thinking signatures issued to one account are presented by another of the group. Follows the cross-session replay of
 * the September 2026 report. Null model: signatures never travel between customers; a shared transcript explains a few.
 * Defeated by replaying from the account a signature was issued to.
 */
import type { Group, Population } from '../../group/group.ts';
import { grouped, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

const FEW = 2;

export function travelling(world: Population, group: Group): Measure | null {
  const { issuer, presenter, count } = world.input.replays;
  const involved = new Set<number>();
  let replays = 0;
  for (let r = 0; r < count.length; r++) {
    if (!group.inside[issuer[r]] || !group.inside[presenter[r]]) continue;
    if (world.parties.of[issuer[r]] === world.parties.of[presenter[r]]) continue;
    replays += count[r];
    involved.add(issuer[r]).add(presenter[r]);
  }
  if (involved.size <= FEW) return null;
  return {
    name: 'other_account',
    strength: 0.95 * ramp(involved.size / group.members.length, 0, 0.3) * ramp(involved.size, FEW, 8),
    summary: `${grouped(replays)} requests present a thinking signature that was issued to another member (${grouped(involved.size)} members take part).`,
    detail: { replays, members: involved.size },
  };
}
