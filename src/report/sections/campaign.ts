/** One campaign as a card: verdict first, then size, aims, time, ties, evidence, segments, accounts. */
import type { Campaign, SegmentFinding } from '../../model/finding.ts';
import { ACTIONS } from '../../model/vocabulary.ts';
import { bar, severityMark } from '../charts/marks.ts';
import { network } from '../charts/network.ts';
import { shareList } from '../charts/shares.ts';
import { timeline } from '../charts/timeline.ts';
import type { AccountGroup } from '../digest.ts';
import { type Html, html } from '../escape.ts';
import {
  capital,
  compact,
  identifier,
  list,
  moment,
  number,
  percent,
  plural,
  spacedWords,
  span,
  spanDays,
} from '../format.ts';
import { ACTION_MEANING, CAPABILITY_PHRASE, confidenceWord, INTENT_PHRASE } from '../glossary.ts';
import { accountTable, actionSplit } from './accounts.ts';
import { evidenceRows, familiesByKind } from './evidence.ts';
import { relatedCampaigns, wouldChange } from './reasons.ts';

const MOST_SEGMENTS = 12;
const OUTLINE_CHARS = 1_200;
const MOST_SHARES = 6;
/** Shares below this are named together. */
const LEAST_SHARE = 0.005;

/** @param place 1-based: the card's anchor @param group the campaign's accounts; undefined when none was handed over */
export function campaignCard(campaign: Campaign, place: number, group: AccountGroup | undefined): Html {
  const anchor = `campaign-${place}`;
  const picture = network(campaign.network);
  return html`<article class="card" id="${anchor}" aria-labelledby="${anchor}-title">
${head(campaign, anchor)}
${action(campaign)}
${facts(campaign)}
<div class="two"><div><h4>Capabilities drawn on</h4>${shares(campaign.capabilities)}</div><div><h4>What the output is for</h4>${shares(campaign.intents)}</div></div>
<div><h4>Over time</h4>${timeline(campaign.timeline, anchor)}</div>
${picture === null ? null : html`<div><h4>What ties the accounts</h4>${picture}</div>`}
<div><h4>Evidence</h4>${evidenceRows(campaign.evidence)}</div>
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
<p class="marks"><span class="severity tone-${campaign.severity}">${severityMark(campaign.severity)}${capital(campaign.severity)} severity</span></p>
<h3 id="${anchor}-title">Campaign ${identifier(campaign.id)}</h3>
<p class="what">${description(campaign)}</p>
</div>
<div class="confidence"><h4>Confidence</h4><p class="figure"><strong>${percent(campaign.confidence)}</strong><span class="muted">${confidenceWord(campaign.confidence)}</span></p>${bar(campaign.confidence, 'plain', [0.5, 0.8, 0.95])}</div></div>`;
}

/** The campaign in a sentence, from its largest shares. */
function description(campaign: Campaign): string {
  const drawn = top(campaign.capabilities).map((name) => CAPABILITY_PHRASE[name]);
  const aims = top(campaign.intents.filter((intent) => intent.name !== 'answer')).map(
    (name) => INTENT_PHRASE[name],
  );
  const who = plural(campaign.accounts.length, 'account');
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

function action(campaign: Campaign): Html {
  const step = ACTIONS.indexOf(campaign.action);
  const { relational, content } = familiesByKind(campaign.evidence);
  return html`<div class="action">
<p class="verdict"><span class="muted">Recommended:</span> <strong>${capital(campaign.action)}</strong> <span class="muted">${ACTION_MEANING[campaign.action]}</span></p>
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
  const each = accounts === 0 ? 0 : campaign.exchanges / accounts;
  const rows: [string, string][] = [
    ['Accounts', number(accounts)],
    ['Exchanges', compact(campaign.exchanges)],
    ['Per account', number(each >= 10 ? Math.round(each) : Math.round(each * 10) / 10)],
  ];
  if (campaign.sub_accounts !== undefined && campaign.sub_accounts.length > 0) {
    rows.splice(1, 0, ['End users of routers', number(campaign.sub_accounts.length)]);
  }
  if (days !== null) {
    const daily = each / days;
    rows.push(['Per account a day', number(daily >= 10 ? Math.round(daily) : Math.round(daily * 10) / 10)]);
    rows.push(['Span', plural(days, 'day')]);
  }
  return html`<div><dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl><p class="seen">First seen ${moment(campaign.first_seen)}, last seen ${moment(campaign.last_seen)}.</p></div>`;
}

function shares(entries: readonly { readonly name: string; readonly share: number }[]): Html {
  const all = sorted(entries).filter((entry) => entry.share > 0);
  const shown = all.filter((entry) => entry.share >= LEAST_SHARE).slice(0, MOST_SHARES);
  const rest = all.slice(shown.length);
  if (shown.length === 0) return html`<p class="muted small">No shares were measured.</p>`;
  return html`${shareList(
    shown.map((entry) => ({
      name: capital(spacedWords(entry.name)),
      share: entry.share,
      value: percent(entry.share),
    })),
  )}${
    rest.length === 0
      ? null
      : html`<p class="muted small">And ${list(rest.map((entry) => spacedWords(entry.name)))}: ${percent(rest.reduce((sum, entry) => sum + entry.share, 0))} together.</p>`
  }`;
}

function segments(found: readonly SegmentFinding[]): Html | null {
  if (found.length === 0) return null;
  const shown = [...found]
    .sort((a, b) => b.accounts - a.accounts || b.exchanges - a.exchanges)
    .slice(0, MOST_SEGMENTS);
  return html`<div><h4>Segments</h4><p class="muted small">Runs of prompt text that recur across exchanges whose bodies differ. Outlines are redacted.</p><ol class="segments">${shown.map(
    (segment) =>
      html`<li><p class="meta">${identifier(segment.id)}<span>${plural(segment.accounts, 'account')}</span><span>${plural(segment.exchanges, 'exchange')}</span></p>${
        segment.exemplar === undefined
          ? html`<p class="muted small">No outline was kept.</p>`
          : html`<blockquote class="outline">${cut(segment.exemplar)}</blockquote>`
      }</li>`,
  )}</ol>${
    found.length > shown.length
      ? html`<p class="muted small">${plural(found.length - shown.length, 'more segment')} in campaigns.json.</p>`
      : null
  }</div>`;
}

/** The start of a long outline, cut between code points. */
function cut(text: string): string {
  if (text.length <= OUTLINE_CHARS) return text;
  return `${[...text.slice(0, OUTLINE_CHARS + 1)].slice(0, -1).join('')} … (${number(text.length)} characters in all)`;
}
