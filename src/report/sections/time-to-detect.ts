/** How soon continuous analysis would have raised each campaign, and which accounts it would have named wrongly. */
import { count, duration, percent, plural, score } from '../../base/format.ts';
import type { PassingAlarm, Raised, ReplayedCampaign, ReplaySummary } from '../../model/replay.ts';
import { leakChart, leakLegend } from '../charts/leak.ts';
import { type Html, html } from '../escape.ts';
import { capital, identifier, timeElement } from '../words.ts';

/** Campaigns with a chart, the first of the list; the table has all of them. */
const MOST_CHARTS = 24;
const MOST_ALARMS = 40;

/** The section about the replay of the log. */
export function timeToDetectSection(replay: ReplaySummary): Html {
  const { campaigns, steps } = replay;
  const charts = campaigns.slice(0, MOST_CHARTS).flatMap((campaign) => {
    const chart = leakChart(campaign, steps);
    return chart === null
      ? []
      : [html`<div class="panel"><h3 class="plain-title">${identifier(campaign.id)}</h3>${chart}</div>`];
  });
  return html`<section id="time-to-detect" aria-labelledby="time-to-detect-title">
<div class="section-head"><h2 id="time-to-detect-title">Time to detect</h2><p>The log was replayed in ${plural(steps.length, 'step')} of ${duration(replay.step_ms)}. Each step used only the data available at its time, so the table shows when continuous analysis would have raised each campaign.</p></div>
${stopped(replay)}
${campaigns.length === 0 ? html`<p>There is no campaign to time.</p>` : html`${table(replay)}${charts.length === 0 ? null : html`${leakLegend()}<div class="charts">${charts}</div>`}`}
${passing(replay)}
</section>`;
}

function stopped({ complete, stopped: why, steps }: ReplaySummary): Html | null {
  if (complete) return null;
  const last = steps[steps.length - 1];
  return html`<div class="panel"><p><strong>The replay is not complete.</strong> It ${why === 'step_limit' ? 'reached the limit of steps' : 'was stopped'}${
    last === undefined ? ' before its first step' : html` at ${timeElement(last)}`
  }: “never” means not by then.</p></div>`;
}

function table({ campaigns, median_share: median }: ReplaySummary): Html {
  const share = (value: number | null): string => (value === null ? 'none' : percent(value));
  return html`<div class="scroller" tabindex="0" role="region" aria-label="When each campaign was first raised"><table><thead><tr><th scope="col">Campaign</th><th scope="col">First exchange</th><th scope="col" class="number">Review after</th><th scope="col" class="number">Sent</th><th scope="col" class="number">Named</th><th scope="col" class="number">Limit after</th><th scope="col" class="number">Sent</th><th scope="col" class="number">Unnamed</th></tr></thead><tbody>${campaigns.map(
    (campaign) =>
      html`<tr><th scope="row">${identifier(campaign.id)}</th><td>${timeElement(campaign.first_exchange)}</td>${raised(campaign.review)}<td class="number">${named(campaign)}</td>${raised(campaign.limit)}<td class="number">${campaign.unnamed_share === null ? '-' : percent(campaign.unnamed_share)}</td></tr>`,
  )}<tr><th scope="row">Median</th><td></td><td></td><td class="number">${share(median.review)}</td><td></td><td></td><td class="number">${share(median.limit)}</td><td></td></tr></tbody></table></div>
<p class="muted small">Sent: share of the campaign’s exchanges sent by then. Named: its accounts and end users named at review. Unnamed: share sent before the sending account was named; the campaign would have obtained this much if every account had been stopped when it was named.</p>`;
}

function raised(at: Raised | null): Html {
  return at === null
    ? html`<td class="number">never</td><td class="number">-</td>`
    : html`<td class="number"><span title="${at.at}">${duration(at.after_ms)}</span></td><td class="number">${percent(at.share)}</td>`;
}

function named({ review, accounts }: ReplayedCampaign): string {
  return review === null ? '-' : `${count(review.accounts)} of ${count(accounts)}`;
}

/** The false alarms of the replay: early alarms mean little without them. */
function passing({ passing: alarms, passing_accounts: accounts }: ReplaySummary): Html {
  const accountsText =
    accounts.review === 0
      ? 'Every account that was named during the replay is in a campaign now.'
      : `${plural(accounts.review, 'account')} ${accounts.review === 1 ? 'was' : 'were'} named during the replay but ${accounts.review === 1 ? 'is' : 'are'} in no campaign now; ${accounts.limit === 0 ? 'none' : count(accounts.limit)} of them would have been limited.`;
  return html`<div class="panel"><h3 class="plain-title">Transient alarms</h3><p>${accountsText}</p>${
    alarms.length === 0
      ? html`<p class="muted small">No finding was raised during the replay and dropped later.</p>`
      : html`<div class="scroller" tabindex="0" role="region" aria-label="Transient alarms"><table><thead><tr><th scope="col">Finding</th><th scope="col">From</th><th scope="col">To</th><th scope="col" class="number">Steps</th><th scope="col" class="number">Most accounts</th><th scope="col">Harshest action</th><th scope="col" class="number">Highest confidence</th></tr></thead><tbody>${alarms.slice(0, MOST_ALARMS).map(alarmRow)}</tbody></table></div>${
          alarms.length > MOST_ALARMS
            ? html`<p class="muted small">${count(alarms.length - MOST_ALARMS)} more are in replay.json.</p>`
            : null
        }`
  }</div>`;
}

function alarmRow(alarm: PassingAlarm): Html {
  return html`<tr><th scope="row">${identifier(alarm.id)}</th><td>${timeElement(alarm.first)}</td><td>${timeElement(alarm.last)}</td><td class="number">${count(alarm.steps)}</td><td class="number">${count(alarm.accounts)}</td><td>${capital(alarm.action)}</td><td class="number">${score(alarm.confidence)}</td></tr>`;
}
