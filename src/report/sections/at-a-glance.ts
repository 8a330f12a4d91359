/**
 * The rest of the first page: every campaign as a row to compare and sort, what is asked of whom, how sure the findings are, and
 * what was cleared. A reader who goes no further has read the result.
 */
import { count, plural, score } from '../../base/format.ts';
import type { Campaign } from '../../model/finding.ts';
import { ACTIONS, type Action, actionRank } from '../../model/vocabulary.ts';
import { severityMark } from '../charts/marks.ts';
import type { AccountDigest, AccountGroup } from '../digest.ts';
import { type Html, html } from '../escape.ts';
import { CAPABILITY_PHRASE, confidenceWord, SEVERITY_LEVEL } from '../glossary.ts';
import type { ReportInput } from '../input.ts';
import { capital, identifier, list } from '../words.ts';

/** Campaigns in the table; the others are in the one after the cards, which has every campaign without a card. */
const MOST_ROWS = 200;
/** Campaigns that fit on the first sheet of paper; a print leaves the other rows of the table to the cards. */
const ON_PAPER = 8;

const COLUMNS = [
  ['Campaign', ''],
  ['Severity', ''],
  ['Confidence', 'number'],
  ['Accounts', 'number'],
  ['Exchanges', 'number'],
  ['What it draws on', ''],
  ['What is asked', ''],
] as const;

/** The table and the three answers. `sorted` is in the order of the page. */
export function atAGlance(input: ReportInput, sorted: readonly Campaign[], digest: AccountDigest): Html | null {
  if (sorted.length === 0) return null;
  return html`<div class="glance">${comparison(sorted, digest)}
<dl class="answers">
<div><dt>How sure is this?</dt><dd>${howSure(sorted)}</dd></div>
<div><dt>What is asked?</dt><dd>${whatIsAsked(sorted, digest)}</dd></div>
<div><dt>What was cleared?</dt><dd>${whatWasCleared(input)}</dd></div>
</dl></div>`;
}

function comparison(sorted: readonly Campaign[], digest: AccountDigest): Html {
  return html`<div class="scroller" tabindex="0" role="region" aria-label="Campaigns compared"><table class="compare" data-sortable><thead><tr>${COLUMNS.map(
    ([name, className]) =>
      html`<th scope="col" class="${className}"><button type="button" class="sort" disabled>${name}</button></th>`,
  )}</tr></thead><tbody>${sorted
    .slice(0, MOST_ROWS)
    .map((campaign, i) => row(campaign, digest.byCampaign.get(campaign.id), i < ON_PAPER))}</tbody></table></div>`;
}

function row(campaign: Campaign, group: AccountGroup | undefined, onPaper: boolean): Html {
  const drawn = [...campaign.capabilities]
    .sort((a, b) => b.share - a.share)
    .slice(0, 2)
    .filter(({ share }) => share >= 0.1)
    .map(({ name }) => CAPABILITY_PHRASE[name]);
  return html`<tr class="${onPaper ? '' : 'screen-only'}"><th scope="row" data-value="${campaign.id}"><a href="#${campaign.id}">${identifier(campaign.id)}</a></th><td data-value="${SEVERITY_LEVEL[campaign.severity]}"><span class="severity tone-${campaign.severity}">${severityMark(campaign.severity)}${capital(campaign.severity)}</span></td><td class="number" data-value="${campaign.confidence}">${score(campaign.confidence)}</td><td class="number" data-value="${campaign.accounts.length}">${count(campaign.accounts.length)}</td><td class="number" data-value="${campaign.exchanges}">${count(campaign.exchanges)}</td><td data-value="${drawn[0] ?? ''}">${drawn.length === 0 ? 'several capabilities' : list(drawn)}</td><td data-value="${actionRank(campaign.action)}">${askedOf(campaign, group)}</td></tr>`;
}

/** Such as "Suspend 61 of 72, verify 11". */
export function askedOf(campaign: Campaign, group: AccountGroup | undefined): string {
  if (group === undefined || group.total === 0) return capital(campaign.action);
  const parts = [...ACTIONS]
    .reverse()
    .filter((action) => group.byAction[action] > 0)
    .map((action, i) => `${action} ${count(group.byAction[action])}${i === 0 ? ` of ${count(group.total)}` : ''}`);
  return capital(parts.join(', '));
}

function howSure(sorted: readonly Campaign[]): string {
  const sure = sorted.filter(({ confidence }) => confidence >= 0.9).length;
  const [first] = sorted;
  const all =
    sorted.length === 1
      ? `The confidence is ${score(first.confidence)} of 1, which is ${confidenceWord(first.confidence)}.`
      : `${count(sure)} of ${count(sorted.length)} campaigns have a confidence of 0.9 or more.`;
  return `${all} It rests on two kinds of evidence: what ties the accounts to one operator, and what they send. A confidence is an estimate, made on simulated traffic, and no proof.`;
}

function whatIsAsked(sorted: readonly Campaign[], digest: AccountDigest): string {
  const groups = [...digest.byCampaign.values(), digest.outside];
  const at = (action: Action): number => groups.reduce((sum, group) => sum + group.byAction[action], 0);
  const approval = at('limit') + at('suspend');
  const said = [
    approval === 0
      ? null
      : `A person decides whether ${[
          at('suspend') === 0 ? null : `${plural(at('suspend'), 'account')} ${at('suspend') === 1 ? 'is' : 'are'} suspended`,
          at('limit') === 0 ? null : `${plural(at('limit'), 'account')} ${at('limit') === 1 ? 'is' : 'are'} limited`,
        ]
          .filter((part) => part !== null)
          .join(' and ')}.`,
    at('verify') === 0 ? null : `${plural(at('verify'), 'account')} ${at('verify') === 1 ? 'is' : 'are'} asked to verify.`,
    at('review') === 0 ? null : `A person reads what was found about ${plural(at('review'), 'account')}.`,
  ].filter((sentence) => sentence !== null);
  return said.length === 0
    ? `No account in ${sorted.length === 1 ? 'this campaign' : 'these campaigns'} is asked anything.`
    : `${said.join(' ')} Every step expires, can be undone and can be appealed.`;
}

function whatWasCleared({ campaigns, summary }: ReportInput): string {
  const groups = campaigns.left_alone;
  const most = plural(summary.totals.accounts, 'account was', 'accounts were');
  return groups.length === 0
    ? `${most} looked at. No other group looked like a campaign.`
    : `${most} looked at. ${plural(groups.length, 'group')} looked like a campaign, ${groups.length === 1 ? 'was' : 'were'} tested and ${groups.length === 1 ? 'was' : 'were'} cleared: offices, campuses, agent tools, routers and the like. Nothing happens to them.`;
}
