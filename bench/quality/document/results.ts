/** The rows that there are, by section and place; what is missing is counted, so that a page never seems complete when it is not. */
import type { Row } from '../cell/row.ts';
import type { PlannedSection, SectionName } from '../grid.ts';

export interface PlacedRow {
  readonly at: number | string;
  readonly row: Row;
}

export interface SectionRows {
  readonly name: SectionName;
  readonly rows: readonly PlacedRow[];
  /** Cells of the plan without a row. */
  readonly missing: number;
  readonly leftOut?: string;
}

export type Results = ReadonlyMap<SectionName, SectionRows>;

export function collectResults(
  plan: readonly PlannedSection[],
  read: (cell: Row['cell']) => Row | null,
): Results {
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

export function sectionOf(results: Results, name: SectionName): SectionRows {
  return results.get(name) ?? { name, rows: [], missing: 0 };
}

/** Rows by place, places in the order of the plan. */
export function byPlace(rows: readonly PlacedRow[]): Map<number | string, Row[]> {
  const places = new Map<number | string, Row[]>();
  for (const { at, row } of rows) places.set(at, [...(places.get(at) ?? []), row]);
  return places;
}

/** Worlds with something to find. */
export function attacked(rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.outcome.harvesting > 0);
}
