/**
 * An account table: its first page as markup, all of its rows as a data block that the script sorts, filters and
 * pages. The columns, the order and the drawing are the same on both sides (script.ts). Roles are written out,
 * because a narrow page draws the rows as blocks, and a browser may then forget that they were a table.
 */
import type { AccountFinding } from '../../model/finding.ts';
import { ACTIONS, type Action } from '../../model/vocabulary.ts';
import { bar } from '../charts/marks.ts';
import type { AccountGroup } from '../digest.ts';
import { type Html, html, jsonBlock, reveal } from '../escape.ts';
import { capital, identifier, number, plural } from '../format.ts';
import { ROWS_PER_PAGE, type TableData } from '../script.ts';

/** @param id unique in the page @param label what the rows are, for those who cannot see the heading */
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
<div class="pager"><span class="said" role="status">1–${number(first.length)} of ${number(group.rows.length)}</span><button type="button" data-needs-script hidden>Previous</button><button type="button" data-needs-script hidden>Next</button></div>
${
  omitted > 0
    ? html`<p class="muted small">The ${number(group.rows.length)} accounts of highest risk are in this file; ${plural(omitted, 'more account')} in accounts.ndjson.</p>`
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
    finding.sub_account === undefined
      ? null
      : html`<span class="sub">end user ${identifier(finding.sub_account)}</span>`
  }</th><td role="cell" class="num">${bar(finding.risk)}${finding.risk.toFixed(2)}</td><td role="cell">${capital(finding.action)}</td><td role="cell" class="reasons">${finding.reasons.join('; ')}</td></tr>`;
}

/** The rows with every distinct reason once. Text is revealed here, because the script sets it as it is. */
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

/** "Suspend 40, limit 210": the group's accounts by action, strongest first. */
export function actionSplit(byAction: Readonly<Record<Action, number>>): Html {
  return html`<p class="actions-split">${[...ACTIONS]
    .reverse()
    .filter((action) => byAction[action] > 0)
    .map((action) => html`<span><b>${number(byAction[action])}</b> ${action}</span>`)}</p>`;
}

/** Accounts of no campaign that something is to be done about. */
export function outsideSection(group: AccountGroup, total: number): Html {
  return html`<section id="outside" aria-labelledby="outside-title">
<div class="section-head"><h2 id="outside-title">Accounts outside campaigns</h2><p>Accounts that are worth a look for themselves, without a group they belong to. Behaviour alone never limits or suspends an account.</p></div>
${
  group.total === 0
    ? html`<p>No account outside a campaign needs anything. ${plural(total, 'account was', 'accounts were')} judged in all.</p>`
    : html`<div class="panel long"><h3 class="plain-title">${plural(group.total, 'account')}</h3>${actionSplit(group.byAction)}${accountTable(group, 'outside-accounts', 'Accounts outside campaigns')}</div>`
}
</section>`;
}
