/**
 * A child process for one cell: it receives the cell, reports its stages, sends the row and exits. One process per cell because
 * the embedded engine binds one data directory to a process, and because its memory goes with it.
 */
import { ProblemError } from '../../../src/base/problem.ts';
import type { Cell } from '../cell/cell.ts';
import type { Row } from '../cell/row.ts';
import { runCell } from '../cell/run-cell.ts';

export interface CellOrder {
  readonly cell: Cell;
  readonly folder: string;
}

export type CellReport =
  | { readonly kind: 'stage'; readonly stage: string }
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'failed'; readonly message: string };

const send = (report: CellReport) => new Promise<void>((resolve) => process.send?.(report, () => resolve()));

// Ctrl-C reaches the whole group of processes: the parent decides what happens to this one.
process.on('SIGINT', () => {});
// Without its parent, the row has no reader.
process.on('disconnect', () => process.exit(1));
process.once('message', async ({ cell, folder }: CellOrder) => {
  try {
    const row = await runCell(cell, { folder, onStage: (stage) => void send({ kind: 'stage', stage }) });
    await send({ kind: 'row', row });
    process.exit(0);
  } catch (error) {
    const message =
      error instanceof ProblemError
        ? `${error.problem.code}: ${error.problem.message}`
        : ((error as Error).stack ?? String(error));
    await send({ kind: 'failed', message });
    process.exit(1);
  }
});
