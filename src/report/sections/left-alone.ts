/** Groups that were tested as groups and not called campaigns: the other half of a fair report. */
import type { LeftAlone } from '../../model/finding.ts';
import { type Html, html } from '../escape.ts';
import { capital, compactPlural, number, percent, plural } from '../format.ts';
import { leftAloneReason } from '../glossary.ts';

/** Most groups shown for one reason, the largest; the rest is counted. */
const MOST_GROUPS = 24;

export function leftAloneSection(groups: readonly LeftAlone[]): Html {
  const byReason = new Map<string, LeftAlone[]>();
  for (const group of groups) {
    const same = byReason.get(group.reason);
    if (same) same.push(group);
    else byReason.set(group.reason, [group]);
  }
  const reasons = [...byReason].sort(([a, x], [b, y]) => total(y) - total(x) || (a < b ? -1 : 1));
  return html`<section id="left-alone" aria-labelledby="left-alone-title">
<div class="section-head"><h2 id="left-alone-title">Left alone, and why</h2><p>Groups of accounts that share something and were tested as a group. No action is recommended for them; the reasons are here so that a person can disagree.</p></div>
${
  groups.length === 0
    ? html`<p>No group of accounts looked enough like a campaign to be tested and cleared.</p>`
    : reasons.map(([reason, members]) => reasonGroup(reason, members))
}
</section>`;
}

function reasonGroup(reason: string, members: readonly LeftAlone[]): Html {
  const { label, meaning } = leftAloneReason(reason);
  const shown = [...members]
    .sort((a, b) => b.accounts - a.accounts || b.exchanges - a.exchanges || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_GROUPS);
  return html`<div class="reason-group"><div><h3>${capital(label)}</h3><p class="sum">${plural(members.length, 'group')}, ${compactPlural(total(members), 'account')}</p><p class="meaning">${meaning}</p></div>
<div><ul class="left">${shown.map(
    (group) =>
      html`<li><h4>${group.title}</h4><p class="meta"><span>${plural(group.accounts, 'account')}</span><span>${compactPlural(group.exchanges, 'exchange')}</span><span>confidence of harvest ${percent(group.confidence)}</span><bdi class="id">${group.id}</bdi></p>${
        group.why.length === 0 ? null : html`<ul>${group.why.map((why) => html`<li>${why}</li>`)}</ul>`
      }</li>`,
  )}</ul>${
    members.length > shown.length
      ? html`<p class="muted small">${number(members.length - shown.length)} more in campaigns.json.</p>`
      : null
  }</div></div>`;
}

function total(members: readonly LeftAlone[]): number {
  return members.reduce((sum, group) => sum + group.accounts, 0);
}
