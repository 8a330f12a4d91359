/** What `exchanges` prints: an exchange with its matching text, and the counts at the end. */
import { count, moment, plural } from '../../base/format.ts';
import type { FindCounts } from '../../pipeline/exchanges/find-exchanges.ts';
import type { FoundExchange, FoundText } from '../../pipeline/exchanges/match-task.ts';
import type { Colors } from '../terminal/io.ts';
import { printable } from '../terminal/text.ts';
import { accountName } from './account-names.ts';
import type { ExchangeTarget } from './exchange-target.ts';

/** Texts of one exchange that are shown; others are counted. */
const MOST_TEXTS = 4;
const LONGEST_MATCH = 600;

/**
 * An exchange for a person: where it stands, whose it is, and its text with the match marked.
 * @param context characters on each side of a match that were asked for
 */
export function exchangeText(exchange: FoundExchange, context: number, colors: Colors): string {
  const { file, line, time, account, sub_account, model, texts, excerpt } = exchange;
  const head = [
    colors.bold(`${printable(file)}:${line}`),
    moment(time),
    printable(accountName(account, sub_account)),
    printable(model),
  ].join('  ');
  const lines = texts.slice(0, MOST_TEXTS).map((text) => `  ${foundText(text, context, colors)}`);
  if (texts.length > MOST_TEXTS) lines.push(colors.dim(`  … ${plural(texts.length - MOST_TEXTS, 'more passage')}`));
  if (texts.length === 0 && excerpt !== null && excerpt !== '') lines.push(`  ${colors.dim('user')}  ${oneLine(excerpt)}`);
  return `${[head, ...lines].join('\n')}\n\n`;
}

function foundText({ role, before = '', match, after = '', outline }: FoundText, context: number, colors: Colors): string {
  const lead = `${colors.dim(role)}  `;
  if (match === undefined) return lead + (outline ? oneLine(outline) : colors.dim('(too little of it may be shown)'));
  const text = oneLine(
    match.length > LONGEST_MATCH ? `${match.slice(0, LONGEST_MATCH / 2)} … ${match.slice(-LONGEST_MATCH / 2)}` : match,
  );
  const marked = colors.isColorSupported ? colors.yellow(text) : `«${text}»`;
  // What is shorter than was asked for reaches to the end of the text.
  const start = before.length < context ? '' : '…';
  const end = after.length < context ? '' : '…';
  return `${lead}${start}${oneLine(before, false)}${marked}${oneLine(after, false)}${end}`;
}

/** Text of a log on one line, safe for a terminal. */
function oneLine(text: string, trimmed = true): string {
  const safe = printable(` ${text} `.replace(/\s+/g, ' '), Number.MAX_SAFE_INTEGER);
  if (trimmed) return safe;
  return `${/^\s/.test(text) ? ' ' : ''}${safe}${/\s$/.test(text) ? ' ' : ''}`;
}

/** The counts, and whether they are those of the analysis. */
export function countsText(target: ExchangeTarget, counts: FindCounts, read: number, colors: Colors): string {
  const { whole, part, listed, accounts } = counts;
  const lines = [`${colors.bold(plural(whole, 'exchange'))} ${target.predicate}${comparison(target, whole)}.`];
  if (target.narrowed.length > 0) lines.push(`${count(part)} of them ${target.narrowed.join(' and ')}.`);
  if (whole !== accounts && target.narrowed.length === 0)
    lines.push(`The accounts sent ${plural(accounts, 'exchange')} in all.`);
  if (target.remark !== null) lines.push(target.remark);
  if (listed < part) lines.push(`Listed: ${count(listed)} of ${count(part)}; --limit N lists more.`);
  if (counts.duplicates > 0)
    lines.push(`${plural(counts.duplicates, 'copy', 'copies')} of exchanges with the same id left out.`);
  if (counts.rejected > 0)
    lines.push(
      `${plural(counts.rejected, 'line or file', 'lines or files')} could not be read; \`stillwatch inspect\` says why.`,
    );
  const other = otherLog(target, counts, read);
  if (other !== null) lines.push(`${colors.yellow('note')}: ${other}`);
  return `${lines.join('\n')}\n`;
}

function comparison({ expected }: ExchangeTarget, whole: number): string {
  if (expected === null) return '';
  return expected === whole ? ', as the analysis counted' : `; the analysis counted ${count(expected)}`;
}

/** A sentence if the log is not the one that was analysed. */
function otherLog({ expected }: ExchangeTarget, { read, whole, window }: FindCounts, analysed: number): string | null {
  if (read === analysed && (expected === null || expected === whole)) return null;
  const span = window === null ? '' : `, from ${moment(window.from)} to ${moment(window.to)}`;
  if (read === analysed)
    return 'This log has as many exchanges as the analysed one, and other counts: it has changed, or its files were read in another order or by other options.';
  return `This is not the log that was analysed: it has ${plural(read, 'exchange')}${span}; the analysis read ${count(analysed)}.`;
}
