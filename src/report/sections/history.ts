/** How campaigns changed from run to run on the same data: which are new, and which grew, merged, split or ended. */
import { count, day, plural } from '../../base/format.ts';
import type { Campaign, EndedCampaign } from '../../model/finding.ts';
import type { CampaignState } from '../../model/lineage.ts';
import { type Html, html } from '../escape.ts';
import { capital, identifier, list } from '../words.ts';

const MOST_ENDED = 60;

/**
 * The section about earlier runs.
 * @param sorted the campaigns of this run, in the order of the page
 * @param runs the states of each campaign in earlier runs, oldest first
 */
export function historySection(
  sorted: readonly Campaign[],
  ended: readonly EndedCampaign[],
  runs: ReadonlyMap<string, readonly CampaignState[]>,
): Html {
  return html`<section id="history" aria-labelledby="history-title">
<div class="section-head"><h2 id="history-title">Since the previous run</h2><p>Campaigns are matched by the accounts that two runs have in common, and keep their ids.</p></div>
${sorted.length === 0 ? html`<p>No campaign was found in this run.</p>` : current(sorted, runs)}
${ended.length === 0 ? null : endedPanel(ended)}
</section>`;
}

function current(sorted: readonly Campaign[], runs: ReadonlyMap<string, readonly CampaignState[]>): Html {
  return html`<div class="scroller" tabindex="0" role="region" aria-label="Campaigns since the previous run"><table><thead><tr><th scope="col">Campaign</th><th scope="col">Change</th><th scope="col">First found in the log up to</th><th scope="col" class="number">Accounts</th><th scope="col">Accounts by run</th></tr></thead><tbody>${sorted.map(
    (campaign) => {
      const { history } = campaign;
      const now = campaign.accounts.length + (campaign.sub_accounts?.length ?? 0);
      const before = (runs.get(campaign.id) ?? []).map((state) => count(state.accounts));
      return html`<tr><th scope="row">${identifier(campaign.id)}</th><td>${change(campaign)}</td><td>${history === undefined ? '-' : day(history.since)}</td><td class="number">${
        history === undefined || history.previous.length === 0
          ? count(now)
          : `${count(history.accounts_before)} → ${count(now)}`
      }</td><td class="num">${[...before, count(now)].join(' → ')}</td></tr>`;
    },
  )}</tbody></table></div>`;
}

function change({ history }: Campaign): Html | string {
  if (history === undefined) return '-';
  const { event, merged_from: merged, split_from: whole } = history;
  if (event === 'born') return 'New';
  if (event === 'merged')
    return html`Absorbed ${(merged ?? []).map((id, k) => html`${k === 0 ? '' : ', '}${identifier(id)}`)}`;
  if (event === 'split') {
    return whole === undefined ? 'Split: a part is now a separate campaign' : html`Split from ${identifier(whole)}`;
  }
  return capital(event);
}

function endedPanel(ended: readonly EndedCampaign[]): Html {
  const merged = ended.filter((campaign) => campaign.merged_into !== undefined).length;
  const fates = list([
    ...(merged === 0 ? [] : [`${count(merged)} now part of another campaign`]),
    ...(merged === ended.length ? [] : [`${count(ended.length - merged)} no longer found`]),
  ]);
  return html`<div class="panel long"><h3 class="plain-title">${plural(ended.length, 'ended campaign')}</h3><p class="muted small">${capital(fates)}.</p>
<div class="scroller" tabindex="0" role="region" aria-label="Ended campaigns"><table><thead><tr><th scope="col">Campaign</th><th scope="col">Last exchange</th><th scope="col">Not found in the log up to</th><th scope="col" class="number">Accounts</th><th scope="col">Now part of</th></tr></thead><tbody>${ended
    .slice(0, MOST_ENDED)
    .map(
      (campaign) =>
        html`<tr><th scope="row">${identifier(campaign.id)}</th><td>${day(campaign.last_seen)}</td><td>${day(campaign.ended)}</td><td class="number">${count(campaign.accounts)}</td><td>${campaign.merged_into === undefined ? '-' : identifier(campaign.merged_into)}</td></tr>`,
    )}</tbody></table></div>${
    ended.length > MOST_ENDED
      ? html`<p class="muted small">${count(ended.length - MOST_ENDED)} more are in campaigns.json.</p>`
      : null
  }</div>`;
}
