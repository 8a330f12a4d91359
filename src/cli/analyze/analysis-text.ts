/**
 * The summary at the end of an analysis: campaigns with their strongest evidence, texts under review, groups that were tested and cleared,
 * what was read and set aside, how long it took and where the files are. The report has the rest.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bytes, count, day, duration, percent, plural, score } from '../../base/format.ts';
import { hashedNote, PERSONAL_KINDS } from '../../ingest/personal-identifier.ts';
import { type Campaign, hasHistory, type LeftAlone } from '../../model/finding.ts';
import type { TextUnderReview } from '../../model/text-under-review.ts';
import { ACTIONS, type Action } from '../../model/vocabulary.ts';
import type { AnalyzeOutcome } from '../../pipeline/analyze.ts';
import { fallbackText } from '../../report/glossary.ts';
import type { Colors } from '../terminal/io.ts';
import { GLUE, labelled, padEnd, printable, rule, textBar, wrap } from '../terminal/text.ts';
import { endedText, historyLine } from './history-text.ts';
import { replayText } from './replay-text.ts';
import { rejectionsText, warningsText } from './survey-text.ts';

/** Campaigns and groups shown in full; the report shows all of them. */
const SHOWN_CAMPAIGNS = 12;
const SHOWN_GROUPS = 8;
const SHOWN_EVIDENCE = 3;
/** Length of a row of evidence; the report has the whole text. */
const EVIDENCE_CHARS = 400;
const LABEL = 14;
/** Evidence families have longer names: 'technique search'. */
const FAMILY_LABEL = 17;

/** The whole summary, ending in a newline. `width` is in columns. */
export function analysisText(outcome: AnalyzeOutcome, width: number, colors: Colors): string {
  const { campaigns, left_alone: leftAlone, ended = [] } = outcome.campaigns;
  const { texts_under_review: texts = [], texts_left_out: leftOut = 0 } = outcome.campaigns;
  const { warnings = [] } = outcome.summary.input;
  const blocks = [headline(outcome, width, colors)];
  if (warnings.length > 0) blocks.push(warningsText(warnings, width, colors));
  const withHistory = hasHistory(outcome.campaigns);
  for (const campaign of campaigns.slice(0, SHOWN_CAMPAIGNS))
    blocks.push(campaignText(campaign, withHistory ? historyLine(campaign) : null, width, colors));
  if (campaigns.length > SHOWN_CAMPAIGNS) {
    blocks.push(`   … and ${plural(campaigns.length - SHOWN_CAMPAIGNS, 'more campaign')}: see the report.`);
  }
  if (ended.length > 0) blocks.push(endedText(ended, width, colors));
  if (outcome.replay !== undefined) blocks.push(replayText(outcome.replay, width, colors));
  if (texts.length > 0) blocks.push(textsText(texts, leftOut, width, colors));
  if (leftAlone.length > 0) blocks.push(clearedText(leftAlone, width, colors));
  const { rejections = [] } = outcome.summary.input;
  if (rejections.length > 0) blocks.push(rejectionsText(rejections, width, colors));
  blocks.push(runText(outcome, width, colors));
  return `${blocks.join('\n\n')}\n`;
}

function headline({ campaigns: file, summary }: AnalyzeOutcome, width: number, colors: Colors): string {
  const { campaigns } = file;
  const named = new Set(campaigns.flatMap((campaign) => campaign.accounts)).size;
  const found =
    campaigns.length === 0
      ? colors.green('No campaign found.')
      : colors.bold(`${plural(campaigns.length, 'campaign')} found, with ${plural(named, 'account')}.`);
  const window = summary.window === null ? '' : `, ${day(summary.window.from)} to ${day(summary.window.to)}`;
  const scope = `Analysed ${plural(summary.totals.exchanges, 'exchange')} from ${plural(summary.totals.accounts, 'account')}${window}.`;
  return [`  ${found}`, ...wrap(scope, width - 2).map((line) => `  ${line}`)].join('\n');
}

function campaignText(campaign: Campaign, history: string | null, width: number, colors: Colors): string {
  const severity = { low: colors.dim, medium: colors.yellow, high: colors.red, critical: colors.red }[campaign.severity];
  const row = (label: string, text: string): string => labelled(colors.dim(label), text, 3, LABEL, width);
  const subs = campaign.sub_accounts?.length ?? 0;
  const size = [
    plural(campaign.accounts.length, 'account'),
    ...(subs > 0 ? [plural(subs, 'router end user')] : []),
    plural(campaign.exchanges, 'exchange'),
    `${day(campaign.first_seen)} to ${day(campaign.last_seen)}`,
  ];
  const lines = [
    rule(colors.bold(printable(campaign.id, 40)), severity(campaign.severity), width, colors),
    row('size', size.join(' · ')),
    ...(history === null ? [] : [row('history', history)]),
    `   ${padEnd(colors.dim('confidence'), LABEL)}${textBar(campaign.confidence, 20, colors)} ${score(campaign.confidence)}`,
    row('capabilities', shares(campaign.capabilities)),
    row('intents', shares(campaign.intents)),
    row('action', `${actionName(campaign.action, colors)}: ${printable(campaign.action_reason)}`),
    `   ${colors.dim('evidence')}`,
  ];
  const strongest = [...campaign.evidence].sort((a, b) => b.strength - a.strength);
  for (const evidence of strongest.slice(0, SHOWN_EVIDENCE)) {
    const mark = `${padEnd(evidence.family.replaceAll('_', ' '), FAMILY_LABEL)}${textBar(evidence.strength, 6, colors)}  `;
    lines.push(labelled(mark, wholeSentences(printable(evidence.summary, 4_000)), 3, FAMILY_LABEL + 8, width));
  }
  const rest = strongest.length - SHOWN_EVIDENCE;
  if (rest > 0)
    lines.push(
      `   ${' '.repeat(FAMILY_LABEL + 8)}${colors.dim(`${plural(rest, 'more row', 'more rows')} of evidence in the report`)}`,
    );
  return lines.join('\n');
}

/** The largest shares in words: 'coding 62%, agentic tool use 30%'. */
function shares(list: readonly { readonly name: string; readonly share: number }[]): string {
  const largest = [...list].sort((a, b) => b.share - a.share).filter((entry) => entry.share >= 0.05);
  if (largest.length === 0) return 'none above 5%';
  return largest
    .slice(0, 3)
    .map((entry) => `${entry.name.replaceAll('_', ' ')} ${percent(entry.share, 0)}`)
    .join(', ');
}

/** As many sentences as fit, at least the first; a figure stays on one line with its percent sign. */
function wholeSentences(text: string): string {
  const sentences = text.split(/(?<=\.) (?=\p{Lu}|\d)/u);
  let shown = sentences[0] as string;
  let used = 1;
  while (used < sentences.length && shown.length + (sentences[used] as string).length < EVIDENCE_CHARS)
    shown += ` ${sentences[used++]}`;
  return (used < sentences.length ? `${shown} …` : shown).replaceAll(/(\d) %/g, `$1${GLUE}%`);
}

/** Texts that a person should read: one line each, the highest score first. */
function textsText(texts: readonly TextUnderReview[], leftOut: number, width: number, colors: Colors): string {
  const lines = [rule(colors.bold('Texts under review'), plural(texts.length, 'text'), width, colors)];
  for (const { id, accounts, sub_accounts: ends = [], exchanges, traffic_share: share, explanation } of texts) {
    const users = [
      ...(accounts.length > 0 ? [plural(accounts.length, 'account')] : []),
      ...(ends.length > 0 ? [plural(ends.length, 'router end user')] : []),
    ].join(' and ');
    const use = `${plural(exchanges, 'exchange')}, ${percent(share.median, 0)} of what a typical user sends`;
    lines.push(labelled('', `${colors.bold(printable(id, 40))} ${users}, ${use}`, 3, 0, width));
    lines.push(labelled('', printable(explanation.sentence), 5, 0, width));
  }
  if (leftOut > 0) lines.push(`   … and ${plural(leftOut, 'more text')} with a lower score.`);
  lines.push(
    labelled('', colors.dim('No account is acted on for them. The report says what speaks for and against.'), 3, 0, width),
  );
  return lines.join('\n');
}

function clearedText(groups: readonly LeftAlone[], width: number, colors: Colors): string {
  const lines = [rule(colors.bold('Tested and cleared'), plural(groups.length, 'group'), width, colors)];
  const largest = [...groups].sort((a, b) => b.accounts - a.accounts || b.exchanges - a.exchanges);
  for (const group of largest.slice(0, SHOWN_GROUPS)) {
    // Most titles name the number of accounts: repeating it would read like a second figure.
    const accounts = group.title.includes(count(group.accounts)) ? [] : [plural(group.accounts, 'account')];
    const size = [...accounts, plural(group.exchanges, 'exchange')].join(', ');
    lines.push(labelled('', `${colors.bold(printable(group.title, 120))} (${size})`, 3, 0, width));
    const why = group.why.slice(0, 2).map((reason) => sentence(printable(reason)));
    if (why.length > 0) lines.push(labelled('', why.join(' '), 5, 0, width));
  }
  if (largest.length > SHOWN_GROUPS)
    lines.push(`   … and ${plural(largest.length - SHOWN_GROUPS, 'more group')}: see the report.`);
  return lines.join('\n');
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function runText(outcome: AnalyzeOutcome, width: number, colors: Colors): string {
  const { input, stages, detours } = outcome.summary;
  const row = (label: string, text: string): string => labelled(colors.dim(label), text, 3, LABEL, width);
  const lines = [rule(colors.bold('This run'), '', width, colors)];
  lines.push(row('actions', ACTIONS.map((action) => `${action}${GLUE}${count(outcome.actions[action])}`).join(' · ')));
  const formats = Object.entries(input.formats).map(([name, files]) => `${name} ${count(files)}`);
  lines.push(
    row(
      'read',
      `${plural(input.files, 'file')}, ${bytes(input.bytes)}, ${plural(input.records, 'record')}${formats.length === 0 ? '' : ` (${formats.join(', ')})`}`,
    ),
    row(
      'accepted',
      `${plural(input.exchanges, 'exchange')}, ${plural(input.accounts, 'account record')}, ${plural(input.releases, 'release')}${
        input.duplicates === 0 ? '' : `; ${count(input.duplicates)}${GLUE}duplicate${input.duplicates === 1 ? '' : 's'}`
      }`,
    ),
  );
  if (input.rejected > 0) {
    lines.push(
      row(
        'set aside',
        `${colors.yellow(plural(input.rejected, 'line'))}: ${tally(input.rejectedByReason)}; see rejected.ndjson`,
      ),
    );
  }
  const ignored = Object.values(input.ignoredByReason).reduce((sum, n) => sum + n, 0);
  if (ignored > 0) lines.push(row('ignored', tally(input.ignoredByReason)));
  if (Object.keys(input.notes).length > 0) lines.push(row('notes', tally(input.notes)));
  const hashed = PERSONAL_KINDS.reduce((sum, kind) => sum + (input.notes[hashedNote(kind)] ?? 0), 0);
  if (hashed > 0) {
    const places = plural(hashed, 'place');
    const text = `mail addresses, IP addresses or phone numbers as ids in ${places}: the results have keyed hashes instead; to see them, analyse again with --keep-identifiers`;
    lines.push(row('identifiers', text));
  }
  const { unknownFields } = input;
  if (unknownFields.records > 0) {
    const fields = tally({
      ...unknownFields.fields,
      ...(unknownFields.unnamed === 0 ? {} : { '(other)': unknownFields.unnamed }),
    });
    lines.push(row('unknown', `fields that no rule reads in ${plural(unknownFields.records, 'record')}: ${fields}`));
  }
  lines.push(row('time', timeText(input.bytes, input.exchanges, stages)));
  const fallbacks = fallbackText(detours);
  if (fallbacks !== null) lines.push(row('fallbacks', `slower paths used: ${fallbacks}`));
  const report = resolve(outcome.files.report);
  for (const [name, path] of Object.entries(outcome.files))
    lines.push(`   ${padEnd(colors.dim(name), LABEL)}${printable(path, 300)}`);
  lines.push(`   ${padEnd(colors.dim('open'), LABEL)}${colors.cyan(pathToFileURL(report).href)}`);
  return lines.join('\n');
}

function timeText(read: number, exchanges: number, stages: Readonly<Record<string, number>>): string {
  const total = Object.values(stages).reduce((sum, ms) => sum + ms, 0);
  const reading = stages.read ?? 0;
  const rate =
    reading > 0 ? `; read at ${bytes((read / reading) * 1000)}/s, ${count((exchanges / reading) * 1000)} exchanges/s` : '';
  const each = Object.entries(stages).map(([name, ms]) => `${name} ${duration(ms)}`.replaceAll(' ', GLUE));
  return `${duration(total)} (${each.join(', ')})${rate}`;
}

function tally(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, n]) => `${printable(name, 60).replaceAll('_', GLUE)}${GLUE}${count(n)}`)
    .join(', ');
}

/** An action with its colour: the harsher, the redder. */
function actionName(action: Action, colors: Colors): string {
  if (action === 'limit' || action === 'suspend') return colors.red(action);
  return action === 'allow' ? colors.green(action) : colors.yellow(action);
}
