/** The top of the page: the findings in one sentence, key figures, and the table of contents. */
import { compact, compactPlural, count, percent, plural, score } from '../../base/format.ts';
import type { Campaign } from '../../model/finding.ts';
import { calmMark, severityMark } from '../charts/marks.ts';
import type { AccountDigest } from '../digest.ts';
import { type Html, html } from '../escape.ts';
import { INTENT_PHRASE, SEVERITY_LEVEL } from '../glossary.ts';
import type { ReportInput } from '../input.ts';
import { capital, identifier, list, span, spanDays } from '../words.ts';
import { askedOf, atAGlance } from './at-a-glance.ts';

/** Most severe first: severity, then confidence, then size, then id. */
export function bySeverity(a: Campaign, b: Campaign): number {
  return (
    SEVERITY_LEVEL[b.severity] - SEVERITY_LEVEL[a.severity] ||
    b.confidence - a.confidence ||
    b.exchanges - a.exchanges ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** The summary section. `sorted` is in the order of the page. */
export function headline(input: ReportInput, sorted: readonly Campaign[], digest: AccountDigest): Html {
  const { summary, campaigns } = input;
  const window = campaigns.window ?? summary.window;
  const days = window === null ? null : spanDays(window.from, window.to);
  const accounts = new Set(sorted.flatMap((campaign) => campaign.accounts)).size;
  const exchanges = sorted.reduce((sum, campaign) => sum + campaign.exchanges, 0);
  return html`<section id="summary" aria-labelledby="summary-title">
<p class="eyebrow">${input.title ?? 'Distillation report'}${
    window === null ? null : html` · ${span(window.from, window.to)}${days === null ? null : ` (${plural(days, 'day')})`}`
  }</p>
<h1 id="summary-title">${sentence(input, sorted, accounts, exchanges)}</h1>
${lead(input, sorted, exchanges)}
${keyFigures(input, sorted, digest, accounts, exchanges)}
${atAGlance(input, sorted, digest)}
${finder(digest)}
</section>`;
}

function sentence(input: ReportInput, sorted: readonly Campaign[], accounts: number, exchanges: number): string {
  if (sorted.length === 0 && input.summary.totals.exchanges === 0) return 'Nothing was analysed.';
  if (sorted.length === 0) return 'No distillation campaign was found.';
  const size = `${plural(accounts, 'account')}, ${compactPlural(exchanges, 'exchange')}.`;
  return sorted.length === 1 ? `One campaign found: ${size}` : `${count(sorted.length)} campaigns found: ${size}`;
}

function lead(input: ReportInput, sorted: readonly Campaign[], exchanges: number): Html {
  const { totals } = input.summary;
  const groups = input.campaigns.left_alone.length;
  const texts = input.campaigns.texts_under_review?.length ?? 0;
  const other = sorted.length === 0 ? '' : 'other ';
  const cleared =
    groups === 0
      ? `No ${other}group of accounts looked like a campaign.`
      : groups === 1
        ? `One ${other}group looked like a campaign, was tested, and was cleared; the reasons are given below.`
        : `${count(groups)} ${other}groups looked like a campaign, were tested, and were cleared; the reasons are given below.`;
  const unread =
    texts === 0
      ? null
      : html` <a href="#texts">${plural(texts, 'text')}</a> that nothing ties to one operator ${texts === 1 ? 'is' : 'are'} under review.`;
  const worst = sorted[0];
  if (worst === undefined && totals.exchanges === 0) {
    return html`<p class="lead">The input contains no readable exchange.</p>`;
  }
  if (worst === undefined) {
    return html`<p class="lead">${compactPlural(totals.exchanges, 'exchange')} from ${plural(totals.accounts, 'account')} ${totals.exchanges === 1 ? 'was' : 'were'} analysed. ${cleared}${unread}</p>`;
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
  const aims = wanted.length === 0 ? null : `; its requests aim at ${list(wanted)}`;
  return html`<p class="lead">${share}${
    sorted.length === 1 ? 'It' : html`The most severe, <a href="#${worst.id}">${identifier(worst.id)}</a>,`
  } has ${plural(worst.accounts.length, 'account')} and a confidence of ${score(worst.confidence)}${aims}. ${cleared}${unread}</p>`;
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
    ['Campaigns', count(sorted.length), severe === 0 ? 'none is high or critical' : `${count(severe)} high or critical`],
    ['Accounts', compact(accounts), `in campaigns, of ${compact(totals.accounts)}`],
    ['Exchanges', compact(exchanges), `in campaigns, of ${compact(totals.exchanges)}`],
    ['Need approval', compact(approval), 'accounts proposed for limit or suspend'],
    ['Cleared', count(input.campaigns.left_alone.length), 'groups tested and cleared'],
    [
      'Records set aside',
      compact(setAside),
      setAside === 0
        ? 'every record was read'
        : `${compact(read.rejected)} rejected, ${plural(read.duplicates, 'duplicate')}`,
    ],
  ];
  return html`<dl class="kpis">${figures.map(
    ([name, value, note]) => html`<div><dt>${name}</dt><dd>${value}</dd><dd class="note">${note}</dd></div>`,
  )}</dl>`;
}

/** Looks for an account in every table of the page; the script fills the list. */
function finder(digest: AccountDigest): Html | null {
  if (digest.outside.total + [...digest.byCampaign.values()].reduce((sum, group) => sum + group.total, 0) === 0) return null;
  return html`<div class="finder" data-needs-script hidden><label>Find an account<input type="search" autocomplete="off" spellcheck="false" data-find aria-controls="found-accounts"></label><div role="status"><ul id="found-accounts"></ul></div></div>`;
}

/** Links to every section of the page, and to the campaigns that have a card. */
export function contents(cards: readonly Campaign[], also: { readonly history: boolean; readonly replay: boolean }): Html {
  return html`<nav class="toc" aria-label="On this page"><ol>
<li><a href="#summary">Summary</a></li>
<li><a href="#campaigns">Campaigns</a>${
    cards.length === 0
      ? null
      : html`<ol>${cards.map(
          (campaign) =>
            html`<li><a href="#${campaign.id}">${severityMark(campaign.severity)}<span class="id">${campaign.id}</span><span class="visually-hidden">, ${campaign.severity}</span></a></li>`,
        )}</ol>`
  }</li>
${also.history ? html`<li><a href="#history">Since the previous run</a></li>` : null}
${also.replay ? html`<li><a href="#time-to-detect">Time to detect</a></li>` : null}
<li><a href="#texts">Texts under review</a></li>
<li><a href="#outside">Accounts outside campaigns</a></li>
<li><a href="#left-alone">Tested and cleared</a></li>
<li><a href="#input">Input</a></li>
<li><a href="#method">Versions and parameters</a></li>
<li><a href="#reading">How to read this</a></li>
</ol></nav>`;
}

/** Shown instead of the cards when there is no campaign. */
export function noCampaigns(input: ReportInput): Html {
  const { totals } = input.summary;
  const nothing = totals.exchanges === 0;
  return html`<div class="calm">${nothing ? null : calmMark()}<p><strong>${
    nothing ? 'There was nothing to analyse.' : 'Nothing here needs action.'
  }</strong> ${
    nothing
      ? 'This is not a clean result: no traffic was analysed. “Input” shows what was read and why it was set aside.'
      : `No group of accounts is both linked to one operator and harvesting. This covers only the ${compactPlural(totals.exchanges, 'exchange')} in the input; a campaign too small to stand out would be missed as well.`
  }</p></div>`;
}

/** The campaigns without a card, one row each. */
export function campaignTable(rest: readonly Campaign[], digest: AccountDigest): Html {
  return html`<div class="panel long"><h3 class="plain-title">${plural(rest.length, 'more campaign')}</h3><p class="muted small">In brief; campaigns.json has the details.</p>
<div class="scroller" tabindex="0" role="region" aria-label="More campaigns"><table><thead><tr><th scope="col">Campaign</th><th scope="col">Severity</th><th scope="col" class="number">Confidence</th><th scope="col" class="number">Accounts</th><th scope="col" class="number">Exchanges</th><th scope="col">What is asked</th></tr></thead><tbody>${rest.map(
    (campaign) =>
      html`<tr id="${campaign.id}"><th scope="row">${identifier(campaign.id)}</th><td>${capital(campaign.severity)}</td><td class="number">${score(campaign.confidence)}</td><td class="number">${count(campaign.accounts.length)}</td><td class="number">${count(campaign.exchanges)}</td><td>${askedOf(campaign, digest.byCampaign.get(campaign.id))}</td></tr>`,
  )}</tbody></table></div></div>`;
}
