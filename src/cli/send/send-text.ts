/** The summary of `stillwatch send` for a terminal. */
import { count, day, plural } from '../../base/format.ts';
import type { CommandContext } from '../terminal/context.ts';
import { printable, textTable } from '../terminal/text.ts';
import type { RejectedReason, SendTotals } from './send-tally.ts';

export interface SendSummary {
  readonly totals: SendTotals;
  /** The most frequent first. */
  readonly reasons: readonly RejectedReason[];
  readonly url: string;
}

/** Reasons that the summary shows. */
const MOST_REASONS = 5;

/** What became of the records, why some were rejected, and where to look next. */
export function sendText({ totals, reasons, url }: SendSummary, { out }: CommandContext): string {
  const rows = [
    ['accepted', totals.accepted, 'new; on disk at the service'],
    ['duplicates', totals.duplicates, 'exchanges that the service had already'],
    ['rejected', totals.rejected, totals.rejected === 0 ? '' : 'could not be read; reasons below'],
    ['ignored', totals.ignored, totals.ignored === 0 ? '' : 'records without an exchange, such as labels or embeddings'],
    ...(totals.skipped_lines === 0
      ? []
      : [['left out', totals.skipped_lines, 'lines acknowledged in an earlier run'] as const]),
  ] as const;
  const table = textTable(
    [{ title: 'records' }, { title: '', align: 'right' }, { title: '' }],
    rows.map(([name, records, note]) => [name, count(records), note]),
    out,
    2,
  );
  const blocks = [table];
  if (reasons.length > 0) blocks.push(reasonsText(reasons));
  if (totals.hashed_identifiers > 0)
    blocks.push(`  ${plural(totals.hashed_identifiers, 'personal id')} stored as keyed hashes.`);
  const older = totals.outside_window;
  if (older !== null)
    blocks.push(
      `  ${plural(older.exchanges, 'exchange')}, from ${day(older.earliest)} to ${day(older.latest)}, ${older.exchanges === 1 ? 'is' : 'are'} older than the service's detection window.\n  They are stored, and detection leaves them out. For a log of the past, run the service with --backfill.`,
    );
  if (totals.accepted + totals.duplicates > 0)
    blocks.push(
      `  Detection follows within two minutes:\n    curl -sS ${printable(url, 300)}/v1/campaigns -H "Authorization: Bearer $STILLWATCH_KEY"`,
    );
  return `${blocks.join('\n\n')}\n`;
}

function reasonsText(reasons: readonly RejectedReason[]): string {
  const lines = reasons.slice(0, MOST_REASONS).map(({ reason, records, example }) => {
    const { file, line, field, expected, got } = example;
    const at = `${printable(file, 200)}${line > 0 ? `:${line}` : ''}`;
    const named = field === '' ? '' : `${printable(field, 100)}: `;
    return `  ${reason}, ${plural(records, 'record')}, first at ${at}\n    ${named}expected ${printable(expected, 200)}, got ${printable(got, 200)}`;
  });
  const rest = reasons.slice(MOST_REASONS);
  if (rest.length > 0) {
    const records = rest.reduce((sum, reason) => sum + reason.records, 0);
    lines.push(`  ${plural(rest.length, 'other reason')}, ${plural(records, 'record')}`);
  }
  return ['  Rejected', ...lines].join('\n');
}
