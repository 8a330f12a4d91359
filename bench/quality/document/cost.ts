/** What detection costs: seconds by stage and world. Wall clock, on a machine that ran other cells at the same time. */
import { count } from '../../../src/cli/terminal/numbers.ts';
import type { Row } from '../cell/row.ts';
import { left, paragraphs, right, table } from './markdown.ts';
import { byPlace, type Results, sectionOf } from './results.ts';
import { type DocumentSection, missingText } from './section.ts';

const STAGES = ['read', 'aggregate', 'detect'] as const;

export function cost(results: Results): DocumentSection {
  const section = sectionOf(results, 'default');
  const sizes = sectionOf(results, 'accounts');
  const images = new Map<string, string>();
  if (section.rows.length === 0) return { title: 'Cost', body: missingText(section) ?? '', images };
  const body = paragraphs(
    'Mean seconds a world. Reading is parsing and fingerprinting with one worker; linking is what the engine groups and counts; detection is everything after that. Cells ran beside each other, so these figures compare worlds and not machines.',
    costTable('world', byPlace(section.rows), (at) => `\`${at}\``),
    sizes.rows.length === 0
      ? null
      : costTable('accounts of a campaign', byPlace(sizes.rows), (at) => count(Number(at))),
  );
  return { title: 'Cost', body, images };
}

function costTable(
  first: string,
  places: ReadonlyMap<number | string, Row[]>,
  asText: (at: number | string) => string,
): string {
  return table(
    [
      left(first),
      right('accounts'),
      right('exchanges'),
      ...STAGES.map((stage) => right(stage)),
      right('detect, ms an account'),
    ],
    [...places].map(([at, rows]) => {
      const accounts = mean(rows, (row) => row.size.accounts);
      return [
        asText(at),
        count(accounts),
        count(mean(rows, (row) => row.size.exchanges)),
        ...STAGES.map((stage) => mean(rows, (row) => row.seconds[stage] ?? 0).toFixed(2)),
        ((1000 * mean(rows, (row) => row.seconds.detect ?? 0)) / accounts).toFixed(2),
      ];
    }),
  );
}

function mean(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
}
