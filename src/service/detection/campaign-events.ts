/** What a look tells the outside: which campaigns are new, changed or over. Ids and figures; the accounts are for whoever may read them. */
import type { Campaign, CampaignsFile } from '../../model/finding.ts';
import type { Lineage } from '../../model/lineage.ts';
import type { NewEvent } from '../events/event.ts';

/** What was said of each campaign when it was last found, by id. */
export type Told = ReadonlyMap<string, Pick<Campaign, 'action' | 'severity'>>;

/**
 * @param told the campaigns of the look before @param before its lineages @param after those of this one
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
    else if (changed(campaign, known))
      events.push({ type: 'campaign.changed', time, data: dataOf(campaign) });
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

/** More exchanges alone are no news: a campaign that is at work has them at every look. */
function changed(campaign: Campaign, known: Pick<Campaign, 'action' | 'severity'>): boolean {
  if (campaign.action !== known.action || campaign.severity !== known.severity) return true;
  return campaign.history !== undefined && campaign.history.event !== 'continued';
}

function dataOf({ id, confidence, severity, action, history, ...campaign }: Campaign): NewEvent['data'] {
  return {
    campaign: id,
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
