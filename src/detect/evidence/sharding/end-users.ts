/**
 * Rotating end users: behind a router, ids that are used a few times within an hour and never again, far more than among
 * the other end users of routers, while all of them send the group's own template. Vercel's and OpenRouter's safety
 * identifiers stand for a person; an id a request stands for nobody, and hides one sender.
 * Null model: the share of short-lived ids among the end users of the same routers, outside the group. A router that
 * makes a new id for each session makes it for everybody, and is explained.
 * Defeated by ids that are kept for days, or by passing none.
 */
import { HOUR } from '../../../base/clock.ts';
import type { Group, Population } from '../../group/group.ts';
import { grouped, percentText, surplusOver } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

const TRUST = 0.6;
/** An id that is used at most so often, within this time, is used once. */
const FEW = 5;
const BRIEF = HOUR;
const MIN_MEMBERS = 8;

export function endUsersMeasure(world: Population, group: Group): Measure | null {
  const { units } = world.input;
  const routed = group.members.filter((i) => units.subAccount[i] !== null);
  if (routed.length < MIN_MEMBERS || group.own.length === 0) return null;
  const routers = new Set(routed.map((i) => units.account[i]));
  const brief = (i: number) => units.exchanges[i] <= FEW && units.last[i] - units.first[i] <= BRIEF;
  const harvested = new Set(group.members.filter((_, k) => group.harvested[k] > 0));
  const count = routed.filter((i) => brief(i) && harvested.has(i)).length;
  let others = 0;
  let outside = 0;
  for (let i = 0; i < units.count; i++) {
    if (group.inside[i] || units.subAccount[i] === null || !routers.has(units.account[i])) continue;
    outside++;
    if (brief(i)) others++;
  }
  const expected = (others + 0.5) / (outside + 1);
  return {
    name: 'end_users',
    strength: TRUST * surplusOver(count, routed.length, expected),
    summary: `${grouped(count)} of ${grouped(routed.length)} end users send the group's own text a few times within an hour and are never seen again; ${percentText(expected)} of the other end users of these routers are as brief.`,
    detail: {
      brief_end_users: `${grouped(count)} of ${grouped(routed.length)}`,
      brief_end_users_elsewhere: percentText(expected),
    },
  };
}
