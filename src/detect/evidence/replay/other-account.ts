/**
 * Another account: signatures of reasoning issued to one party are presented by another one of the group. Follows the
 * cross-session replay of the September 2026 report. Null model: signatures never travel between customers; a shared
 * transcript explains a few. Defeated by replaying from the account a signature was issued to.
 */

import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { REPLAY_OTHER_ACCOUNT_PARAMETERS } from '../../parameters/evidence/replay.ts';
import { grouped, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

const { fullStrength, share, members } = valuesOf(REPLAY_OTHER_ACCOUNT_PARAMETERS);

/** Strength 0..1 by how many members take part; null for a few. */
export function otherAccountMeasure(population: Population, group: Group): Measure | null {
  const { issuer, presenter, count } = population.input.replays;
  const involved = new Set<number>();
  let replays = 0;
  for (let r = 0; r < count.length; r++) {
    if (!group.inside[issuer[r]] || !group.inside[presenter[r]]) continue;
    if (population.parties.of[issuer[r]] === population.parties.of[presenter[r]]) continue;
    replays += count[r];
    involved.add(issuer[r]).add(presenter[r]);
  }
  if (involved.size <= members[0]) return null;
  return {
    name: 'other_account',
    strength: fullStrength * ramp(involved.size / group.members.length, ...share) * ramp(involved.size, ...members),
    summary: `${grouped(replays)} requests present a thinking signature that was issued to another member (${grouped(involved.size)} members take part).`,
    detail: { replays, members: involved.size },
  };
}
