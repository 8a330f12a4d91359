/**
 * Texts under review as cards: why a person should read one, who sends it, what speaks for a harvest and what against. No account
 * follows from a text, so a card has no action and names few accounts.
 */
import { compact, count, percent, plural, score } from '../../base/format.ts';
import type { TextUnderReview } from '../../model/text-under-review.ts';
import { adoptionChart } from '../charts/adoption.ts';
import { bar } from '../charts/marks.ts';
import { shareList } from '../charts/shares.ts';
import { type Html, html } from '../escape.ts';
import { capital, identifier, spacedWords, span, timeElement } from '../words.ts';

const MOST_ACCOUNTS = 12;
const MOST_SHARES = 4;
const OUTLINE_CHARS = 1_200;

/**
 * The section.
 * @param leftOut texts beyond those that the run kept
 */
export function textsSection(texts: readonly TextUnderReview[], leftOut: number): Html {
  return html`<section id="texts" aria-labelledby="texts-title">
<div class="section-head"><h2 id="texts-title">Texts under review</h2><p>Texts that ask for training material and are private to a set of users whom nothing ties to one operator. The log cannot tell whether they are one pipeline or strangers with one prompt. A person should read them; no account is acted on because of them.</p></div>
${texts.length === 0 ? html`<p>No text needs a review.</p>` : texts.map((text, i) => textCard(text, `text-${i + 1}`))}
${leftOut === 0 ? null : html`<p class="muted small">${plural(leftOut, 'more text')} with a lower score ${leftOut === 1 ? 'was' : 'were'} left out.</p>`}
</section>`;
}

function textCard(text: TextUnderReview, anchor: string): Html {
  return html`<article class="card" id="${anchor}" aria-labelledby="${anchor}-title">
<div class="card-head"><div>
<h3 id="${anchor}-title">Text ${identifier(text.id)}</h3>
<p class="what">${text.explanation.sentence}</p>
</div>
<div class="confidence"><h4>Review score</h4><p class="figure"><strong>${score(text.score)}</strong><span class="muted">orders this list</span></p>${bar(text.score)}</div></div>
${
  text.outline === undefined
    ? html`<p class="muted small">No outline was stored.</p>`
    : html`<div><h4>Outline</h4><blockquote class="outline">${cut(text.outline)}</blockquote></div>`
}
${facts(text)}
<div class="two"><div><h4>What it asks for</h4>${shares(text.intents)}</div><div><h4>Share of each user’s exchanges</h4>${trafficShares(text)}</div></div>
<div><h4>Adoption</h4>${adoptionChart(text.adoption, anchor)}</div>
<div class="two"><div><h4>Speaks for a harvest</h4>${sentences(text.speaks_for)}</div><div><h4>Speaks against</h4>${sentences(text.speaks_against)}</div></div>
${routers(text)}
${senders(text)}
</article>`;
}

function facts(text: TextUnderReview): Html {
  const rows: [string, string][] = [
    ['Accounts', count(text.accounts.length)],
    ...(text.sub_accounts === undefined ? [] : [['Router end users', count(text.sub_accounts.length)] as [string, string]]),
    ['Parties', count(text.parties)],
    ['Exchanges with it', compact(text.exchanges)],
    [`Gone within ${plural(text.drop_out.days, 'day')}`, percent(text.drop_out.share)],
  ];
  return html`<div><dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl><p class="seen">Its users were first seen ${timeElement(text.first_seen)}, last seen ${timeElement(text.last_seen)}.</p></div>`;
}

function shares(entries: readonly { readonly name: string; readonly share: number }[]): Html {
  if (entries.length === 0) return html`<p class="muted small">Not measured.</p>`;
  return shareList(
    entries
      .slice(0, MOST_SHARES)
      .map((entry) => ({ name: capital(spacedWords(entry.name)), share: entry.share, value: percent(entry.share) })),
  );
}

function trafficShares({ traffic_share: share }: TextUnderReview): Html {
  const rows = [
    ['Upper quartile', share.upper_quartile],
    ['Median', share.median],
    ['Lower quartile', share.lower_quartile],
  ] as const;
  return shareList(rows.map(([name, value]) => ({ name, share: value, value: percent(value) })));
}

function sentences(list: readonly string[]): Html {
  return html`<ul class="points">${list.map((one) => html`<li>${one}</li>`)}</ul>`;
}

function routers({ routers: found = [] }: TextUnderReview): Html | null {
  if (found.length === 0) return null;
  return html`<div><h4>Routers</h4><p class="muted small">What to tell a router whose end users send the text.</p>
<div class="scroller" tabindex="0" role="region" aria-label="Routers"><table><thead><tr><th scope="col">Router</th><th scope="col" class="number">End users that send it</th><th scope="col" class="number">All end users</th><th scope="col" class="number">Share of its exchanges</th></tr></thead><tbody>${found.map(
    (router) =>
      html`<tr><th scope="row">${identifier(router.account)}</th><td class="number">${count(router.end_users)}</td><td class="number">${count(router.all_end_users)}</td><td class="number">${percent(router.traffic_share)}</td></tr>`,
  )}</tbody></table></div></div>`;
}

function senders({ accounts, sub_accounts = [], first_seen, last_seen }: TextUnderReview): Html {
  const users = [...accounts, ...sub_accounts.map((end) => `${end.account} / ${end.sub_account}`)];
  const more = users.length - MOST_ACCOUNTS;
  return html`<details><summary>Who sends it</summary><p class="muted small">${plural(users.length, 'user')}, ${span(first_seen, last_seen)}. Their risk and their action are what they would be without the text.</p>
<ul class="points">${users.slice(0, MOST_ACCOUNTS).map((user) => html`<li>${identifier(user)}</li>`)}</ul>${
    more > 0 ? html`<p class="muted small">${count(more)} more are in campaigns.json.</p>` : null
  }</details>`;
}

/** The start of a long outline, cut between code points. */
function cut(text: string): string {
  return text.length <= OUTLINE_CHARS ? text : `${[...text.slice(0, OUTLINE_CHARS + 1)].slice(0, -1).join('')} …`;
}
