/** Tables and figures in words, one way each. Shares have their interval beside them; what was not measured is a dash. */
import { count, percent } from '../../../src/base/format.ts';
import type { Interval, Proportion } from '../../../src/evaluate/intervals.ts';

export type Align = 'left' | 'right';

export function table(
  columns: readonly { readonly title: string; readonly align?: Align }[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map(line),
  ].join('\n');
}

export const right = (title: string): { title: string; align: Align } => ({ title, align: 'right' });
export const left = (title: string): { title: string; align: Align } => ({ title, align: 'left' });

/** '98.1 % (96.0-99.1)'. */
export function shareText({ share, interval }: Proportion): string {
  return share === null ? '-' : `${percent(share)}${intervalText(interval)}`;
}

export function intervalText(interval: Interval | null): string {
  if (interval === null) return '';
  return ` (${(interval.low * 100).toFixed(1)}-${(interval.high * 100).toFixed(1)})`;
}

export function percentText(share: number | null): string {
  return share === null ? '-' : percent(share);
}

/** '0.4 (0.1-0.9)' of a thousand, and the count. */
export function perThousand({ count: n, of, share, interval }: Proportion): string {
  if (share === null || interval === null) return '-';
  const scaled = (value: number) => (value * 1000).toFixed(1);
  return `${scaled(share)} (${scaled(interval.low)}-${scaled(interval.high)}), ${count(n)} of ${count(of)}`;
}

export function decimals(value: number | null, digits = 3): string {
  return value === null ? '-' : value.toFixed(digits);
}

export function paragraphs(...blocks: readonly (string | null)[]): string {
  return blocks.filter((block) => block !== null && block !== '').join('\n\n');
}
