/** How campaigns changed since the previous run: one line per campaign, and the campaigns that ended. */
import { count, day, plural } from '../../base/format.ts';
import type { Campaign, EndedCampaign } from '../../model/finding.ts';
import type { Colors } from '../terminal/io.ts';
import { labelled, printable, rule } from '../terminal/text.ts';

const SHOWN_ENDED = 8;
const SHOWN_IDS = 4;

/** What happened to a campaign since the previous run; null when the run had no previous one. */
export function historyLine(campaign: Campaign): string | null {
  const { history } = campaign;
  if (history === undefined) return null;
  const now = campaign.accounts.length + (campaign.sub_accounts?.length ?? 0);
  const size = `${count(history.accounts_before)} to ${plural(now, 'account')}`;
  const since = `; first found in the log up to ${day(history.since)}`;
  switch (history.event) {
    case 'born':
      return 'new since the previous run';
    case 'continued':
      return `unchanged since the previous run${since}`;
    case 'grew':
      return `grew from ${size}${since}`;
    case 'shrank':
      return `shrank from ${size}${since}`;
    case 'merged':
      return `absorbed ${ids(history.merged_from ?? [])}: from ${size}${since}`;
    case 'split':
      return history.split_from === undefined
        ? `split, and a part is now a separate campaign: from ${size}${since}`
        : `split from ${ids([history.split_from])} since the previous run`;
  }
}

/** The campaigns of the previous run that are no longer found. */
export function endedText(ended: readonly EndedCampaign[], width: number, colors: Colors): string {
  const lines = [rule(colors.bold('Ended'), plural(ended.length, 'campaign'), width, colors)];
  for (const campaign of ended.slice(0, SHOWN_ENDED)) {
    const fate =
      campaign.merged_into === undefined ? 'no longer found' : `now part of ${printable(campaign.merged_into, 40)}`;
    const text = `${colors.bold(printable(campaign.id, 40))} ${fate}: ${plural(campaign.accounts, 'account')}, last seen ${day(campaign.last_seen)}`;
    lines.push(labelled('', text, 3, 0, width));
  }
  if (ended.length > SHOWN_ENDED) lines.push(`   … and ${count(ended.length - SHOWN_ENDED)} more: see the report.`);
  return lines.join('\n');
}

function ids(list: readonly string[]): string {
  const shown = list.slice(0, SHOWN_IDS).map((id) => printable(id, 40));
  const rest = list.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${count(rest)} more` : shown.join(', ');
}
