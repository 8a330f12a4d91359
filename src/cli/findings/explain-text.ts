/** An explanation for a person to read. */
import { plural, score } from '../../base/format.ts';
import { shellWord } from '../../base/shell-word.ts';
import type { Colors } from '../terminal/io.ts';
import { labelled, printable, rule } from '../terminal/text.ts';
import { accountName } from './account-names.ts';
import type { AccountExplanation, CampaignPart, Reason } from './explanation.ts';
import { currentLines, earlierLines, windowLines } from './service-text.ts';

const LABEL = 11;
const MOST_END_USERS = 20;
const MOST_SENTENCES = 6;
/** Those in which an account can be limited or suspended need a person. */
const PROPOSED = new Set(['limit', 'suspend']);

/** The whole text. @param found the directory of the results, for the command that comes next; null if a service was asked */
export function explanationText(explained: AccountExplanation, found: string | null, width: number, colors: Colors): string {
  const { account, sub_account, campaign, end_users, service } = explained;
  const row = (label: string, text: string): string => labelled(colors.dim(label), printable(text, 4_000), 2, LABEL, width);
  const title = sub_account === null ? account : `${sub_account}, end user of the router ${account}`;
  const lines = [
    rule(colors.bold(printable(title, 300)), '', width, colors),
    ...(service === null ? action(explained, row) : currentLines(explained, service, row)),
    row('risk', risk(explained)),
    ...(service === null ? [] : [...windowLines(service, row), ...earlierLines(service, row)]),
  ];
  if (campaign !== null) lines.push('', ...campaignLines(campaign, explained, row));
  else lines.push('', ...outsideLines(explained, row));
  if (end_users !== null) lines.push('', ...endUserLines(end_users, row));
  const name = accountName(account, sub_account);
  // A command is to be copied: it is not wrapped.
  lines.push(
    '',
    ...(found === null ? [`  ${colors.dim('results')}    stillwatch analyze YOUR-LOG --out found`] : []),
    `  ${colors.dim('requests')}   stillwatch exchanges ${printable(shellWord(name))} --log YOUR-LOG --found ${printable(shellWord(found ?? 'found'))}`,
  );
  return `${lines.join('\n')}\n`;
}

type Row = (label: string, text: string) => string;

function action({ action, rule, campaign }: AccountExplanation, row: Row): string[] {
  const lines = [row('action', PROPOSED.has(action) ? `${action}, proposed: a person must approve it` : action)];
  if (rule !== null) lines.push(row('', rule.reason));
  if (campaign !== null && campaign.action !== action)
    lines.push(
      row(
        '',
        `Its campaign as a whole is at ${campaign.action}. An account is acted on for its own conduct: the reasons below are its own.`,
      ),
    );
  if (action === 'allow') lines.push(row('', 'Nothing is to be done.'));
  else if (rule?.expires_after)
    lines.push(
      row(
        'until',
        `the next analysis. In a service a decision by this rule ends after ${days(rule.expires_after)} unless it is renewed.`,
      ),
    );
  return lines;
}

function days(duration: string): string {
  return duration.endsWith('d') ? plural(Number(duration.slice(0, -1)), 'day') : duration;
}

function risk({ risk, campaign, reasons, end_users }: AccountExplanation): string {
  const value = `${score(risk)} of 1`;
  if (end_users !== null) return `${value}: a declared router is not judged for what its end users send.`;
  if (campaign !== null)
    return `${value}: the campaign's confidence (${score(campaign.confidence)}), less where the account itself sends none of the text or is tied by nothing.`;
  if (reasons.some(({ reason }) => reason.includes('distillation grant')))
    return `${value}: a distillation grant covers what it asks for.`;
  return `${value}, from what its own requests ask for and from groups that were tested with it.`;
}

function campaignLines(campaign: CampaignPart, { reasons }: AccountExplanation, row: Row): string[] {
  const size = [
    plural(campaign.accounts, 'account'),
    ...(campaign.end_users > 0 ? [plural(campaign.end_users, 'router end user')] : []),
  ].join(' and ');
  const lines = [
    row('campaign', `${campaign.id}: ${size}, confidence ${score(campaign.confidence)}, severity ${campaign.severity}.`),
    row('', campaign.action_reason),
  ];
  if (campaign.contact) lines.push(row('', 'Its organisation is in the open and is asked once, through this account.'));
  lines.push(...reasonLines('belongs by', reasons, row));
  if (!reasons.some(({ reason }) => reason.startsWith('shares ') || reason.includes('signature')))
    lines.push(row('', 'No shared value ties it to another member.'));
  campaign.evidence.forEach(({ number, family, strength, summary }, k) => {
    lines.push(row(k === 0 ? 'evidence' : '', `${number} ${family.replaceAll('_', ' ')} (${score(strength)}): ${summary}`));
  });
  if (campaign.would_change.length === 0)
    lines.push(row('changes if', 'nothing that was tried changes the action of the campaign.'));
  campaign.would_change.forEach(({ if: condition, confidence, action }, k) => {
    lines.push(
      row(
        k === 0 ? 'changes if' : '',
        `${condition}: the campaign would be at ${action}, with confidence ${score(confidence)}.`,
      ),
    );
  });
  return lines;
}

function reasonLines(label: string, reasons: readonly Reason[], row: Row): string[] {
  return reasons.map(({ reason, how_common }, k) =>
    row(k === 0 ? label : '', how_common === null ? reason : `${reason} (in all: ${how_common})`),
  );
}

function outsideLines(explained: AccountExplanation, row: Row): string[] {
  const { cleared, reasons, text_under_review: text, campaign_confidence: least, end_users } = explained;
  const lines = [row('campaign', 'none')];
  if (cleared.length === 0 && end_users === null && explained.service === null)
    lines.push(row('', 'It is in none of the groups that looked like a campaign and are listed.'));
  for (const { id, title, why, confidence } of cleared) {
    lines.push(row('cleared', `${title} (${id}).`));
    for (const sentence of why.slice(0, MOST_SENTENCES)) lines.push(row('', sentence));
    if (confidence > 0)
      lines.push(
        row('', `Confidence ${score(confidence)}; a campaign has ${score(least)} or more and meets every condition.`),
      );
  }
  if (reasons.length > 0) lines.push(...reasonLines('noted', reasons, row));
  if (text !== null) {
    lines.push(
      row(
        'text',
        `${text.id}, sent by ${plural(text.users, 'account')} and end users, score ${score(text.score)}. A text changes neither risk nor action.`,
      ),
      row('', text.explanation.sentence),
      ...text.speaks_for.slice(0, MOST_SENTENCES).map((sentence, k) => row(k === 0 ? 'for' : '', sentence)),
      ...text.speaks_against.slice(0, MOST_SENTENCES).map((sentence, k) => row(k === 0 ? 'against' : '', sentence)),
    );
  }
  if (end_users === null)
    lines.push(
      row(
        'changes if',
        `a tie to other accounts (a card, an address, a sign-up) and a text that asks for training data both appear: a group of confidence ${score(least)} or more with both is a campaign.`,
      ),
    );
  return lines;
}

function endUserLines(users: NonNullable<AccountExplanation['end_users']>, row: Row): string[] {
  if (users.length === 0) return [row('end users', 'none of its end users has a finding.')];
  const lines = users
    .slice(0, MOST_END_USERS)
    .map(({ name, action, risk }, k) => row(k === 0 ? 'end users' : '', `${name}: ${action}, risk ${score(risk)}`));
  if (users.length > MOST_END_USERS) lines.push(row('', `and ${plural(users.length - MOST_END_USERS, 'more')}`));
  return lines;
}
