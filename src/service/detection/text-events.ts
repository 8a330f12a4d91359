/** Events about texts under review: which are new, changed or over. Ids and figures only; nothing follows for any account. */
import type { Campaign } from '../../model/finding.ts';
import type { TextUnderReview } from '../../model/text-under-review.ts';
import type { NewEvent } from '../events/event.ts';

/** Growth or loss of users from one run to the next, as a share, from which a text has changed. */
const CHANGED_SHARE = 0.25;

/**
 * Gives the events of a detection run.
 *
 * @param before the texts of the run before
 * @param campaigns those of this run: a text may have become one
 * @param time ms since the epoch
 */
export function textEvents(
  texts: readonly TextUnderReview[],
  before: readonly TextUnderReview[],
  campaigns: readonly Pick<Campaign, 'id' | 'segments'>[],
  time: number,
): NewEvent[] {
  const known = new Map(before.map((text) => [text.id, text]));
  const events: NewEvent[] = [];
  for (const text of texts) {
    const old = known.get(text.id);
    if (old === undefined) events.push({ type: 'text.opened', time, data: dataOf(text) });
    else if (changed(text, old))
      events.push({ type: 'text.changed', time, data: { ...dataOf(text), users_before: usersOf(old) } });
    known.delete(text.id);
  }
  for (const old of known.values()) {
    const segments = new Set(old.segments);
    const campaign = campaigns.find((one) => one.segments.some(({ id }) => segments.has(id)));
    const data = { text: old.id, users: usersOf(old), last_seen: old.last_seen };
    events.push({ type: 'text.closed', time, data: campaign === undefined ? data : { ...data, campaign: campaign.id } });
  }
  return events;
}

/** Accounts and end users that send a text. */
function usersOf({ accounts, sub_accounts = [] }: TextUnderReview): number {
  return accounts.length + sub_accounts.length;
}

function changed(text: TextUnderReview, old: TextUnderReview): boolean {
  if (text.explanation.kind !== old.explanation.kind) return true;
  return Math.abs(usersOf(text) - usersOf(old)) >= CHANGED_SHARE * usersOf(old);
}

function dataOf(text: TextUnderReview): NewEvent['data'] {
  const { id, score, parties, exchanges, explanation, first_seen, last_seen, sub_accounts } = text;
  return {
    text: id,
    score,
    users: usersOf(text),
    ...(sub_accounts === undefined ? {} : { sub_accounts: sub_accounts.length }),
    parties,
    exchanges,
    explanation: explanation.kind,
    first_seen,
    last_seen,
  };
}
