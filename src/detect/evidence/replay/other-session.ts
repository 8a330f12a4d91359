/**
 * Another session: signatures of a member's own answers are presented in other sessions than those they were issued in.
 * Follows the cross-session replay of the September 2026 report, for an operator that keeps to one account at a time. Null
 * model: how often each account outside does so. People fork and resume conversations, and some clients give every request
 * a new session; then everybody's rate is high and explains the members'. Silent on logs without sessions. Defeated by one
 * name for all sessions.
 */

import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { REPLAY_OTHER_SESSION_PARAMETERS } from '../../parameters/evidence/replay.ts';
import type { Baseline } from '../../population/baseline.ts';
import { grouped, percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

const { fullStrength, share, usualQuantile, beyondUsual, count } = valuesOf(REPLAY_OTHER_SESSION_PARAMETERS);

/** Strength 0..1 of members doing so more than accounts outside; null if none does. */
export function otherSessionMeasure(population: Population, group: Group, baseline: Baseline): Measure | null {
  const { inSessions, otherSession: elsewhere } = population.input.presentations;
  let known = 0;
  let moved = 0;
  let members = 0;
  for (const i of group.members) {
    known += inSessions[i];
    moved += elsewhere[i];
    if (elsewhere[i] > 0) members++;
  }
  if (moved === 0) return null;
  const habit = baseline.habits.otherSession.against(group.members);
  const usual = habit.quantile(usualQuantile);
  return {
    name: 'other_session',
    strength:
      fullStrength *
      habit.excessAbove() *
      ramp(habit.members / group.members.length, ...share) *
      ramp(moved / known, usual + beyondUsual[0], usual + beyondUsual[1]) *
      ramp(moved, ...count),
    summary: `${percentText(moved / known)} of the signatures that members present come from another of their own sessions (${grouped(moved)} times, ${grouped(members)} members); for three in four accounts outside the group it is at most ${percentText(usual)}.`,
    detail: {
      from_other_sessions: grouped(moved),
      share_from_other_sessions: percentText(moved / known),
      population_from_other_sessions: percentText(usual),
    },
  };
}
