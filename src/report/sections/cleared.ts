/** Groups that looked like a campaign, were tested and were cleared, by reason. */
import { compactPlural, count, plural, score } from '../../base/format.ts';
import type { LeftAlone } from '../../model/finding.ts';
import { type Html, html } from '../escape.ts';
import { clearedReason } from '../glossary.ts';
import { capital } from '../words.ts';

/** Groups shown per reason, largest first; the rest is counted. */
const MOST_GROUPS = 24;

/** The section; its anchor stays `left-alone`, the name in campaigns.json. */
export function clearedSection(groups: readonly LeftAlone[]): Html {
  const byReason = new Map<string, LeftAlone[]>();
  for (const group of groups) {
    const same = byReason.get(group.reason);
    if (same) same.push(group);
    else byReason.set(group.reason, [group]);
  }
  const reasons = [...byReason].sort(([a, x], [b, y]) => total(y) - total(x) || (a < b ? -1 : 1));
  return html`<section id="left-alone" aria-labelledby="left-alone-title">
<div class="section-head"><h2 id="left-alone-title">Tested and cleared</h2><p>Groups that looked like a campaign, were tested, and were cleared. No action is recommended for them as groups; the reasons are given so that an analyst can disagree.</p></div>
${
  groups.length === 0
    ? html`<p>No other group of accounts looked like a campaign.</p>`
    : reasons.map(([reason, members]) => reasonGroup(reason, members))
}
</section>`;
}

function reasonGroup(reason: string, members: readonly LeftAlone[]): Html {
  const { label, meaning } = clearedReason(reason);
  const shown = [...members]
    .sort((a, b) => b.accounts - a.accounts || b.exchanges - a.exchanges || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_GROUPS);
  return html`<div class="reason-group"><div><h3>${capital(label)}</h3><p class="sum">${plural(members.length, 'group')}, ${compactPlural(total(members), 'account')}</p><p class="meaning">${meaning}</p></div>
<div><ul class="left">${shown.map(
    (group) =>
      html`<li><h4>${group.title}</h4><p class="meta"><span>${plural(group.accounts, 'account')}</span><span>${compactPlural(group.exchanges, 'exchange')}</span><span>confidence ${score(group.confidence)}</span><bdi class="id">${group.id}</bdi></p>${
        group.why.length === 0 ? null : html`<ul>${group.why.map((why) => html`<li>${why}</li>`)}</ul>`
      }${namesOf(group)}</li>`,
  )}</ul>${
    members.length > shown.length
      ? html`<p class="muted small">${count(members.length - shown.length)} more are in campaigns.json.</p>`
      : null
  }</div></div>`;
}

/** The accounts of a group, folded: the report names them so that each can be looked up. */
function namesOf({ names = [], names_left_out: leftOut = 0 }: LeftAlone): Html | null {
  if (names.length === 0) return null;
  const rest =
    leftOut === 0
      ? null
      : html` <span class="muted">and ${count(leftOut)} more: the column cleared_in of accounts.csv names the groups of every account.</span>`;
  return html`<details class="names"><summary>Accounts</summary><p class="small">${names.map((name, k) => html`${k === 0 ? null : ', '}<bdi class="id">${name}</bdi>`)}${rest}</p></details>`;
}

function total(members: readonly LeftAlone[]): number {
  return members.reduce((sum, group) => sum + group.accounts, 0);
}
