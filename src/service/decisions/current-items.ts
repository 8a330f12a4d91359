/**
 * The decisions about one account as its readers need them: in force now, and to be enforced later, each with its
 * time. The last item that has begun and has not ended counts; none means allow. No job ends an item: time does.
 */
import type { Action } from '../../model/vocabulary.ts';
import type { Decision } from './decision.ts';

export interface Item {
  readonly id: string;
  readonly action: Action;
  readonly since: number;
  readonly from: number;
  readonly until: number;
  readonly campaign: string | null;
  readonly policy: string;
  readonly rule: string | null;
  readonly reason: string;
}

/** Most items of an account: one in force and those that wait, the latest. */
const MOST_ITEMS = 4;

/** @param decisions of one account, in force or superseded by one that is yet to be enforced */
export function itemsOf(decisions: readonly Decision[], now: number): Item[] {
  const items = decisions
    .map((decision) => ({ decision, until: Math.min(decision.until, decision.ended ?? decision.until) }))
    .filter(({ decision, until }) => until > now && until > decision.enforceFrom)
    .sort((a, b) => a.decision.enforceFrom - b.decision.enforceFrom || a.decision.since - b.decision.since)
    .map(({ decision, until }) => ({
      id: decision.id,
      action: decision.action,
      since: decision.since,
      from: decision.enforceFrom,
      until,
      campaign: decision.campaign,
      policy: decision.policy,
      rule: decision.rule,
      reason: decision.reason,
    }));
  return items.slice(-MOST_ITEMS);
}

/** The item that is to be enforced next after a time; null if none waits. */
export function nextItem(items: readonly Item[], time: number): Item | null {
  let next: Item | null = null;
  for (const item of items) if (item.from > time && (next === null || item.from < next.from)) next = item;
  return next;
}

/** The reason for an `allow` without a decision in force, which names the decision that is yet to be enforced. */
export function noneInForce(waiting: Item | null): string {
  if (waiting === null) return 'No decision is in force.';
  return `No decision is in force yet: decision ${waiting.id} enforces ${waiting.action} from ${new Date(waiting.from).toISOString()} on.`;
}

/** The item that counts at a time. */
export function itemAt(items: readonly Item[], time: number): Item | null {
  for (let k = items.length - 1; k >= 0; k--) {
    const item = items[k];
    if (item.from <= time && time < item.until) return item;
  }
  return null;
}
