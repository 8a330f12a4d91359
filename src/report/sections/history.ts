/** What became of campaigns from run to run on the same data: which are new, which grew, merged, split or ended. */
import type { Campaign, EndedCampaign } from '../../model/finding.ts';
import type { CampaignState } from '../../model/lineage.ts';
import { type Html, html } from '../escape.ts';
import { capital, day, identifier, list, number, plural } from '../format.ts';

const MOST_ENDED = 60;

export function historySection(
  sorted: readonly Campaign[],
  ended: readonly EndedCampaign[],
  runs: ReadonlyMap<string, readonly CampaignState[]>,
): Html {
  return html`<section id="history" aria-labelledby="history-title">
<div class="section-head"><h2 id="history-title">Since the run before</h2><p>A campaign keeps its id while it is the same one: matched by the accounts that two runs have in common.</p></div>
${sorted.length === 0 ? html`<p>No campaign is found now.</p>` : living(sorted, runs)}
${ended.length === 0 ? null : gone(ended)}
</section>`;
}

function living(sorted: readonly Campaign[], runs: ReadonlyMap<string, readonly CampaignState[]>): Html {
  return html`<div class="scroller" tabindex="0" role="region" aria-label="Campaigns since the run before"><table><thead><tr><th scope="col">Campaign</th><th scope="col">What happened</th><th scope="col">First found in the log to</th><th scope="col" class="number">Accounts</th><th scope="col">Accounts, run by run</th></tr></thead><tbody>${sorted.map(
    (campaign) => {
      const { history } = campaign;
      const now = campaign.accounts.length + (campaign.sub_accounts?.length ?? 0);
      const before = (runs.get(campaign.id) ?? []).map((state) => number(state.accounts));
      return html`<tr><th scope="row">${identifier(campaign.id)}</th><td>${happened(campaign)}</td><td>${history === undefined ? '-' : day(history.since)}</td><td class="number">${
        history === undefined || history.previous.length === 0
          ? number(now)
          : `${number(history.accounts_before)} → ${number(now)}`
      }</td><td class="num">${[...before, number(now)].join(' → ')}</td></tr>`;
    },
  )}</tbody></table></div>`;
}

function happened({ history }: Campaign): Html | string {
  if (history === undefined) return '-';
  const { event, merged_from: merged, split_from: whole } = history;
  if (event === 'born') return 'New';
  if (event === 'merged')
    return html`Took in ${(merged ?? []).map((id, k) => html`${k === 0 ? '' : ', '}${identifier(id)}`)}`;
  if (event === 'split') {
    return whole === undefined
      ? 'Split: a part is now a campaign of its own'
      : html`Split from ${identifier(whole)}`;
  }
  return capital(event);
}

function gone(ended: readonly EndedCampaign[]): Html {
  const merged = ended.filter((campaign) => campaign.merged_into !== undefined).length;
  const fates = list([
    ...(merged === 0 ? [] : [`${number(merged)} now part of another`]),
    ...(merged === ended.length ? [] : [`${number(ended.length - merged)} no longer found`]),
  ]);
  return html`<div class="panel long"><h3 class="plain-title">${plural(ended.length, 'ended campaign')}</h3><p class="muted small">${capital(fates)}.</p>
<div class="scroller" tabindex="0" role="region" aria-label="Ended campaigns"><table><thead><tr><th scope="col">Campaign</th><th scope="col">Last exchange</th><th scope="col">Missing from the log to</th><th scope="col" class="number">Accounts</th><th scope="col">Now part of</th></tr></thead><tbody>${ended
    .slice(0, MOST_ENDED)
    .map(
      (campaign) =>
        html`<tr><th scope="row">${identifier(campaign.id)}</th><td>${day(campaign.last_seen)}</td><td>${day(campaign.ended)}</td><td class="number">${number(campaign.accounts)}</td><td>${campaign.merged_into === undefined ? '-' : identifier(campaign.merged_into)}</td></tr>`,
    )}</tbody></table></div>${
    ended.length > MOST_ENDED
      ? html`<p class="muted small">${number(ended.length - MOST_ENDED)} more in campaigns.json.</p>`
      : null
  }</div>`;
}
