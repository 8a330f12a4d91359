/**
 * Rotating end users: behind a router, ids that are used a few times within an hour and never again, far more than among
 * other end users of the same routers, while all of them send the group's own template. The safety identifiers of Vercel
 * and OpenRouter each name a person; an id made for one request names no one and hides one sender.
 * Null model: the share of short-lived ids among the end users of the same routers outside the group. A router that makes a
 * new id for each session makes it for everybody, and is explained.
 * Defeated by ids that are kept for days, or by passing none.
 */
import { HOUR } from '../../../base/clock.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { SHARDING_END_USERS_PARAMETERS } from '../../parameters/evidence/sharding.ts';
import { grouped, percentText, surplusOver } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { outsiderShare } from '../outsider-share.ts';

const { fullStrength, maxExchanges, maxHours, minMembers } = valuesOf(SHARDING_END_USERS_PARAMETERS);
/** ms */
const BRIEF = maxHours * HOUR;

/** Strength 0..1 of more short-lived end users than the routers' others; null for few end users or no own template. */
export function endUsersMeasure(population: Population, group: Group): Measure | null {
  const { units } = population.input;
  const routed = group.members.filter((i) => units.subAccount[i] !== null);
  if (routed.length < minMembers || group.own.length === 0) return null;
  const routers = new Set(routed.map((i) => units.account[i]));
  const brief = (i: number) => units.exchanges[i] <= maxExchanges && units.last[i] - units.first[i] <= BRIEF;
  const harvested = new Set(group.members.filter((_, k) => group.harvested[k] > 0));
  const count = routed.filter((i) => brief(i) && harvested.has(i)).length;
  let others = 0;
  let outside = 0;
  for (let i = 0; i < units.count; i++) {
    if (group.inside[i] || units.subAccount[i] === null || !routers.has(units.account[i])) continue;
    outside++;
    if (brief(i)) others++;
  }
  const expected = outsiderShare(others, outside);
  return {
    name: 'end_users',
    strength: fullStrength * surplusOver(count, routed.length, expected),
    summary: `${grouped(count)} of ${grouped(routed.length)} end users send the group's own text a few times within an hour and never again; ${percentText(expected)} of these routers' other end users are as brief.`,
    detail: {
      brief_end_users: `${grouped(count)} of ${grouped(routed.length)}`,
      brief_end_users_elsewhere: percentText(expected),
    },
  };
}
