/**
 * Lays out text for a terminal: safe, wrapped, aligned. Text from a log may carry terminal escapes or direction marks, so
 * all of it must pass through {@link printable} first.
 */
import type { Colors, Output } from './io.ts';

/** Columns, when the output is not a terminal. */
const DEFAULT_WIDTH = 80;
const WIDEST = 100;

/** The width to lay text out for, in columns: that of the terminal, within 60 and 100. */
export function widthOf(output: Output): number {
  return Math.max(60, Math.min(WIDEST, output.columns ?? DEFAULT_WIDTH));
}

/** Control characters, bidirectional overrides and line separators become a visible stand-in; long text is cut. */
export function printable(text: string, longest = 400): string {
  const safe = text.replace(UNSAFE, '\uFFFD').trim();
  if (safe.length <= longest) return safe;
  // Cutting by code points, never through a surrogate pair.
  return `${[...safe].slice(0, longest - 1).join('')}…`;
}

const UNSAFE = /[\p{Cc}\p{Cs}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;

/** Columns that a text takes: escapes take none, East Asian wide characters two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text.replace(ANSI, '')) {
    if (COMBINING.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape that starts a colour is what is looked for
const ANSI = /\u001B\[[0-9;]*m/g;
const COMBINING = /\p{M}/u;
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}/u;

/** Pads with spaces on the right to a width in columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Pads with spaces on the left to a width in columns. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** Cuts to a width in columns, with an ellipsis. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let out = '';
  let used = 0;
  for (const character of text) {
    const next = displayWidth(character);
    if (used + next > width - 1) break;
    out += character;
    used += next;
  }
  return `${out}…`;
}

/** A space that {@link wrap} does not break at; it prints as a plain one. */
export const GLUE = '\u00A0';

/** Breaks at spaces to lines of at most `width` columns; a word that is longer is broken where it must. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (let word of text.split(/[ \t\r\n]+/)) {
    while (displayWidth(word) > width) {
      if (line !== '') lines.push(line);
      line = '';
      const head = cut(word, width).slice(0, -1);
      lines.push(head);
      word = word.slice(head.length);
    }
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines.map((text) => text.replaceAll(GLUE, ' '));
}

/** A label in a column and wrapped text beside it. */
export function labelled(label: string, text: string, indent: number, labelWidth: number, width: number): string {
  const [first = '', ...rest] = wrap(text, Math.max(20, width - indent - labelWidth));
  const lead = ' '.repeat(indent) + padEnd(label, labelWidth) + first;
  return [lead.trimEnd(), ...rest.map((line) => ' '.repeat(indent + labelWidth) + line)].join('\n');
}

/** One column of a {@link textTable}. */
export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Columns as wide as their widest cell, `gap` spaces apart; numbers right, words left. */
export function textTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  colors: Colors,
  indent = 2,
  gap = 2,
): string {
  const widths = columns.map((column, i) =>
    Math.max(displayWidth(column.title), ...rows.map((row) => displayWidth(row[i] ?? ''))),
  );
  const lay = (cells: readonly string[]): string =>
    `${' '.repeat(indent)}${cells
      .map((cell, i) =>
        columns[i]?.align === 'right' ? padStart(cell, widths[i] as number) : padEnd(cell, widths[i] as number),
      )
      .join(' '.repeat(gap))}`.trimEnd();
  return [colors.dim(lay(columns.map((column) => column.title))), ...rows.map(lay)].join('\n');
}

/** A bar of `width` columns for a share of 0 to 1, in steps of an eighth of a column. */
export function textBar(share: number, width: number, colors: Colors): string {
  const eighths = Math.round(Math.max(0, Math.min(1, share)) * width * 8);
  const full = Math.floor(eighths / 8);
  const rest = eighths % 8 === 0 ? '' : (PARTS[(eighths % 8) - 1] as string);
  return colors.cyan('█'.repeat(full) + rest) + colors.dim('·'.repeat(width - full - (rest === '' ? 0 : 1)));
}

const PARTS = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A horizontal rule with a title at the left and, unless empty, a text at the right. */
export function rule(title: string, right: string, width: number, colors: Colors): string {
  const tail = right === '' ? '' : ` ${right} `;
  const line = '─'.repeat(Math.max(3, width - displayWidth(title) - displayWidth(tail) - (right === '' ? 4 : 6)));
  return `${colors.dim('──')} ${title} ${colors.dim(line)}${right === '' ? '' : `${tail}${colors.dim('──')}`}`;
}
