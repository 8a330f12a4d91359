/**
 * Campaigns, accounts and evidence as tables for spreadsheets (RFC 4180). Values that a spreadsheet would run as a formula are
 * escaped: account ids and texts come from outside.
 */
import { stringify } from 'csv-stringify/sync';
import type { AccountFinding, Campaign } from '../model/finding.ts';
import { ACTIONS } from '../model/vocabulary.ts';

type Value = string | number;

/** One line for each campaign, the number of its accounts at each action included. */
export function campaignsCsv(campaigns: readonly Campaign[], accounts: Iterable<AccountFinding>): string {
  const counts = new Map<string, number>();
  for (const { campaign, action } of accounts)
    if (campaign !== null) counts.set(`${campaign} ${action}`, (counts.get(`${campaign} ${action}`) ?? 0) + 1);
  const names = (shares: readonly { readonly name: string; readonly share: number }[]): string =>
    shares.map(({ name, share }) => `${name} ${share}`).join('; ');
  return table(
    [
      ...['campaign', 'severity', 'confidence', 'action', 'accounts'],
      ...ACTIONS.map((action) => `accounts_${action}`),
      ...['exchanges', 'first_seen', 'last_seen', 'capabilities', 'intents', 'reason'],
    ],
    campaigns.map((campaign) => [
      campaign.id,
      campaign.severity,
      campaign.confidence,
      campaign.action,
      campaign.accounts.length,
      ...ACTIONS.map((action) => counts.get(`${campaign.id} ${action}`) ?? 0),
      campaign.exchanges,
      campaign.first_seen,
      campaign.last_seen,
      names(campaign.capabilities),
      names(campaign.intents),
      campaign.action_reason,
    ]),
  );
}

/** One line for each account finding, in the order given. */
export function accountsCsv(accounts: Iterable<AccountFinding>): string {
  return table(
    ['account', 'sub_account', 'risk', 'campaign', 'action', 'reasons', 'cleared_in'],
    [...accounts].map(({ account, sub_account, risk, campaign, action, reasons, cleared_in = [] }) => [
      account,
      sub_account ?? '',
      risk,
      campaign ?? '',
      action,
      reasons.join('; '),
      cleared_in.join('; '),
    ]),
  );
}

/** One line for each row of evidence of each campaign. */
export function evidenceCsv(campaigns: readonly Campaign[]): string {
  return table(
    ['campaign', 'family', 'kind', 'strength', 'log_likelihood_ratio', 'summary'],
    campaigns.flatMap(({ id, evidence }) =>
      evidence.map((row) => [id, row.family, row.kind, row.strength, row.log_likelihood_ratio ?? '', row.summary]),
    ),
  );
}

function table(columns: readonly string[], rows: readonly (readonly Value[])[]): string {
  return stringify([columns, ...rows] as Value[][], { escape_formulas: true, record_delimiter: 'windows' });
}
