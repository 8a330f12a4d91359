/**
 * Events about campaigns: which are new, changed or over, and which get another action from another policy. Ids and
 * figures only; accounts are for those who may read them.
 */
import type { Campaign, CampaignsFile } from '../../model/finding.ts';
import type { Lineage } from '../../model/lineage.ts';
import { memberIds } from '../../model/unit-id.ts';
import type { NewEvent } from '../events/event.ts';

/** What the last events said of each campaign, by id. */
export type Told = ReadonlyMap<string, Pick<Campaign, 'action' | 'severity'>>;

/**
 * Gives the events of a detection run.
 *
 * @param told the campaigns of the run before
 * @param before the lineages of the run before
 * @param after the lineages of this run
 * @param time ms since the epoch
 */
export function campaignEvents(
  campaigns: CampaignsFile['campaigns'],
  told: Told,
  before: readonly Lineage[],
  after: readonly Lineage[],
  time: number,
): NewEvent[] {
  const events: NewEvent[] = [];
  for (const campaign of campaigns) {
    const known = told.get(campaign.id);
    if (known === undefined) events.push({ type: 'campaign.found', time, data: dataOf(campaign) });
    else if (changed(campaign, known)) events.push({ type: 'campaign.changed', time, data: dataOf(campaign) });
  }
  const over = new Set(before.filter((lineage) => lineage.ended !== undefined).map(({ id }) => id));
  for (const { id, since, lastSeen, members, ended } of after) {
    if (ended === undefined || over.has(id)) continue;
    events.push({
      type: 'campaign.ended',
      time,
      data: {
        campaign: id,
        since,
        last_seen: lastSeen,
        accounts: new Set(members).size,
        ...(ended.into === null ? {} : { merged_into: ended.into }),
      },
    });
  }
  return events;
}

/**
 * Gives the events of the same campaigns decided again under another policy: one for each whose action is another.
 *
 * @param time ms since the epoch
 */
export function actionEvents(campaigns: readonly Campaign[], told: Told, time: number): NewEvent[] {
  return campaigns
    .filter(({ id, action }) => told.get(id)?.action !== action)
    .map((campaign) => ({ type: 'campaign.changed', time, data: dataOf(unchanged(campaign)) }));
}

/** The campaign as a run would give it that found what the run before did. */
function unchanged(campaign: Campaign): Campaign {
  const { id, history, first_seen } = campaign;
  const since = history?.since ?? first_seen;
  const accounts_before = new Set(memberIds(campaign)).size;
  return { ...campaign, history: { event: 'continued', since, previous: [id], accounts_before } };
}

/** More exchanges alone are not an event: a campaign that is at work has them in every run. */
function changed(campaign: Campaign, known: Pick<Campaign, 'action' | 'severity'>): boolean {
  if (campaign.action !== known.action || campaign.severity !== known.severity) return true;
  return campaign.history !== undefined && campaign.history.event !== 'continued';
}

function dataOf({ id, kind, confidence, severity, action, history, ...campaign }: Campaign): NewEvent['data'] {
  return {
    campaign: id,
    ...(kind === undefined ? {} : { kind }),
    event: history?.event ?? 'born',
    since: history?.since ?? campaign.first_seen,
    confidence: Number(confidence.toFixed(4)),
    severity,
    action,
    accounts: campaign.accounts.length,
    ...(campaign.sub_accounts === undefined ? {} : { sub_accounts: campaign.sub_accounts.length }),
    ...(history === undefined ? {} : { accounts_before: history.accounts_before }),
    exchanges: campaign.exchanges,
    last_seen: campaign.last_seen,
    ...(history?.merged_from === undefined ? {} : { merged_from: history.merged_from }),
    ...(history?.split_from === undefined ? {} : { split_from: history.split_from }),
  };
}
