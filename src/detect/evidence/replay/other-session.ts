/**
 * Signatures of a member's own answers are presented in other sessions than those they were issued in. Follows the
 * cross-session replay of the September 2026 report, for an operator that keeps to one account at a time. Null model:
 * how often each account outside does so. People fork and resume conversations, and some clients name a session anew with
 * every request; then everybody's rate is high and explains the members'. Silent on logs without sessions. Defeated by
 * naming all sessions alike.
 */

import type { Group, Population } from '../../group/group.ts';
import type { Baseline } from '../../population/baseline.ts';
import { grouped, percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

/** Presentations in other sessions that a few forked conversations explain. */
const FEW = 6;

export function otherSession(world: Population, group: Group, baseline: Baseline): Measure | null {
  const { inSessions, otherSession: elsewhere } = world.input.presentations;
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
  const usual = habit.quantile(0.75);
  return {
    name: 'other_session',
    strength:
      0.7 *
      habit.excessAbove() *
      ramp(habit.members / group.members.length, 0, 0.3) *
      ramp(moved / known, usual + 0.05, usual + 0.4) *
      ramp(moved, FEW, 5 * FEW),
    summary: `${percentText(moved / known)} of the signatures that members present come from another session of theirs (${grouped(moved)} times, ${grouped(members)} members); three in four accounts outside do so in at most ${percentText(usual)}.`,
    detail: {
      from_other_sessions: grouped(moved),
      share_from_other_sessions: percentText(moved / known),
      population_from_other_sessions: percentText(usual),
    },
  };
}
