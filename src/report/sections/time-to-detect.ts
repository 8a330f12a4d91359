/** How soon each campaign would have been raised by whoever had watched all along, and who would have been named for nothing. */
import type { PassingAlarm, Raised, ReplayedCampaign, ReplaySummary } from '../../model/replay.ts';
import { leakChart, leakLegend } from '../charts/leak.ts';
import { type Html, html } from '../escape.ts';
import { age, capital, identifier, moment, number, percent, plural } from '../format.ts';

/** Most campaigns with a chart, the first of the list; the table has all. */
const MOST_CHARTS = 24;
const MOST_ALARMS = 40;

export function timeToDetectSection(replay: ReplaySummary): Html {
  const { campaigns, steps } = replay;
  const charts = campaigns.slice(0, MOST_CHARTS).flatMap((campaign) => {
    const chart = leakChart(campaign, steps);
    return chart === null
      ? []
      : [html`<div class="panel"><h3 class="plain-title">${identifier(campaign.id)}</h3>${chart}</div>`];
  });
  return html`<section id="time-to-detect" aria-labelledby="time-to-detect-title">
<div class="section-head"><h2 id="time-to-detect-title">Time to detect</h2><p>The log was replayed in ${plural(steps.length, 'step')} of ${age(replay.step_ms)}. Each step saw only what was known by its time, so this is when a watcher who ran the analysis all along would have known.</p></div>
${stopped(replay)}
${campaigns.length === 0 ? html`<p>There is no campaign to time.</p>` : html`${table(replay)}${charts.length === 0 ? null : html`${leakLegend()}<div class="charts">${charts}</div>`}`}
${passing(replay)}
</section>`;
}

function stopped({ complete, stopped: why, steps }: ReplaySummary): Html | null {
  if (complete) return null;
  const last = steps[steps.length - 1];
  return html`<div class="panel"><p><strong>The replay is not complete.</strong> It ${why === 'step_limit' ? 'has more steps than are made' : 'was stopped'}${
    last === undefined ? ' before its first step' : html` and ends at ${moment(last)}`
  }: “never” means not by then.</p></div>`;
}

function table({ campaigns, median_share: median }: ReplaySummary): Html {
  const share = (value: number | null): string => (value === null ? 'none' : percent(value));
  return html`<div class="scroller" tabindex="0" role="region" aria-label="When each campaign was first raised"><table><thead><tr><th scope="col">Campaign</th><th scope="col">First exchange</th><th scope="col" class="number">Review after</th><th scope="col" class="number">Passed</th><th scope="col" class="number">Named</th><th scope="col" class="number">Limit after</th><th scope="col" class="number">Passed</th><th scope="col" class="number">Unnamed</th></tr></thead><tbody>${campaigns.map(
    (campaign) =>
      html`<tr><th scope="row">${identifier(campaign.id)}</th><td>${moment(campaign.first_exchange)}</td>${raised(campaign.review)}<td class="number">${named(campaign)}</td>${raised(campaign.limit)}<td class="number">${campaign.unnamed_share === null ? '-' : percent(campaign.unnamed_share)}</td></tr>`,
  )}<tr><th scope="row">Median</th><td></td><td></td><td class="number">${share(median.review)}</td><td></td><td></td><td class="number">${share(median.limit)}</td><td></td></tr></tbody></table></div>
<p class="muted small">Passed: the share of its exchanges that had been sent by then. Named: accounts and end users of it that were named then. Unnamed: the share that was sent before the sending account was named, which is what would have been taken had each account been stopped when it was named.</p>`;
}

function raised(at: Raised | null): Html {
  return at === null
    ? html`<td class="number">never</td><td class="number">-</td>`
    : html`<td class="number"><span title="${at.at}">${age(at.after_ms)}</span></td><td class="number">${percent(at.share)}</td>`;
}

function named({ review, accounts }: ReplayedCampaign): string {
  return review === null ? '-' : `${number(review.accounts)} of ${number(accounts)}`;
}

/** Whoever reads how early an alarm was must read how often it was false. */
function passing({ passing: alarms, passing_accounts: accounts }: ReplaySummary): Html {
  const people =
    accounts.review === 0
      ? 'Nobody was named on the way who is in no campaign now.'
      : `${plural(accounts.review, 'account')} ${accounts.review === 1 ? 'was' : 'were'} named on the way and ${accounts.review === 1 ? 'is' : 'are'} in no campaign now; ${accounts.limit === 0 ? 'none' : number(accounts.limit)} of them would have been limited.`;
  return html`<div class="panel"><h3 class="plain-title">Alarms in passing</h3><p>${people}</p>${
    alarms.length === 0
      ? html`<p class="muted small">No campaign was raised on the way that is nothing now.</p>`
      : html`<div class="scroller" tabindex="0" role="region" aria-label="Alarms in passing"><table><thead><tr><th scope="col">Finding</th><th scope="col">From</th><th scope="col">To</th><th scope="col" class="number">Steps</th><th scope="col" class="number">Accounts, at most</th><th scope="col">Action, at most</th><th scope="col" class="number">Confidence, at most</th></tr></thead><tbody>${alarms.slice(0, MOST_ALARMS).map(alarmRow)}</tbody></table></div>${
          alarms.length > MOST_ALARMS
            ? html`<p class="muted small">${number(alarms.length - MOST_ALARMS)} more in replay.json.</p>`
            : null
        }`
  }</div>`;
}

function alarmRow(alarm: PassingAlarm): Html {
  return html`<tr><th scope="row">${identifier(alarm.id)}</th><td>${moment(alarm.first)}</td><td>${moment(alarm.last)}</td><td class="number">${number(alarm.steps)}</td><td class="number">${number(alarm.accounts)}</td><td>${capital(alarm.action)}</td><td class="number">${percent(alarm.confidence)}</td></tr>`;
}
