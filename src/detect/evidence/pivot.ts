/**
 * pivot (content): after a release the group moved to the new model earlier than others did, and at once. Follows the
 * February 2026 disclosure (nearly half of one campaign's traffic within a day).
 *
 * Null model: the adoption curve of everybody outside at 6, 24 and 72 hours, which explains a launch day: the mean over
 * accounts of the share of their traffic on the new model, and how that share is spread over accounts. The members' mean
 * is shrunk toward the curve by a few made-up members that follow it, so that a handful proves little. An operator also
 * moves its accounts together: among those that moved, more members than outsiders began within a few hours of each
 * other. Keen customers are as early, but one by one. Defeated by waiting for the crowd.
 */

import type { Adoption } from '../../aggregate/detect-input.ts';
import { HOUR } from '../../base/clock.ts';
import type { Evidence } from '../../model/finding.ts';
import { valuesOf } from '../../model/parameter.ts';
import type { Group, Population } from '../group/group.ts';
import { PIVOT_PARAMETERS } from '../parameters/evidence/pivot.ts';
import { type AdoptionCurve, shareOf, weightOf } from '../population/adoption-curve.ts';
import type { Baseline } from '../population/baseline.ts';
import { beyondChance, excessOver, grouped, percentText, ramp } from '../population/numbers.ts';
import { joinMeasures, type Measure } from './measure.ts';

const { fullStrength, separateShare, minExchanges, minMembers, priorMembers, togetherHours, ahead, allAhead } =
  valuesOf(PIVOT_PARAMETERS);
/** ms */
const TOGETHER = togetherHours * HOUR;

/** The pivot row of a group for the release that it took up most conspicuously, strength 0..1; null if there is none. */
export function pivotEvidence(population: Population, group: Group, baseline: Baseline): Evidence | null {
  let best: Measure | null = null;
  population.input.adoptions.forEach((adoption, a) => {
    const measure = adoptionMeasure(group, adoption, baseline.habits.adoptions[a]);
    if (measure && (!best || measure.strength > best.strength)) best = measure;
  });
  return joinMeasures('pivot', [best]);
}

function adoptionMeasure(group: Group, adoption: Adoption, curve: AdoptionCurve): Measure | null {
  let best: Point | null = null;
  for (let h = 0; h < adoption.horizons.length; h++) {
    const point = atHorizon(group, adoption, curve, h);
    if (point && (!best || point.level > best.level)) best = point;
  }
  if (!best) return null;
  const { begun, excess } = simultaneity(group, curve);
  return {
    name: 'adoption',
    strength: fullStrength * best.level * (separateShare + (1 - separateShare) * excess),
    summary: `Within ${best.hours} hours of the release of ${adoption.release.model}, a member had moved ${percentText(best.moved)} of its traffic to it; accounts outside the group had moved ${percentText(best.curve)}. ${grouped(begun.members)} of the ${grouped(begun.all)} members that moved started within three hours of each other; ${percentText(begun.expected)} of outsiders did.`,
    detail: {
      model: adoption.release.model,
      hours: best.hours,
      moved: percentText(best.moved),
      population: percentText(best.curve),
      exchanges_by_then: grouped(best.exchanges),
      began_together: grouped(begun.members),
      members_moving: begun.all,
    },
  };
}

interface Point {
  readonly hours: number;
  /** Mean shares on the new model: the members', and the curve's. */
  readonly moved: number;
  readonly curve: number;
  readonly exchanges: number;
  /** 0..1: how far the members are before the crowd. */
  readonly level: number;
}

/** How far the members are ahead of the curve by the end of a horizon; null if too little was sent. */
function atHorizon(group: Group, adoption: Adoption, { row, points }: AdoptionCurve, h: number): Point | null {
  const horizon = adoption.horizons[h];
  const ours = { weight: 0, moved: 0, exchanges: 0, movers: 0 };
  for (const i of group.members) {
    const r = row[i];
    if (r < 0) continue;
    ours.weight += weightOf(horizon, r);
    ours.moved += weightOf(horizon, r) * shareOf(horizon, r);
    ours.exchanges += horizon.exchanges[r];
    if (horizon.onNewModel[r] > 0) ours.movers++;
  }
  if (ours.exchanges < minExchanges || ours.movers < minMembers) return null;
  const { weight, moved, shares } = points[h];
  // Laplace's rule of succession: the curve is never 0 or 1.
  const curve = (moved - ours.moved + 1) / (weight - ours.weight + 2);
  const shrunk = (ours.moved + priorMembers * curve) / (ours.weight + priorMembers);
  // Some members far before the crowd, or nearly all of them a little: a load balancer moves a part of everybody.
  const far = ramp(beyondChance(shrunk, curve), ...ahead);
  const all = shares.against(group.members).excessAbove() * ramp(shrunk - curve, ...allAhead);
  return {
    hours: horizon.hours,
    moved: ours.moved / ours.weight,
    curve,
    exchanges: ours.exchanges,
    level: Math.max(far, all),
  };
}

/** The hours in which most of the moving members began, against the share of the moving outsiders that began in them. */
function simultaneity(group: Group, curve: AdoptionCurve) {
  const began = curve.firstUse.against(group.members);
  const lags = began.values;
  let members = 0;
  let from = 0;
  for (let first = 0, last = 0; last < lags.length; last++) {
    while (lags[last] - lags[first] > TOGETHER) first++;
    if (last - first + 1 > members) {
      members = last - first + 1;
      from = lags[first];
    }
  }
  const expected = began.shareBetween(from, from + TOGETHER);
  return {
    begun: { members, all: lags.length, expected },
    excess: lags.length === 0 ? 0 : excessOver(members, lags.length, expected),
  };
}
