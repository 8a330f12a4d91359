/** What a replay says of the finished campaigns, and of those who were named for nothing on the way. */
import type { DetectionResult } from '../detect/campaign/finding.ts';
import { firstNamed, middle, raisedGroups } from '../evaluate/raised.ts';
import type { PassingAlarm, ReplayedCampaign, ReplayFile, ReplayJournal } from '../model/replay.ts';
import { memberIds, unitId } from '../model/unit-id.ts';
import { ACTIONS, type Action } from '../model/vocabulary.ts';

/** When each campaign was first raised. One of which no step could tell anything is not listed. */
export function campaignTimes(final: DetectionResult, written: ReplayJournal): ReplayedCampaign[] {
  const campaignOf = new Map<string, string>();
  for (const campaign of final.campaigns) for (const key of memberIds(campaign)) campaignOf.set(key, campaign.id);
  const times = new Map(raisedGroups(written, (key) => campaignOf.get(key) ?? null).map((group) => [group.group, group]));
  return final.campaigns.flatMap(({ id }): ReplayedCampaign[] => {
    const found = times.get(id);
    if (found === undefined) return [];
    const { accounts, exchanges, review, limit, unnamedShare, curve } = found;
    return [
      {
        id,
        accounts,
        exchanges,
        first_exchange: new Date(found.firstExchange).toISOString(),
        review,
        limit,
        unnamed_share: unnamedShare,
        curve: { passed: [...curve.passed], unnamed: [...curve.unnamed] },
      },
    ];
  });
}

export function medianShares(campaigns: readonly ReplayedCampaign[]): ReplayFile['median_share'] {
  return {
    review: middle(campaigns.map((campaign) => campaign.review?.share ?? 1)),
    limit: middle(campaigns.map((campaign) => campaign.limit?.share ?? 1)),
  };
}

/** Findings that were at review or above and became nothing. */
export function passingAlarms({ steps, findings, members }: ReplayJournal): PassingAlarm[] {
  const size = findings.map(() => new Int32Array(steps.length + 1));
  for (const { in: spans } of members) {
    for (let k = 0; k < spans.length; k += 3) {
      const counts = size[spans[k] as number] as Int32Array;
      counts[spans[k + 1] as number]!++;
      counts[(spans[k + 2] as number) + 1]!--;
    }
  }
  return findings.flatMap(({ id, campaign, states }, f): PassingAlarm[] => {
    if (campaign !== null) return [];
    const counts = size[f] as Int32Array;
    for (let s = 1; s < counts.length; s++) counts[s]! += counts[s - 1] as number;
    const alarm = { first: -1, last: -1, steps: 0, accounts: 0, action: 'review' as Action, confidence: 0 };
    states.forEach(([from, action, confidence], k) => {
      if (action === null || ACTIONS.indexOf(action) < ACTIONS.indexOf('review')) return;
      const to = (states[k + 1]?.[0] ?? steps.length) - 1;
      if (alarm.first < 0) alarm.first = from;
      alarm.last = to;
      alarm.steps += to - from + 1;
      alarm.confidence = Math.max(alarm.confidence, confidence);
      if (ACTIONS.indexOf(action) > ACTIONS.indexOf(alarm.action)) alarm.action = action;
      for (let s = from; s <= to; s++) alarm.accounts = Math.max(alarm.accounts, counts[s] as number);
    });
    if (alarm.first < 0) return [];
    return [{ id, ...alarm, first: steps[alarm.first] as string, last: steps[alarm.last] as string }];
  });
}

/** Whoever was named on the way and is in no campaign in the end. */
export function passingAccounts(final: DetectionResult, written: ReplayJournal): ReplayFile['passing_accounts'] {
  const inCampaign = new Set(final.campaigns.flatMap((campaign) => memberIds(campaign)));
  const named = firstNamed(written);
  let review = 0;
  let limit = 0;
  written.members.forEach((member, m) => {
    if (inCampaign.has(unitId(member.account, member.sub_account))) return;
    if ((named[m] as number) >= 0) review++;
    if (member.limited !== undefined) limit++;
  });
  return { review, limit };
}
