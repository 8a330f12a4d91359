/** The state of a decision as answers and events show it: what holds at a moment, not what was last written. */
import type { Decision } from './decision.ts';

export const SHOWN_STATES = [
  /** Waits for people; has no effect. */
  'pending',
  /** Decided, and enforced from `enforce_from` on. */
  'scheduled',
  /** Enforced now. */
  'in_force',
  /** Ran out, or waited for people for too long. */
  'expired',
  /** Ended by a person. */
  'undone',
  /** Refused by a person. */
  'rejected',
  /** Ended since another decision took its place. */
  'superseded',
] as const;
export type ShownState = (typeof SHOWN_STATES)[number];

/** @param now ms since the epoch */
export function shownState(
  { state, enforceFrom, until, ended }: Pick<Decision, 'state' | 'enforceFrom' | 'until' | 'ended'>,
  now: number,
): ShownState {
  if (state === 'undone' || state === 'rejected' || state === 'expired') return state;
  if (state === 'proposed') return until > now ? 'pending' : 'expired';
  // What takes its place is enforced later: until then it stands, if it is enforced at all.
  if (state === 'superseded' && (ended === null || ended <= Math.max(now, enforceFrom))) return 'superseded';
  if (until <= now) return 'expired';
  return enforceFrom > now ? 'scheduled' : 'in_force';
}
