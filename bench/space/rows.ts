/** Rows on disk: a file for one state of the sources, a line a world, appended as they come. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellName, type SpaceCell, type SpaceRow } from './cell.ts';

export class SpaceRows {
  readonly path: string;
  private readonly rows = new Map<string, SpaceRow>();

  constructor(folder: string, sources: string) {
    mkdirSync(folder, { recursive: true });
    this.path = join(folder, `rows-${sources}.ndjson`);
    if (!existsSync(this.path)) return;
    // A run that was killed may have left half a line at the end; its world runs again.
    for (const line of readFileSync(this.path, 'utf8').split('\n').slice(0, -1)) {
      const row = parse(line);
      if (row !== null) this.rows.set(row.cell, row);
    }
  }

  has(cell: SpaceCell): boolean {
    return this.rows.has(cellName(cell));
  }

  add(row: SpaceRow): void {
    this.rows.set(row.cell, row);
    appendFileSync(this.path, `${JSON.stringify(row)}\n`);
  }

  of(cells: readonly SpaceCell[]): SpaceRow[] {
    return cells.flatMap((cell) => this.rows.get(cellName(cell)) ?? []);
  }
}

function parse(line: string): SpaceRow | null {
  try {
    return JSON.parse(line) as SpaceRow;
  } catch {
    return null;
  }
}
