/** Changes of decisions as events: by ids, many to an event. */
import type { NewEvent } from '../events/event.ts';
import type { Decision } from './decision.ts';
import { shownState } from './decision-state.ts';

/** Decisions of one event. */
const BATCH = 100;

export function decisionEvents(decisions: readonly Decision[], time: number): NewEvent[] {
  const events: NewEvent[] = [];
  for (const type of ['decision.changed', 'decision.proposed'] as const) {
    const ours = decisions.filter(({ state }) => (state === 'proposed') === (type === 'decision.proposed'));
    for (let at = 0; at < ours.length; at += BATCH) {
      const batch = ours.slice(at, at + BATCH).map((decision) => {
        const { id, action, campaign, policy, previous } = decision;
        return { id, action, state: shownState(decision, time), campaign, policy, previous };
      });
      events.push({ type, time, data: { decisions: batch } });
    }
  }
  return events;
}
