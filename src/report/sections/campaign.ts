/** One campaign as a card: action first, then size, capabilities and intents, time, links, evidence, segments, accounts. */
import { compact, count, decimal, percent, plural, score } from '../../base/format.ts';
import type { Campaign, SegmentFinding } from '../../model/finding.ts';
import { ACTIONS } from '../../model/vocabulary.ts';
import { bar, severityMark } from '../charts/marks.ts';
import { network } from '../charts/network.ts';
import { shareList } from '../charts/shares.ts';
import { timeline } from '../charts/timeline.ts';
import type { AccountGroup } from '../digest.ts';
import { type Html, html } from '../escape.ts';
import { ACTION_MEANING, CAPABILITY_PHRASE, confidenceWord, INTENT_PHRASE } from '../glossary.ts';
import { capital, identifier, list, spacedWords, span, spanDays, timeElement } from '../words.ts';
import { accountTable, actionSplit } from './accounts.ts';
import { askedOf } from './at-a-glance.ts';
import { copyButton } from './copy-button.ts';
import { evidenceRows, familiesByKind } from './evidence.ts';
import { relatedCampaigns, wouldChange } from './reasons.ts';

const MOST_SEGMENTS = 12;
const OUTLINE_CHARS = 1_200;
/** Segments that few members send say little about the campaign: share of the members who send the commonest one. */
const MIN_SEGMENT_SHARE = 0.1;
const MOST_SHARES = 6;
/** Shares below this are summed up. */
const LEAST_SHARE = 0.005;

/**
 * One campaign.
 * @param group the campaign's accounts; undefined when there are none
 */
export function campaignCard(campaign: Campaign, group: AccountGroup | undefined): Html {
  // Its address in the page stays the same in every report.
  const anchor = campaign.id;
  const picture = network(campaign.network);
  return html`<article class="card" id="${anchor}" aria-labelledby="${anchor}-title">
${head(campaign, anchor)}
${action(campaign, group)}
${facts(campaign)}
<div class="two"><div><h4>Capabilities</h4>${shares(campaign.capabilities)}</div><div><h4>Intents</h4>${shares(campaign.intents)}</div></div>
<div><h4>Over time</h4>${timeline(campaign.timeline, anchor)}</div>
${picture === null ? null : html`<div><h4>Links between accounts</h4>${picture}</div>`}
<div><h4>Evidence</h4>${evidenceRows(campaign)}</div>
${wouldChange(campaign)}
${relatedCampaigns(campaign)}
${segments(campaign.segments)}
${
  group === undefined || group.total === 0
    ? null
    : html`<div><h4>Accounts</h4>${actionSplit(group.byAction)}${accountTable(group, `${anchor}-accounts`, `Accounts of campaign ${campaign.id}`)}</div>`
}
</article>`;
}

function head(campaign: Campaign, anchor: string): Html {
  return html`<div class="card-head"><div>
<p class="marks"><span class="severity tone-${campaign.severity}">${severityMark(campaign.severity)}${capital(campaign.severity)} severity</span>${campaign.kind === 'organisation' ? html` <span class="muted">One verified organisation</span>` : null}</p>
<h3 id="${anchor}-title">Campaign ${identifier(campaign.id)}</h3>
<p class="what">${description(campaign)}</p>
<p class="card-tools" data-needs-script hidden><button type="button" data-print-card>Print this campaign</button> ${copyButton(`stillwatch exchanges ${campaign.id} --log YOUR-LOG`, `Copy command for its requests, campaign ${campaign.id}`, 'Copy command for its requests')}</p>
</div>
<div class="confidence"><h4>Confidence</h4><p class="figure"><strong>${score(campaign.confidence)}</strong><span class="muted">${confidenceWord(campaign.confidence)}</span></p>${bar(campaign.confidence, 'plain', [0.5, 0.8, 0.95])}</div></div>`;
}

/** The campaign in a sentence, from its largest shares. */
function description(campaign: Campaign): string {
  const drawn = top(campaign.capabilities).map((name) => CAPABILITY_PHRASE[name]);
  const aims = top(campaign.intents.filter((intent) => intent.name !== 'answer')).map((name) => INTENT_PHRASE[name]);
  const accounts = plural(campaign.accounts.length, 'account');
  const who = campaign.kind === 'organisation' ? `${accounts} of one verified organisation` : accounts;
  const what = drawn.length === 0 ? 'sent requests' : `drew on ${list(drawn)}`;
  const why = aims.length === 0 ? '' : `, for ${list(aims)}`;
  return `${who} ${what}${why}, ${span(campaign.first_seen, campaign.last_seen)}.`;
}

/** The two largest, if they carry weight. */
function top<T extends string>(shares: readonly { readonly name: T; readonly share: number }[]): T[] {
  return sorted(shares)
    .slice(0, 2)
    .filter((entry) => entry.share >= 0.1)
    .map((entry) => entry.name);
}

function sorted<T extends { readonly share: number }>(shares: readonly T[]): T[] {
  return [...shares].sort((a, b) => b.share - a.share);
}

function action(campaign: Campaign, group: AccountGroup | undefined): Html {
  const step = ACTIONS.indexOf(campaign.action);
  const { relational, content } = familiesByKind(campaign.evidence);
  return html`<div class="action">
<p class="verdict"><span class="muted">Recommended:</span> <strong>${askedOf(campaign, group)}</strong> <span class="muted">${ACTION_MEANING[campaign.action]}</span></p>
<ol class="ladder" aria-label="Actions, mildest first">${ACTIONS.map((name, i) =>
    i === step
      ? html`<li aria-current="step">${capital(name)}<span class="visually-hidden"> (recommended)</span></li>`
      : html`<li class="${i < step ? 'passed' : ''}">${capital(name)}</li>`,
  )}</ol>
<p class="why">${campaign.action_reason}</p>
<ul class="kinds"><li><strong>Who belongs together</strong> (relational): ${relational.length === 0 ? 'no evidence' : list(relational)}</li><li><strong>What they do</strong> (content): ${content.length === 0 ? 'no evidence' : list(content)}</li></ul>
</div>`;
}

function facts(campaign: Campaign): Html {
  const accounts = campaign.accounts.length;
  const days = spanDays(campaign.first_seen, campaign.last_seen);
  const perAccount = accounts === 0 ? 0 : campaign.exchanges / accounts;
  const rows: [string, string][] = [
    ['Accounts', count(accounts)],
    ['Exchanges', compact(campaign.exchanges)],
    ['Per account', rate(perAccount)],
  ];
  if (campaign.sub_accounts !== undefined && campaign.sub_accounts.length > 0) {
    rows.splice(1, 0, ['Router end users', count(campaign.sub_accounts.length)]);
  }
  if (days !== null) {
    rows.push(['Per account and day', rate(perAccount / days)]);
    rows.push(['Span', plural(days, 'day')]);
  }
  return html`<div><dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl><p class="seen">First seen ${timeElement(campaign.first_seen)}, last seen ${timeElement(campaign.last_seen)}.</p></div>`;
}

/** A mean: whole from 10 on, else with one decimal. */
function rate(value: number): string {
  return value >= 10 ? count(value) : decimal(Math.round(value * 10) / 10);
}

function shares(entries: readonly { readonly name: string; readonly share: number }[]): Html {
  const all = sorted(entries).filter((entry) => entry.share > 0);
  const shown = all.filter((entry) => entry.share >= LEAST_SHARE).slice(0, MOST_SHARES);
  const rest = all.slice(shown.length);
  if (shown.length === 0) return html`<p class="muted small">Not measured.</p>`;
  return html`${shareList(
    shown.map((entry) => ({
      name: capital(spacedWords(entry.name)),
      share: entry.share,
      value: percent(entry.share),
    })),
  )}${
    rest.length === 0
      ? null
      : html`<p class="muted small">${capital(list(rest.map((entry) => spacedWords(entry.name))))}: ${percent(rest.reduce((sum, entry) => sum + entry.share, 0))}${rest.length === 1 ? '' : ' in total'}.</p>`
  }`;
}

function segments(found: readonly SegmentFinding[]): Html | null {
  if (found.length === 0) return null;
  const most = Math.max(...found.map(({ accounts }) => accounts));
  const shown = [...found]
    .filter(({ accounts }) => accounts >= MIN_SEGMENT_SHARE * most)
    .sort((a, b) => b.accounts - a.accounts || b.exchanges - a.exchanges)
    .slice(0, MOST_SEGMENTS);
  return html`<div><h4>Segments</h4><p class="muted small">Passages of text that recur in exchanges with otherwise different messages. Outlines are redacted.</p><ol class="segments">${shown.map(
    (segment) =>
      html`<li><p class="meta">${identifier(segment.id)}<span>${plural(segment.accounts, 'account')}</span><span>${plural(segment.exchanges, 'exchange')}</span></p>${
        segment.exemplar === undefined
          ? html`<p class="muted small">No outline was stored.</p>`
          : html`<blockquote class="outline">${cut(segment.exemplar)}</blockquote>`
      }</li>`,
  )}</ol>${
    found.length > shown.length
      ? html`<p class="muted small">${plural(found.length - shown.length, 'more segment')} ${found.length - shown.length === 1 ? 'is' : 'are'} in campaigns.json.</p>`
      : null
  }</div>`;
}

/** The start of a long outline, cut between code points. */
function cut(text: string): string {
  if (text.length <= OUTLINE_CHARS) return text;
  return `${[...text.slice(0, OUTLINE_CHARS + 1)].slice(0, -1).join('')} … (${count(text.length)} characters in total)`;
}
