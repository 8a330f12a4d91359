/** Tables and figures as text, one way each. Shares have their interval beside them; what was not measured is a dash. */
import { count, duration, percent as percentOf } from '../../../src/base/format.ts';
import type { Interval, Proportion } from '../../../src/evaluate/intervals.ts';

export { count, duration };

/** A title, and the cell of an item. */
export type MarkdownColumn<T> = readonly [title: string, cell: (item: T) => string];

/** The first column is aligned left, the others right. Empty without items. */
export function table<T>(columns: readonly MarkdownColumn<T>[], items: readonly T[]): string {
  if (items.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    line(columns.map(([title]) => title)),
    line(columns.map((_, k) => (k === 0 ? '---' : '---:'))),
    ...items.map((item) => line(columns.map(([, cell]) => cell(item)))),
  ].join('\n');
}

/** 0.9231 -> 92.3%: as on the screen, with one decimal unless `digits` says otherwise. */
export function percentToOneDecimal(share: number, digits = 1): string {
  return percentOf(share, digits);
}

/** '98.1% (96.0-99.1)'. */
export function shareText({ share, interval }: Proportion): string {
  return share === null ? '-' : `${percentToOneDecimal(share)}${intervalText(interval)}`;
}

/** ' (96.0-99.1)', in percent. */
export function intervalText(interval: Interval | null): string {
  if (interval === null) return '';
  return ` (${(interval.low * 100).toFixed(1)}-${(interval.high * 100).toFixed(1)})`;
}

export function markdownPercent(share: number | null): string {
  return share === null ? '-' : percentToOneDecimal(share);
}

/** null and NaN were not measured. */
export function decimals(value: number | null, digits = 3): string {
  return value === null || Number.isNaN(value) ? '-' : value.toFixed(digits);
}

/** A name of the data, as code. */
export function code(name: number | string): string {
  return `\`${name}\``;
}

export function paragraphs(...blocks: readonly string[]): string {
  return blocks.filter((block) => block !== '').join('\n\n');
}
