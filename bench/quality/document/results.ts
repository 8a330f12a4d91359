/**
 * The rows that there are, by section and place, and what is pooled from them. What is missing is counted, so that a page
 * never seems complete when it is not.
 */
import type { Proportion } from '../../../src/evaluate/intervals.ts';
import type { Outcome, Row } from '../cell/row.ts';
import type { PlannedSection, SectionName } from '../grid.ts';
import {
  type CampaignSummary,
  campaignSummary,
  type Detection,
  detectionOf,
  type HonestSummary,
  honestSummary,
} from '../metrics/pooled.ts';
import { count, type MarkdownColumn, markdownPercent, shareText } from './markdown.ts';

export interface PlacedRow {
  readonly at: number | string;
  readonly row: Row;
}

export interface SectionRows {
  readonly name: SectionName;
  readonly rows: readonly PlacedRow[];
  /** Cells of the plan without a row. */
  readonly missing: number;
  /** Why there was nothing to run. */
  readonly leftOut?: string;
}

export type CellResults = ReadonlyMap<SectionName, SectionRows>;

export function collectResults(plan: readonly PlannedSection[], read: (cell: Row['cell']) => Row | null): CellResults {
  return new Map(
    plan.map(({ name, places, leftOut }) => {
      const rows = places.flatMap(({ at, cell }) => {
        const row = read(cell);
        return row === null ? [] : [{ at, row }];
      });
      const section: SectionRows = {
        name,
        rows,
        missing: places.length - rows.length,
        ...(leftOut === undefined ? {} : { leftOut }),
      };
      return [name, section] as const;
    }),
  );
}

export function sectionOf(results: CellResults, name: SectionName): SectionRows {
  return results.get(name) ?? { name, rows: [], missing: 0 };
}

export function rowsOf(results: CellResults, name: SectionName): Row[] {
  return sectionOf(results, name).rows.map(({ row }) => row);
}

/** Sections share cells: each row once. */
export function distinctRows(results: CellResults): Row[] {
  const rows = new Map<string, Row>();
  for (const section of results.values()) for (const { row } of section.rows) rows.set(JSON.stringify(row.cell), row);
  return [...rows.values()];
}

/** Which cells of a section were not run; empty when all were. */
export function missingText({ rows, missing, leftOut }: SectionRows): string {
  if (rows.length > 0)
    return missing === 0 ? '' : `${missing} of ${missing + rows.length} cells of this section were not run.`;
  return leftOut === undefined
    ? 'Not measured in this run.'
    : `Not measured: ${leftOut.charAt(0).toLowerCase()}${leftOut.slice(1)}`;
}

/** Rows that are pooled, and their figures. */
export interface ResultGroup {
  readonly at: number | string;
  readonly rows: readonly Row[];
  readonly outcomes: readonly Outcome[];
  readonly found: Detection;
  readonly campaigns: CampaignSummary;
  readonly honest: HonestSummary;
}

export function groupOf(
  at: number | string,
  rows: readonly Row[],
  outcomes: readonly Outcome[] = rows.map((row) => row.outcome),
): ResultGroup {
  return {
    at,
    rows,
    outcomes,
    found: detectionOf(outcomes.map((outcome) => outcome.found)),
    campaigns: campaignSummary(outcomes.flatMap((outcome) => outcome.campaigns)),
    honest: honestSummary(outcomes),
  };
}

/** One group a place, in the order of the plan. */
export function groupsOf(rows: readonly PlacedRow[]): ResultGroup[] {
  const places = new Map<number | string, Row[]>();
  for (const { at, row } of rows) places.set(at, [...(places.get(at) ?? []), row]);
  return [...places].map(([at, here]) => groupOf(at, here));
}

/** Rows of worlds that have a campaign. */
export function attacked(rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.outcome.harvesting > 0);
}

export const PRECISION: MarkdownColumn<ResultGroup> = ['precision', ({ found }) => shareText(found.precision)];
export const RECALL: MarkdownColumn<ResultGroup> = ['recall', ({ found }) => shareText(found.recall)];
export const IDENTIFIED: MarkdownColumn<ResultGroup> = [
  'campaigns identified',
  ({ campaigns }) => `${campaigns.found.count} of ${campaigns.found.of}`,
];
export const WORST_COVERAGE: MarkdownColumn<ResultGroup> = [
  'worst coverage',
  ({ campaigns }) => markdownPercent(campaigns.worstCoverage),
];

/** '0.4 (0.1-0.9) per 1,000' without the words, and the count. */
export function perThousand({ count: n, of, share, interval }: Proportion): string {
  if (share === null || interval === null) return '-';
  const scaled = (value: number) => (value * 1000).toFixed(1);
  return `${scaled(share)} (${scaled(interval.low)}-${scaled(interval.high)}), ${count(n)} of ${count(of)}`;
}

export function sum<T>(list: readonly T[], of: (item: T) => number): number {
  return list.reduce((total, item) => total + of(item), 0);
}

/** NaN without items. */
export function mean<T>(list: readonly T[], of: (item: T) => number): number {
  return sum(list, of) / list.length;
}
