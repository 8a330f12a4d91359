/** The top of the page: what was found in one sentence with its figures, the way to the rest, and key figures. */
import type { Campaign } from '../../model/finding.ts';
import { calmMark, severityMark } from '../charts/marks.ts';
import type { AccountDigest } from '../digest.ts';
import { type Html, html } from '../escape.ts';
import {
  capital,
  compact,
  compactPlural,
  identifier,
  list,
  number,
  percent,
  plural,
  span,
  spanDays,
} from '../format.ts';
import { INTENT_PHRASE, SEVERITY_LEVEL } from '../glossary.ts';
import type { ReportInput } from '../input.ts';

/** Worst first: severity, then confidence, then size, then id. */
export function bySeverity(a: Campaign, b: Campaign): number {
  return (
    SEVERITY_LEVEL[b.severity] - SEVERITY_LEVEL[a.severity] ||
    b.confidence - a.confidence ||
    b.exchanges - a.exchanges ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

export function headline(input: ReportInput, sorted: readonly Campaign[], digest: AccountDigest): Html {
  const { summary, campaigns } = input;
  const window = campaigns.window ?? summary.window;
  const days = window === null ? null : spanDays(window.from, window.to);
  const accounts = new Set(sorted.flatMap((campaign) => campaign.accounts)).size;
  const exchanges = sorted.reduce((sum, campaign) => sum + campaign.exchanges, 0);
  return html`<section id="summary" aria-labelledby="summary-title">
<p class="eyebrow">${input.title ?? 'Distillation report'}${
    window === null
      ? null
      : html` · ${span(window.from, window.to)}${days === null ? null : ` (${plural(days, 'day')})`}`
  }</p>
<h1 id="summary-title">${sentence(input, sorted, accounts, exchanges)}</h1>
${lead(input, sorted, exchanges)}
${keyFigures(input, sorted, digest, accounts, exchanges)}
</section>`;
}

function sentence(
  input: ReportInput,
  sorted: readonly Campaign[],
  accounts: number,
  exchanges: number,
): string {
  if (sorted.length === 0 && input.summary.totals.exchanges === 0) return 'Nothing was analysed.';
  if (sorted.length === 0) return 'No distillation campaign was found.';
  const drew = `${plural(accounts, 'account')} drew ${compactPlural(exchanges, 'exchange')}.`;
  return sorted.length === 1
    ? `One campaign found: ${drew}`
    : `${number(sorted.length)} campaigns found: ${drew}`;
}

function lead(input: ReportInput, sorted: readonly Campaign[], exchanges: number): Html {
  const { totals } = input.summary;
  const alone = input.campaigns.left_alone.length;
  const looked =
    alone === 0
      ? `No ${sorted.length === 0 ? '' : 'other '}group of accounts looked like one.`
      : `${alone === 1 ? 'One other group' : `${number(alone)} other groups`} of accounts looked alike, ${alone === 1 ? 'was' : 'were'} tested as a group, and ${alone === 1 ? 'was' : 'were'} left alone, with the reasons below.`;
  const worst = sorted[0];
  if (worst === undefined && totals.exchanges === 0) {
    return html`<p class="lead">No exchange could be read from what was given.</p>`;
  }
  if (worst === undefined) {
    return html`<p class="lead">${compactPlural(totals.exchanges, 'exchange')} from ${plural(totals.accounts, 'account')} ${totals.exchanges === 1 ? 'was' : 'were'} read. ${looked}</p>`;
  }
  const wanted = worst.intents
    .filter((intent) => intent.name !== 'answer')
    .sort((a, b) => b.share - a.share)
    .slice(0, 2)
    .map((intent) => INTENT_PHRASE[intent.name]);
  const share =
    totals.exchanges >= exchanges && totals.exchanges > 0
      ? `That is ${percent(exchanges / totals.exchanges)} of all exchanges. `
      : '';
  const aims = wanted.length === 0 ? null : ` and is after ${list(wanted)}`;
  return html`<p class="lead">${share}${
    sorted.length === 1 ? 'It' : html`The most severe, <a href="#campaign-1">${identifier(worst.id)}</a>,`
  } has ${plural(worst.accounts.length, 'account')}${aims} (confidence ${percent(worst.confidence)}). ${looked}</p>`;
}

function keyFigures(
  input: ReportInput,
  sorted: readonly Campaign[],
  digest: AccountDigest,
  accounts: number,
  exchanges: number,
): Html {
  const { totals, input: read } = input.summary;
  const groups = [...digest.byCampaign.values(), digest.outside];
  const approval = groups.reduce((sum, group) => sum + group.byAction.limit + group.byAction.suspend, 0);
  const severe = sorted.filter((campaign) => SEVERITY_LEVEL[campaign.severity] >= 3).length;
  const setAside = read.rejected + read.duplicates;
  const figures: [string, string, string][] = [
    [
      'Campaigns',
      number(sorted.length),
      severe === 0 ? 'none high or critical' : `${number(severe)} high or critical`,
    ],
    ['Accounts', compact(accounts), `in campaigns, of ${compact(totals.accounts)}`],
    ['Exchanges', compact(exchanges), `in campaigns, of ${compact(totals.exchanges)}`],
    ['Need approval', compact(approval), 'to limit or suspend, by a person'],
    ['Left alone', number(input.campaigns.left_alone.length), 'groups that looked alike'],
    [
      'Lines set aside',
      compact(setAside),
      setAside === 0
        ? 'everything was read'
        : `${compact(read.rejected)} rejected, ${compact(read.duplicates)} duplicate`,
    ],
  ];
  return html`<dl class="kpis">${figures.map(
    ([name, value, note]) => html`<div><dt>${name}</dt><dd>${value}</dd><dd class="note">${note}</dd></div>`,
  )}</dl>`;
}

/** Links to every section that is there, and to the campaigns that have a card. */
export function contents(
  cards: readonly Campaign[],
  also: { readonly history: boolean; readonly replay: boolean },
): Html {
  return html`<nav class="toc" aria-label="On this page"><ol>
<li><a href="#summary">Summary</a></li>
<li><a href="#campaigns">Campaigns</a>${
    cards.length === 0
      ? null
      : html`<ol>${cards.map(
          (campaign, i) =>
            html`<li><a href="#campaign-${i + 1}">${severityMark(campaign.severity)}<span class="id">${campaign.id}</span><span class="visually-hidden">, ${campaign.severity}</span></a></li>`,
        )}</ol>`
  }</li>
${also.history ? html`<li><a href="#history">Since the run before</a></li>` : null}
${also.replay ? html`<li><a href="#time-to-detect">Time to detect</a></li>` : null}
<li><a href="#outside">Other accounts</a></li>
<li><a href="#left-alone">Left alone</a></li>
<li><a href="#input">Input</a></li>
<li><a href="#method">Versions</a></li>
<li><a href="#reading">How to read this</a></li>
</ol></nav>`;
}

/** What stands in place of the cards when there is nothing to show. */
export function noCampaigns(input: ReportInput): Html {
  const { totals } = input.summary;
  const nothing = totals.exchanges === 0;
  return html`<div class="calm">${nothing ? null : calmMark()}<p><strong>${
    nothing ? 'There was nothing to analyse.' : 'Nothing here needs action.'
  }</strong> ${
    nothing
      ? 'This is not a clean result: no traffic was seen. What was given, and why it was set aside, stands under “What was read”.'
      : `No group of accounts is both linked to one operator and harvesting. That holds for the ${compactPlural(totals.exchanges, 'exchange')} that were read: traffic outside them was not seen, and a campaign too small to stand out would not be either.`
  }</p></div>`;
}

/** One line a campaign, for those beyond the cards. */
export function campaignTable(rest: readonly Campaign[]): Html {
  return html`<div class="panel long"><h3 class="plain-title">${plural(rest.length, 'more campaign')}</h3><p class="muted small">Shown in brief; campaigns.json holds them in full.</p>
<div class="scroller" tabindex="0" role="region" aria-label="More campaigns"><table><thead><tr><th scope="col">Campaign</th><th scope="col">Severity</th><th scope="col" class="number">Confidence</th><th scope="col" class="number">Accounts</th><th scope="col" class="number">Exchanges</th><th scope="col">Action</th></tr></thead><tbody>${rest.map(
    (campaign) =>
      html`<tr><th scope="row">${identifier(campaign.id)}</th><td>${capital(campaign.severity)}</td><td class="number">${percent(campaign.confidence)}</td><td class="number">${number(campaign.accounts.length)}</td><td class="number">${number(campaign.exchanges)}</td><td>${capital(campaign.action)}</td></tr>`,
  )}</tbody></table></div></div>`;
}
