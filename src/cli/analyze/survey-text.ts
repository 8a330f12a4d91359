/** A survey of a log as a page for the terminal: files, fields, candidates for the account, what was rejected, warnings. */
import { bytes, count, moment, percent, plural } from '../../base/format.ts';
import { MOST_VALUES } from '../../ingest/survey/field-trace.ts';
import type { Survey, SurveyedFile } from '../../ingest/survey/survey.ts';
import type { InputWarning } from '../../model/input-warnings.ts';
import type { RejectionCount } from '../../model/summary.ts';
import type { Colors } from '../terminal/io.ts';
import { cut, labelled, printable, rule, textTable, wrap } from '../terminal/text.ts';

/** Files listed one by one. */
const SHOWN_FILES = 12;
const PATH_COLUMNS = 34;
const FIELD_COLUMNS = 30;

/** The whole page, ending in a newline. `width` is in columns. */
export function surveyText(survey: Survey, width: number, colors: Colors): string {
  const blocks = [headline(survey, width), filesText(survey, colors, width)];
  if (survey.exchanges > 0) blocks.push(fieldsText(survey, colors, width));
  if (survey.candidates.length > 0) blocks.push(candidatesText(survey, colors, width));
  if (survey.rejections.length > 0) blocks.push(rejectionsText(survey.rejections, width, colors));
  if (survey.warnings.length > 0) blocks.push(warningsText(survey.warnings, width, colors));
  return `\n${blocks.join('\n\n')}\n`;
}

/** Warnings about a log as `inspect` and `analyze` print them. */
export function warningsText(warnings: readonly InputWarning[], width: number, colors: Colors): string {
  const lines = [rule(colors.bold(colors.yellow('Check the input')), plural(warnings.length, 'warning'), width, colors)];
  for (const { message, advice } of warnings) {
    lines.push(labelled(colors.yellow('!'), printable(message), 3, 2, width));
    lines.push(labelled('', printable(advice), 3, 2, width));
  }
  return lines.join('\n');
}

/** The most frequent reasons for rejected records, each with an example. */
export function rejectionsText(rejections: readonly RejectionCount[], width: number, colors: Colors): string {
  const lines = [rule(colors.bold('Rejected'), 'most frequent reasons', width, colors)];
  for (const { count: n, example } of rejections) {
    const { file, line, field, expected, got, reason } = example;
    const place = line === 0 ? printable(file, 200) : `${printable(file, 200)}:${line}`;
    const what = field === '' ? '' : `${printable(field, 60)}: `;
    const text = `${what}expected ${printable(expected)}, got ${printable(got)}`;
    lines.push(labelled('', `${colors.yellow(`${count(n)} × ${reason}`)}, first at ${place}`, 3, 0, width));
    lines.push(labelled('', text, 5, 0, width));
  }
  return lines.join('\n');
}

function headline({ files, exchanges, window, skipped }: Survey, width: number): string {
  const whole = files.every((file) => file.whole);
  const read = whole ? 'Read' : 'Read the beginning of';
  const dates = window === null ? '' : `, ${moment(window.from)} to ${moment(window.to)}`;
  const rest = whole ? '' : ' Use --all to read everything.';
  const passed = skipped === 0 ? '' : ` ${plural(skipped, 'more file')} not read.`;
  const text = `${read} ${plural(files.length, 'file')}: ${plural(exchanges, 'exchange')}${dates}.${rest}${passed}`;
  return wrap(text, width - 2)
    .map((line) => `  ${line}`)
    .join('\n');
}

function filesText({ files }: Survey, colors: Colors, width: number): string {
  const rows = files
    .slice(0, SHOWN_FILES)
    .map((file) => [
      shortPath(file.path),
      file.table ?? file.format ?? 'not readable',
      shape(file),
      file.bytes === 0 ? '' : bytes(file.bytes),
      contents(file),
    ]);
  const columns = ['file', 'format', 'layout', 'size', 'sample'].map((title) => ({ title }));
  const lines = [rule(colors.bold('Files'), '', width, colors), textTable(columns, rows, colors, 3)];
  if (files.length > SHOWN_FILES) lines.push(`   … and ${plural(files.length - SHOWN_FILES, 'more file')}: see --json.`);
  return lines.join('\n');
}

function shape({ layout, compression, wrapper }: SurveyedFile): string {
  const shapes = { lines: 'one record a line', json: 'JSON', table: 'table' };
  return [wrapper ?? '', layout === undefined ? '' : shapes[layout], compression === 'none' ? '' : compression]
    .filter((part) => part !== '')
    .join(', ');
}

function contents({ exchanges, accounts, releases, rejected }: SurveyedFile): string {
  const parts = [
    exchanges > 0 ? plural(exchanges, 'exchange') : '',
    accounts > 0 ? plural(accounts, 'account') : '',
    releases > 0 ? plural(releases, 'release') : '',
    rejected > 0 ? `${count(rejected)} rejected` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function fieldsText({ fields, exchanges }: Survey, colors: Colors, width: number): string {
  const rows = fields.map(({ part, field, present, distinct, examples }) => [
    part,
    present === 0 ? colors.dim('none') : cut(printable(field ?? 'made from several fields', 80), FIELD_COLUMNS),
    present === exchanges ? '' : percent(1 - present / exchanges, 1),
    values(distinct),
    cut(printable(examples.join(', '), 80), 34),
  ]);
  const columns = [
    { title: 'part' },
    { title: 'read from' },
    { title: 'missing', align: 'right' as const },
    { title: 'values', align: 'right' as const },
    { title: 'examples (cut)' },
  ];
  return [rule(colors.bold('Fields'), '', width, colors), textTable(columns, rows, colors, 3)].join('\n');
}

function candidatesText({ candidates, exchanges }: Survey, colors: Colors, width: number): string {
  const rows = candidates.map(({ field, present, distinct, why }) => [
    cut(printable(field, 80), FIELD_COLUMNS),
    present === exchanges ? '' : percent(Math.max(0, 1 - present / exchanges), 1),
    values(distinct),
    why,
  ]);
  const columns = [
    { title: 'field' },
    { title: 'missing', align: 'right' as const },
    { title: 'values', align: 'right' as const },
    { title: 'why not' },
  ];
  return [rule(colors.bold('Not taken as the account'), '', width, colors), textTable(columns, rows, colors, 3)].join('\n');
}

/** Distinct values, which are counted up to a bound. */
function values(distinct: number): string {
  return distinct >= MOST_VALUES ? `${count(MOST_VALUES)}+` : count(distinct);
}

/** The end of a path tells files apart. */
function shortPath(path: string): string {
  const text = printable(path, 400);
  return text.length <= PATH_COLUMNS ? text : `…${text.slice(1 - PATH_COLUMNS)}`;
}
