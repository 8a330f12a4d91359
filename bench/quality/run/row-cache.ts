/**
 * Rows on disk, one file a cell, named by the cell and by the sources that made it: a stopped run continues where it
 * was, and a change of the detector discards every row. Rows of other sources are removed, or they would pile up.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cell, identityOf } from '../cell/cell.ts';
import type { Row } from '../cell/row.ts';

export class RowCache {
  private readonly folder: string;

  /** Rows are in a folder of their own, named by the hash of the sources. */
  constructor(results: string, sources: string) {
    this.folder = join(results, `rows-${sources}`);
    mkdirSync(this.folder, { recursive: true });
    for (const name of readdirSync(results)) {
      if (name.startsWith('rows-') && name !== `rows-${sources}`)
        rmSync(join(results, name), { recursive: true, force: true });
    }
  }

  has(cell: Cell): boolean {
    return existsSync(this.path(cell));
  }

  read(cell: Cell): Row | null {
    if (!this.has(cell)) return null;
    return JSON.parse(readFileSync(this.path(cell), 'utf8')) as Row;
  }

  /** Renamed into place, so that a stopped run leaves no partial row. */
  write(row: Row): void {
    const path = this.path(row.cell);
    writeFileSync(`${path}.part`, `${JSON.stringify(row)}\n`);
    renameSync(`${path}.part`, path);
  }

  private path(cell: Cell): string {
    const key = createHash('sha256').update(identityOf(cell)).digest('hex').slice(0, 20);
    return join(this.folder, `${key}.json`);
  }
}
