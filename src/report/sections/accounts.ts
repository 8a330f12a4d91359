/**
 * An account table: its first page as markup, all rows as a data block that the script sorts, filters and pages. Columns,
 * order and drawing are the same on both sides (script.ts). ARIA roles are explicit, because a narrow page draws the rows
 * as blocks, and browsers may then drop the table semantics.
 */
import { count, plural, score } from '../../base/format.ts';
import { shellWord } from '../../base/shell-word.ts';
import type { AccountFinding } from '../../model/finding.ts';
import { ACTIONS, type Action } from '../../model/vocabulary.ts';
import { bar } from '../charts/marks.ts';
import type { AccountGroup } from '../digest.ts';
import { type Html, html, jsonBlock, reveal } from '../escape.ts';
import { ROWS_PER_PAGE, type TableData } from '../script.ts';
import { capital, identifier } from '../words.ts';
import { copyButton } from './copy-button.ts';

/**
 * A sortable table of accounts.
 * @param id unique in the page
 * @param label accessible name of the table
 */
export function accountTable(group: AccountGroup, id: string, label: string): Html {
  const first = group.rows.slice(0, ROWS_PER_PAGE);
  const omitted = group.total - group.rows.length;
  const held = ACTIONS.filter((action) => group.rows.some((row) => row.action === action));
  return html`<div class="accounts" data-accounts="${id}" data-page="${ROWS_PER_PAGE}">
<div class="table-tools" data-needs-script hidden><label class="grow">Filter by account or reason<input type="search" autocomplete="off" spellcheck="false" aria-controls="${id}-table"></label><label>Action<select aria-controls="${id}-table"><option value="">All</option>${held.map(
    (action) => html`<option value="${ACTIONS.indexOf(action)}">${capital(action)}</option>`,
  )}</select></label></div>
<div class="scroller" tabindex="0" role="region" aria-label="${label}"><table id="${id}-table" role="table"><thead role="rowgroup"><tr role="row">${COLUMNS.map(
    ([column, name]) =>
      html`<th scope="col" role="columnheader" class="c-${column}" data-column="${column}" data-name="${name}" aria-sort="${column === 'risk' ? 'descending' : 'none'}"><button type="button" class="sort" disabled>${name}</button></th>`,
  )}</tr></thead><tbody role="rowgroup">${first.map(row)}</tbody></table></div>
<div class="pager"><span class="said" role="status">1–${count(first.length)} of ${count(group.rows.length)}</span><button type="button" data-needs-script hidden>Previous</button><button type="button" data-needs-script hidden>Next</button></div>
${
  omitted > 0
    ? html`<p class="muted small">This file contains the ${count(group.rows.length)} accounts with the highest risk; ${plural(omitted, 'more account')} ${omitted === 1 ? 'is' : 'are'} in accounts.ndjson.</p>`
    : null
}
${jsonBlock(id, tableData(group))}
</div>`;
}

const COLUMNS = [
  ['account', 'Account'],
  ['risk', 'Risk'],
  ['action', 'Action'],
  ['reasons', 'Reasons'],
] as const;

function row(finding: AccountFinding): Html {
  return html`<tr role="row"><th scope="row" role="rowheader">${identifier(finding.account)}${
    finding.sub_account === undefined ? null : html`<span class="sub">end user ${identifier(finding.sub_account)}</span>`
  }<span class="card-tools">${explainButton(finding)}</span></th><td role="cell" class="num">${bar(finding.risk)}${score(finding.risk)}</td><td role="cell">${capital(finding.action)}</td><td role="cell" class="reasons">${finding.reasons.join('; ')}</td></tr>`;
}

function explainButton({ account, sub_account }: AccountFinding): Html {
  const name = sub_account === undefined ? account : `${account}/${sub_account}`;
  return copyButton(`stillwatch explain ${shellWord(name)}`, `Copy explain command, ${name}`, 'Copy explain command');
}

/** The rows, with every distinct reason stored once. Hidden characters are revealed here, since the script sets text as it is. */
function tableData(group: AccountGroup): TableData {
  const places = new Map<string, number>();
  const place = (reason: string): number => {
    const known = places.get(reason);
    if (known !== undefined) return known;
    places.set(reason, places.size);
    return places.size - 1;
  };
  const rows = group.rows.map(
    (finding) =>
      [
        reveal(finding.account),
        reveal(finding.sub_account ?? ''),
        Math.round(finding.risk * 10_000) / 10_000,
        ACTIONS.indexOf(finding.action),
        finding.reasons.map(place),
      ] as const,
  );
  return {
    actions: ACTIONS.map(capital),
    reasons: [...places.keys()].map(reveal),
    rows,
  };
}

/** The number of accounts by action, harshest first. */
export function actionSplit(byAction: Readonly<Record<Action, number>>): Html {
  return html`<p class="actions-split">${[...ACTIONS]
    .reverse()
    .filter((action) => byAction[action] > 0)
    .map((action) => html`<span><b>${count(byAction[action])}</b> ${action}</span>`)}</p>`;
}

/** Accounts that are in no campaign but at an action above allow. `total` counts all accounts of the run. */
export function outsideSection(group: AccountGroup, total: number): Html {
  return html`<section id="outside" aria-labelledby="outside-title">
<div class="section-head"><h2 id="outside-title">Accounts outside campaigns</h2><p>Accounts that need attention on their own, without a group they belong to. Behaviour alone never limits or suspends an account.</p></div>
${
  group.total === 0
    ? html`<p>No account outside a campaign needs attention. ${plural(total, 'account was', 'accounts were')} assessed in total.</p>`
    : html`<div class="panel long"><h3 class="plain-title">${plural(group.total, 'account')}</h3>${actionSplit(group.byAction)}${accountTable(group, 'outside-accounts', 'Table of accounts outside campaigns')}</div>`
}
</section>`;
}
